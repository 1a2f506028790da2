"""Results of a programme: proposals with what was decided, and lessons."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from homework.enums import Outcome
from homework.models import Submission
from ideas.models import Proposal
from ideas.queries.proposals import ProposalCard, card_of
from ideas.queries.words import begin, in_words
from outcomes.enums import LessonKind, Verdict
from outcomes.models import Decision, Example, Lesson
from programmes.models import Programme
from programmes.queries.goals import GoalThing, Stand
from programmes.queries.signing import signature

TONES = {
    Verdict.ADOPTED: "good",
    Verdict.ADOPTED_CHANGED: "good",
    Verdict.POSTPONED: "warn",
    Verdict.REJECTED: "",
}


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """What was decided, as its lines say it."""

    public_id: str
    url: str
    title: str
    verdict: str
    tone: str
    is_adopted: bool
    how: str
    """"Unanimously"."""
    body: str
    decided_on: dt.date
    reason: str
    owner: str
    follow_up_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal with its decision, or the way to record one."""

    card: ProposalCard
    decision: DecisionCard | None
    decide_url: str


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A lesson with where it comes from."""

    public_id: str
    url: str
    text: str
    team: str
    origin: str
    worked: bool
    grounds: tuple[tuple[str, str], ...]
    """The examples that it rests on: words and address."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a programme came to, as far as the viewer may see it."""

    proposals: tuple[ProposalLine, ...]
    worked: tuple[LessonCard, ...]
    did_not_work: tuple[LessonCard, ...]
    headline: str

    @property
    def decisions(self) -> tuple[DecisionCard, ...]:
        """All decisions, the first one first."""
        made = [line.decision for line in self.proposals if line.decision is not None]
        return tuple(sorted(made, key=lambda decision: decision.decided_on))


def decision_card(decision: Decision) -> DecisionCard:
    """``decision`` for a screen. No query when its proposal was fetched along."""
    return DecisionCard(
        public_id=decision.public_id,
        url=reverse("outcomes:decision", args=[decision.public_id]),
        title=decision.proposal.title,
        verdict=str(decision.get_verdict_display()),
        tone=TONES[Verdict(decision.verdict)],
        is_adopted=decision.verdict in {Verdict.ADOPTED, Verdict.ADOPTED_CHANGED},
        how=begin(str(decision.get_how_display())),
        body=decision.body,
        decided_on=decision.decided_on,
        reason=decision.reason,
        owner=decision.owner,
        follow_up_on=decision.follow_up_on,
    )


def lesson_origin(lesson: Lesson) -> str:
    """Where a lesson comes from, signed as the author of the homework or the example consented."""
    if lesson.submission is not None:
        title = lesson.submission.assignment.title
        return _("homework “%(title)s”, by %(who)s") % {
            "title": title,
            "who": signature(lesson.submission.author),
        }
    title = lesson.evening.title if lesson.evening else ""
    grounds: list[Example] = lesson.grounds  # type: ignore[attr-defined]
    if not grounds:
        return title
    if len(grounds) == 1:
        return _("example of %(who)s, %(evening)s") % {"who": signature(grounds[0].author), "evening": title}
    return _("%(n)d examples, %(evening)s") % {"n": len(grounds), "evening": title}


def lesson_card(lesson: Lesson) -> LessonCard:
    """``lesson`` for a screen. No query when it came from ``visible_to``."""
    return LessonCard(
        public_id=lesson.public_id,
        url=reverse("outcomes:lesson", args=[lesson.public_id]),
        text=lesson.text,
        team=lesson.team.name,
        origin=lesson_origin(lesson),
        worked=lesson.kind == LessonKind.WORKED,
        grounds=tuple(
            (one.what, reverse("outcomes:example", args=[one.public_id]))
            for one in lesson.grounds  # type: ignore[attr-defined]
        ),
    )


def results_of(*, programme: Programme, viewer: Any) -> Results:
    """The proposals of ``programme`` with their decisions, and its lessons, for ``viewer``. 4 queries."""
    decided = {
        decision.proposal_id: decision_card(decision)
        for decision in Decision.objects.visible_to(viewer).filter(programme=programme)
    }
    lines = tuple(
        ProposalLine(
            card=card_of(proposal),
            decision=decided.get(proposal.pk),
            decide_url=""
            if proposal.pk in decided or not allowed(viewer, "outcomes.record_decision", proposal)
            else reverse("outcomes:decide", args=[proposal.public_id]),
        )
        for proposal in Proposal.objects.visible_to(viewer).filter(programme=programme)
    )
    lessons = [lesson_card(one) for one in Lesson.objects.visible_to(viewer).filter(programme=programme)]
    return Results(
        proposals=lines,
        worked=tuple(card for card in lessons if card.worked),
        did_not_work=tuple(card for card in lessons if not card.worked),
        headline=_headline(len(lines), len(decided)),
    )


def _headline(proposals: int, decisions: int) -> str:
    """The state in words: "Drie voorstellen, twee besluiten"."""
    if not proposals:
        return _("No proposals yet")
    first = ngettext("%(count)s proposal", "%(count)s proposals", proposals) % {"count": in_words(proposals)}
    second = ngettext("%(count)s decision", "%(count)s decisions", decisions) % {"count": in_words(decisions)}
    return begin(f"{first}, {second}")


def decision_on(*, proposal: Proposal) -> Decision | None:
    """What was decided on ``proposal``. 1 query."""
    return Decision.objects.filter(proposal=proposal).select_related("proposal").first()


def lessons_from(*, submission: Submission, viewer: Any) -> list[LessonCard]:
    """The lessons that were made from ``submission`` and that ``viewer`` may read. 2 queries."""
    return [lesson_card(one) for one in Lesson.objects.visible_to(viewer).filter(submission=submission)]


def suggested_lesson(submission: Submission) -> tuple[str, str]:
    """Kind and words with which a lesson from ``submission`` can begin."""
    if submission.outcome == Outcome.LEARNED:
        return LessonKind.DID_NOT_WORK, submission.learned
    return LessonKind.WORKED, ""


def decisions_on_goals(goals: Iterable[int], programmes: Iterable[int], viewer: Any) -> Iterable[GoalThing]:
    """What was decided on the proposals that hang on ``goals``: only what was adopted settles one. 1 query."""
    seen = Decision.objects.visible_to(viewer) if viewer is not None else Decision.objects.all()
    rows = seen.filter(programme__in=list(programmes), proposal__goals__in=list(goals)).values_list(
        "proposal__goals", "programme", "public_id", "verdict", "body"
    )
    for goal_id, programme_id, public_id, verdict, body in rows.order_by("decided_on", "pk"):
        adopted = verdict in {Verdict.ADOPTED, Verdict.ADOPTED_CHANGED}
        words = _("decision of %(body)s: %(verdict)s") % {"body": body, "verdict": Verdict(verdict).label}
        yield GoalThing(
            goal_id,
            programme_id,
            Stand.DECIDED if adopted else Stand.PROPOSAL,
            words,
            reverse("outcomes:decision", args=[public_id]),
        )
