"""Messages about evenings, as they would arrive."""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import time_machine
from icalendar import Calendar

from core.clock import at_local
from outbox.models import Message
from outbox.services.kinds import kind_of
from outbox.services.mail import write_mail
from outbox.services.planning import plan
from programmes.models import Programme
from sessions.models import Session

START = dt.datetime(2027, 1, 10, 12, 0, tzinfo=dt.UTC)
"""When the programme of these tests was started."""


def evening_of(programme: Programme, title: str) -> Session:
    """The evening called ``title``."""
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(
        programme=programme, title=title
    )


def at(day: dt.date, hour: int, minute: int = 0) -> time_machine.travel:
    """That moment in Amsterdam."""
    return time_machine.travel(at_local(day, dt.time(hour, minute)), tick=False)


def told(kind: str) -> list[Message]:
    """The messages of ``kind``, by address."""
    return list(Message.objects.filter(kind=kind).order_by("recipient", "pk"))


def calendar_in(mail: EmailMessage) -> Any:
    """The parsed calendar file of a mail, sent and read again."""
    read = message_from_bytes(bytes(mail), policy=policy.default)
    (part,) = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    return calendar


def event_in(calendar: Any) -> Any:
    """The one event."""
    (event,) = calendar.walk("VEVENT")
    return event


def mail_of(message: Message) -> EmailMessage:
    """The mail of ``message`` as it would leave now."""
    return write_mail(message, kind_of(message.kind))


def invite(programme: Programme) -> list[Message]:
    """Let the invitations of the first evening be planned; three weeks before it."""
    with at(dt.date(2027, 1, 14), 9, 1):
        plan()
    return told("evening_invitation")
