"""Everything that a programme brought and that could stand in its koersdocument."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homework.enums import SubmissionState
from homework.models import Submission
from ideas.enums import IdeaState
from ideas.models import Cluster, Idea, Proposal
from ideas.queries.ideas import hides
from outcomes.enums import ExampleState
from outcomes.models import Decision, Example, Lesson
from programmes.models import Programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Inclusion, Koersdocument

MODELS: dict[str, type[Model]] = {
    "idea": Idea,
    "cluster": Cluster,
    "proposal": Proposal,
    "decision": Decision,
    "lesson": Lesson,
    "submission": Submission,
    "example": Example,
}
"""What can be taken up, by the name of its field in Inclusion."""


GATHERS: dict[str, tuple[str, ...]] = {
    SectionKind.TEXT: ("cluster", "proposal", "decision", "lesson", "example", "submission"),
    SectionKind.IDEAS: ("cluster", "idea"),
    SectionKind.LESSONS: ("lesson", "example", "submission"),
    SectionKind.PROPOSALS: ("proposal",),
    SectionKind.DECISIONS: ("decision",),
    SectionKind.GOALS: ("proposal", "decision"),
    SectionKind.BLIND_SPOTS: ("lesson", "submission"),
    SectionKind.ENDORSED: ("decision",),
    SectionKind.AGENDA: ("decision",),
}
"""What is offered first for a section, by its kind."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result beside its switch."""

    kind: str
    public_id: str
    title: str
    note: str
    included: bool


def included_keys(koersdocument: Koersdocument) -> dict[str, set[int]]:
    """Primary keys of what was taken up, by kind. 1 query."""
    found: dict[str, set[int]] = {kind: set() for kind in MODELS}
    for row in Inclusion.objects.filter(koersdocument=koersdocument).values(
        *(f"{kind}_id" for kind in MODELS)
    ):
        for kind in MODELS:
            if row[f"{kind}_id"] is not None:
                found[kind].add(row[f"{kind}_id"])
    return found


def find_result(*, programme: Programme, kind: str, public_id: str) -> Any:
    """The result of ``programme`` with that kind and public id; None where there is none. 1 query."""
    model = MODELS.get(kind)
    if model is None:
        return None
    rows = model._default_manager.filter(programme=programme, public_id=public_id)
    if kind == "submission":
        rows = rows.filter(state="handed_in")
    elif kind == "idea":
        rows = rows.filter(pk__in=Idea.objects.revealed())
    elif kind == "example":
        rows = rows.filter(pk__in=Example.objects.told())
    return rows.first()


def is_offered(*, kind: str, result: Any) -> bool:
    """Whether ``result``, of that kind, could be taken up: no draft, and not hidden any more. No query for what
    ``visible_to`` loaded, or an idea that was read ``for_cards``."""
    if kind == "submission":
        return bool(result.state == SubmissionState.HANDED_IN)
    if kind == "example":
        return bool(result.is_shown and result.state == ExampleState.TOLD)
    return kind != "idea" or not (hides(result) or result.covered_at)


def list_results(*, koersdocument: Koersdocument) -> list[ResultLine]:
    """What can be taken up: results that the teams stand behind, not what is still hidden or a draft. 8 queries."""
    included = included_keys(koersdocument)
    return [
        ResultLine(kind, row.public_id, title, note, row.pk in included[kind])
        for kind, row, title, note in _candidates(koersdocument.programme)
    ]


def _candidates(programme: Programme) -> Iterator[tuple[str, Any, str, str]]:
    for proposal in Proposal.objects.filter(programme=programme).select_related("team"):
        yield "proposal", proposal, proposal.title, _("Proposal of %(team)s") % {"team": proposal.team.name}
    for decision in Decision.objects.filter(programme=programme).select_related("proposal"):
        yield (
            "decision",
            decision,
            decision.proposal.title,
            _("Decision of %(body)s") % {"body": decision.body},
        )
    clusters = (
        Cluster.objects.filter(programme=programme)
        .select_related("team")
        .annotate(size=Count("ideas", filter=Q(ideas__covered_at__isnull=True)))
    )
    for cluster in clusters.filter(size__gt=0):
        size = ngettext("%(n)s idea", "%(n)s ideas", cluster.size) % {"n": cluster.size}
        yield (
            "cluster",
            cluster,
            cluster.title,
            _("Bundle of %(team)s, %(size)s") % {"team": cluster.team.name, "size": size},
        )
    for lesson in Lesson.objects.filter(programme=programme):
        yield "lesson", lesson, lesson.text, _("Lesson, %(kind)s") % {"kind": lesson.get_kind_display()}
    examples = Example.objects.told().filter(programme=programme).select_related("team", "evening")
    for example in examples:
        note = f"{example.get_kind_display()}, {example.evening.title}, {example.team.name}"
        yield "example", example, example.what, note
    handed_in = (
        Submission.objects.handed_in().filter(programme=programme).select_related("assignment", "team")
    )
    for submission in handed_in:
        yield "submission", submission, _headline(submission), submission.assignment.title
    ideas = (
        Idea.objects.revealed()
        .filter(programme=programme, state=IdeaState.OPEN)
        .select_related("team", "evening")
    )
    for idea in ideas.order_by("team__position", "number"):
        where = idea.evening.title if idea.evening else _("outside an evening")
        yield "idea", idea, idea.text, f"{idea.team.letter}{idea.number}, {where}"


def _headline(submission: Submission) -> str:
    """The quote of a submission if there is one, otherwise its first words, or what was learned."""
    by_kind = {
        field["kind"]: submission.answers.get(field["key"], "") for field in submission.assignment.fields
    }
    return by_kind.get("quote") or submission.learned or next(iter(submission.answers.values()), "")
