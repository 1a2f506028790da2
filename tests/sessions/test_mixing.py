"""Mixing people over tables: everybody once, sizes alike, colleagues apart, and nobody met again where that can be."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.queries.mixing import Sitter, cheapest_table, mix, quality, tables_for


def people(count: int, organisations: int = 0) -> list[Sitter]:
    return [Sitter(key, key % organisations if organisations else None) for key in range(count)]


def at_tables(everybody: list[Sitter], seats: dict[int, int]) -> list[list[Sitter]]:
    return [[one for one in everybody if seats[one.key] == number] for number in sorted(set(seats.values()))]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    organisations=st.lists(st.integers(0, 6), min_size=2, max_size=30),
    tables=st.integers(1, 30),
    met=st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=20),
    seed=st.integers(0, 1000),
)
def test_everybody_sits_once_and_sizes_differ_by_one_at_most(
    organisations: list[int], tables: int, met: list[tuple[int, int]], seed: int
) -> None:
    everybody = [Sitter(key, organisation or None) for key, organisation in enumerate(organisations)]
    tables = min(tables, len(everybody))
    before = Counter(frozenset(pair) for pair in met if pair[0] != pair[1])
    seats = mix(everybody, tables=tables, met=before, seed=seed)
    assert sorted(seats) == [one.key for one in everybody]
    sizes = Counter(seats.values())
    assert set(sizes) == set(range(1, tables + 1))
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert seats == mix(everybody, tables=tables, met=before, seed=seed)
    found = quality(at_tables(everybody, seats), before)
    assert found.people == len(everybody)
    assert found.pairs == sum(size * (size - 1) // 2 for size in sizes.values())
    assert found.again <= found.pairs
    assert found.colleagues <= found.pairs


@given(st.integers(2, 200), st.integers(2, 12))
def test_no_table_is_larger_than_asked_unless_somebody_would_sit_alone(count: int, size: int) -> None:
    tables = tables_for(count, size)
    smallest, over = divmod(count, tables)
    largest = smallest + bool(over)
    assert smallest >= 2
    assert largest <= size or -(-count // size) * 2 > count


@pytest.mark.parametrize(("count", "pairs"), [(2, 1), (3, 1), (4, 2), (5, 2), (24, 12), (25, 12)])
def test_an_odd_one_out_joins_a_pair(count: int, pairs: int) -> None:
    assert tables_for(count, 2) == pairs


def test_twenty_four_people_of_twelve_houses_meet_nobody_twice_on_three_evenings() -> None:
    everybody, met = people(24, 12), Counter[frozenset[int]]()
    for evening in range(3):
        seats = mix(everybody, tables=6, met=met, seed=evening)
        tables = at_tables(everybody, seats)
        found = quality(tables, met)
        assert (found.people, found.pairs, found.again, found.colleagues) == (24, 36, 0, 0)
        met.update(frozenset({a.key, b.key}) for table in tables for a, b in combinations(table, 2))


def test_colleagues_sit_together_only_where_it_cannot_be_otherwise() -> None:
    everybody = [Sitter(key, 1 if key < 5 else 2) for key in range(8)]
    seats = mix(everybody, tables=4, met=Counter(), seed=1)
    assert quality(at_tables(everybody, seats), Counter()).colleagues == 1  # five of one house at four tables


def test_who_comes_later_goes_to_a_small_table_away_from_colleagues() -> None:
    tables = {1: [Sitter(1, 7), Sitter(2, 8)], 2: [Sitter(3, 9), Sitter(4, 8)], 3: people(5)[2:]}
    assert cheapest_table(Sitter(9, 7), tables, Counter()) == 2
    assert cheapest_table(Sitter(9, 9), tables, Counter()) == 1
    assert cheapest_table(Sitter(9, 5), tables, Counter({frozenset({9, 1}): 1})) == 2
