"""From what was taken up to the document that an edition freezes: blocks, origins, people by key, pictures by key."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Count, Prefetch, Q, Sum
from django.utils.translation import gettext as _

from core.clock import local
from homework.enums import Outcome
from homework.models import Picture as StoredPicture
from homework.models import Submission
from ideas.enums import IdeaState, RoundState
from ideas.models import Cluster, Idea, Proposal, Vote
from outcomes.models import Decision, Lesson
from programmes.enums import Accent, Consent, Role
from programmes.models import Participation
from programmes.queries.people import signature
from reports.koersdocument.models import Inclusion, Koersdocument
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
    TextBlock,
)
from reports.koersdocument.pdf.content import (
    Contributor,
    Document,
    Evening,
    Origin,
    Section,
    Summary,
    TeamHarvest,
)
from sessions.models import Session

ACCENTS = {
    Accent.WATER: "#0b5c7a",
    Accent.POLDER: "#2f6b3a",
    Accent.KLEI: "#a3431f",
    Accent.HEIDE: "#6b3fa0",
    Accent.ZON: "#7a5200",
    Accent.KERS: "#a31545",
    Accent.RIET: "#5b6300",
    Accent.NACHT: "#24407a",
}
"""The accent of a programme on white paper (static/css/tokens.css has it for screens)."""

MOST_PICTURES = 2
"""Photos that one submission brings into the document."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, who its keys stand for (as each consented), and where its pictures are stored."""

    document: Document
    names: dict[str, str]
    people: dict[str, Participation]
    pictures: dict[str, StoredPicture]


@dataclass
class _Registers:
    """Gives out codes while blocks are made: the same thing always gets the same one."""

    origins: dict[tuple[str, int, int], Origin] = field(default_factory=dict)
    people: dict[int, tuple[str, Participation]] = field(default_factory=dict)
    pictures: dict[str, StoredPicture] = field(default_factory=dict)

    def person(self, participation: Participation | None) -> tuple[str, ...]:
        """The key of a contributor, as authors of a block hold it."""
        if participation is None:
            return ()
        if participation.pk not in self.people:
            self.people[participation.pk] = (f"c{len(self.people) + 1}", participation)
        return (self.people[participation.pk][0],)

    def origin(self, what: str, on: dt.datetime | dt.date | None, place: str, *key: Any) -> str:
        """The code of the origin called ``what``; ``key`` says when two are the same."""
        full = (str(key[0]), int(key[1]), int(key[2]) if len(key) > 2 and key[2] else 0)
        if full not in self.origins:
            day = local(on).date() if isinstance(on, dt.datetime) else on
            self.origins[full] = Origin(code=f"H{len(self.origins) + 1:02}", what=what, on=day, place=place)
        return self.origins[full].code


def assemble(
    *,
    koersdocument: Koersdocument,
    number: int,
    state: Literal["concept", "checked", "final"],
    published_on: dt.date | None,
) -> Assembled:
    """The koersdocument as it stands, ready to be shown, frozen or rendered. 16 queries, whatever its size."""
    programme = koersdocument.programme
    registers = _Registers()
    evenings = list(
        Session.objects.filter(programme=programme)
        .select_related("moment", "team")
        .order_by("moment__at", "pk")
    )
    inclusions: dict[int, list[Inclusion]] = {}
    for inclusion in _inclusions(koersdocument):
        inclusions.setdefault(inclusion.section_id, []).append(inclusion)
    dots = _dots(koersdocument)
    sections = []
    for section in koersdocument.sections.order_by("position", "pk"):
        blocks = [TextBlock(text=section.text)] if section.text.strip() else []
        blocks += _blocks(inclusions.get(section.pk, []), registers, dots)
        if blocks:
            sections.append(Section(title=section.title, blocks=tuple(blocks)))
    held = _evenings(koersdocument, evenings)
    taking_part = (
        Participation.objects.active()
        .filter(
            programme=programme,
            role__in=[Role.FACILITATOR, Role.COACH, Role.PARTICIPANT],
            accepted_at__isnull=False,
        )
        .select_related("person__organisation")
        .order_by("person__name", "pk")
    )
    for participation in taking_part:
        registers.person(participation)
    teams = _teams_of(programme.pk)
    last = max([evening.moment.at for evening in evenings], default=None)
    document = Document(
        title=koersdocument.title,
        subtitle=koersdocument.subtitle,
        programme=programme.name,
        client=programme.client.name if programme.client else programme.host.name,
        host=programme.host.name,
        question=programme.question,
        mandate=programme.mandate,
        period_start=programme.starts_on,
        period_end=max(local(last).date(), programme.starts_on) if last else programme.starts_on,
        edition_number=number,
        edition_state=state,
        published_on=published_on,
        accent=ACCENTS[Accent(programme.accent)],
        sections=tuple(sections),
        summary=_summary(koersdocument, held),
        evenings=held,
        register=tuple(registers.origins.values()),
        contributors=tuple(
            Contributor(key=key, consent=_consent(person), team=teams.get(pk, ""))
            for pk, (key, person) in registers.people.items()
        ),
    )
    return Assembled(
        document=document,
        names={key: signature(person) for key, person in registers.people.values()},
        people=dict(registers.people.values()),
        pictures=registers.pictures,
    )


def _consent(participation: Participation) -> Literal["name", "function", "anonymous"]:
    """How somebody is named; by function only where there is one."""
    if participation.consent == Consent.NAME and participation.person.name:
        return "name"
    if participation.consent == Consent.FUNCTION and participation.person.function:
        return "function"
    return "anonymous"


def _inclusions(koersdocument: Koersdocument) -> Iterable[Inclusion]:
    """What was taken up, with everything that its block shows. 4 queries."""
    people = "author__person__organisation"
    ideas = Idea.objects.revealed().exclude(state=IdeaState.MERGED)
    ideas = ideas.select_related("team", "evening__moment", "submission__assignment__moment", people)
    return (
        Inclusion.objects.filter(koersdocument=koersdocument)
        .select_related(
            "idea__team",
            "idea__evening__moment",
            "idea__submission__assignment__moment",
            "idea__author__person__organisation",
            "cluster__team",
            "proposal__team",
            "proposal__cluster",
            "decision__proposal__team",
            "lesson__team",
            "lesson__evening__moment",
            "lesson__submission__assignment__moment",
            "lesson__submission__team",
            "submission__assignment__moment",
            "submission__team",
            "submission__author__person__organisation",
        )
        .prefetch_related(
            Prefetch("cluster__ideas", ideas.order_by("number"), to_attr="shown"),
            Prefetch("submission__pictures", StoredPicture.objects.order_by("added_at", "pk")),
        )
        .order_by("position", "pk")
    )


def _blocks(inclusions: Iterable[Inclusion], registers: _Registers, dots: dict[int, int]) -> list[Block]:
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


def _block(inclusion: Inclusion, registers: _Registers, dots: dict[int, int]) -> Block | None:
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


def _origin_of_idea(idea: Idea, registers: _Registers) -> str:
    team = idea.team
    if idea.evening is not None:
        evening = idea.evening
        what = _("%(evening)s, team %(team)s") % {"evening": evening.title, "team": team.name}
        return registers.origin(what, evening.moment.at, evening.place, "evening", evening.pk, team.pk)
    if idea.submission is not None:
        return _origin_of_homework(idea.submission, registers)
    what = _("idea of team %(team)s between the evenings") % {"team": team.name}
    return registers.origin(what, None, "", "between", team.pk)


def _origin_of_homework(submission: Submission, registers: _Registers) -> str:
    team = submission.team.name if submission.team else _("all teams")
    what = _("homework “%(title)s”, %(team)s") % {"title": submission.assignment.title, "team": team}
    return registers.origin(
        what, submission.handed_in_at, "", "homework", submission.assignment_id, submission.team_id or 0
    )


def _card(idea: Idea, registers: _Registers) -> IdeaCard:
    return IdeaCard(
        code=f"{idea.team.letter}{idea.number}",
        text=idea.text,
        authors=registers.person(idea.author),
        origin=_origin_of_idea(idea, registers),
        where=_where(idea),
    )


def _cluster(cluster: Cluster, registers: _Registers, dots: dict[int, int]) -> ClusterBlock:
    ideas: list[Idea] = cluster.shown  # type: ignore[attr-defined]
    what = _("bundle of team %(team)s") % {"team": cluster.team.name}
    return ClusterBlock(
        title=cluster.title,
        ideas=tuple(_card(idea, registers) for idea in ideas),
        dots=dots.get(cluster.pk),
        origin=registers.origin(what, cluster.created_at, "", "bundle", cluster.pk),
    )


def _proposal(proposal: Proposal, registers: _Registers) -> ProposalBlock:
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


def _decision(decision: Decision, registers: _Registers) -> DecisionBlock:
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


def _lesson(lesson: Lesson, registers: _Registers) -> LessonBlock:
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
        title=str(lesson.get_kind_display()), text=lesson.text, learned_from=learned_from, origin=origin
    )


def _homework(submission: Submission, registers: _Registers) -> HomeworkBlock:
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


def _dots(koersdocument: Koersdocument) -> dict[int, int]:
    """Dots per bundle in closed rounds. 1 query."""
    closed = Vote.objects.filter(
        cluster__programme=koersdocument.programme, ballot__round__state=RoundState.CLOSED
    )
    return dict(closed.values("cluster").annotate(total=Sum("dots")).values_list("cluster", "total"))


def _evenings(koersdocument: Koersdocument, evenings: list[Session]) -> tuple[Evening, ...]:
    """The evenings that brought ideas, with how many per team. 2 queries."""
    programme = koersdocument.programme
    teams = list(programme.teams.order_by("position", "pk"))
    counts: dict[tuple[int, int], int] = {}
    rows = Idea.objects.filter(programme=programme, evening__revealed_at__isnull=False).exclude(
        state=IdeaState.MERGED
    )
    for evening_id, team_id, amount in rows.values_list("evening", "team").annotate(n=Count("pk")):
        counts[evening_id, team_id] = amount
    present = dict(
        Session.objects.filter(programme=programme)
        .annotate(came=Count("attendances", filter=Q(attendances__is_present=True)))
        .values_list("pk", "came")
    )
    with_ideas = [one for one in evenings if any((one.pk, team.pk) in counts for team in teams)]
    return tuple(
        Evening(
            number=number,
            held_on=local(evening.moment.at).date(),
            subject=evening.title,
            harvest=tuple(TeamHarvest(team.name, counts.get((evening.pk, team.pk), 0)) for team in teams),
            place=evening.place,
            people=present.get(evening.pk) or None,
        )
        for number, evening in enumerate(with_ideas, start=1)
    )


def _teams_of(programme_id: int) -> dict[int, str]:
    """The team of each participation, by its primary key. 1 query."""
    rows = Participation.objects.filter(programme=programme_id, memberships__until__isnull=True)
    return dict(rows.exclude(memberships=None).values_list("pk", "memberships__team__name"))


def _summary(koersdocument: Koersdocument, held: tuple[Evening, ...]) -> Summary | None:
    """The document in one page, from what can be counted. None before there is anything to count. 1 query."""
    if not held:
        return None
    total = sum(evening.ideas for evening in held)
    programme = koersdocument.programme
    proposals = Proposal.objects.filter(programme=programme, agreed_at__isnull=False).select_related(
        "team", "decision"
    )
    course = [
        _("%(team)s proposes: %(title)s.") % {"team": proposal.team.name, "title": proposal.title}
        for proposal in proposals[:7]
    ]
    lead = _("%(evenings)s evenings brought %(ideas)s ideas.") % {"evenings": len(held), "ideas": total}
    return Summary(
        lead=programme.question or lead, text=lead if programme.question else "", course=tuple(course)
    )
