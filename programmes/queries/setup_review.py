"""The last look before a programme starts: what it will do, what clashes, and what is not there yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import now
from programmes.enums import MomentKind
from programmes.models import Moment, Participation, Programme, Question, Reminder
from programmes.queries.busy import Diaries, diaries_of
from programmes.queries.calendar import Month, months_of, off_on
from programmes.queries.invitations import WITHOUT_TEAM
from programmes.queries.reminders import words_of
from programmes.queries.seats import seats_of
from programmes.queries.setup import day_of, evenings_of, field_name, moments_of


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """A message that will go out by itself once the programme runs."""

    label: str
    audience: str
    at: dt.datetime | None
    """None: at the start, because that is when it is due, or because its day has passed."""
    names: tuple[str, ...] = ()
    """Who gets it, where that is certain already."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What makes the day of an evening a bad one, and where one changes that."""

    evening: str
    at: dt.datetime
    sentences: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there yet, and where one adds it."""

    sentence: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The last look before the start."""

    dated: tuple[Moment, ...]
    """Evenings and homework, in the order of time."""
    evenings: int
    months: tuple[Month, ...]
    clashes: tuple[Clash, ...]
    messages: tuple[PlannedMessage, ...]
    themes: tuple[str, ...]
    people: int
    """How many people are invited at the start."""
    missing: tuple[Missing, ...]


def review_page(*, programme: Programme, viewer: Any) -> ReviewPage:
    """What will happen once ``programme`` starts. 9 queries at most, and those of ``diaries_of``."""
    moments = moments_of(programme)
    evenings = evenings_of(moments)
    diaries = diaries_of(programme=programme, viewer=viewer)
    themes = tuple(programme.themes.values_list("name", flat=True))
    invited = waiting_for_invitation(programme)
    return ReviewPage(
        dated=tuple(one for one in moments if one.kind in {MomentKind.SESSION, MomentKind.HOMEWORK}),
        evenings=len(evenings),
        months=months_of(moments, clashing={one.pk for one in evenings if _double(one, diaries)}),
        clashes=tuple(_clashes(programme, evenings, diaries)),
        messages=(*_at_start(programme, invited), *_reminders(programme)),
        themes=themes,
        people=len(invited),
        missing=tuple(_missing(programme, themes, len(invited), evenings)),
    )


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes when a concept is thrown away."""

    evenings: int
    people: int
    """How many are on the list and were not told of it."""
    question: str
    """What it began with, which lies there again; empty where it began with none."""


def what_is_lost(programme: Programme) -> Lost:
    """What throwing ``programme`` away would mean. 3 queries."""
    begun = Question.objects.filter(programme=programme).first()
    return Lost(
        evenings=programme.moments.filter(kind=MomentKind.SESSION).count(),
        people=len(waiting_for_invitation(programme)),
        question=begun.title if begun else "",
    )


def waiting_for_invitation(programme: Programme) -> tuple[str, ...]:
    """The names of those who get an invitation when ``programme`` starts. 1 query."""
    people = Participation.objects.enlisted().filter(programme=programme, accepted_at__isnull=True)
    found = people.order_by("person__name", "pk").values_list("person__name", "person__email")
    return tuple(name or email for name, email in found)


def _double(evening: Moment, diaries: Diaries) -> tuple[str, ...]:
    """What its people have at the time of ``evening``, unless somebody saw that and lets it stand."""
    return () if evening.day_kept else diaries.clashes(evening.pk)


def _clashes(programme: Programme, evenings: Sequence[Moment], diaries: Diaries) -> list[Clash]:
    calendar = reverse("programmes:setup_calendar", args=[programme.public_id])
    found = []
    for evening in evenings:
        off = off_on(evening, day_of(evening))
        free = (_("This is %(holiday)s.") % {"holiday": off},) if off else ()
        if sentences := (*free, *_double(evening, diaries)):
            found.append(Clash(evening.name, evening.at, sentences, f"{calendar}#{field_name(evening)}"))
    return found


def _at_start(programme: Programme, invited: tuple[str, ...]) -> list[PlannedMessage]:
    """The invitations, and word to those whose question it began with. 1 query."""
    messages = []
    if invited:
        to = ngettext("to one person", "to %(number)s people", len(invited)) % {"number": len(invited)}
        label = _("Invitation to the programme, with a personal link")
        messages.append(PlannedMessage(label, to, None, invited))
    begun = Question.objects.filter(programme=programme)
    if begun.filter(confirmed_at__isnull=False).exists():
        label = _("Word that the programme begins")
        messages.append(PlannedMessage(label, _("to whoever brought the question"), None))
    return messages


def _reminders(programme: Programme) -> list[PlannedMessage]:
    """What goes by itself because of a day; not what is about something that has been. 1 query."""
    at = now()
    reminders = Reminder.objects.filter(moment__programme=programme, is_on=True).select_related(
        "moment__anchor"
    )
    planned = [
        PlannedMessage(
            label=words_of(reminder.kind).label % {"name": reminder.moment.anchor.name},
            audience=str(words_of(reminder.kind).audience),
            at=None if reminder.moment.at <= at else reminder.moment.at,
        )
        for reminder in reminders.order_by("moment__at", "pk")
        if reminder.moment.anchor is not None and reminder.moment.anchor.at > at
    ]
    return planned


def _without_team(programme: Programme) -> int:
    """How many people on the list could sit in a team and do not. 2 queries."""
    enlisted = Participation.objects.enlisted().filter(programme=programme).exclude(role__in=WITHOUT_TEAM)
    keys = list(enlisted.values_list("pk", flat=True))
    return len(keys) - len(seats_of(keys))


def _missing(
    programme: Programme, themes: Sequence[str], invited: int, evenings: Sequence[Moment]
) -> list[Missing]:
    """What somebody who starts now should know is not there yet; none of it stands in the way. 2 queries."""

    def end(sentence: str, step: str, label: str) -> Missing:
        return Missing(sentence, reverse(f"programmes:setup_{step}", args=[programme.public_id]), label)

    ends = []
    if not themes:
        ends.append(
            end(_("There are no themes yet, so there are no teams either."), "themes", _("Add themes"))
        )
    if not invited:
        ends.append(end(_("Nobody has been invited yet."), "people", _("Add people")))
    if themes and (without := _without_team(programme)):
        sentence = ngettext("One person is in no team yet.", "%(count)d people are in no team yet.", without)
        ends.append(end(sentence % {"count": without}, "people", _("Give them a team")))
    if not programme.client_id:
        ends.append(end(_("The client is not known yet."), "question", _("Name the client")))
    if not programme.mandate:
        sentence = _("It does not say yet what the teams may decide themselves.")
        ends.append(end(sentence, "question", _("Write it down")))
    if any(evening.at <= now() for evening in evenings):
        ends.append(end(_("There are evenings in the past."), "calendar", _("Look at the calendar")))
    return ends
