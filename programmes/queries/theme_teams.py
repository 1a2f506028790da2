"""Which people could work on which theme: equal teams, what people want, and organisations mixed; no database here.

The same wishes always give the same teams, so that a facilitator can explain them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be put in a team."""

    key: str
    name: str
    organisation: str
    """Empty where it is not known; such a person counts as coming from somewhere else than anybody."""
    wants: frozenset[str] = field(default_factory=frozenset)
    """The keys of the themes that this person wants to work on."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who is put on which theme, and how good that is."""

    places: Mapping[str, str]
    """The key of a theme for the key of each person who is put somewhere."""
    smallest: int
    largest: int
    wished: int
    """How many people are on a theme that they want."""
    fewest_organisations: int
    """From how many organisations the people of each team come at least."""
    unwished: tuple[str, ...]
    """The names of those who wanted something else."""


def arrange(*, people: Sequence[Candidate], themes: Sequence[str]) -> Arrangement:
    """Put ``people`` on ``themes``: first teams that differ by one person at most, then what people want, then as few
    people of one organisation together as can be.

    Who has the fewest themes to choose from comes first; then two people change places wherever that makes it better.
    """
    places: dict[str, str] = {}
    floor, extra = divmod(len(people), len(themes)) if themes else (0, 0)
    sizes = dict.fromkeys(themes, 0)
    houses: dict[str, Counter[str]] = {theme: Counter() for theme in themes}
    for person in sorted(
        people, key=lambda one: (len(one.wants & set(themes)) or len(themes), one.name, one.key)
    ):
        grown = sum(size > floor for size in sizes.values())
        free = [
            theme for theme in themes if sizes[theme] < floor or (sizes[theme] == floor and grown < extra)
        ]
        if not free:
            break
        theme = min(
            free,
            key=lambda one: (
                one not in person.wants,
                houses[one][person.organisation],
                sizes[one],
                themes.index(one),
            ),
        )
        places[person.key] = theme
        sizes[theme] += 1
        if person.organisation:
            houses[theme][person.organisation] += 1
    _swap(people, places, houses)
    return judge(people=people, themes=themes, places=places)


def _swap(people: Sequence[Candidate], places: dict[str, str], houses: dict[str, Counter[str]]) -> None:
    """Let two people change places as long as that makes it better: more wishes, or as many and better mixed."""
    better = True
    while better:
        better = False
        for number, one in enumerate(people):
            for other in people[number + 1 :]:
                here, there = places.get(one.key), places.get(other.key)
                if here is None or there is None or here == there:
                    continue
                gain = _wishes(one, there) + _wishes(other, here) - _wishes(one, here) - _wishes(other, there)
                if gain > 0 or (gain == 0 and _mixes(one, other, here, there, houses)):
                    places[one.key], places[other.key] = there, here
                    _move(houses, one.organisation, here, there)
                    _move(houses, other.organisation, there, here)
                    better = True


def _wishes(person: Candidate, theme: str) -> int:
    return int(theme in person.wants)


def _mixes(one: Candidate, other: Candidate, here: str, there: str, houses: dict[str, Counter[str]]) -> bool:
    """Whether fewer people sit with somebody of their own organisation after ``one`` and ``other`` changed places."""
    if one.organisation == other.organisation:
        return False

    def with_own(house: str, theme: str, extra: int) -> int:
        return houses[theme][house] + extra if house else 0

    now = with_own(one.organisation, here, -1) + with_own(other.organisation, there, -1)
    then = with_own(one.organisation, there, 0) + with_own(other.organisation, here, 0)
    return then < now


def _move(houses: dict[str, Counter[str]], house: str, away: str, to: str) -> None:
    if house:
        houses[away][house] -= 1
        houses[to][house] += 1


def judge(*, people: Sequence[Candidate], themes: Sequence[str], places: Mapping[str, str]) -> Arrangement:
    """How good it is to have people at ``places``; people without a place and places of nobody are passed over."""
    teams: dict[str, list[Candidate]] = {theme: [] for theme in themes}
    for person in people:
        if (theme := places.get(person.key)) in teams:
            teams[theme].append(person)
    placed = [(person, theme) for theme, members in teams.items() for person in members]
    return Arrangement(
        places={person.key: theme for person, theme in placed},
        smallest=min((len(members) for members in teams.values()), default=0),
        largest=max((len(members) for members in teams.values()), default=0),
        wished=sum(theme in person.wants for person, theme in placed),
        fewest_organisations=min((organisations_in(members) for members in teams.values()), default=0),
        unwished=tuple(person.name for person, theme in placed if person.wants and theme not in person.wants),
    )


def organisations_in(members: Sequence[Candidate]) -> int:
    """From how many organisations ``members`` come; each whose organisation is not known counts as one."""
    known = {person.organisation for person in members if person.organisation}
    return len(known) + sum(not person.organisation for person in members)
