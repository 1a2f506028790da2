"""Mixing people over tables: a search that a newcomer can follow. Pure: no database, no clock.

Two people at one table cost something when they work for the same organisation (``COLLEAGUES``), and something for
each time that they sat together before (``AGAIN``). A round gives each person, in a random order, the cheapest table
that has room, and then swaps two people as long as that makes it cheaper. Of some rounds the cheapest is kept. The same
people, past and seed give the same tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

COLLEAGUES = 10
AGAIN = 4
MOST_ROUNDS = 10
MOST_PASSES = 20
"""How often one round looks at all swaps; it stops before when none helps."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who gets a seat."""

    key: int
    organisation: int | None
    """None: nobody knows, so nobody is a colleague."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a division is."""

    people: int
    pairs: int
    """How many meet: each two at one table."""
    again: int
    """Of those, how many sat together before."""
    colleagues: int
    """And how many work for the same organisation."""


Met = Mapping[frozenset[int], int]
"""How often two people sat together before."""


def tables_for(people: int, size: int) -> int:
    """How many tables of at most ``size`` people it takes; fewer, a little larger ones, rather than somebody alone."""
    tables = -(-people // size)
    return tables if people // max(tables, 1) >= 2 else max(1, people // size)


def mix(people: Sequence[Sitter], *, tables: int, met: Met, seed: int) -> dict[int, int]:
    """The table (from 1) of each person, by key. Sizes differ by one at most."""
    random = Random(seed)  # noqa: S311 - nobody gains by guessing a table
    cost = _costs(people, met)
    best: list[list[int]] = []
    least = None
    for _round in range(max(2, min(MOST_ROUNDS, 600 // max(len(people), 1)))):
        seats = _deal(len(people), tables, cost, random)
        _swap_while_it_helps(seats, cost)
        total = sum(_within(table, cost) for table in seats)
        if least is None or total < least:
            best, least = seats, total
        if least == 0:
            break
    return {people[one].key: number for number, table in enumerate(best, start=1) for one in table}


def cheapest_table(person: Sitter, tables: Mapping[int, Sequence[Sitter]], met: Met) -> int:
    """The table for somebody who comes later: one of the smallest, and of those the cheapest."""
    fewest = min(len(sitters) for sitters in tables.values())
    return min(
        (number for number, sitters in tables.items() if len(sitters) == fewest),
        key=lambda number: (sum(_cost(person, other, met) for other in tables[number]), number),
    )


def quality(tables: Sequence[Sequence[Sitter]], met: Met) -> Quality:
    """How good ``tables`` are."""
    pairs = [pair for table in tables for pair in combinations(table, 2)]
    return Quality(
        people=sum(len(table) for table in tables),
        pairs=len(pairs),
        again=sum(frozenset({one.key, other.key}) in met for one, other in pairs),
        colleagues=sum(_are_colleagues(one, other) for one, other in pairs),
    )


def _are_colleagues(one: Sitter, other: Sitter) -> bool:
    return one.organisation is not None and one.organisation == other.organisation


def _cost(one: Sitter, other: Sitter, met: Met) -> int:
    return COLLEAGUES * _are_colleagues(one, other) + AGAIN * met.get(frozenset({one.key, other.key}), 0)


def _costs(people: Sequence[Sitter], met: Met) -> list[list[int]]:
    """What each two cost, by their places in ``people``."""
    return [[_cost(one, other, met) if one is not other else 0 for other in people] for one in people]


def _deal(people: int, tables: int, cost: list[list[int]], random: Random) -> list[list[int]]:
    """Give each person, in a random order, the cheapest table with room; the emptiest of those."""
    small, larger = divmod(people, tables)
    room = [small + (number < larger) for number in range(tables)]
    seats: list[list[int]] = [[] for _ in range(tables)]
    order = list(range(people))
    random.shuffle(order)
    for one in order:
        free = [number for number in range(tables) if len(seats[number]) < room[number]]
        chosen = min(
            free, key=lambda number: (sum(cost[one][other] for other in seats[number]), len(seats[number]))
        )
        seats[chosen].append(one)
    return seats


def _within(table: Sequence[int], cost: list[list[int]]) -> int:
    return sum(cost[one][other] for one, other in combinations(table, 2))


def _swap_while_it_helps(seats: list[list[int]], cost: list[list[int]]) -> None:
    """Swap two people of different tables as long as that makes them cheaper, in place."""
    for _pass in range(MOST_PASSES):
        swaps = [
            (first, i, second, j)
            for first, second in combinations(range(len(seats)), 2)
            for i in range(len(seats[first]))
            for j in range(len(seats[second]))
            if _swap_if_cheaper(seats[first], i, seats[second], j, cost)
        ]
        if not swaps:
            return


def _swap_if_cheaper(first: list[int], i: int, second: list[int], j: int, cost: list[list[int]]) -> bool:
    """Swap the one at ``i`` with the one at ``j`` if both tables together cost less then. Returns whether."""
    one, other = first[i], second[j]
    here, there = cost[one], cost[other]
    now = sum(here[mate] for mate in first) + sum(there[mate] for mate in second)
    then = sum(there[mate] for mate in first if mate != one) + sum(
        here[mate] for mate in second if mate != other
    )
    if then >= now:
        return False
    first[i], second[j] = other, one
    return True
