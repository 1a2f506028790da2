"""A programme for its client in one page: where it stands, what waits for a decision, what came of it. Nothing raw."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.access import allowed
from core.clock import now
from core.drawing import Course, draw_course
from ideas.enums import ProposalState
from ideas.models import Proposal
from outcomes.enums import Verdict
from outcomes.models import Decision
from outcomes.queries.results import TONES
from overviews.queries.course import read_programmes, stretches_of, waypoints_of
from overviews.queries.next_thing import NextThing, next_things
from programmes.models import Programme
from reports.koersdocument.models import Edition, Koersdocument

COMING = 3
"""How many evenings ahead stand on the page."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An evening to come."""

    title: str
    url: str
    at: dt.datetime
    place: str


@dataclass(frozen=True, slots=True)
class Result:
    """A proposal behind which its team stands, with what was decided about it."""

    title: str
    url: str
    team: str
    agreed_at: dt.datetime | None
    decide_url: str
    """Where the decision is recorded, for who may; empty once there is one."""
    verdict: str
    tone: str
    decided_on: dt.date | None
    body: str


@dataclass(frozen=True, slots=True)
class Document:
    """The koersdocument as it stands: its draft, and the last edition, if there is one."""

    title: str
    url: str
    changed_at: dt.datetime | None
    edition: str
    edition_url: str
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ClientHome:
    """Everything on the page of a client."""

    next: NextThing | None
    course: Course
    phase: str
    held: int
    evenings: int
    coming: tuple[Coming, ...]
    waiting: tuple[Result, ...]
    decided: tuple[Result, ...]
    document: Document


def client_home(*, programme: Programme, viewer: Any) -> ClientHome:
    """What a client reads first about ``programme``. 7 queries, whatever its size."""
    here = now()
    reading = read_programmes(programmes=[programme], viewer=viewer)
    ways = waypoints_of(programme.pk, reading)
    calendar = reading.calendars[programme.pk]
    ahead = [one for one in calendar.evenings if one.ends_at > here]
    agreed = [one for one in reading.proposals[programme.pk] if one.state == ProposalState.AGREED]
    decisions = {
        one.proposal_id: one
        for one in Decision.objects.filter(
            proposal__in=[row.pk for row in agreed if row.pk in reading.decided]
        )
    }
    results = [_result(one, decisions.get(one.pk), viewer) for one in agreed]
    return ClientHome(
        next=next_things(programmes=[programme], viewer=viewer, reading=reading).get(programme.pk),
        course=draw_course(ways, stretches_of(programme=programme, ways=ways, reading=reading), now=here),
        phase=programme.phase.name if programme.phase else "",
        held=len(calendar.evenings) - len(ahead),
        evenings=len(calendar.evenings),
        coming=tuple(
            Coming(one.title, reverse("evenings:evening", args=[one.public_id]), one.moment.at, one.place)
            for one in ahead[:COMING]
        ),
        waiting=tuple(one for one in results if one.decided_on is None),
        decided=tuple(one for one in results if one.decided_on is not None),
        document=_document(programme, viewer),
    )


def _result(proposal: Proposal, decision: Decision | None, viewer: Any) -> Result:
    decides = decision is None and allowed(viewer, "outcomes.record_decision", proposal)
    return Result(
        title=proposal.title,
        url=reverse("ideas:proposal", args=[proposal.public_id]),
        team=proposal.team.name,
        agreed_at=proposal.agreed_at,
        decide_url=reverse("outcomes:decide", args=[proposal.public_id]) if decides else "",
        verdict=str(decision.get_verdict_display()) if decision else "",
        tone=TONES[Verdict(decision.verdict)] if decision else "",
        decided_on=decision.decided_on if decision else None,
        body=decision.body if decision else "",
    )


def _document(programme: Programme, viewer: Any) -> Document:
    """The draft with its last edition. 2 queries."""
    draft = Koersdocument.objects.visible_to(viewer).filter(programme=programme).first()
    edition = (
        Edition.objects.visible_to(viewer)
        .filter(koersdocument__programme=programme)
        .defer("content")
        .order_by("-number")
        .first()
    )
    return Document(
        title=draft.title if draft is not None else "",
        url=reverse("reports:koersdocument", args=[programme.public_id]),
        changed_at=draft.changed_at if draft is not None else None,
        edition=f"{edition.number}, {edition.get_state_display()}" if edition else "",
        edition_url=reverse("reports:edition", args=[edition.public_id]) if edition else "",
        published_at=edition.published_at if edition else None,
    )
