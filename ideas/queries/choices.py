"""What a team chooses without dots, for each viewer: the own answer while it is open, all once it is closed."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from core.charts import Bars, draw_bars
from ideas.enums import ChoiceKind, RoundState, Stance
from ideas.models import Answer, Choice, Cluster, Mark, Proposal
from ideas.models.choices import BEST_SCORE
from ideas.queries.rounds import join_titles, ties_below_first, voters_in
from ideas.queries.words import in_words
from programmes.queries.signing import Signed, sign

ON_WALL = 12
"""Marks in one row of the drawing on the wall."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A bundle on the phone: with the own scores, or at its own place."""

    public_id: str
    title: str
    scores: tuple[int | None, ...]
    """One's own, by question."""
    place: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said in a consent round, signed as that person consented."""

    who: Signed
    remark: str
    wish: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """One answer in the drawing on the wall, and where it stands."""

    stance: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Consent:
    """What came of a consent round."""

    consents: int
    """Without a remark."""
    remarks: tuple[Said, ...]
    objections: tuple[Said, ...]
    consenting: tuple[Signed, ...]
    """Who consented without a remark."""
    signs: tuple[Sign, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Scored:
    """What one bundle got on one question."""

    title: str
    median: float | None
    lowest: int
    highest: int
    spread: tuple[int, ...]
    """How often each score was given, from one to five."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What came of one question, the highest median first."""

    question: str
    rows: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What a person sees of what a team chooses."""

    is_open: bool
    may_answer: bool
    may_close: bool
    may_reopen: bool
    may_ask_again: bool
    answered: int
    voters: int
    mine: Answer | None
    asked: tuple[Asked, ...]
    questions: tuple[str, ...]
    subject: str
    """What a consent round is about, where that is a proposal or a bundle."""
    subject_url: str
    before_url: str
    """The round before this one."""
    next_url: str
    headline: str
    ties: tuple[str, ...]
    consent: Consent | None
    scores: tuple[Scores, ...]
    points: Bars | None
    """Of an order, by the count of Borda."""

    @property
    def in_order(self) -> tuple[Asked, ...]:
        """What is put in order, as the reader has it."""
        return tuple(sorted(self.asked, key=lambda one: one.place))


def choice_view(*, choice: Choice, viewer: Any) -> ChoiceView:
    """``choice`` for ``viewer``. At most 10 queries, however many people answered.

    While it is open nobody reads the answers of others, the facilitator neither.
    """
    is_open = choice.state == RoundState.OPEN
    answers = _answers(choice, viewer, all_of_them=not is_open)
    mine = next((one for one in answers if one.voter.person_id == viewer.pk), None)
    clusters = list(choice.clusters.order_by("position", "pk"))
    marks = list(Mark.objects.filter(answer__in=answers)) if clusters else []
    questions = tuple(filter(None, (choice.title, choice.second)))
    consent: Consent | None = None
    scores: tuple[Scores, ...] = ()
    points: Bars | None = None
    if not is_open and choice.kind == ChoiceKind.CONSENT:
        consent = _consent(answers, viewer)
    elif not is_open and choice.kind == ChoiceKind.SCORES:
        scores = tuple(
            _scores(question, number, clusters, marks) for number, question in enumerate(questions, start=1)
        )
    elif not is_open:
        points = _borda(clusters, marks)
    next_round = Choice.objects.filter(follows=choice).values_list("public_id", flat=True).first()
    about, url = _subject(choice, clusters, viewer)
    return ChoiceView(
        is_open=is_open,
        may_answer=allowed(viewer, "ideas.answer_choice", choice),
        may_close=allowed(viewer, "ideas.close_choice", choice),
        may_reopen=next_round is None and allowed(viewer, "ideas.reopen_choice", choice),
        may_ask_again=consent is not None
        and choice.agreed_at is None
        and next_round is None
        and allowed(viewer, "ideas.open_choice", choice),
        answered=Answer.objects.filter(choice=choice).count(),
        voters=voters_in(choice.team),
        mine=mine,
        asked=_asked(clusters, mine, marks, len(questions)),
        questions=questions,
        subject=about,
        subject_url=url,
        before_url=reverse("ideas:choice", args=[choice.follows.public_id]) if choice.follows else "",
        next_url=reverse("ideas:choice", args=[next_round]) if next_round else "",
        headline="" if is_open else _headline(choice, len(answers), consent, scores, points),
        ties=ties_below_first(points) if points else (),
        consent=consent,
        scores=scores,
        points=points,
    )


def _answers(choice: Choice, viewer: Any, *, all_of_them: bool) -> list[Answer]:
    """All answers, or only those of ``viewer``: what is hidden is not even read. 1 query."""
    answers = Answer.objects.filter(choice=choice).select_related("voter__person__organisation")
    return list(answers if all_of_them else answers.filter(voter__person=viewer))


def _subject(choice: Choice, clusters: Sequence[Cluster], viewer: Any) -> tuple[str, str]:
    """What a consent round is about, and its page for who may see the work of the team."""
    about: Proposal | Cluster | None = None
    if choice.kind == ChoiceKind.CONSENT:
        about = choice.proposal or next(iter(clusters), None)
    if about is None:
        return "", ""
    name = "ideas:proposal" if isinstance(about, Proposal) else "ideas:cluster"
    gone = isinstance(about, Cluster) and about.is_gone
    may = allowed(viewer, "ideas.see_bundles", choice) and not gone
    return about.title, reverse(name, args=[about.public_id]) if may else ""


def _asked(
    clusters: Sequence[Cluster], mine: Answer | None, marks: Sequence[Mark], questions: int
) -> tuple[Asked, ...]:
    own = {(one.cluster_id, one.question): one.value for one in marks if mine and one.answer_id == mine.pk}
    order = sorted(clusters, key=lambda one: own.get((one.pk, 1), len(clusters)))
    asked = [
        Asked(
            cluster.public_id,
            cluster.title,
            tuple(own.get((cluster.pk, number)) for number in range(1, questions + 1)),
            order.index(cluster) + 1,
        )
        for cluster in clusters
    ]
    return tuple(asked)


def _consent(answers: Sequence[Answer], viewer: Any) -> Consent:
    def said(stance: Stance) -> tuple[Said, ...]:
        return tuple(
            Said(sign(one.voter), one.remark, one.wish, one.voter.person_id == viewer.pk)
            for one in answers
            if one.stance == stance
        )

    order = [stance for stance in Stance for one in answers if one.stance == stance]
    return Consent(
        consents=sum(one.stance == Stance.CONSENT for one in answers),
        remarks=said(Stance.REMARK),
        objections=said(Stance.OBJECTION),
        consenting=tuple(sign(one.voter) for one in answers if one.stance == Stance.CONSENT),
        signs=tuple(
            Sign(str(stance), 74 * (place % ON_WALL), 74 * (place // ON_WALL))
            for place, stance in enumerate(order)
        ),
        height=74 * -(-len(order) // ON_WALL) or 74,
    )


def _scores(question: str, number: int, clusters: Sequence[Cluster], marks: Sequence[Mark]) -> Scores:
    rows = []
    for cluster in clusters:
        given = [one.value for one in marks if one.cluster_id == cluster.pk and one.question == number]
        rows.append(
            Scored(
                cluster.title,
                statistics.median(given) if given else None,
                min(given, default=0),
                max(given, default=0),
                tuple(given.count(score) for score in range(1, BEST_SCORE + 1)),
            )
        )
    rows.sort(key=lambda row: -(row.median or 0))
    return Scores(question, tuple(rows))


def _borda(clusters: Sequence[Cluster], marks: Sequence[Mark]) -> Bars:
    """As many points as there are bundles for a first place, one less for each place below it (Borda's count)."""
    points = {cluster.pk: 0 for cluster in clusters}
    for one in marks:
        points[one.cluster_id] += len(clusters) + 1 - one.value
    ranked = sorted(clusters, key=lambda cluster: -points[cluster.pk])
    rows = [(cluster.title, points[cluster.pk]) for cluster in ranked]
    return draw_bars(_("Points per bundle"), rows, of=_("Bundle"), counted=_("Points"))


def _headline(
    choice: Choice, answered: int, consent: Consent | None, scores: Sequence[Scores], points: Bars | None
) -> str:
    """What came of it, in a sentence; a tie is called a tie."""
    if not answered:
        return _("Nobody answered.")
    if consent is not None:
        if choice.agreed_at:
            return _("There is consent: nobody objects.")
        many = len(consent.objections)
        if many == 1:
            return _("Not yet: one objection.")
        return _("Not yet: %(count)s objections.") % {"count": in_words(many)}
    if points is not None:
        best = points.rows[0].value
        first = [bar.label for bar in points.rows if bar.value == best]
    else:
        top = scores[0].rows[0].median
        first = [row.title for row in scores[0].rows if row.median == top]
    if len(first) == 1:
        return _("“%(title)s” stands first.") % {"title": first[0]}
    return _("A tie: %(titles)s stand first together.") % {"titles": join_titles(first)}


def version_of(*, public_id: str) -> int:
    """The version of a choice, whoever asks. 1 query."""
    return Choice.objects.values_list("version", flat=True).get(public_id=public_id)


def version_for(listener: Any, *, public_id: str) -> int | None:
    """The version for an open screen, or None when ``listener`` may not see it any more. 4 queries."""
    choices = Choice.objects.visible_to(listener).filter(public_id=public_id)
    return choices.values_list("version", flat=True).first()
