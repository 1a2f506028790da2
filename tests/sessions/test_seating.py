"""Tables and pairs: made, swapped, brought up to date, taken back, shown; with consent, and by two at once."""

from collections import Counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core.errors import Conflict
from programmes.models import Participation
from sessions.models import Attendance, Seating, Session
from sessions.queries.seating import badges, met_before, own_tables, place_cards, seating_page, wall_tables
from sessions.services.seating import (
    bring_up_to_date,
    seat_people,
    show_seating,
    swap_seats,
    take_back_seating,
)
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import sit, tonight


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening to which twelve people of four organisations said yes, three of each; and a facilitator."""
    evening = makers.make_evening(cast.programme, title="Avond 2")
    houses = [makers.make_organisation() for _ in range(4)]
    for number in range(12):
        person = makers.make_person(name=f"Mens {number:02}", organisation=houses[number % 4])
        makers.attend(
            evening, makers.join(cast.programme, person, team=cast.team), "yes", answered_at=evening.moment.at
        )
    makers.attend(evening, cast.participation("facilitator"), "yes")
    makers.attend(evening, cast.participation("coach"), "no")
    return evening


def make(evening: Session, cast: Cast, **fields: Any) -> Seating:
    fields = {"kind": "tables", "size": 4} | fields
    return seat_people(evening=evening, by=cast["facilitator"], **fields)


def seats(seating: Seating) -> dict[int, int]:
    return dict(seating.places.values_list("participation_id", "table"))


def names_at(seating: Seating) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for place in seating.places.select_related("participation__person"):
        found.setdefault(place.table, set()).add(str(place.participation.person))
    return found


def test_who_said_yes_gets_a_seat_and_who_facilitates_does_not(cast: Cast, evening: Session) -> None:
    seating = make(evening, cast)
    assert Counter(seats(seating).values()) == {1: 4, 2: 4, 3: 4}
    page = seating_page(evening=evening, kind="tables", viewer=cast["facilitator"])
    assert (page.quality.people, page.quality.pairs, page.quality.again, page.quality.colleagues) == (
        12,
        18,
        0,
        0,
    )
    assert str(cast["facilitator"]) not in {name for names in names_at(seating).values() for name in names}


def test_a_later_evening_and_the_pairs_of_the_same_one_meet_others(cast: Cast, evening: Session) -> None:
    first = make(evening, cast)
    pairs = make(evening, cast, kind="pairs")
    assert Counter(Counter(seats(pairs).values()).values()) == {2: 6}
    assert not seating_page(evening=evening, kind="pairs", viewer=cast["facilitator"]).quality.again
    later = makers.make_evening(cast.programme, days=14)
    for row in Attendance.objects.filter(evening=evening):
        makers.attend(later, row.participation, row.answer)
    assert len(met_before(later, "tables")) == 18 + 6
    second = make(later, cast)
    assert seats(second) != seats(first)
    page = seating_page(evening=later, kind="tables", viewer=cast["facilitator"])
    assert page.evenings == (evening.title, later.title)
    assert {row[0]: row[2:] for row in page.rows} == {
        str(place.participation.person): (str(seats(first)[place.participation_id]), str(place.table))
        for place in second.places.select_related("participation__person")
    }
    Session.objects.filter(pk=evening.pk).update(state="off", off_at=evening.moment.at, off_reason="Ziek.")
    assert not met_before(later, "tables")


@pytest.mark.parametrize(("fields", "problem"), [({"tables": 7}, "6"), ({"who": "present"}, "twee mensen")])
def test_too_few_people_or_too_many_tables_is_said(
    cast: Cast, evening: Session, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        make(evening, cast, **fields)


def test_two_people_change_seats_and_back(cast: Cast, evening: Session) -> None:
    seating = make(evening, cast)
    before = seats(seating)
    one = Participation.objects.get(pk=next(pk for pk, table in before.items() if table == 1))
    other = Participation.objects.get(pk=next(pk for pk, table in before.items() if table == 2))
    mate = Participation.objects.filter(pk__in=[pk for pk, table in before.items() if table == 1]).exclude(
        pk=one.pk
    )[0]
    swap_seats(seating=seating, one=one, other=other, by=cast["facilitator"])
    after = seats(seating)
    assert (after[one.pk], after[other.pk]) == (2, 1)
    assert {pk: table for pk, table in after.items() if pk not in {one.pk, other.pk}} == {
        pk: table for pk, table in before.items() if pk not in {one.pk, other.pk}
    }
    take_back_seating(seating=seating, by=cast["facilitator"])
    assert seats(seating) == before
    with pytest.raises(ValidationError):
        swap_seats(seating=seating, one=one, other=mate, by=cast["facilitator"])
    with pytest.raises(Conflict):
        swap_seats(seating=seating, one=one, other=cast.participation("coach"), by=cast["facilitator"])


def test_shuffling_again_can_be_taken_back_and_a_stale_screen_shuffles_nothing(
    cast: Cast, evening: Session
) -> None:
    first = make(evening, cast)
    before = seats(first)
    with pytest.raises(Conflict):
        make(evening, cast)  # a colleague who did not see that there is one
    again = make(evening, cast, tables=2, version=first.version)
    assert len(set(seats(again).values())) == 2
    take_back_seating(seating=again, by=cast["facilitator"])
    assert seats(again) == before
    assert Seating.objects.count() == 1


def test_who_comes_later_and_who_does_not_come_are_put_right_while_others_stay(
    cast: Cast, evening: Session
) -> None:
    seating = make(evening, cast)
    before = seats(seating)
    with pytest.raises(Conflict):
        bring_up_to_date(seating=seating, by=cast["facilitator"])
    gone = Attendance.objects.get(participation=next(iter(before)))
    Attendance.objects.filter(pk=gone.pk).update(answer="no")
    makers.attend(evening, cast.participation("participant"), "yes")
    page = seating_page(evening=evening, kind="tables", viewer=cast["facilitator"])
    assert page.unseated == (str(cast["participant"]),)
    assert page.gone == (str(gone.participation.person),)
    bring_up_to_date(seating=seating, by=cast["facilitator"])
    after = seats(seating)
    assert after[cast.participation("participant").pk] == before[gone.participation_id]
    assert {pk: table for pk, table in after.items() if pk in before} == {
        pk: table for pk, table in before.items() if pk != gone.participation_id
    }


def test_a_guest_who_is_there_gets_a_seat(cast: Cast) -> None:
    evening = tonight(cast)
    guest = sit(evening, cast.team).participation
    makers.attend(evening, cast.participation("participant"), "yes")
    seating = make(evening, cast, size=2)
    assert guest.pk in seats(seating)


def test_nobody_is_seated_once_the_evening_is_over(cast: Cast, evening: Session) -> None:
    seating = make(evening, cast)
    Session.objects.filter(pk=evening.pk).update(
        state="closed", opened_at=evening.moment.at, closed_at=evening.moment.at
    )
    for deed in (
        lambda: make(evening, cast, version=seating.version),
        lambda: bring_up_to_date(seating=seating, by=cast["facilitator"]),
        lambda: show_seating(seating=seating, shown=True, by=cast["facilitator"]),
    ):
        with pytest.raises(Conflict):
            deed()


def test_each_reads_the_own_table_once_it_is_shown_with_names_as_consented(
    cast: Cast, evening: Session
) -> None:
    everybody = list(
        Participation.objects.filter(attendances__evening=evening, person__name__startswith="Mens")
    )
    reader, anonymous, by_function = everybody[0], everybody[1], everybody[2]
    Participation.objects.filter(pk=anonymous.pk).update(consent="anonymous")
    Participation.objects.filter(pk=by_function.pk).update(consent="function")
    by_function.person.function = "boswachter"
    by_function.person.save()
    seating = make(evening, cast, tables=1)
    assert own_tables(evening=evening, viewer=reader.person) == ()
    show_seating(seating=seating, shown=True, by=cast["facilitator"])
    (own,) = own_tables(evening=evening, viewer=reader.person)
    assert (own.number, own.nameless, len(own.with_whom)) == (1, 1, 10)
    assert "boswachter" in own.with_whom
    for hidden in (str(anonymous.person), str(by_function.person)):
        assert hidden not in str(own)
        assert hidden not in str(wall_tables(evening=evening, kind="tables"))
        assert hidden not in str(place_cards(evening=evening))
        assert hidden not in str(badges(evening=evening))
    assert own_tables(evening=evening, viewer=cast["coach"]) == ()
    page = cast.client("participant").get(reverse("evenings:evening", args=[evening.public_id])).text
    assert "Je zit aan tafel" not in page
    browser = Client()
    browser.force_login(reader.person)
    assert "Je zit aan tafel 1" in browser.get(reverse("evenings:evening", args=[evening.public_id])).text


@pytest.mark.django_db(transaction=True)
def test_two_who_divide_at_once_leave_one_seating_and_a_sentence(concurrently: Any) -> None:
    programme = makers.make_programme()
    evening = makers.make_evening(programme)
    leader = makers.join(programme, role="facilitator").person
    for _ in range(6):
        makers.attend(evening, makers.join(programme), "yes")
    results = concurrently(
        *[lambda: seat_people(evening=evening, kind="tables", size=3, by=leader) for _ in range(3)]
    )
    refused = [result for result in results if isinstance(result, Exception)]
    assert [type(result) for result in refused] == [Conflict, Conflict], results
    assert Seating.objects.get().places.count() == 6
