"""One result, one block: how what was taken up stands in the document, with its origin and its authors by key."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.clock import local
from homework.enums import Outcome
from homework.models import Submission
from ideas.enums import IdeaState
from ideas.models import Cluster, Idea, Proposal, VotingRound
from outcomes.enums import ExampleKind, ExampleState
from outcomes.models import Decision, Example, Lesson
from reports.koersdocument.models import Inclusion
from reports.koersdocument.pdf.blocks import (
    Answers,
    Block,
    ClusterBlock,
    DecisionBlock,
    ExampleBlock,
    Film,
    HomeworkBlock,
    IdeaCard,
    IdeasBlock,
    LessonBlock,
    Picture,
    ProposalBlock,
    VoteRow,
    VotesBlock,
)
from reports.koersdocument.services.registers import Registers
from reports.koersdocument.services.words import first_sentence

_LONGEST_TITLE = 110
"""Characters of a lesson's first sentence, to be set as its title."""


@dataclass(frozen=True, slots=True)
class Count:
    """A closed round of dots: the bundles by their dots, most first, and how many people voted."""

    round: VotingRound
    dots: tuple[tuple[Cluster, int], ...]
    voters: int


def make_blocks(
    inclusions: Iterable[Inclusion], registers: Registers, counts: Iterable[Count]
) -> list[Block]:
    """The blocks of a section; ideas that follow each other stand together, and counts of its bundles at the end."""
    blocks: list[Block] = []
    cards: list[IdeaCard] = []
    shown: set[int] = set()
    counts = list(counts)
    dots: dict[int, int] = {}
    for count in counts:
        for cluster, number in count.dots:
            dots[cluster.pk] = dots.get(cluster.pk, 0) + number
    for inclusion in inclusions:
        if inclusion.idea is not None and inclusion.idea.covered_at is not None:
            continue
        if inclusion.idea is not None:
            cards.append(make_card(inclusion.idea, registers))
            continue
        if cards:
            blocks.append(_loose(cards, blocks))
            cards = []
        block = _block(inclusion, registers, dots)
        if block is not None:
            blocks.append(block)
        if inclusion.cluster_id is not None:
            shown.add(inclusion.cluster_id)
    if cards:
        blocks.append(_loose(cards, blocks))
    return blocks + [
        _votes(count, registers) for count in counts if shown & {cluster.pk for cluster, _dots in count.dots}
    ]


def _loose(cards: list[IdeaCard], before: list[Block]) -> IdeasBlock:
    """Ideas of no bundle; below bundles they need a heading of their own."""
    heading = _("Ideas by themselves") if any(isinstance(block, ClusterBlock) for block in before) else ""
    return IdeasBlock(ideas=tuple(cards), heading=heading)


def _block(inclusion: Inclusion, registers: Registers, dots: dict[int, int]) -> Block | None:
    if inclusion.cluster is not None:
        return _cluster(inclusion.cluster, registers, dots)
    if inclusion.proposal is not None:
        return _proposal(inclusion.proposal, registers)
    if inclusion.decision is not None:
        return _decision(inclusion.decision, registers)
    if inclusion.lesson is not None:
        return _lesson(inclusion.lesson, registers)
    if inclusion.example is not None:
        return _example(inclusion.example, registers)
    return _homework(inclusion.submission, registers) if inclusion.submission is not None else None


def _where(idea: Idea) -> str:
    if idea.evening is not None:
        return f"{idea.evening.title}, {idea.team.name}"
    return idea.submission.assignment.title if idea.submission else idea.team.name


def _origin_of_idea(idea: Idea, registers: Registers) -> str:
    team = idea.team
    if idea.evening is not None:
        evening = idea.evening
        what = _("%(evening)s, team %(team)s") % {"evening": evening.title, "team": team.name}
        authors = registers.authors(idea)
        return registers.origin(
            what, evening.moment.at, evening.place, "evening", evening.pk, team.pk, said_by=authors
        )
    if idea.submission is not None:
        return _origin_of_homework(idea.submission, registers)
    what = _("idea of team %(team)s between the evenings") % {"team": team.name}
    return registers.origin(what, None, "", "between", team.pk, said_by=registers.authors(idea))


def _origin_of_homework(submission: Submission, registers: Registers) -> str:
    team = submission.team.name if submission.team else _("all teams")
    what = _("homework “%(title)s”, %(team)s") % {"title": submission.assignment.title, "team": team}
    return registers.origin(
        what, submission.handed_in_at, "", "homework", submission.assignment_id, submission.team_id or 0,
        said_by=registers.person(submission.author),
    )  # fmt: skip


def make_card(idea: Idea, registers: Registers, *, ending: str = "") -> IdeaCard:
    """``idea`` as an index card. ``ending`` says where it went."""
    return IdeaCard(
        code=f"{idea.team.letter}{idea.number}",
        text=idea.text,
        authors=registers.authors(idea),
        origin=_origin_of_idea(idea, registers),
        where=_where(idea),
        ending=ending,
    )


def ending_of(idea: Idea) -> str:
    """Where an idea went: into a bundle, or no further and why; empty as long as it waits."""
    if idea.state == IdeaState.NOT_FURTHER:
        return _("Not further: %(why)s") % {"why": idea.ending}
    return _("In “%(bundle)s”") % {"bundle": idea.cluster.title} if idea.cluster else ""


def _cluster(cluster: Cluster, registers: Registers, dots: dict[int, int]) -> ClusterBlock:
    ideas: list[Idea] = cluster.shown  # type: ignore[attr-defined]
    what = _("bundle of team %(team)s") % {"team": cluster.team.name}
    return ClusterBlock(
        title=cluster.title,
        ideas=tuple(make_card(idea, registers) for idea in ideas),
        dots=dots.get(cluster.pk),
        outcome=_outcome(cluster),
        origin=registers.origin(what, cluster.created_at, "", "bundle", cluster.pk),
    )


def _outcome(cluster: Cluster) -> str:
    """What became of a bundle: the proposals from it that the team agrees to."""
    agreed: list[Proposal] = cluster.agreed  # type: ignore[attr-defined]
    return ", ".join(_("proposal “%(title)s”") % {"title": proposal.title} for proposal in agreed)


def _votes(count: Count, registers: Registers) -> VotesBlock:
    voting = count.round
    what = _("round of dots of team %(team)s") % {"team": voting.team.name}
    closed_at = voting.closed_at
    assert closed_at is not None  # noqa: S101 - the constraint closed_round_knows_when
    return VotesBlock(
        title=voting.title,
        rows=tuple(
            VoteRow(
                label=cluster.title,
                dots=dots,
                cards=cluster.cards,  # type: ignore[attr-defined]
                outcome=capfirst(_outcome(cluster)),
            )
            for cluster, dots in count.dots
        ),
        voters=count.voters,
        held_on=local(closed_at).date(),
        origin=registers.origin(what, closed_at, "", "round", voting.pk),
    )


def _proposal(proposal: Proposal, registers: Registers) -> ProposalBlock:
    what = _("proposal of team %(team)s") % {"team": proposal.team.name}
    if proposal.cluster is not None:
        what += _(", from the bundle “%(bundle)s”") % {"bundle": proposal.cluster.title}
    return ProposalBlock(
        title=proposal.title,
        form=str(proposal.get_form_display()),
        team=proposal.team.name,
        answers=Answers(
            what=proposal.what,
            for_whom=proposal.for_whom,
            society_notices=proposal.society_notices,
            first_step=proposal.first_step,
            who_is_needed=proposal.who_is_needed,
            which_goal=proposal.which_goal,
        ),
        film=Film(url=proposal.link, title=proposal.title) if proposal.link else None,
        origin=registers.origin(what, proposal.agreed_at, "", "proposal", proposal.pk),
    )


def _decision(decision: Decision, registers: Registers) -> DecisionBlock:
    what = _("decision of %(body)s") % {"body": decision.body}
    return DecisionBlock(
        text=f"{decision.proposal.title}: {decision.get_verdict_display()}",
        body=decision.body,
        decided_on=decision.decided_on,
        how=str(decision.get_how_display()),
        reason=decision.reason,
        owner=decision.owner,
        follow_up_on=decision.follow_up_on,
        origin=registers.origin(what, decision.decided_on, "", "decision", decision.pk),
    )


def _lesson(lesson: Lesson, registers: Registers) -> LessonBlock:
    if lesson.submission is not None:
        learned_from, origin = (
            lesson.submission.assignment.title,
            _origin_of_homework(lesson.submission, registers),
        )
    else:
        evening = lesson.evening
        assert evening is not None  # noqa: S101 - the constraint lesson_has_an_origin
        what = _("%(evening)s, team %(team)s") % {"evening": evening.title, "team": lesson.team.name}
        learned_from = evening.title
        origin = registers.origin(
            what, evening.moment.at, evening.place, "evening", evening.pk, lesson.team_id
        )
    title, text = first_sentence(lesson.text, _LONGEST_TITLE)
    return LessonBlock(
        title=title,
        text=text,
        learned_from=learned_from,
        sort=capfirst(str(lesson.get_kind_display())),
        origin=origin,
    )


def _example(example: Example, registers: Registers) -> ExampleBlock | None:
    """An example that is there still: taken back or hidden it leaves the draft by itself."""
    if example.state != ExampleState.TOLD or not example.is_shown:
        return None
    evening = example.evening
    what = _("%(evening)s, team %(team)s") % {"evening": evening.title, "team": example.team.name}
    author = registers.person(example.author)
    return ExampleBlock(
        worked=example.kind == ExampleKind.GOOD,
        text=example.what,
        where=example.where,
        why=example.why,
        authors=author,
        origin=registers.origin(
            what, evening.moment.at, evening.place, "evening", evening.pk, example.team_id, said_by=author
        ),
    )


def _homework(submission: Submission, registers: Registers) -> HomeworkBlock:
    answers = {
        item["key"]: (item["kind"], submission.answers.get(item["key"], ""))
        for item in submission.assignment.fields
    }
    learned = submission.outcome == Outcome.LEARNED
    quote = next((text for kind, text in answers.values() if kind == "quote" and text), "")
    texts = [text for kind, text in answers.values() if kind == "long" and text]
    quoted = next((text for kind, text in answers.values() if kind == "short" and text), "")
    picture, title = None, submission.assignment.title
    for stored in list(submission.pictures.all())[:1]:
        key = f"p{stored.public_id}"
        registers.pictures[key] = stored
        picture = Picture(
            key=key,
            alternative=stored.description or _("Photo with the homework “%(title)s”") % {"title": title},
        )
    return HomeworkBlock(
        assignment=submission.assignment.title,
        text=submission.learned if learned else "\n\n".join(texts),
        quote="" if learned else quote,
        quoted="" if learned else quoted,
        done=not learned,
        picture=picture,
        authors=registers.person(submission.author),
        origin=_origin_of_homework(submission, registers),
    )
