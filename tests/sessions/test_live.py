"""The evening from opening to closing: guarded, idempotent, told to the screens."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from core.errors import Conflict
from sessions.enums import SessionState
from sessions.models import Session
from sessions.services.live import (
    close_evening,
    give_time,
    go_back,
    go_next,
    open_evening,
    reopen_evening,
    reveal_ideas,
    take_back_opening,
)
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening with three blocks: the second catches ideas."""
    evening = makers.make_evening(cast.programme, days=0)
    make_blocks(evening)
    return evening


def test_opening_begins_the_first_block_and_its_timer(cast: Cast, evening: Session) -> None:
    before = timezone.now()
    open_evening(evening=evening, by=cast["facilitator"])
    first = evening.items.present()[0]
    assert (evening.state, evening.current_item, evening.version) == (SessionState.RUNNING, first, 1)
    assert evening.item_ends_at is not None
    assert before <= evening.item_ends_at - dt.timedelta(minutes=20) <= timezone.now()
    assert first.began_at is not None


def test_a_double_click_on_opening_opens_once(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    opened_at = evening.opened_at
    open_evening(evening=Session.objects.get(pk=evening.pk), by=cast["facilitator"])
    evening.refresh_from_db()
    assert (evening.opened_at, evening.version) == (opened_at, 1)
    assert AuditEntry.objects.filter(verb="evenings.opened").count() == 1


def test_an_evening_without_blocks_opens_too(cast: Cast) -> None:
    evening = open_evening(evening=makers.make_evening(cast.programme), by=cast["facilitator"])
    assert (evening.state, evening.current_item, evening.item_ends_at) == ("running", None, None)


def test_going_on_from_a_block_that_somebody_left_already_changes_nothing(
    cast: Cast, evening: Session
) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    seen = evening.current_item
    go_next(evening=evening, seen=seen, reveal=False, by=cast["facilitator"])
    go_next(evening=evening, seen=seen, reveal=False, by=cast["facilitator"])
    assert str(evening.current_item) == "Ideeën bedenken"


def test_going_on_with_the_reveal_shows_the_ideas_once(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    assert evening.revealed_at is None
    go_next(evening=evening, seen=evening.current_item, reveal=True, by=cast["facilitator"])
    revealed = evening.revealed_at
    assert revealed is not None
    go_back(evening=evening, seen=evening.current_item, by=cast["facilitator"])
    go_next(evening=evening, seen=evening.current_item, reveal=True, by=cast["facilitator"])
    assert evening.revealed_at == revealed


def test_the_last_block_has_no_next_and_the_first_no_previous(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    go_back(evening=evening, seen=evening.current_item, by=cast["facilitator"])
    assert str(evening.current_item) == "Inchecken"
    for _ in range(5):
        go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    assert str(evening.current_item) == "Rustig lezen"


def test_time_is_added_to_the_end_and_after_the_end_from_now(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    ends = evening.item_ends_at
    assert ends is not None
    give_time(evening=evening, seen=evening.current_item, minutes=5, by=cast["facilitator"])
    assert evening.item_ends_at == ends + dt.timedelta(minutes=5)
    Session.objects.filter(pk=evening.pk).update(item_ends_at=timezone.now() - dt.timedelta(minutes=30))
    evening.refresh_from_db()
    give_time(evening=evening, seen=evening.current_item, minutes=5, by=cast["facilitator"])
    assert evening.item_ends_at is not None
    assert dt.timedelta(minutes=4) < evening.item_ends_at - timezone.now() <= dt.timedelta(minutes=5)


def test_a_timer_goes_up_to_an_hour(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    with pytest.raises(Conflict):
        give_time(evening=evening, seen=evening.current_item, minutes=50, by=cast["facilitator"])


def test_revealing_asks_for_an_open_evening_and_happens_once(cast: Cast, evening: Session) -> None:
    with pytest.raises(Conflict):
        reveal_ideas(evening=evening, by=cast["facilitator"])
    open_evening(evening=evening, by=cast["facilitator"])
    revealed = reveal_ideas(evening=evening, by=cast["facilitator"]).revealed_at
    assert reveal_ideas(evening=evening, by=cast["facilitator"]).revealed_at == revealed
    assert AuditEntry.objects.filter(verb="evenings.revealed").count() == 1


def test_closing_shows_what_was_hidden_and_ends_the_timer(cast: Cast, evening: Session) -> None:
    with pytest.raises(Conflict):
        close_evening(evening=evening, by=cast["facilitator"])
    open_evening(evening=evening, by=cast["facilitator"])
    close_evening(evening=evening, by=cast["facilitator"])
    assert evening.closed_at == evening.revealed_at
    assert (evening.state, evening.item_ends_at) == ("closed", None)
    closed_at = evening.closed_at
    assert close_evening(evening=evening, by=cast["facilitator"]).closed_at == closed_at
    with pytest.raises(Conflict):
        open_evening(evening=evening, by=cast["facilitator"])


def test_closing_too_early_is_undone_in_the_same_block(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    close_evening(evening=evening, by=cast["facilitator"])
    reopen_evening(evening=evening, by=cast["facilitator"])
    assert (evening.state, evening.closed_at, str(evening.current_item)) == ("running", None, "Inchecken")


def test_opening_too_early_is_undone_until_the_reveal(cast: Cast, evening: Session) -> None:
    open_evening(evening=evening, by=cast["facilitator"])
    take_back_opening(evening=evening, by=cast["facilitator"])
    assert (evening.state, evening.opened_at, evening.current_item) == ("planned", None, None)
    open_evening(evening=evening, by=cast["facilitator"])
    reveal_ideas(evening=evening, by=cast["facilitator"])
    with pytest.raises(Conflict):
        take_back_opening(evening=evening, by=cast["facilitator"])


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_pressing_next_at_once_go_one_block_on(concurrently) -> None:
    programme = makers.make_programme()
    people = [makers.join(programme, role="facilitator").person for _ in range(2)]
    evening = makers.make_evening(programme)
    make_blocks(evening)
    open_evening(evening=evening, by=people[0])
    seen = evening.current_item

    def press(person: object) -> object:
        mine = Session.objects.get(pk=evening.pk)
        return lambda: go_next(evening=mine, seen=seen, reveal=False, by=person)

    assert all(isinstance(result, Session) for result in concurrently(*[press(person) for person in people]))
    evening.refresh_from_db()
    assert (str(evening.current_item), evening.version) == ("Ideeën bedenken", 2)
    assert AuditEntry.objects.filter(verb="evenings.went_on").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [open_evening, reveal_ideas, close_evening])
def test_the_same_step_at_once_from_two_laptops_is_made_once(concurrently, act) -> None:
    programme = makers.make_programme()
    person = makers.join(programme, role="facilitator").person
    evening = makers.make_evening(programme)
    if act is not open_evening:
        open_evening(evening=evening, by=person)
    copies = [Session.objects.get(pk=evening.pk) for _ in range(4)]
    version = evening.version
    results = concurrently(*[lambda copy=copy: act(evening=copy, by=person) for copy in copies])
    assert all(isinstance(result, Session) for result in results), results
    evening.refresh_from_db()
    assert evening.version == version + 1
