"""A kind of message that only these tests know, and what they ask of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from accounts.enums import MailRhythm
from accounts.models import User
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services import kinds, queue
from outbox.services.kinds import Attachment, Day, MessageKind, Text
from tests.makers import make_person
from tests.outbox.letters import compose

NOON = dt.datetime(2027, 4, 6, 10, 0, tzinfo=dt.UTC)
"""Tuesday 6 April 2027, 12:00 in Amsterdam."""


@dataclass
class Stage:
    """What the test kinds say, and what they did."""

    reason: str = ""
    subject: str = "Herinnering: je interview"
    body: str = "Dag Rogier,\n\nVandaag om 20.00 uur sluit het huiswerk."
    breaks: Exception | None = None
    composed: list[Any] = field(default_factory=list)

    def compose(self, params: Mapping[str, Any], user: User | None) -> Text:
        """The words."""
        if self.breaks:
            raise self.breaks
        self.composed.append(params)
        return Text(
            subject=self.subject,
            body=self.body,
            action_label="Lever je interview in",
            action_path="/homework/",
            closing="Groet,\nMarit",
            day=Day(NOON, "Avond 2", "Provinciehuis Zwolle"),
            programme="Themateams",
            accent="klei",
        )

    def still_applies(self, message: Message) -> str:
        """The reason that the test set."""
        return self.reason


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Three kinds, ``soon``, ``now`` and ``link``, that do what the test says."""
    stage = Stage()
    before, planners = dict(kinds._kinds), dict(queue.planners)
    calendar = Attachment("avond.ics", "text/calendar; method=REQUEST; charset=utf-8", b"BEGIN:VCALENDAR\r\n")
    common: dict[str, Any] = {"compose": stage.compose, "still_applies": stage.still_applies}
    kinds.register_kind(MessageKind("soon", Urgency.SOON, can_be_declined=True, **common))
    kinds.register_kind(MessageKind("digest", Urgency.DIGEST, **common))
    kinds.register_kind(MessageKind("now", Urgency.NOW, attachments=lambda message: [calendar], **common))
    kinds.register_kind(MessageKind("link", Urgency.NOW, personal_link=True, **common))
    queue.planners.clear()
    yield stage
    kinds._kinds.clear()
    kinds._kinds.update(before)
    queue.planners.clear()
    queue.planners.update(planners)


@pytest.fixture
def noon(time_machine: Any) -> Any:
    """A clock that stands at noon, until it is moved."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def told(stage: Stage) -> None:
    """The kinds ``soon``, ``digest``, ``now``, ``file`` and ``link``, which tell a word, and say that they are over."""
    common: dict[str, Any] = {
        "compose": compose,
        "still_applies": lambda message: message.params.get("over", ""),
    }
    file = Attachment("avond.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\n")
    for kind in (
        MessageKind("soon", Urgency.SOON, can_be_declined=True, **common),
        MessageKind(
            "matter", Urgency.SOON, matter_at=lambda it: dt.datetime.fromisoformat(it["at"]), **common
        ),
        MessageKind("digest", Urgency.DIGEST, **common),
        MessageKind("now", Urgency.NOW, **common),
        MessageKind("file", Urgency.SOON, attachments=lambda message: [file], **common),
        MessageKind("link", Urgency.SOON, personal_link=True, **common),
    ):
        kinds.register_kind(kind)


@pytest.fixture
def lotte() -> User:
    """Somebody who wants mail once a day."""
    return make_person(name="Lotte Vis", mail_rhythm=MailRhythm.DAILY)
