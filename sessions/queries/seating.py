"""Who sits where: for who leads the evening, for everybody the own table, and for the wall."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from core.access import allowed
from programmes.enums import AT_WORK, Consent, Role
from programmes.models import Participation
from programmes.queries.signing import sign, signature
from sessions.enums import Answer, SeatingKind, SessionState, WhoSits
from sessions.models import Attendance, Seating, SeatingPlace, Session
from sessions.queries.coming import expected_at
from sessions.queries.mixing import Quality, Sitter, quality

SITS = (AT_WORK - {Role.FACILITATOR}) | {Role.GUEST}
"""Who gets a seat. Who facilitates walks about."""


@dataclass(frozen=True, slots=True)
class SeatedPerson:
    """Somebody at a table, for who leads the evening."""

    public_id: str
    """Of the participation."""
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its people, by name."""

    number: int
    people: tuple[SeatedPerson, ...]


@dataclass(frozen=True, slots=True)
class SeatingPage:
    """Tables, or pairs, for who leads the evening."""

    seating: Seating | None
    tables: tuple[Table, ...]
    quality: Quality
    coming: int
    """How many could be given a seat because they said yes."""
    present: int
    """And how many because they are there."""
    unseated: tuple[str, ...]
    """Names of those who come, or came, and have no seat."""
    gone: tuple[str, ...]
    """Names of those who have a seat and said no, or left."""
    evenings: tuple[str, ...]
    """Titles of the evenings of the programme with tables (or pairs), the first one first; those the viewer sees."""
    rows: tuple[tuple[str, ...], ...]
    """For each who has a seat now: name, organisation, and the number at each of ``evenings``."""
    may_seat: bool

    @property
    def seats(self) -> tuple[tuple[int, SeatedPerson], ...]:
        """Everybody who has a seat, by name, with the number of the table."""
        seats = ((table.number, one) for table in self.tables for one in table.people)
        return tuple(sorted(seats, key=lambda seat: seat[1].name.casefold()))

    @property
    def can_take_back(self) -> bool:
        """Whether there is something before the last change."""
        return self.seating is not None and bool(self.seating.before)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Where somebody sits, as that person reads it."""

    kind: str
    number: int
    with_whom: tuple[str, ...]
    """As each consented; those without a name are counted in ``nameless``."""
    nameless: int


@dataclass(frozen=True, slots=True)
class WallTable:
    """A table on the wall: names as each consented."""

    number: int
    names: tuple[str, ...]
    nameless: int


@dataclass(frozen=True, slots=True)
class Card:
    """A card for one person; ``name`` is empty where nobody may read it: then one writes it oneself."""

    name: str
    about: str
    table: int = 0


def sitters(evening: Session, who: str) -> list[Participation]:
    """Those who get a seat at ``evening`` because they said yes, or are there, by name. 1 query.

    A guest who came in at the door counts in both: who is there, comes.
    """
    rows = Attendance.objects.filter(evening=evening)
    there = rows.filter(is_present=True)
    chosen = there if who == WhoSits.PRESENT else rows.filter(answer=Answer.YES)
    here = Participation.objects.active().filter(programme=evening.programme_id)
    guests = here.filter(role=Role.GUEST, pk__in=there.values("participation_id"))
    expected = expected_at(evening).filter(role__in=SITS, pk__in=chosen.values("participation_id"))
    people = Participation.objects.filter(pk__in=expected.values("pk")) | Participation.objects.filter(
        pk__in=guests.values("pk")
    )
    return list(people.select_related("person__organisation").order_by("person__name", "pk"))


def sitter_of(one: Participation) -> Sitter:
    """``one`` as the mixing sees it; ``person`` was fetched along."""
    return Sitter(one.pk, one.person.organisation_id)


def met_before(evening: Session, kind: str) -> Counter[frozenset[int]]:
    """How often each two people of the programme sat together: at earlier evenings, and in the other kind today.
    1 query."""
    earlier = SeatingPlace.objects.filter(
        seating__evening__programme=evening.programme_id,
        seating__evening__moment__at__lte=evening.moment.at,
    ).exclude(seating__evening__state=SessionState.OFF)
    tables: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = earlier.exclude(seating__evening=evening, seating__kind=kind)
    for seating, table, participation in rows.values_list("seating_id", "table", "participation_id"):
        tables[seating, table].append(participation)
    return Counter(frozenset(pair) for people in tables.values() for pair in combinations(people, 2))


def seating_page(*, evening: Session, kind: str, viewer: Any) -> SeatingPage:
    """The tables (or pairs) of ``evening``. 6 queries, however many people there are."""
    seating = Seating.objects.filter(evening=evening, kind=kind).first()
    places = _places(seating)
    coming = sitters(evening, WhoSits.COMING)
    present = sitters(evening, WhoSits.PRESENT)
    by_table: dict[int, list[Participation]] = defaultdict(list)
    for place in places:
        by_table[place.table].append(place.participation)
    here = {one.pk: one for one in (*coming, *present)}
    seated = {place.participation_id for place in places}
    return SeatingPage(
        seating=seating,
        tables=tuple(
            Table(number, tuple(map(_seated, people))) for number, people in sorted(by_table.items())
        ),
        quality=quality(
            [[sitter_of(one) for one in people] for people in by_table.values()],
            met_before(evening, kind) if places else Counter(),
        ),
        coming=len(coming),
        present=len(present),
        unseated=tuple(str(one.person) for pk, one in here.items() if pk not in seated) if places else (),
        gone=tuple(str(place.participation.person) for place in places if place.participation_id not in here),
        **_by_person(evening, kind, places, viewer),
        may_seat=allowed(viewer, "evenings.seat_people", evening),
    )


def _by_person(evening: Session, kind: str, places: list[SeatingPlace], viewer: Any) -> dict[str, Any]:
    """At which number each who has a seat now sat at each evening. 1 query; none without a seat."""
    if not places:
        return {"evenings": (), "rows": ()}
    seen = Session.objects.visible_to(viewer).filter(programme=evening.programme_id)
    sat = SeatingPlace.objects.filter(
        seating__kind=kind,
        seating__evening__in=seen.order_by().values("pk"),
        participation__in=[place.participation_id for place in places],
    ).exclude(seating__evening__state=SessionState.OFF)
    titles: dict[int, str] = {}
    numbers: dict[tuple[int, int], int] = {}
    for pk, title, who, table in sat.order_by("seating__evening__moment__at", "seating").values_list(
        "seating__evening_id", "seating__evening__title", "participation_id", "table"
    ):
        titles[pk] = title
        numbers[who, pk] = table
    people = sorted((place.participation for place in places), key=lambda one: str(one.person).casefold())
    rows = tuple((*_words_of(one), *(str(numbers.get((one.pk, pk), "–")) for pk in titles)) for one in people)
    return {"evenings": tuple(titles.values()), "rows": rows}


def _words_of(one: Participation) -> tuple[str, str]:
    seated = _seated(one)
    return seated.name, seated.organisation


def own_tables(*, evening: Session, viewer: Any) -> tuple[OwnTable, ...]:
    """Where ``viewer`` sits at ``evening``, as far as that is shown. 1 query."""
    shown = (
        SeatingPlace.objects.filter(seating__evening=evening, seating__shown_at__isnull=False)
        .select_related("seating", "participation__person")
        .order_by("seating__kind", "table", "participation__person__name", "pk")
    )
    tables: dict[tuple[str, int], list[Participation]] = defaultdict(list)
    for place in shown:
        tables[place.seating.kind, place.table].append(place.participation)
    found = []
    for (kind, number), people in sorted(tables.items(), reverse=True):
        if any(one.person_id == viewer.pk for one in people):
            names, nameless = _signed(one for one in people if one.person_id != viewer.pk)
            found.append(OwnTable(kind, number, names, nameless))
    return tuple(found)


def wall_tables(*, evening: Session, kind: str) -> tuple[WallTable, ...]:
    """The tables on the wall. 2 queries."""
    by_table: dict[int, list[Participation]] = defaultdict(list)
    for place in _places(Seating.objects.filter(evening=evening, kind=kind).first()):
        by_table[place.table].append(place.participation)
    return tuple(WallTable(number, *_signed(people)) for number, people in sorted(by_table.items()))


def place_cards(*, evening: Session) -> tuple[Card, ...]:
    """A card for everybody who has a seat at a table, table by table. 2 queries."""
    seating = Seating.objects.filter(evening=evening, kind=SeatingKind.TABLES).first()
    return tuple(_card(place.participation, place.table) for place in _places(seating))


def badges(*, evening: Session) -> tuple[Card, ...]:
    """A name badge for everybody who said yes, by name, those who facilitate too. 1 query."""
    yes = Attendance.objects.filter(evening=evening, answer=Answer.YES).values("participation_id")
    people = expected_at(evening).filter(pk__in=yes).select_related("person__organisation")
    return tuple(_card(one) for one in people.order_by("person__name", "pk"))


def _places(seating: Seating | None) -> list[SeatingPlace]:
    """Who sits where, by table and name. 1 query; none without a seating."""
    if seating is None:
        return []
    places = seating.places.select_related("participation__person__organisation")
    return list(places.order_by("table", "participation__person__name", "pk"))


def _seated(one: Participation) -> SeatedPerson:
    organisation = one.person.organisation
    return SeatedPerson(one.public_id, str(one.person), organisation.name if organisation else "")


def _signed(people: Iterable[Participation]) -> tuple[tuple[str, ...], int]:
    """How ``people`` may be named, and how many may not."""
    everybody = list(people)
    named = [one for one in everybody if one.consent != Consent.ANONYMOUS]
    return tuple(signature(one) for one in named), len(everybody) - len(named)


def _card(one: Participation, table: int = 0) -> Card:
    if one.consent == Consent.ANONYMOUS:
        return Card("", "", table)
    signed = sign(one)
    return Card(signed.name, signed.organisation, table)
