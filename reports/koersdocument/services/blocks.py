"""One result, one block: how what was taken up stands in the document, with its origin and its authors by key."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from homework.enums import Outcome
from homework.models import Submission
from ideas.models import Cluster, Idea, Proposal
from outcomes.models import Decision, Lesson
from reports.koersdocument.models import Inclusion
from reports.koersdocument.pdf.blocks import (
    Answers,
    Block,
    ClusterBlock,
    DecisionBlock,
    Film,
    HomeworkBlock,
    IdeaCard,
    IdeasBlock,
    LessonBlock,
    Picture,
    ProposalBlock,
)
from reports.koersdocument.services.registers import Registers


def make_blocks(inclusions: Iterable[Inclusion], registers: Registers, dots: dict[int, int]) -> list[Block]:
    """The blocks of a section; ideas that follow each other stand together."""
    blocks: list[Block] = []
    cards: list[IdeaCard] = []
    for inclusion in inclusions:
        if inclusion.idea is not None:
            cards.append(_card(inclusion.idea, registers))
            continue
        if cards:
            blocks.append(IdeasBlock(ideas=tuple(cards)))
            cards = []
        block = _block(inclusion, registers, dots)
        if block is not None:
            blocks.append(block)
    if cards:
        blocks.append(IdeasBlock(ideas=tuple(cards)))
    return blocks


def _block(inclusion: Inclusion, registers: Registers, dots: dict[int, int]) -> Block | None:
    if inclusion.cluster is not None:
        return _cluster(inclusion.cluster, registers, dots)
    if inclusion.proposal is not None:
        return _proposal(inclusion.proposal, registers)
    if inclusion.decision is not None:
        return _decision(inclusion.decision, registers)
    if inclusion.lesson is not None:
        return _lesson(inclusion.lesson, registers)
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
        return registers.origin(what, evening.moment.at, evening.place, "evening", evening.pk, team.pk)
    if idea.submission is not None:
        return _origin_of_homework(idea.submission, registers)
    what = _("idea of team %(team)s between the evenings") % {"team": team.name}
    return registers.origin(what, None, "", "between", team.pk)


def _origin_of_homework(submission: Submission, registers: Registers) -> str:
    team = submission.team.name if submission.team else _("all teams")
    what = _("homework “%(title)s”, %(team)s") % {"title": submission.assignment.title, "team": team}
    return registers.origin(
        what, submission.handed_in_at, "", "homework", submission.assignment_id, submission.team_id or 0
    )


def _card(idea: Idea, registers: Registers) -> IdeaCard:
    return IdeaCard(
        code=f"{idea.team.letter}{idea.number}",
        text=idea.text,
        authors=registers.person(idea.author),
        origin=_origin_of_idea(idea, registers),
        where=_where(idea),
    )


def _cluster(cluster: Cluster, registers: Registers, dots: dict[int, int]) -> ClusterBlock:
    ideas: list[Idea] = cluster.shown  # type: ignore[attr-defined]
    what = _("bundle of team %(team)s") % {"team": cluster.team.name}
    return ClusterBlock(
        title=cluster.title,
        ideas=tuple(_card(idea, registers) for idea in ideas),
        dots=dots.get(cluster.pk),
        origin=registers.origin(what, cluster.created_at, "", "bundle", cluster.pk),
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
    return LessonBlock(
        title=capfirst(str(lesson.get_kind_display())),
        text=lesson.text,
        learned_from=learned_from,
        origin=origin,
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
    picture = None
    for stored in list(submission.pictures.all())[:1]:
        key = f"p{stored.public_id}"
        registers.pictures[key] = stored
        picture = Picture(key=key, alternative=stored.description or _("Photo with the homework"))
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
