"""Reads about questions and stories: the desk of an organisation, and what came in there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, User
from core.clock import local, now, today
from core.rendering import NavLink
from programmes.enums import (
    IntakeAudience,
    ProgrammeState,
    QuestionKind,
    QuestionState,
    QuestionVerdict,
    Role,
)
from programmes.models import Intake, Question
from programmes.querysets import in_force, looked_after_by

PAGE = 30
TONES = {QuestionVerdict.TAKEN_UP: "good", QuestionVerdict.MERGED: "", QuestionVerdict.NOT_NOW: "warn"}


# ---- the desk --------------------------------------------------------------------------------------------------


def find_desk(*, organisation_id: str, viewer: Any) -> Intake | None:
    """The desk of the organisation with this public id, where ``viewer`` may bring something. 1 query."""
    return Intake.objects.open_to(viewer).filter(organisation__public_id=organisation_id).first()


def asks_to_sign_in(*, organisation_id: str) -> bool:
    """Whether there is a desk for an organisation's own people, who have to be signed in. 1 query."""
    return Intake.objects.filter(
        organisation__public_id=organisation_id, audience=IntakeAudience.OWN
    ).exists()


def answered_by_day(desk: Intake) -> dt.date:
    """The day by which somebody who brings something today has an answer."""
    return today() + dt.timedelta(weeks=desk.weeks)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an administrator sees of the desk."""

    is_open: bool
    url: str
    """Where people bring something; empty while nobody can."""
    list_url: str
    """Where one reads what came in; empty where there was never a desk."""
    open: int
    """How many wait for an answer."""
    longest: int
    """For how many days the first of them waits."""


def desk_of(organisation: Organisation) -> Desk:
    """The desk of ``organisation``, and how much waits there. 2 queries at most."""
    intake = Intake.objects.filter(organisation=organisation).first()
    if intake is None:
        return Desk(False, "", "", 0, 0)
    waiting = Question.objects.filter(organisation=organisation, answered_at__isnull=True).aggregate(
        open=Count("pk"), first=Min("created_at")
    )
    is_open = intake.audience != IntakeAudience.CLOSED
    return Desk(
        is_open=is_open,
        url=reverse("programmes:intake", args=[organisation.public_id]) if is_open else "",
        list_url=reverse("programmes:questions", args=[intake.public_id]),
        open=waiting["open"],
        longest=days_since(waiting["first"]) if waiting["first"] else 0,
    )


def days_since(at: dt.datetime) -> int:
    """How many days ago ``at`` was, on the calendar of Amsterdam."""
    return (today() - local(at).date()).days


# ---- those who look after questions ----------------------------------------------------------------------------


def caretakers_of(organisation: Organisation) -> list[User]:
    """Who looks after the questions of ``organisation``, by name. 1 query."""
    return list(
        User.objects.filter(
            Q(administers__organisation=organisation)
            | Q(
                in_force("participations__"),
                participations__role=Role.FACILITATOR,
                participations__programme__state__in=[ProgrammeState.CONCEPT, ProgrammeState.RUNNING],
                participations__programme__host=organisation,
            ),
            is_active=True,
        )
        .distinct()
        .order_by("name", "email")
    )


def desks_of(viewer: Any) -> list[Intake]:
    """The desks that ``viewer`` looks after. 1 query; none for who looks after nothing."""
    if not looked_after_by(viewer):
        return []
    return list(Intake.objects.visible_to(viewer).order_by("organisation__name"))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of the list."""

    public_id: str
    title: str
    kind: str
    who: str
    at: dt.datetime
    state: str
    """A word for the badge."""
    tone: str
    waits: str
    """How long somebody waits for an answer; empty once there is one."""
    is_late: bool
    taken_by: str
    reaches: bool
    """Whether an answer reaches anybody."""


@dataclass(frozen=True, slots=True)
class QuestionFilters:
    """What one looks at: a state ("": whatever has no answer yet) and a kind ("": both)."""

    state: str = ""
    kind: str = ""

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode(
            [(name, value) for name, value in (("state", self.state), ("kind", self.kind)) if value]
        )


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """What came in at a desk, a page at a time."""

    heading: str
    lead: str
    chips: tuple[NavLink, ...]
    rows: tuple[QuestionRow, ...]
    next_url: str
    next_count: int
    is_empty: bool
    """Whether nothing ever came in."""


def read_filters(asked: Any) -> QuestionFilters:
    """The filters in an address; what is unknown is left out."""
    state, kind = asked.get("state", ""), asked.get("kind", "")
    return QuestionFilters(
        state if state in QuestionState.values else "", kind if kind in QuestionKind.values else ""
    )


def questions_page(*, desk: Intake, filters: QuestionFilters, after: str = "") -> QuestionsPage:
    """What came in at ``desk``: what waits longest first; of what was answered the last answer first. 2 queries, one
    more from the second page on.

    ``after`` is the public id of the last one that was seen; an unknown one begins anew.
    """
    counts = _counts(desk)
    found = _chosen(desk, filters)
    if after and (last := found.filter(public_id=after).first()):
        found = found.filter(_behind(last, filters))
    rows = list(found.select_related("taken_by")[: 2 * PAGE])
    shown, rest = rows[:PAGE], rows[PAGE:]
    url = reverse("programmes:questions", args=[desk.public_id])
    return QuestionsPage(
        heading=_heading(counts),
        lead=_lead(desk, counts),
        chips=_chips(desk, filters, counts),
        rows=tuple(row_of(one, desk) for one in shown),
        next_url=f"{url}?{filters.query}{'&' if filters.query else ''}after={shown[-1].public_id}"
        if rest
        else "",
        next_count=len(rest),
        is_empty=not counts["all"],
    )


def _chosen(desk: Intake, filters: QuestionFilters) -> Any:
    found = Question.objects.filter(organisation=desk.organisation)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state == QuestionState.ANSWERED:
        return found.in_state(filters.state).order_by("-answered_at", "-pk")
    found = found.in_state(filters.state) if filters.state else found.filter(answered_at__isnull=True)
    return found.order_by("created_at", "pk")


def _behind(last: Question, filters: QuestionFilters) -> Q:
    """What stands below ``last`` in the order of the list."""
    if filters.state == QuestionState.ANSWERED:
        return Q(answered_at__lt=last.answered_at) | Q(answered_at=last.answered_at, pk__lt=last.pk)
    return Q(created_at__gt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk)


def _counts(desk: Intake) -> dict[str, int]:
    waiting = Q(answered_at__isnull=True)
    late = now() - dt.timedelta(weeks=desk.weeks)
    counted: dict[str, int] = Question.objects.filter(organisation=desk.organisation).aggregate(
        all=Count("pk"),
        new=Count("pk", filter=waiting & Q(taken_by__isnull=True)),
        in_hand=Count("pk", filter=waiting & Q(taken_by__isnull=False)),
        answered=Count("pk", filter=~waiting),
        late=Count("pk", filter=waiting & Q(created_at__lt=late)),
    )
    return counted


def _heading(counts: dict[str, int]) -> str:
    open_ones = counts["new"] + counts["in_hand"]
    if not open_ones:
        return _("Everybody has an answer")
    return ngettext("%(count)d waits for an answer", "%(count)d wait for an answer", open_ones) % {
        "count": open_ones
    }


def _lead(desk: Intake, counts: dict[str, int]) -> str:
    promise = ngettext(
        "You promise an answer within a week.", "You promise an answer within %(count)d weeks.", desk.weeks
    ) % {"count": desk.weeks}
    if not counts["late"]:
        return promise
    late = ngettext("%(count)d waits longer.", "%(count)d wait longer.", counts["late"])
    return f"{promise} {late % {'count': counts['late']}}"


def _chips(desk: Intake, filters: QuestionFilters, counts: dict[str, int]) -> tuple[NavLink, ...]:
    url = reverse("programmes:questions", args=[desk.public_id])

    def chip(label: str, to: QuestionFilters, current: bool, count: int | None = None) -> NavLink:
        return NavLink(
            url=f"{url}?{to.query}" if to.query else url, label=label, current=current, count=count
        )

    states = [
        chip(
            _("Without an answer"),
            QuestionFilters("", filters.kind),
            not filters.state,
            counts["new"] + counts["in_hand"],
        )
    ]
    for state in QuestionState:
        label = str(state.label)
        states.append(
            chip(
                label[:1].upper() + label[1:],
                QuestionFilters(state, filters.kind),
                filters.state == state,
                counts[state],
            )
        )
    kinds = [
        chip(
            label, QuestionFilters(filters.state, "" if filters.kind == kind else kind), filters.kind == kind
        )
        for kind, label in ((QuestionKind.QUESTION, _("Questions")), (QuestionKind.STORY, _("Stories")))
    ]
    return (*states, *kinds)


def row_of(question: Question, desk: Intake) -> QuestionRow:
    """``question`` as a line of the list. No query where ``taken_by`` was fetched along."""
    word, tone = state_of(question)
    return QuestionRow(
        public_id=question.public_id,
        title=question.title,
        kind=str(question.get_kind_display()),
        who=question.name or _("somebody without a name"),
        at=question.created_at,
        state=word,
        tone=tone,
        waits=waits(question),
        is_late=is_late(question, desk),
        taken_by=str(question.taken_by) if question.taken_by else "",
        reaches=question.confirmed_at is not None,
    )


def state_of(question: Question) -> tuple[str, str]:
    """A word for how far it is with ``question``, and the tone of its badge."""
    if question.answered_at is not None:
        verdict = QuestionVerdict(question.verdict)
        return str(verdict.label), TONES[verdict]
    state = QuestionState.IN_HAND if question.taken_by_id else QuestionState.NEW
    return str(state.label), "accent" if state == QuestionState.NEW else ""


def waits(question: Question) -> str:
    """How long the one who brought ``question`` waits, in words; empty once there is an answer."""
    if question.answered_at is not None:
        return ""
    days = days_since(question.created_at)
    if not days:
        return _("since today")
    return ngettext("for %(count)d day", "for %(count)d days", days) % {"count": days}


def is_late(question: Question, desk: Intake) -> bool:
    """Whether the one who brought it waits longer than was promised."""
    return question.answered_at is None and now() - question.created_at > dt.timedelta(weeks=desk.weeks)
