"""What bodies say of the points of a conference: for the wall, for who speaks, for who leads it, and afterwards."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from ideas.queries.words import begin, in_words
from outcomes.enums import ENDORSED, EndorsementStance
from outcomes.models import Body, Endorsement, Point
from programmes.enums import Consent, Role
from programmes.models import Participation, Programme
from programmes.queries.signing import signature
from sessions.enums import NEVER_OPENED, SessionState
from sessions.models import Session

TONES = {
    EndorsementStance.ENDORSES: ("good", "check"),
    EndorsementStance.REMARK: ("good", "chat"),
    EndorsementStance.DECLINES: ("bad", "cross"),
    EndorsementStance.HOME: ("warn", "clock"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says of a point, and how it came to that."""

    public_id: str
    stance: str
    words: str
    tone: str
    icon: str
    remark: str
    decide_by: dt.date | None
    who: str
    """Who said it, as that person consents, and in which capacity: "Ada Bakker, wethouder"."""
    speaker_name: str
    """As it was typed; empty where the one who speaks for the body said it."""
    capacity: str
    at: dt.datetime
    is_late: bool
    because: str
    """Why it corrects what stood there before; empty where it does not."""
    before: "Said | None"
    correct_url: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body, and what it says of one point."""

    public_id: str
    name: str
    said: Said | None
    speak_url: str
    """Where it can be noted; empty where the viewer does not."""


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with what the bodies say of it."""

    public_id: str
    title: str
    text: str
    about: str
    """The proposal or decision that it is."""
    about_url: str
    evening: str
    evening_pk: int
    prepare_url: str
    """Where its evening is prepared, for who does that."""
    on: dt.datetime
    lines: tuple[BodyLine, ...]
    is_on_wall: bool
    is_shown: bool
    is_settled: bool
    headline: str

    @property
    def endorsed(self) -> int:
        """How many bodies endorse it, with a remark or without."""
        return sum(1 for line in self.lines if line.said and line.said.stance in ENDORSED)

    @property
    def spoken(self) -> int:
        """How many bodies said something."""
        return sum(1 for line in self.lines if line.said)

    @property
    def remarks(self) -> tuple[BodyLine, ...]:
        """Those who said something with it, and those who do not endorse it."""
        return tuple(line for line in self.lines if line.said and line.said.remark)


def _who(one: Endorsement) -> str:
    """Who said it: in which capacity always, by name where that person wants to be named."""
    name = one.speaker_name
    if one.speaker is not None:
        name = signature(one.speaker) if one.speaker.consent == Consent.NAME else ""
    return ", ".join(filter(None, (name, one.capacity)))


def said_of(one: Endorsement, before: Said | None = None, *, may_correct: bool = False) -> Said:
    """``one`` for a screen. No query when its speaker was fetched along."""
    stance = EndorsementStance(one.stance)
    tone, icon = TONES[stance]
    return Said(
        public_id=one.public_id,
        stance=str(stance),
        words=str(stance.label),
        tone=tone,
        icon=icon,
        remark=one.remark,
        decide_by=one.decide_by,
        who=_who(one),
        speaker_name=one.speaker_name,
        capacity=one.capacity,
        at=one.at,
        is_late=one.is_late and not one.because,
        because=one.because,
        before=before,
        correct_url=reverse("outcomes:correct_endorsement", args=[one.public_id]) if may_correct else "",
    )


def _histories(
    rows: Iterable[Endorsement], *, correctable: Collection[int] = ()
) -> dict[tuple[int, int], Said]:
    """What each body says now of each point, with what it said before below it. ``correctable``: the points (primary
    keys) of which the viewer can correct what was said."""
    found: dict[tuple[int, int], Said] = {}
    for one in sorted(rows, key=lambda row: (row.at, row.pk)):
        key = (one.point_id, one.body_id)
        found[key] = said_of(
            one, found.get(key), may_correct=one.point_id in correctable and one.replaced_at is None
        )
    return found


def _views(
    points: Sequence[Point], viewer: Any, *, hides: bool, notes: bool = False
) -> tuple[PointView, ...]:
    """``points`` with what all bodies say; ``hides``: nothing of points that are not shown. 2 queries."""
    if not points:
        return ()
    programme = points[0].programme
    seen = (
        Body.objects.visible_to(viewer) if notes else Body.objects.all()
    )  # who reads a point reads who said it
    bodies = list(seen.filter(programme=programme).order_by("name", "pk"))
    open_points = [point for point in points if point.is_open_to_all or not hides]
    runs = viewer is not None and allowed(viewer, "outcomes.run_conference", programme)
    rows = Endorsement.objects.filter(point__in=open_points).select_related("speaker__person")
    settled = {point.pk for point in points if point.is_settled}
    said = _histories(rows, correctable=settled if runs and not notes else ())
    newest = max((point.shown_at for point in points if point.shown_at), default=None)
    views = []
    for point in points:
        lines = tuple(
            BodyLine(
                body.public_id,
                body.name,
                said.get((point.pk, body.pk)),
                _speak_url(body, point) if notes and allowed(viewer, "outcomes.speak_for_body", body) else "",
            )
            for body in bodies
        )
        about = point.proposal or (point.decision.proposal if point.decision else None)
        url = ""
        if point.decision is not None:
            url = reverse("outcomes:decision", args=[point.decision.public_id])
        elif point.proposal is not None:
            url = reverse("ideas:proposal", args=[point.proposal.public_id])
        views.append(
            PointView(
                public_id=point.public_id,
                title=point.title,
                text=point.text,
                about=about.title if about else "",
                about_url=url,
                evening=point.evening.title,
                evening_pk=point.evening_id,
                prepare_url=reverse("outcomes:endorsing", args=[point.evening.public_id]) if runs else "",
                on=point.evening.moment.at,
                lines=lines,
                is_on_wall=point.shown_at is not None and point.shown_at == newest,
                is_shown=point.shown_at is not None,
                is_settled=point.is_settled,
                headline=_headline(lines),
            )
        )
    return tuple(views)


def _speak_url(body: Body, point: Point) -> str:
    return f"{reverse('outcomes:speak', args=[body.public_id])}#point-{point.public_id}"


def _headline(lines: Sequence[BodyLine]) -> str:
    """How far it is, in words: "Vier van de zes organisaties onderschrijven dit." """
    endorsed = sum(1 for line in lines if line.said and line.said.stance in ENDORSED)
    if lines and endorsed == len(lines):
        return _("All organisations endorse this.")
    counted = ngettext(
        "%(count)s of %(all)s organisations endorses this.",
        "%(count)s of %(all)s organisations endorse this.",
        endorsed,
    )
    return begin(counted % {"count": in_words(endorsed), "all": len(lines)})


@dataclass(frozen=True, slots=True)
class Conference:
    """Points and bodies of an evening, for who leads it."""

    points: tuple[PointView, ...]
    bodies: tuple[Body, ...]
    is_settled: bool
    may_settle: bool


def conference_of(*, evening: Session, viewer: Any) -> Conference | None:
    """The points of ``evening`` with all that was said, for a facilitator; None where there is none yet. 4 queries."""
    points = _points(evening, viewer)
    if not points:
        return None
    views = _views(points, viewer, hides=False, notes=True)
    settled = all(point.is_settled for point in points)
    running = evening.state == SessionState.RUNNING
    return Conference(
        views, bodies_of(programme=evening.programme, viewer=viewer), settled, running and not settled
    )


def _points(evening: Session, viewer: Any) -> list[Point]:
    return list(Point.objects.visible_to(viewer).filter(evening=evening).order_by("position", "pk"))


def bodies_of(*, programme: Programme, viewer: Any) -> tuple[Body, ...]:
    """The bodies of ``programme``. 1 query."""
    return tuple(Body.objects.visible_to(viewer).filter(programme=programme).order_by("name", "pk"))


def shown_on_wall(*, evening: Session, viewer: Any) -> PointView | None:
    """The point that was put on the wall last, with what came in; None before the facilitator shows one. 3 queries."""
    views = _views(_points(evening, viewer), viewer, hides=True)
    return next((view for view in views if view.is_on_wall), None)


def shown_at(*, evening: Session, viewer: Any) -> tuple[PointView, ...]:
    """The points of ``evening``; what bodies say only of those that were shown or settled. 3 queries."""
    return _views(_points(evening, viewer), viewer, hides=True)


def endorsements_of(*, programme: Programme, viewer: Any) -> tuple[PointView, ...]:
    """Every point of ``programme`` that may be read, also what came in after its evening; ``viewer`` None: for the
    document, which everybody in the programme reads: evenings for all. 3 queries.
    """
    if viewer is None:
        related = ("programme__phase", "evening__moment", "proposal", "decision__proposal")
        points = Point.objects.filter(evening__team__isnull=True).select_related(*related)
    else:
        points = Point.objects.visible_to(viewer)
    points = points.filter(programme=programme)
    ordered = points.order_by("evening__moment__at", "position", "pk")
    return _views([point for point in ordered if point.is_open_to_all], viewer, hides=True)


def count_endorsed(*, programme: Programme) -> int:
    """How many points of ``programme`` were shown or settled. 1 query."""
    points = Endorsement.objects.open_to_all().filter(point__programme=programme)
    return points.values("point").distinct().count()


# ---- for who speaks ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A point for who speaks for a body: with what it says now, and whether it can say (something else)."""

    point: Point
    said: Said | None
    may_say: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """What a body is asked, and what it says."""

    body: Body
    asked: tuple[Asked, ...]
    is_mine: bool
    """Whether the viewer speaks for it; a facilitator or scribe notes what somebody else says."""
    speaker: str
    url: str


def speaking(*, body: Body, viewer: Any, evening: Session | None = None) -> Speaking:
    """What ``body`` is asked at ``evening``, or at any. 2 queries."""
    points = Point.objects.visible_to(viewer).filter(programme=body.programme)
    if evening is not None:
        points = points.filter(evening=evening)
    ordered = list(points.order_by("evening__moment__at", "position", "pk"))
    rows = Endorsement.objects.filter(point__in=ordered, body=body).select_related("speaker__person")
    said = _histories(rows)
    may = allowed(viewer, "outcomes.speak_for_body", body)
    asked = []
    for point in ordered:
        here = said.get((point.pk, body.pk))
        why_not = ""
        if point.evening.state in NEVER_OPENED:
            why_not = _("Endorsing begins when the evening does.")
        elif point.is_settled and here is not None and here.stance != EndorsementStance.HOME:
            why_not = _("This was settled. A facilitator can correct it, and the correction shows.")
        asked.append(Asked(point, here, may and not why_not, why_not))
    speaker = body.speaker_name or (str(body.speaker.person) if body.speaker else "")
    return Speaking(
        body=body,
        asked=tuple(asked),
        is_mine=body.speaker is not None and body.speaker.person_id == viewer.pk,
        speaker=speaker,
        url=reverse("outcomes:speak", args=[body.public_id]),
    )


def spoken_for_by(*, programme: Programme, viewer: Any) -> tuple[Body, ...]:
    """The bodies for which ``viewer`` speaks. 1 query."""
    mine = Body.objects.visible_to(viewer).filter(programme=programme, speaker__person=viewer)
    return tuple(mine.order_by("name", "pk"))


def noted_by(*, programme: Programme, viewer: Any) -> tuple[Body, ...]:
    """The bodies for which ``viewer`` can note what they say, as a scribe. 1 query."""
    bodies: QuerySet[Body] = Body.objects.visible_to(viewer).filter(programme=programme)
    return tuple(one for one in bodies.order_by("name", "pk") if getattr(one, "writes_for_it", False))


def possible_speakers(*, programme: Programme, evening: Session | None = None) -> list[Participation]:
    """Who could speak for a body: who takes part, and the guests of ``evening``. At most 2 queries."""
    people = Participation.objects.active().filter(programme=programme).exclude(role=Role.GUEST)
    found = list(people.select_related("person__organisation").order_by("person__name", "pk"))
    if evening is not None:
        seats = evening.seats.held().select_related("participation__person__organisation")
        found += [seat.participation for seat in seats]
    return found
