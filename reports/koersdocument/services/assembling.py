"""From what was taken up to the document that an edition freezes: blocks, origins, people by key, pictures by key."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from django.core.files.storage import default_storage
from django.db.models import Count as RowCount
from django.db.models import Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import local
from homework.models import Picture as StoredPicture
from ideas.enums import IdeaState, RoundState
from ideas.models import Cluster, Idea, Proposal, VotingRound
from ideas.queries.rounds import dots_given
from ideas.querysets import co_authors
from programmes.enums import Accent, Consent, Role
from programmes.models import Participation, Programme
from programmes.queries.signing import signature
from programmes.querysets import in_force
from reports.koersdocument.models import Inclusion, Koersdocument
from reports.koersdocument.pdf.blocks import Block
from reports.koersdocument.pdf.content import (
    Contributor,
    Document,
    EditionState,
    Evening,
    Foreword,
    Section,
    Summary,
    TeamHarvest,
)
from reports.koersdocument.services.agreed import agreed_blocks
from reports.koersdocument.services.blocks import Count, ending_of, make_blocks, make_card
from reports.koersdocument.services.coverage import coverage_blocks
from reports.koersdocument.services.dressing import style_of
from reports.koersdocument.services.registers import Registers
from reports.koersdocument.services.words import first_sentence, text_blocks
from sessions.enums import SessionState
from sessions.models import Session

MOST_SENTENCES = 7
"""The course in sentences: more do not fit on its page."""
_LONGEST_ABOUT = 66
"""Characters: what describes a part in the contents stays on one line."""
_MARKS = "‘’'\"“” "
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


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, who its keys stand for (as each consented), and where its pictures and letters are stored."""

    document: Document
    names: dict[str, str]
    people: dict[str, Participation]
    pictures: dict[str, StoredPicture]
    files: dict[str, str]
    """Logo and letters of the house style: names in the default storage."""

    def read_files(self) -> dict[str, bytes]:
        """The bytes of everything that the document shows, by key; what is no longer there is left out."""
        found = {key: stored.image.read() for key, stored in self.pictures.items()}
        for key, name in self.files.items():
            if default_storage.exists(name):
                with default_storage.open(name) as file:
                    found[key] = file.read()
        return found


def assemble(
    *,
    koersdocument: Koersdocument,
    number: int,
    state: str,
    published_on: dt.date | None,
    hides_ideas: bool = False,
) -> Assembled:
    """The koersdocument as it stands, ready to be shown, frozen or rendered, in its own language. 22 queries,
    whatever its size. ``hides_ideas``: for a reader who sees no raw ideas, a sentence stands in place of their list.
    """
    with translation.override(koersdocument.language):
        return _assemble(koersdocument, number, state, published_on, hides_ideas)


def _assemble(
    koersdocument: Koersdocument,
    number: int,
    state: str,
    published_on: dt.date | None,
    hides_ideas: bool,
) -> Assembled:
    programme = koersdocument.programme
    registers = Registers()
    evenings = list(
        Session.objects.filter(programme=programme)
        .exclude(state=SessionState.OFF)
        .select_related("moment", "team")
        .order_by("moment__at", "pk")
    )
    sections = _sections(koersdocument, registers)
    held = _evenings(koersdocument, evenings)
    ideas = _all_ideas(koersdocument)
    printed = ideas if koersdocument.all_ideas and not hides_ideas else ()
    appendix = tuple(make_card(idea, registers, ending=ending_of(idea)) for idea in printed)
    if hides_ideas and ideas.exists():
        sections = (*sections, _without_ideas())
    _register_people(programme, registers)
    teams = _teams_of(programme.pk)
    last = max([evening.moment.at for evening in evenings], default=None)
    style, files = style_of(programme)
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
        edition_state=cast(EditionState, state),
        published_on=published_on,
        language=koersdocument.language,
        accent=ACCENTS[Accent(programme.accent)],
        style=style,
        sections=sections,
        foreword=_foreword(koersdocument),
        summary=_summary(koersdocument, held),
        evenings=held,
        appendix=appendix,
        register=registers.register(),
        contributors=tuple(
            Contributor(key=key, consent=_consent(person), team=teams.get(person.pk, ""))
            for key, person in registers.people.values()
        ),
        thanks=koersdocument.thanks,
    )
    return Assembled(
        document=document,
        names={key: signature(person) for key, person in registers.people.values()},
        people=dict(registers.people.values()),
        pictures=registers.pictures,
        files=files,
    )


def _sections(koersdocument: Koersdocument, registers: Registers) -> tuple[Section, ...]:
    """The parts that have something in them. 9 queries, and those of the parts that gather by themselves."""
    inclusions: dict[int, list[Inclusion]] = {}
    for inclusion in _inclusions(koersdocument):
        inclusions.setdefault(inclusion.section_id, []).append(inclusion)
    counts = _counts(koersdocument)
    sections = []
    for section in koersdocument.sections.order_by("position", "pk"):
        blocks: list[Block] = [*text_blocks(section.text)]
        blocks += coverage_blocks(section.kind, koersdocument.programme, registers)
        blocks += agreed_blocks(section.kind, koersdocument.programme, registers)
        blocks += make_blocks(inclusions.get(section.pk, []), registers, counts)
        if blocks:
            about = first_sentence(section.lead, _LONGEST_ABOUT)[0]
            sections.append(
                Section(title=section.title, blocks=tuple(blocks), lead=section.lead, about=about)
            )
    return tuple(sections)


def _without_ideas() -> Section:
    """What stands in place of the list of all ideas, for who reads no raw work."""
    sentence = _("The list of all ideas is in the edition, as soon as the facilitator takes it up there.")
    return Section(title=_("All ideas"), blocks=tuple(text_blocks(sentence)))


def _register_people(programme: Programme, registers: Registers) -> None:
    """Everybody who takes part, also who said nothing that stands in the document. 1 query."""
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


def _consent(participation: Participation) -> Literal["name", "function", "anonymous"]:
    """How somebody is named; by function only where there is one."""
    if participation.consent == Consent.NAME and participation.person.name:
        return "name"
    if participation.consent == Consent.FUNCTION and participation.person.function:
        return "function"
    return "anonymous"


def _inclusions(koersdocument: Koersdocument) -> Iterable[Inclusion]:
    """What was taken up, with everything that its block shows. 5 queries."""
    people = "author__person__organisation"
    ideas = Idea.objects.revealed().exclude(state=IdeaState.MERGED)
    ideas = ideas.select_related(
        "team", "evening__moment", "submission__assignment__moment", people
    ).with_others()
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
            "example__team",
            "example__item",
            "example__evening__moment",
            "example__author__person__organisation",
            "submission__assignment__moment",
            "submission__team",
            "submission__author__person__organisation",
        )
        .prefetch_related(
            Prefetch("cluster__ideas", ideas.order_by("number"), to_attr="shown"),
            Prefetch("idea__others", co_authors()),
            Prefetch("cluster__proposals", _agreed(), to_attr="agreed"),
            Prefetch("submission__pictures", StoredPicture.objects.order_by("added_at", "pk")),
        )
        .order_by("position", "pk")
    )


def _agreed() -> "QuerySet[Proposal]":
    return Proposal.objects.filter(agreed_at__isnull=False).order_by("pk")


def _all_ideas(koersdocument: Koersdocument) -> "QuerySet[Idea]":
    """Every idea that was revealed, also those that no part shows. 1 query."""
    return (
        Idea.objects.revealed()
        .filter(programme=koersdocument.programme)
        .exclude(state=IdeaState.MERGED)
        .select_related(
            "team",
            "cluster",
            "evening__moment",
            "submission__assignment__moment",
            "submission__team",
            "submission__author__person__organisation",
            "author__person__organisation",
        )
        .with_others()
        .order_by("team__position", "team", "number")
    )


def _counts(koersdocument: Koersdocument) -> list[Count]:
    """The closed rounds of dots, with what was placed on paper. 4 queries."""
    rounds = list(
        VotingRound.objects.filter(programme=koersdocument.programme, state=RoundState.CLOSED)
        .select_related("team")
        .annotate(voters=RowCount("ballots", filter=Q(ballots__spent__gt=0)))
        .order_by("closed_at", "pk")
    )
    clusters = (
        Cluster.objects.filter(programme=koersdocument.programme)
        .annotate(cards=RowCount("ideas", filter=Q(ideas__covered_at__isnull=True)))
        .prefetch_related(Prefetch("proposals", _agreed(), to_attr="agreed"))
    )
    by_key = {cluster.pk: cluster for cluster in clusters}
    dots: dict[int, list[tuple[Cluster, int]]] = {}
    for (round_pk, cluster_pk), total in dots_given(rounds).items():
        dots.setdefault(round_pk, []).append((by_key[cluster_pk], total))
    for given in dots.values():
        given.sort(key=lambda one: (-one[1], one[0].position, one[0].pk))
    return [
        Count(one, tuple(dots[one.pk]), one.voters + one.paper_ballots) for one in rounds if one.pk in dots
    ]


def _evenings(koersdocument: Koersdocument, evenings: list[Session]) -> tuple[Evening, ...]:
    """The evenings that brought ideas, with how many per team. 2 queries."""
    programme = koersdocument.programme
    teams = list(programme.teams.order_by("position", "pk"))
    counts: dict[tuple[int, int], int] = {}
    rows = (
        Idea.objects.revealed()
        .filter(programme=programme, evening__isnull=False)
        .exclude(state=IdeaState.MERGED)
    )
    for evening_id, team_id, amount in rows.values_list("evening", "team").annotate(n=RowCount("pk")):
        counts[evening_id, team_id] = amount
    present = dict(
        Session.objects.filter(programme=programme)
        .annotate(came=RowCount("attendances", filter=Q(attendances__is_present=True)))
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
    rows = Participation.objects.filter(in_force("memberships__"), programme=programme_id)
    return dict(rows.exclude(memberships=None).values_list("pk", "memberships__team__name"))


def _foreword(koersdocument: Koersdocument) -> Foreword | None:
    """The sentence that opens the book, when somebody chose one."""
    if not koersdocument.foreword:
        return None
    return Foreword(quote=koersdocument.foreword.strip(_MARKS), said_by=koersdocument.foreword_by)


def _summary(koersdocument: Koersdocument, held: tuple[Evening, ...]) -> Summary | None:
    """The document in one page: what was written for it, filled up with what can be counted. None before there is
    either. 1 query.
    """
    programme = koersdocument.programme
    counted = ""
    if held:
        total = sum(evening.ideas for evening in held)
        counted = ngettext(
            "%(evenings)s evening brought %(ideas)s ideas.",
            "%(evenings)s evenings brought %(ideas)s ideas.",
            len(held),
        ) % {"evenings": len(held), "ideas": total}
    course = tuple(line.strip() for line in koersdocument.course.splitlines() if line.strip())
    proposals = [
        _("%(team)s proposes: %(title)s.") % {"team": proposal.team.name, "title": proposal.title}
        for proposal in Proposal.objects.filter(programme=programme, agreed_at__isnull=False).select_related(
            "team"
        )
    ]
    lead = koersdocument.lead or programme.question if held or koersdocument.lead or course else ""
    if not (lead or counted or course or proposals):
        return None
    return Summary(
        lead=lead or counted,
        text=counted if lead else "",
        course=course[:MOST_SENTENCES] or tuple(proposals[:MOST_SENTENCES]),
        closing="\n".join(f"- {proposal}" for proposal in proposals) if course else "",
    )
