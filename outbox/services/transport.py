"""The border with the world of mail: an SMTP relay, or a folder of files for the demo."""

import os
import re
import smtplib
import ssl
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from core.text import clean_text


class NotSent(Exception):
    """The message was not sent, or nobody knows; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(NotSent):
    """The mail server does not want this message, now or ever."""


class Postponed(NotSent):
    """The mail server does not want this message now."""


class Unsure(NotSent):
    """The mail server had the whole text and hung up, or fell silent: it may have sent it."""


class Unreachable(NotSent):
    """There is no mail server that lets us in: no message can go now."""


class Transport(Protocol):
    """Takes messages one by one over one connection."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *problem: object) -> None: ...

    def send(self, mail: bytes, *, sender: str, recipient: str, name: str) -> None:
        """Hand over ``mail`` (lines end in CRLF; ``name`` stays the same at a second try) or raise ``NotSent``."""


def open_transport(url: str, *, timeout: float, host: str) -> Transport:
    """The transport of ``url``: smtp://[user:password@]host:port[?tls=1|?ssl=1] or file:///folder.

    ``timeout`` (seconds) is for each answer of the server; ``host`` is how we introduce ourselves.
    Raises ``ImproperlyConfigured`` for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FileTransport(Path(parts.path))
    if parts.scheme == "smtp" and parts.hostname:
        options = parse_qs(parts.query)
        return SmtpTransport(
            parts.hostname,
            parts.port or 25,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            start_tls="tls" in options,
            tls="ssl" in options,
            timeout=timeout,
            us=host,
        )
    raise ImproperlyConfigured(
        "EMAIL_URL begins with smtp:// or file://, for example smtp://relay.example.nl:25"
    )


class FileTransport:
    """Writes each message to a file of its own, whole or not at all; a second try overwrites the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        return None

    def send(self, mail: bytes, *, sender: str, recipient: str, name: str) -> None:
        """Write ``name``.eml."""
        part = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(mail)
            part.replace(self.folder / f"{name}.eml")
        except OSError as problem:
            raise Unreachable(_("The folder for mail cannot be written: %s") % problem.strerror) from problem


class SmtpTransport:
    """Talks to a relay. The connection is made at the first message, and anew when the relay closed it between two."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        user: str,
        password: str,
        start_tls: bool,
        tls: bool,
        timeout: float,
        us: str,
    ) -> None:
        self.host, self.port, self.user, self.password = host, port, user, password
        self.start_tls, self.tls, self.timeout, self.us = start_tls, tls, timeout, us
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self.connection is not None:
            try:
                self.connection.quit()
            except (OSError, smtplib.SMTPException):
                self._hang_up()

    def send(self, mail: bytes, *, sender: str, recipient: str, name: str) -> None:
        """Hand over ``mail``; raise one of ``NotSent`` where that does not come to its good end."""
        fresh = self.connection is None
        try:
            try:
                self._agree(sender, recipient)
            except (OSError, smtplib.SMTPServerDisconnected):
                self._hang_up()
                if fresh:
                    raise
                self._agree(sender, recipient)
        except (OSError, smtplib.SMTPServerDisconnected) as problem:
            self._hang_up()
            raise Postponed(_("The mail server hung up before it had the message.")) from problem
        self._hand_over(mail)

    def _connect(self) -> smtplib.SMTP:
        if self.connection is None:
            try:
                make = smtplib.SMTP_SSL if self.tls else smtplib.SMTP
                self.connection = make(self.host, self.port, local_hostname=self.us, timeout=self.timeout)
                if self.start_tls:
                    self.connection.starttls(context=ssl.create_default_context())
                if self.user:
                    self.connection.login(self.user, self.password)
                self.connection.ehlo_or_helo_if_needed()
            except smtplib.SMTPResponseException as problem:
                self._hang_up()
                answer = _answer(problem.smtp_code, problem.smtp_error)
                raise Unreachable(_("The mail server does not let us in: %s") % answer) from problem
            except (OSError, smtplib.SMTPException) as problem:
                self._hang_up()
                raise Unreachable(_("The mail server cannot be reached.")) from problem
        return self.connection

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _agree(self, sender: str, recipient: str) -> None:
        """Everything up to the text: until here nothing has been sent."""
        connection = self._connect()
        code, answer = connection.mail(sender)
        if code // 100 == 5:
            self._hang_up()
            raise Unreachable(_("The mail server does not let us send: %s") % _answer(code, answer))
        if code // 100 == 2:
            code, answer = connection.rcpt(recipient)
        if code // 100 == 2:
            code, answer = connection.docmd("DATA")
        if code != 354:
            self._give_up(code, answer)

    def _hand_over(self, text: bytes) -> None:
        """The text and the answer to it: what breaks off here may have been sent."""
        connection = self._connect()
        dotted = re.sub(rb"(?m)^\.", b"..", text if text.endswith(b"\r\n") else text + b"\r\n")
        try:
            connection.send(dotted + b".\r\n")
            code, answer = connection.getreply()
        except (OSError, smtplib.SMTPServerDisconnected) as problem:
            self._hang_up()
            raise Unsure(_("The mail server hung up after it had the message.")) from problem
        if code // 100 != 2:
            self._give_up(code, answer)

    def _give_up(self, code: int, answer: bytes) -> None:
        """Raise what the server's refusal means, with the connection ready for the next message."""
        try:
            if code == 421:
                self._hang_up()
            else:
                self._connect().rset()
        except (OSError, smtplib.SMTPServerDisconnected):
            self._hang_up()
        said = _answer(code, answer)
        if code // 100 == 5:
            raise Refused(_("The mail server refused it: %s") % said)
        raise Postponed(_("The mail server wants it later: %s") % said)


def _answer(code: int, answer: bytes | str) -> str:
    """What the server said, fit for a sentence."""
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return clean_text(f"{code} {words}", single_line=True)[:200]
