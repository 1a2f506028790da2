"""The messages about evenings: invitation, reminder, another time or place, and that one is off."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.clock import now
from core.templatetags.kw_dates import kw_clock, kw_day_time, kw_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Attachment, Day, MessageKind, Text
from outbox.services.mail import our_address
from outbox.services.queue import Planned
from programmes.enums import ProgrammeState
from programmes.models import Participation, Programme, Reminder
from programmes.queries.reminders import DueReminder, due_reminders
from sessions.enums import Answer, SessionState
from sessions.exports import CANCEL, REQUEST, Appointment, appointment_of, calendar_file
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.changes import INVITING, facts_of
from sessions.services.coming import answer_token
from teams.models import Membership

TOKEN = "your-own-link"  # noqa: S105 - the word that stands in the kept text where the signed one is put in
_ICS = "text/calendar; method={}; charset=utf-8"


# ---- words -------------------------------------------------------------------------------------------------


def compose_invitation(params: Mapping[str, Any], user: User | None) -> Text:
    """What the evening is for, when and where, and the three answers."""
    evening = _evening(params)
    lines = [_greeting(user), evening.goal]
    if evening.practical:
        lines.append(_("Good to know: %(practical)s.") % {"practical": evening.practical.rstrip(".")})
    lines.append(_("Do you come? Choose your answer; you need no password."))
    lines.append(_answers())
    return _text(
        evening,
        subject=_("Are you coming to %(title)s, %(when)s?")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
        label=_("Time, place and programme of the evening"),
    )


def compose_reminder(params: Mapping[str, Any], user: User | None) -> Text:
    """When and where, for who did not say no; and the answers again."""
    evening = _evening(params)
    lines = [
        _greeting(user),
        _("%(title)s is on %(when)s.") % {"title": evening.title, "when": kw_day_time(evening.moment.at)},
        _("Place: %(place)s.") % {"place": evening.place.rstrip(".")} if evening.place else "",
        evening.practical
        and _("Good to know: %(practical)s.") % {"practical": evening.practical.rstrip(".")},
        _said(evening, user),
        _answers(),
    ]
    return _text(
        evening,
        subject=_("Reminder: %(title)s, %(when)s")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
        label=_("Time, place and programme of the evening"),
    )


def compose_changed(params: Mapping[str, Any], user: User | None) -> Text:
    """What is otherwise now, and what it was."""
    evening = _evening(params)
    was = params["was"]
    before = dt.datetime.fromisoformat(was["starts"])
    lines = [_greeting(user), _("Something changed about %(title)s.") % {"title": evening.title}]
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
    lines += [_("The file with this mail brings your calendar up to date. Can you come?"), _answers()]
    return _text(
        evening,
        subject=_("Changed: %(title)s, %(when)s")
        % {"title": evening.title, "when": kw_day_time(evening.moment.at, "day")},
        lines=lines,
        label=_("Time, place and programme of the evening"),
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
                _greeting(user),
                _("%(title)s, on %(when)s, is off. You need not do anything.") % about,
                _("This message takes it out of your calendar."),
            ]
        ),
        action_label=_("All evenings"),
        action_path=reverse("evenings:list", args=[programme.public_id]),
        programme=programme.name,
        accent=programme.accent,
    )


def _text(evening: Session, *, subject: str, lines: Iterable[str], label: str) -> Text:
    until = _("%(start)s to %(end)s") % {
        "start": kw_clock(evening.moment.at),
        "end": kw_time(evening.ends_at),
    }
    return Text(
        subject=subject,
        body="\n\n".join(line for line in lines if line),
        action_label=label,
        action_path=reverse("evenings:evening", args=[evening.public_id]),
        closing=_("Do you have a question? Answer this mail."),
        day=Day(evening.moment.at, f"{evening.title}, {until}", evening.place),
        programme=evening.programme.name,
        accent=evening.programme.accent,
    )


def _greeting(user: User | None) -> str:
    return _("Hello %(name)s,") % {"name": user.first_name} if user and user.first_name else _("Hello,")


def _said(evening: Session, user: User | None) -> str:
    row = Attendance.objects.filter(evening=evening, participation__person=user).first() if user else None
    sentences = {
        Answer.YES: _("You said that you come. Is that still so?"),
        Answer.MAYBE: _("You said: maybe. Do you know it now?"),
    }
    return sentences.get(
        Answer(row.answer) if row else Answer.NONE, _("You did not say yet whether you come.")
    )


def _answers() -> str:
    """The three answers: pages with a button, since mail scanners open every link in a message."""
    link = settings.SITE_URL + reverse("evenings:answer_link", args=[TOKEN])
    words = ((Answer.YES, _("Yes, I come")), (Answer.MAYBE, _("Maybe")), (Answer.NO, _("No, I cannot come")))
    return "\n".join(f"- [{word}]({link}?answer={answer.value})" for answer, word in words)


def _evening(params: Mapping[str, Any]) -> Session:
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(pk=params["evening"])


# ---- sending -----------------------------------------------------------------------------------------------


def still_applies(message: Message) -> str:
    """Why a message about an evening is not sent any more; empty when it is."""
    evening = (
        Session.objects.select_related("programme", "moment", "team")
        .filter(pk=message.params["evening"])
        .first()
    )
    if evening is None:
        return _("This evening is no longer there.")
    if evening.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
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
    evening = _evening(message.params)
    person = expected_at(evening).filter(person=message.user_id).first()
    return {TOKEN: answer_token(evening=evening, participation=person)} if person else {}


def invitation_file(message: Message) -> Sequence[Attachment]:
    """The calendar file as the evening is now."""
    evening = _evening(message.params)
    return [_file(appointment_of(evening), REQUEST, message, evening.programme)]


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
    return [_file(entry, CANCEL, message, programme)]


def _file(entry: Appointment, method: str, message: Message, programme: Programme) -> Attachment:
    who = programme.reply_to
    name = message.user.name if message.user else ""
    content = calendar_file(
        entry,
        method=method,
        organiser=(who.name, who.email) if who else (programme.name, our_address()),
        attendee=(name, message.recipient),
    )
    return Attachment(_("evening.ics"), _ICS.format(method), content)


# ---- planning ----------------------------------------------------------------------------------------------


def plan_invitations(since: dt.datetime, until: dt.datetime) -> Iterator[Planned]:
    """An invitation for everybody expected who has none: when it falls due, and for who joins later, on joining."""
    for due, evening in _due("evening_invitation", since, until):
        for participation in _uninvited(evening):
            yield _planned("evening_invitation", due, evening, participation, due.due_at)
    for due, evening in _going(since, until):
        for participation, joined in _joined(evening, since, until):
            if joined > due.due_at:
                yield _planned("evening_invitation", due, evening, participation, joined)


def plan_reminders(since: dt.datetime, until: dt.datetime) -> Iterator[Planned]:
    """A reminder for everybody expected, but those who said no."""
    for due, evening in _due("evening_reminder", since, until):
        no = Attendance.objects.filter(evening=evening, answer=Answer.NO).values("participation_id")
        for participation in expected_at(evening).exclude(pk__in=no).select_related("person"):
            yield _planned("evening_reminder", due, evening, participation, due.due_at)


def _due(kind: str, since: dt.datetime, until: dt.datetime) -> Iterator[tuple[DueReminder, Session]]:
    found = due_reminders(kind=kind, since=since, until=until)
    evenings = _planned_evenings(Q(moment__in=[due.moment.pk for due in found]))
    for due in found:
        if due.moment.pk in evenings:
            yield due, evenings[due.moment.pk]


def _going(since: dt.datetime, until: dt.datetime) -> Iterator[tuple[DueReminder, Session]]:
    """Evenings to come of programmes that somebody joined in the window, with the invitation that went out already."""
    window = {"since__gt": since, "since__lte": until, "until__isnull": True}
    joined = Participation.objects.filter(**window).values("programme_id")
    placed = Membership.objects.filter(**window).values("team__programme_id")
    evenings = _planned_evenings(
        Q(programme__in=joined) | Q(programme__in=placed),
        programme__state=ProgrammeState.RUNNING,
        moment__at__gt=until,
    )
    reminders = Reminder.objects.filter(kind="evening_invitation", is_on=True, moment__anchor__in=evenings)
    for reminder in reminders.select_related("moment__anchor", "moment__programme__reply_to"):
        programme, anchor = reminder.moment.programme, reminder.moment.anchor
        times = [reminder.moment.at, programme.started_at, reminder.not_before]
        due_at = max(time for time in times if time is not None)
        if anchor is not None and due_at <= until:
            key = f"{reminder.pk}:{anchor.at.isoformat()}"
            yield DueReminder(reminder, programme, anchor, due_at, key), evenings[anchor.pk]


def _joined(
    evening: Session, since: dt.datetime, until: dt.datetime
) -> Iterator[tuple[Participation, dt.datetime]]:
    """Those without an invitation who came to be expected in the window, and when."""
    people = {person.pk: person for person in _uninvited(evening)}
    placed = Membership.objects.active().filter(participation__in=people, team=evening.team_id)
    since_in_team = dict(placed.values_list("participation_id", "since"))
    for person in people.values():
        joined = max(person.since, since_in_team.get(person.pk, person.since))
        if since < joined <= until:
            yield person, joined


def _planned_evenings(which: Q, **more: Any) -> dict[int, Session]:
    """The evenings of ``which`` that were not opened, by the primary key of their moment."""
    evenings = Session.objects.filter(which, state=SessionState.PLANNED, **more)
    return {
        evening.moment_id: evening
        for evening in evenings.select_related("programme__reply_to", "moment", "team")
    }


def _uninvited(evening: Session) -> Iterable[Participation]:
    """Those expected who got no invitation, whatever became of it. 1 query."""
    rows = Message.objects.filter(
        kind__in=INVITING, scope=evening.programme.scope, params__evening=evening.pk, user__isnull=False
    )
    return expected_at(evening).exclude(person__in=rows.values("user_id")).select_related("person")


def _planned(
    kind: str, due: DueReminder, evening: Session, participation: Participation, at: dt.datetime
) -> Planned:
    return Planned(
        kind=kind,
        to=participation.person,
        scope=evening.programme.scope,
        params={"evening": evening.pk, "reminder": due.reminder.pk, **facts_of(evening).as_params()},
        dedupe=due.key,
        due_at=at,
        reply_to=evening.programme.reply_to,
        extra_text=due.reminder.extra_text,
        why=gettext_lazy("You take part, and this evening is for you."),
    )


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
