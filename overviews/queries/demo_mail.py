"""The mail that the demo wrote to files, newest first."""

import datetime as dt
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it would have arrived."""

    to: str
    subject: str
    text: str
    sent_at: dt.datetime
    links: tuple[str, ...]
    attachments: tuple[str, ...]


def list_letters(folder: Path, *, most: int = 50) -> list[Letter]:
    """The newest ``most`` letters in ``folder``; none when it is not there."""
    files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)[:most]
    return [_read(path) for path in files]


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the default policy makes
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return Letter(
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        text=text,
        sent_at=dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC),
        links=tuple(dict.fromkeys(_LINK.findall(text))),
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )
