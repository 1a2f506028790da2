"""A programme as its file has it: the set-up, with days of the calendar; people only where somebody asks for them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.clock import local, now
from programmes.enums import WEEKDAYS, MomentKind, Role
from programmes.models import Moment, Participation, Programme, Reminder, StakeholderGroup
from programmes.queries.blueprint_parts import ALL_EVENINGS, ALL_HOMEWORK, Described, described
from programmes.queries.file_days import START, fits_into_year
from programmes.queries.fitting import written_days
from programmes.queries.people import ORDER
from programmes.queries.seats import seats_of


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The moments of a programme, and what each is called in the file."""

    moments: Mapping[int, Moment]
    keys: Mapping[int, str]
    written: Mapping[int, dt.date]

    def place(self, moment: Moment) -> dict[str, Any]:
        """Day, time and what ``moment`` hangs on."""
        fields = {"date": local(moment.at).date(), "time": f"{moment.clock:%H:%M}"}
        anchor = self.keys.get(moment.anchor_id or 0, "")
        ruled = moment.weekday is not None or moment.skips_free_days
        return fields | {
            "from": anchor,
            "days": moment.offset_days if anchor and ruled else 0,
            "on": WEEKDAYS[moment.weekday] if anchor and moment.weekday is not None else "",
            "nth": 0 if not anchor or moment.nth == 1 else moment.nth,
            "skip": "holidays" if anchor and moment.skips_free_days else "",
        }

    def fitted_place(self, moment: Moment, **more: Any) -> dict[str, Any]:
        """The same with the day that the plan counted, where that is another one."""
        entry = self.place(moment) | more
        planned = self.written.get(moment.pk, entry["date"]) if fits_into_year(entry) else entry["date"]
        return entry | {"planned": "" if planned == entry["date"] else planned}


def programme_as_file(programme: Programme, *, people: bool, notes: bool = True) -> dict[str, Any]:
    """What the file of ``programme`` says, as ``programmes.services.programme_file`` reads it. 16 queries at most.

    Without ``people`` nobody stands in it, who leads a block neither; ``notes`` are those in a draaiboek.

    It may have problems (a text that no form would take): the reader says.
    """
    moments = {moment.pk: moment for moment in programme.moments.all()}
    phases = list(programme.phases.order_by("position"))
    evenings = [one for one in described(programme, ALL_EVENINGS) if one.moment is not None]
    homework = [one for one in described(programme, ALL_HOMEWORK) if one.moment is not None]
    milestones = sorted(
        (moment for moment in moments.values() if moment.kind == MomentKind.MILESTONE),
        key=lambda moment: (moment.at, moment.name, moment.pk),
    )
    keys = {moment.pk: START for moment in moments.values() if moment.kind == MomentKind.START}
    keys |= _numbered("phase", (phase.starts_id for phase in phases))
    keys |= _numbered("evening", _moments(evenings))
    keys |= _numbered("homework", _moments(homework))
    keys |= _numbered("milestone", (moment.pk for moment in milestones))
    calendar = _Calendar(moments, keys, written_days(programme=programme, moments=moments.values()))
    reminders = _reminders(programme)
    left_out = {name: "" for name, is_in in (("leader", people), ("notes", notes)) if not is_in}
    return {
        "koerswerk": "programme",
        "version": 1,
        "made": f"{local(now()):%Y-%m-%d %H:%M}",
        "name": programme.name,
        "kind": programme.kind,
        "starts_on": programme.starts_on,
        "question": programme.question,
        "client": programme.client.name if programme.client else "",
        "host": programme.host.name,
        "mandate": programme.mandate,
        "region": programme.region,
        "accent": programme.accent,
        "themes": [{"name": name} for name in programme.themes.values_list("name", flat=True)],
        "teams": [one.fields for one in described(programme, "teams")],
        "phases": [
            {
                "key": keys[phase.starts_id],
                "name": phase.name,
                "stage": phase.stage,
                **calendar.fitted_place(moments[phase.starts_id]),
            }
            for phase in phases
        ],
        "evenings": [_evening(one, calendar, reminders, left_out) for one in evenings],
        "homework": [_homework(one, calendar, reminders) for one in homework],
        "milestones": [
            {"key": keys[moment.pk], "name": moment.name, **calendar.place(moment)} for moment in milestones
        ],
        "koersdocument": [one.fields for one in described(programme, "koersdocument")],
        "agreements": _agreements(programme),
        "groups": [
            {"name": group.name, "kinds": group.kinds}
            for group in StakeholderGroup.objects.present().filter(programme=programme)
        ],
        "people": _people(programme) if people else [],
    }


def _moments(entries: Iterable[Described]) -> Iterable[int]:
    return (one.moment.pk for one in entries if one.moment is not None)


def _numbered(part: str, moments: Iterable[int]) -> dict[int, str]:
    return {pk: f"{part}_{number}" for number, pk in enumerate(moments, start=1)}


def _reminders(programme: Programme) -> dict[int, list[dict[str, Any]]]:
    """The reminders by the moment that they hang on, those that are switched off too. 1 query."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Reminder.objects.filter(moment__programme=programme, moment__anchor__isnull=False)
    for reminder in rows.select_related("moment").order_by(
        "moment__offset_days", "moment__clock", "kind", "pk"
    ):
        found.setdefault(reminder.moment.anchor_id or 0, []).append(
            {
                "kind": reminder.kind,
                "days": reminder.moment.offset_days,
                "time": f"{reminder.moment.clock:%H:%M}",
                "off": not reminder.is_on,
                "words": reminder.extra_text,
            }
        )
    return found


def _evening(
    one: Described,
    calendar: _Calendar,
    reminders: Mapping[int, Sequence[Any]],
    left_out: Mapping[str, str],
) -> dict[str, Any]:
    moment = one.moment
    assert moment is not None  # noqa: S101 - for the type checker: programme_as_file takes no other
    return {
        "key": calendar.keys[moment.pk],
        **one.fields,
        **calendar.fitted_place(moment, kept=moment.day_kept, loose=not moment.keeps_order),
        "items": [item | left_out for item in one.fields["items"]],
        "reminders": reminders.get(moment.pk, []),
    }


def _homework(one: Described, calendar: _Calendar, reminders: Mapping[int, Sequence[Any]]) -> dict[str, Any]:
    moment = one.moment
    assert moment is not None  # noqa: S101
    return {
        "key": calendar.keys[moment.pk],
        **one.fields,
        **calendar.place(moment),
        "for": calendar.keys.get(one.evening.pk, "") if one.evening else "",
        "reminders": reminders.get(moment.pk, []),
    }


def _agreements(programme: Programme) -> list[dict[str, Any]]:
    """The goals that ``programme`` serves, below the agreement that has them. 2 queries."""
    themes: dict[int, list[str]] = {}
    for pk, name in programme.themes.filter(goals__isnull=False).values_list("goals", "name"):
        themes.setdefault(pk, []).append(name)
    found: dict[int, dict[str, Any]] = {}
    rows = programme.served_goals.select_related("goal__agreement")
    for goal in (
        row.goal for row in rows.order_by("goal__agreement__starts_on", "goal__agreement", "goal__number")
    ):
        agreement = goal.agreement
        entry = found.setdefault(
            agreement.pk,
            {
                "name": agreement.name,
                "starts_on": agreement.starts_on,
                "ends_on": agreement.ends_on,
                "goals": [],
            },
        )
        entry["goals"].append(
            {"text": goal.text, "due_on": goal.due_on or "", "themes": themes.get(goal.pk, [])}
        )
    return list(found.values())


def _people(programme: Programme) -> list[dict[str, Any]]:
    """Who takes part, with role and teams. 2 queries."""
    rows = list(
        Participation.objects.enlisted()
        .filter(programme=programme)
        .exclude(role=Role.GUEST)
        .select_related("person__organisation")
    )
    seats = seats_of(row.pk for row in rows)
    rows.sort(key=lambda row: (ORDER[row.role], row.person.email))
    return [
        {
            "email": row.person.email,
            "name": row.person.name,
            "function": row.person.function,
            "organisation": row.person.organisation.name if row.person.organisation else "",
            "role": row.role,
            "teams": [
                {"team": seat.team, "role": "" if seat.role == row.role else seat.role}
                for seat in seats.get(row.pk, [])
                if not seat.is_over
            ],
        }
        for row in rows
    ]
