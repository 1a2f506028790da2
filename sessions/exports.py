"""The calendar file of an evening (RFC 5545, RFC 5546), which Outlook, Google and Apple read."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from core.clock import local, now
from sessions.models import Session

REQUEST = "REQUEST"
CANCEL = "CANCEL"
PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar holds of an evening; enough to take one back that is gone."""

    uid: str
    sequence: int
    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str
    text: str
    url: str
    is_off: bool = False
    """Whether it does not take place: a calendar that reads it again shows it struck out."""


def uid_of(evening: Session) -> str:
    """The name of ``evening`` in every calendar; it stays the same however often the evening changes."""
    return f"evening-{evening.public_id}@koerswerk"


def appointment_of(evening: Session) -> Appointment:
    """``evening`` as it is now. No query when its moment and programme were fetched along."""
    lines = [evening.goal, evening.practical]
    return Appointment(
        uid=uid_of(evening),
        sequence=evening.ics_sequence,
        title=f"{evening.title}, {evening.programme.name}",
        starts=evening.starts_at,
        ends=evening.ends_at,
        place=evening.place,
        text="\n".join(line for line in lines if line),
        url=settings.SITE_URL + reverse("evenings:evening", args=[evening.public_id]),
        is_off=evening.is_off,
    )


def calendar_file(
    appointment: Appointment,
    *,
    method: str,
    organiser: tuple[str, str],
    attendee: tuple[str, str] | None = None,
) -> bytes:
    """An .ics with one event. ``organiser`` and ``attendee`` are names and addresses; a REQUEST and a CANCEL need both.

    Times stand on the wall clock of Amsterdam with its rules, so that a change to summer time moves nothing.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Koerswerk//evenings//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now().astimezone(dt.UTC))
    event.add("dtstart", local(appointment.starts))
    event.add("dtend", local(appointment.ends))
    event.add("summary", appointment.title)
    event.add("status", "CANCELLED" if method == CANCEL or appointment.is_off else "CONFIRMED")
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.text:
        event.add("description", appointment.text)
    if appointment.url:
        event.add("url", appointment.url)
    event["organizer"] = _address(*organiser)
    if attendee is not None:
        guest = _address(*attendee)
        guest.params["role"] = vText("REQ-PARTICIPANT")
        guest.params["partstat"] = vText("NEEDS-ACTION")
        guest.params["rsvp"] = vText("FALSE")  # answers are given on our page, not to a mailbox
        event.add("attendee", guest, encode=False)
    if method != CANCEL and not appointment.is_off:
        event.add_component(_alarm(appointment.title))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(hours=-2))
    return alarm
