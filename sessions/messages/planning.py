"""When the invitations and reminders of evenings go out, and to whom."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from core.clock import at_local, local
from outbox.models import Message
from outbox.services.queue import Planned
from programmes.enums import ProgrammeState
from programmes.models import Participation, Reminder
from programmes.queries.reminders import DueReminder, due_reminders
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.changes import INVITING, facts_of
from teams.models import Membership


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
    began = Q(since__gt=since, since__lte=until) | Q(
        starts_on__gt=local(since).date(), starts_on__lte=local(until).date()
    )
    joined = Participation.objects.active().filter(began).values("programme_id")
    placed = Membership.objects.active().filter(began).values("team__programme_id")
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
    in_team = {place.participation_id: place for place in placed}
    for person in people.values():
        joined = max(_began(one) for one in (person, in_team.get(person.pk)) if one is not None)
        if since < joined <= until:
            yield person, joined


def _began(one: Participation | Membership) -> dt.datetime:
    """When somebody came to take part, or to sit in a team: at once, or as the first day began."""
    first = at_local(one.starts_on, dt.time()) if one.starts_on else one.since
    return max(one.since, first)


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
