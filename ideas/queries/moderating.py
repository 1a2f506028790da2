"""What waits for a decision, what is not shown, and what became of one's own reports."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from core.access import standing_of
from ideas.enums import ReportState
from ideas.models import Idea, IdeaReport
from ideas.queries.ideas import code_of
from programmes.enums import Role
from programmes.models import Programme
from sessions.models import Session


@dataclass(frozen=True, slots=True)
class Reported:
    """An idea that people reported, for who decides about it. Nobody's name."""

    public_id: str
    url: str
    code: str
    text: str
    reports: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """An idea that is not shown, for who can show it again."""

    public_id: str
    url: str
    code: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class ToModerate:
    """What who steers a team decides about."""

    reported: tuple[Reported, ...] = ()
    covered: tuple[Covered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reported or self.covered)


@dataclass(frozen=True, slots=True)
class OwnReport:
    """What became of a report of one's own; without the words of the idea, which may not be shown any more."""

    code: str
    state: str


def _steered(viewer: Any) -> Q:
    standing = standing_of(viewer)
    return Q(programme_id__in=standing.where("programme", Role.FACILITATOR)) | Q(
        team_id__in=standing.where("team", Role.COACH)
    )


def to_moderate(
    *, viewer: Any, programme: Programme | None = None, evening: Session | None = None
) -> ToModerate:
    """The reported and the covered ideas of a programme or an evening, as far as ``viewer`` steers the team. 1 query,
    2 where something was reported; none for who steers nothing."""
    steered = _steered(viewer)
    standing = standing_of(viewer)
    if not (standing.where("programme", Role.FACILITATOR) or standing.where("team", Role.COACH)):
        return ToModerate()
    waits = Q(reports__state=ReportState.OPEN)
    ideas = Idea.objects.visible_to(viewer).filter(steered, waits | Q(covered_at__isnull=False))
    ideas = ideas.filter(programme=programme) if programme else ideas.filter(evening=evening)
    rows = ideas.select_related(None).select_related("team").order_by("-pk").distinct()
    waiting = IdeaReport.objects.filter(state=ReportState.OPEN).order_by("pk")
    reported, covered = [], []
    for idea in rows.prefetch_related(Prefetch("reports", waiting, to_attr="waiting")):
        url = reverse("ideas:idea", args=[idea.public_id])
        about: Any = idea
        if idea.covered_at is not None:
            covered.append(Covered(idea.public_id, url, code_of(idea), idea.text, idea.covered_because))
        else:
            reasons = tuple(report.reason for report in about.waiting if report.reason)
            reported.append(
                Reported(idea.public_id, url, code_of(idea), idea.text, len(about.waiting), reasons)
            )
    return ToModerate(tuple(reported), tuple(covered))


def own_reports(
    *, viewer: Any, programme: Programme | None = None, evening: Session | None = None
) -> tuple[OwnReport, ...]:
    """What ``viewer`` reported in a programme or at an evening, the newest first. 1 query."""
    mine = IdeaReport.objects.filter(by=viewer).select_related("idea__team")
    mine = mine.filter(idea__programme=programme) if programme else mine.filter(idea__evening=evening)
    return tuple(OwnReport(code_of(report.idea), report.state) for report in mine)


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of one idea: the one that somebody made, and those that wait for a decision."""

    own: IdeaReport | None
    waiting: int
    reasons: tuple[str, ...]


def reports_of(idea: Idea, *, viewer: Any) -> Reports:
    """The reports of ``idea``, for ``viewer``. 1 query."""
    rows = list(IdeaReport.objects.filter(Q(by=viewer) | Q(state=ReportState.OPEN), idea=idea))
    waiting = [report for report in rows if report.state == ReportState.OPEN]
    return Reports(
        own=next((report for report in rows if report.by_id == viewer.pk), None),
        waiting=len(waiting),
        reasons=tuple(report.reason for report in waiting if report.reason),
    )
