"""The messages about evenings: invitation, reminder, another time or place, and that one is off."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.clock import now
from core.templatetags.kw_dates import kw_clock, kw_day_time, kw_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Attachment, Day, MessageKind, Text, greeting
from outbox.services.mail import our_address
from programmes.enums import ProgrammeState
from programmes.models import Programme
from sessions.enums import Answer, SessionState
from sessions.exports import CANCEL, REQUEST, Appointment, appointment_of, calendar_file
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.changes import IS_OFF, facts_of
from sessions.services.coming import answer_token

TOKEN = "your-own-link"  # noqa: S105 - the word that stands in the kept text where the signed one is put in
_ICS = "text/calendar; method={}; charset=utf-8"


# ---- words -------------------------------------------------------------------------------------------------


def compose_invitation(params: Mapping[str, Any], user: User | None) -> Text:
    """What the evening is for, when and where, and the three answers."""
    evening = evening_of(params)
    lines = [greeting(user), evening.goal]
    if evening.practical:
        lines.append(_("Good to know: %(practical)s.") % {"practical": evening.practical.rstrip(".")})
    lines.append(_("Do you come? Choose your answer; you need no password."))
    lines.append(answer_links())
    return text_about(
        evening,
        subject=_("Are you coming to %(title)s, %(when)s?")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
    )


def compose_reminder(params: Mapping[str, Any], user: User | None) -> Text:
    """When and where, for who did not say no; and the answers again."""
    evening = evening_of(params)
    lines = [
        greeting(user),
        _("%(title)s is on %(when)s.") % {"title": evening.title, "when": kw_day_time(evening.moment.at)},
        _("Place: %(place)s.") % {"place": evening.place.rstrip(".")} if evening.place else "",
        evening.practical
        and _("Good to know: %(practical)s.") % {"practical": evening.practical.rstrip(".")},
        way_there(evening, user),
        _said(evening, user),
        answer_links(),
    ]
    return text_about(
        evening,
        subject=_("Reminder: %(title)s, %(when)s")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
    )


def compose_changed(params: Mapping[str, Any], user: User | None) -> Text:
    """What is otherwise now, and what it was."""
    evening = evening_of(params)
    was = params["was"]
    before = dt.datetime.fromisoformat(was["starts"])
    lines = [greeting(user), _("Something changed about %(title)s.") % {"title": evening.title}]
    if before != evening.moment.at:
        lines.append(
            _("It is now on **%(now)s**. It was on %(before)s.")
            % {"now": kw_day_time(evening.moment.at), "before": kw_day_time(before)}
        )
    if was["place"] != evening.place:
        lines.append(
            _("The place is now **%(now)s**. It was %(before)s.")
            % {"now": evening.place, "before": was["place"]}
            if was["place"] and evening.place
            else _("The place is now **%(now)s**.") % {"now": evening.place or _("not known yet")}
        )
    if was["minutes"] != evening.minutes:
        lines.append(_("It ends at %(time)s.") % {"time": kw_time(evening.ends_at)})
    lines += [_("The file with this mail brings your calendar up to date. Can you come?"), answer_links()]
    return text_about(
        evening,
        subject=_("Changed: %(title)s, %(when)s")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
    )


def compose_cancelled(params: Mapping[str, Any], user: User | None) -> Text:
    """That it is off; the evening itself is gone, so the words come from what the message keeps."""
    programme = Programme.objects.get(pk=params["programme"])
    starts = dt.datetime.fromisoformat(params["starts"])
    about = {"title": params["title"], "when": kw_day_time(starts)}
    return Text(
        subject=_("Off: %(title)s") % about,
        body="\n\n".join(
            [
                greeting(user),
                _("%(title)s, on %(when)s, is off. You need not do anything.") % about,
                _("This message takes it out of your calendar."),
            ]
        ),
        action_label=_("All evenings"),
        action_path=reverse("evenings:list", args=[programme.public_id]),
        programme=programme.name,
        accent=programme.accent,
    )


def text_about(evening: Session, *, subject: str, lines: Iterable[str]) -> Text:
    """The words of a message about ``evening``, with its day as a leaf of a calendar and the way to its page."""
    until = _("%(start)s to %(end)s") % {
        "start": kw_clock(evening.moment.at),
        "end": kw_time(evening.ends_at),
    }
    return Text(
        subject=subject,
        body="\n\n".join(line for line in lines if line),
        action_label=_("Time, place and programme of the evening"),
        action_path=reverse("evenings:evening", args=[evening.public_id]),
        closing=_("Do you have a question? Answer this mail."),
        day=Day(evening.moment.at, f"{evening.title}, {until}", evening.place),
        programme=evening.programme.name,
        accent=evening.programme.accent,
    )


def _said(evening: Session, user: User | None) -> str:
    row = Attendance.objects.filter(evening=evening, participation__person=user).first() if user else None
    sentences = {
        Answer.YES: _("You said that you come. Is that still so?"),
        Answer.MAYBE: _("You said: maybe. Do you know it now?"),
        Answer.WAITS: _(
            "You are on the waiting list: so far every place is taken. If one comes free you hear it."
        ),
    }
    return sentences.get(
        Answer(row.answer) if row else Answer.NONE, _("You did not say yet whether you come.")
    )


def way_there(evening: Session, user: User | None) -> str:
    """The route for everybody, and the link of the meeting for who comes; empty without either."""
    comes = user is not None and Attendance.objects.filter(
        evening=evening, participation__person=user, answer=Answer.YES
    )
    links = [
        f"[{_('Route')}](<{evening.route_url}>)" if evening.route_url else "",
        f"[{_('Link of the meeting')}](<{evening.meeting_url}>)"
        if evening.meeting_url and comes and comes.exists()
        else "",
    ]
    return "\n".join(f"- {link}" for link in links if link)


def answer_links() -> str:
    """The three answers: pages with a button, since mail scanners open every link in a message."""
    link = settings.SITE_URL + reverse("evenings:answer_link", args=[TOKEN])
    words = ((Answer.YES, _("Yes, I come")), (Answer.MAYBE, _("Maybe")), (Answer.NO, _("No, I cannot come")))
    return "\n".join(f"- [{word}]({link}?answer={answer.value})" for answer, word in words)


def evening_of(params: Mapping[str, Any]) -> Session:
    """The evening that a message is about, with what its words need. Raises ``DoesNotExist`` when it is gone."""
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(pk=params["evening"])


# ---- sending -----------------------------------------------------------------------------------------------


def evening_and_reason(message: Message) -> tuple[Session | None, str]:
    """The evening that ``message`` is about while its programme runs, or else None and why it is not sent any more."""
    evenings = Session.objects.select_related("programme", "moment", "team")
    evening = evenings.filter(pk=message.params["evening"]).first()
    if evening is None:
        return None, _("This evening is no longer there.")
    if evening.programme.state != ProgrammeState.RUNNING:
        return None, _("The programme does not run.")
    return evening, ""


def still_applies(message: Message) -> str:
    """Why a message about an evening is not sent any more; empty when it is."""
    evening, reason = evening_and_reason(message)
    if evening is None:
        return reason
    if evening.state == SessionState.OFF:
        return str(IS_OFF)
    if evening.state != SessionState.PLANNED:
        return _("The evening has begun already.")
    if evening.ends_at <= now():
        return _("The evening is over.")
    if any(message.params[name] != value for name, value in facts_of(evening).as_params().items()):
        return _("Time or place changed meanwhile; there is a new message about it.")
    if not expected_at(evening).filter(person=message.user_id).exists():
        return _("Does not take part any more.")
    return ""


def reminder_still_applies(message: Message) -> str:
    """As ``still_applies``; and who said no meanwhile is not reminded."""
    reason = still_applies(message)
    said_no = Attendance.objects.filter(
        evening=message.params["evening"], participation__person=message.user_id, answer=Answer.NO
    )
    return reason or (_("Said meanwhile: I cannot come.") if said_no.exists() else "")


def signed_links(message: Message) -> dict[str, str]:
    """The reader's own word for the answer links, made at sending."""
    evening = evening_of(message.params)
    person = expected_at(evening).filter(person=message.user_id).first()
    return {TOKEN: answer_token(evening=evening, participation=person)} if person else {}


def invitation_file(message: Message) -> Sequence[Attachment]:
    """The calendar file as the evening is now."""
    evening = evening_of(message.params)
    return [file_for(appointment_of(evening), REQUEST, message, evening.programme)]


def cancellation_file(message: Message) -> Sequence[Attachment]:
    """The calendar file that takes the evening back."""
    kept = message.params
    entry = Appointment(
        uid=kept["uid"],
        sequence=kept["sequence"],
        title=kept["title"],
        starts=dt.datetime.fromisoformat(kept["starts"]),
        ends=dt.datetime.fromisoformat(kept["ends"]),
        place=kept["place"],
        text="",
        url="",
    )
    programme = Programme.objects.select_related("reply_to").get(pk=kept["programme"])
    return [file_for(entry, CANCEL, message, programme)]


def file_for(entry: Appointment, method: str, message: Message, programme: Programme) -> Attachment:
    """``entry`` as a file for the calendar of who reads ``message``."""
    who = programme.reply_to
    name = message.user.name if message.user else ""
    content = calendar_file(
        entry,
        method=method,
        organiser=(who.name, who.email) if who else (programme.name, our_address()),
        attendee=(name, message.recipient),
    )
    return Attachment(_("evening.ics"), _ICS.format(method), content)


# ---- kinds -------------------------------------------------------------------------------------------------

EVENING_INVITATION = MessageKind(
    name="evening_invitation",
    urgency=Urgency.SOON,
    compose=compose_invitation,
    still_applies=still_applies,
    attachments=invitation_file,
    put_in=signed_links,
)
EVENING_REMINDER = MessageKind(
    name="evening_reminder",
    urgency=Urgency.SOON,
    compose=compose_reminder,
    still_applies=reminder_still_applies,
    matter_at=lambda params: dt.datetime.fromisoformat(params["starts"]),
    can_be_declined=True,
    put_in=signed_links,
)
EVENING_CHANGED = MessageKind(
    name="evening_changed",
    urgency=Urgency.SOON,
    compose=compose_changed,
    still_applies=still_applies,
    attachments=invitation_file,
    put_in=signed_links,
)
EVENING_CHANGED_NOW = replace(EVENING_CHANGED, name="evening_changed_now", urgency=Urgency.NOW)
EVENING_CANCELLED = MessageKind(
    name="evening_cancelled", urgency=Urgency.SOON, compose=compose_cancelled, attachments=cancellation_file
)
EVENING_CANCELLED_NOW = replace(EVENING_CANCELLED, name="evening_cancelled_now", urgency=Urgency.NOW)
KINDS = (
    EVENING_INVITATION,
    EVENING_REMINDER,
    EVENING_CHANGED,
    EVENING_CHANGED_NOW,
    EVENING_CANCELLED,
    EVENING_CANCELLED_NOW,
)
