"""A verslag as one person reads it: what it kept of the evening, with words and names as they hold today."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from core.access import allowed
from homework.models import Assignment, Picture
from ideas.models import Idea
from ideas.queries.ideas import IdeaCard, idea_card
from outcomes.models import Decision, Example
from outcomes.queries.examples import ExampleCard, cards_of
from outcomes.queries.reflections import ReflectionCard, shared_at
from programmes.enums import Role
from programmes.models import Participation
from programmes.queries.signing import sign, signature
from reports.verslag.models import Verslag
from reports.verslag.queries.parts import parts_of
from reports.verslag.queries.shown import (
    Block,
    Bundle,
    PartView,
    Photo,
    Point,
    Round,
    Row,
    Strip,
    Table,
    Task,
)
from sessions.enums import SessionState
from sessions.models import Session
from sessions.queries.words import SaidInBlock, said_at
from teams.models import Membership, Team

BAR = 240
"""The width of the longest bar of dots."""
WIDE = 1000
"""The width of the bars of plan and reality."""
GAP = 3
"""Between two blocks on them."""
_DASHES = (" – ", " — ", " - ")


@dataclass(frozen=True, slots=True)
class VerslagView:
    """Everything that one person reads of a verslag."""

    verslag: Verslag
    evening: Session
    title: str
    ideas: int
    """All ideas of the evening; those of another team are counted and not read."""
    blocks: tuple[Block, ...]
    plan: tuple[Strip, ...]
    real: tuple[Strip, ...]
    """The same blocks as bars: as planned from the beginning on, and as they were."""
    rounds: tuple[Round, ...]
    bundles: tuple[Bundle, ...]
    examples: tuple[ExampleCard, ...]
    photos: tuple[Photo, ...]
    decisions: tuple[Decision, ...]
    agreed: tuple[Point, ...]
    points: tuple[Point, ...]
    tasks: tuple[Task, ...]
    next: Session | None
    words: tuple[SaidInBlock, ...]
    learned: tuple[ReflectionCard, ...]
    tables: tuple[Table, ...]
    guests: int
    parts: tuple[PartView, ...]
    may_write: bool
    may_send: bool

    @property
    def shown(self) -> tuple[PartView, ...]:
        """The parts that a reader sees."""
        return tuple(part for part in self.parts if part.shown)


def read_verslag(*, verslag: Verslag, viewer: Any) -> VerslagView:
    """``verslag`` for ``viewer``: ideas, photos, homework and decisions that this person may see. 12 queries."""
    happened, evening = verslag.happened, verslag.evening
    names = _teams_read(evening, viewer)
    rounds = tuple(_round(one, names) for one in happened["rounds"] if one["team"] in names)
    bundles = _bundles(verslag, viewer, names)
    upcoming = _next_evening(evening, viewer)
    tables, guests = _tables(happened["present"])
    blocks = tuple(
        Block(title, dt.datetime.fromisoformat(at), planned, took)
        for title, at, planned, took in happened["blocks"]
    )
    content: dict[str, Any] = {
        "blocks": blocks,
        "plan": _strips(blocks, [one.planned for one in blocks]),
        "real": _strips(blocks, [one.took for one in blocks]),
        "rounds": rounds,
        "bundles": bundles,
        "examples": _examples(evening, viewer),
        "photos": _photos(happened["photos"], viewer),
        "decisions": tuple(
            Decision.objects.visible_to(viewer).filter(pk__in=happened["decisions"]).order_by("pk")
        ),
        "agreed": _points(verslag.agreed),
        "points": _points(verslag.points),
        "tasks": _tasks(evening, upcoming, viewer),
        "next": upcoming,
        "words": said_at(evening=evening),
        "learned": shared_at(evening=evening, viewer=viewer),
        "tables": tables,
        "guests": guests,
    }
    count = len(happened["ideas"])
    return VerslagView(
        verslag=verslag,
        evening=evening,
        title=verslag.title or heading_of(verslag),
        ideas=count,
        parts=tuple(parts_of(verslag, content)),
        may_write=allowed(viewer, "reports.write_verslag", evening),
        may_send=allowed(viewer, "reports.send_verslag", evening),
        **content,
    )


def heading_of(verslag: Verslag) -> str:
    """What stands above it where nobody wrote a heading: how many ideas there were."""
    count = len(verslag.happened["ideas"])
    if not count:
        return str(verslag.evening.title)
    return ngettext("%(n)d idea", "%(n)d ideas", count) % {"n": count}


def _teams_read(evening: Session, viewer: Any) -> dict[int, str]:
    """The teams of the programme whose work ``viewer`` reads, with their names. 1 query."""
    teams = Team.objects.visible_to(viewer).filter(programme=evening.programme_id)
    return dict(teams.values_list("pk", "name"))


def _strips(blocks: tuple[Block, ...], minutes: list[int]) -> tuple[Strip, ...]:
    """``blocks`` one behind the other, each as long as its ``minutes``, on the scale of the longer of the two rows."""
    whole = max(sum(one.planned for one in blocks), sum(one.took for one in blocks), 1)
    strips, begins = [], 0
    for block, length in zip(blocks, minutes, strict=True):
        x = round(WIDE * begins / whole)
        begins += length
        width = max(0, round(WIDE * begins / whole) - x - GAP)
        strips.append(Strip(x, width, length > block.planned))
    return tuple(strips)


def _round(kept: dict[str, Any], names: dict[int, str]) -> Round:
    dots = [row[2] for row in kept["rows"]]
    most = max(dots, default=0)
    placed = sum(dots)
    return Round(
        title=kept["title"],
        team=names[kept["team"]],
        rows=tuple(
            Row(
                title,
                cards,
                count,
                round(BAR * count / most) if most else 0,
                bool(count) and dots.count(count) > 1,
            )
            for _pk, title, count, cards in kept["rows"]
        ),
        placed=placed,
        voters=kept["voters"],
        left=max(0, kept["voters"] * kept["budget"] - placed),
    )


def _bundles(verslag: Verslag, viewer: Any, names: dict[int, str]) -> tuple[Bundle, ...]:
    """Every idea that ``viewer`` may see, in the bundle in which it lay; most dots first, in none last. 1 query."""
    happened = verslag.happened
    dots: dict[int, int] = {}
    for one in happened["rounds"]:
        for pk, _title, count, _cards in one["rows"]:
            dots[pk] = dots.get(pk, 0) + count
    lay: dict[int, int | None] = dict(happened["ideas"])
    ideas = (
        Idea.objects.visible_to(viewer)
        .uncovered()
        .filter(pk__in=lay)
        .for_cards()
        .order_by("team__position", "number")
    )
    within: dict[int | None, list[IdeaCard]] = {}
    for idea in ideas:
        card = idea_card(idea, viewer=viewer)
        if not card.is_hidden:
            within.setdefault(lay[idea.pk], []).append(card)
    bundles = []
    for pk, cards in within.items():
        kept = happened["bundles"].get(str(pk), {"title": "", "team": None})
        bundles.append(Bundle(kept["title"], names.get(kept["team"], ""), dots.get(pk or 0, 0), tuple(cards)))
    return tuple(sorted(bundles, key=lambda one: (not one.title, -one.dots)))


def _examples(evening: Session, viewer: Any) -> tuple[ExampleCard, ...]:
    """What was told that evening and ``viewer`` may read, what worked first. 1 query."""
    told = Example.objects.told().filter(evening=evening).values("pk")
    lists = cards_of(Example.objects.visible_to(viewer).filter(pk__in=told), viewer=viewer)
    return (*lists.good, *lists.less_good)


def _photos(keys: list[int], viewer: Any) -> tuple[Photo, ...]:
    """The photos that ``viewer`` may see. 1 query."""
    seen = Picture.objects.visible_to(viewer).filter(pk__in=keys).select_related("submission__author__person")
    return tuple(
        Photo(
            url=reverse("homework:picture", args=[one.public_id]),
            stored=str(one.image.name),
            description=one.description,
            by=signature(one.submission.author),
            width=one.width,
            height=one.height,
        )
        for one in seen.order_by("pk")
    )


def _next_evening(evening: Session, viewer: Any) -> Session | None:
    """The next evening for the same people that ``viewer`` may see. 1 query."""
    later = Session.objects.visible_to(viewer).filter(
        programme=evening.programme_id, moment__at__gt=evening.starts_at
    )
    if evening.team_id is not None:
        later = later.filter(team__isnull=True) | later.filter(team=evening.team_id)
    return later.exclude(state=SessionState.OFF).order_by("moment__at", "pk").first()


def _tasks(evening: Session, upcoming: Session | None, viewer: Any) -> tuple[Task, ...]:
    """Homework that is due between ``evening`` and the ``upcoming`` one, for ``viewer``. 1 query."""
    given = Assignment.objects.visible_to(viewer).filter(
        programme=evening.programme_id, moment__at__gt=evening.starts_at
    )
    if upcoming is not None:
        given = given.filter(moment__at__lte=upcoming.starts_at)
    if evening.team_id is not None:
        given = given.filter(team__isnull=True) | given.filter(team=evening.team_id)
    return tuple(
        Task(one.title, reverse("homework:assignment", args=[one.public_id]), one.moment.at)
        for one in given.order_by("moment__at", "pk")
    )


def _tables(present: list[int]) -> tuple[tuple[Table, ...], int]:
    """Who were there by team, as each consented, and how many guests. 2 queries."""
    people = list(
        Participation.objects.filter(pk__in=present).select_related("person").order_by("person__name", "pk")
    )
    seats = Membership.objects.active().filter(participation__in=present).order_by("-team__position")
    team_of = dict(seats.values_list("participation", "team__name"))
    tables: dict[str, list[str]] = {}
    guests = 0
    for one in people:
        if one.role == Role.GUEST:
            guests += 1
        else:
            tables.setdefault(team_of.get(one.pk, ""), []).append(sign(one).name)
    nobody = sign(None).name
    return (
        tuple(
            Table(team, tuple(name for name in names if name != nobody), names.count(nobody))
            for team, names in sorted(tables.items(), key=lambda table: (not table[0], table[0]))
        ),
        guests,
    )


def _points(text: str) -> tuple[Point, ...]:
    """Each line of ``text``; what stands behind a dash says more about it."""
    return tuple(_point(line.strip().removeprefix("- ")) for line in text.splitlines() if line.strip())


def _point(line: str) -> Point:
    for dash in _DASHES:
        what, found, about = line.rpartition(dash)
        if found:
            return Point(what.strip(), about.strip())
    return Point(line, "")
