"""From what was taken up to the document that an edition freezes: blocks, origins, people by key, pictures by key."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from django.db.models import Count, Prefetch, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import local
from homework.models import Picture as StoredPicture
from ideas.enums import IdeaState, RoundState
from ideas.models import Idea, Proposal, Vote
from programmes.enums import Accent, Consent, Role
from programmes.models import Participation
from programmes.queries.people import signature
from reports.koersdocument.models import Inclusion, Koersdocument
from reports.koersdocument.pdf.blocks import (
    Block,
    TextBlock,
)
from reports.koersdocument.pdf.content import (
    Contributor,
    Document,
    EditionState,
    Evening,
    Section,
    Summary,
    TeamHarvest,
)
from reports.koersdocument.services.blocks import make_blocks
from reports.koersdocument.services.registers import Registers
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


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document, who its keys stand for (as each consented), and where its pictures are stored."""

    document: Document
    names: dict[str, str]
    people: dict[str, Participation]
    pictures: dict[str, StoredPicture]


def assemble(
    *,
    koersdocument: Koersdocument,
    number: int,
    state: str,
    published_on: dt.date | None,
) -> Assembled:
    """The koersdocument as it stands, ready to be shown, frozen or rendered. 16 queries, whatever its size."""
    programme = koersdocument.programme
    registers = Registers()
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
        blocks: list[Block] = [TextBlock(text=section.text)] if section.text.strip() else []
        blocks += make_blocks(inclusions.get(section.pk, []), registers, dots)
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
        edition_state=cast(EditionState, state),
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
    lead = ngettext(
        "%(evenings)s evening brought %(ideas)s ideas.",
        "%(evenings)s evenings brought %(ideas)s ideas.",
        len(held),
    ) % {"evenings": len(held), "ideas": total}
    return Summary(
        lead=programme.question or lead, text=lead if programme.question else "", course=tuple(course)
    )
