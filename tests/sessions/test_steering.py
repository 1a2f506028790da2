"""While the evening runs: a pause, less time, and blocks that are skipped, done again or moved."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from core.errors import Conflict
from sessions.models import AgendaItem, Session
from sessions.queries.live import console, wall
from sessions.services.agenda import MOST_ITEMS
from sessions.services.live import (
    close_evening,
    end_pause,
    give_time,
    go_back,
    go_next,
    open_evening,
    pause_evening,
)
from sessions.services.own_methods import add_method
from sessions.services.steering import move_coming_block, repeat_block, skip_block, take_up_block
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks, titles

BEGIN = dt.datetime(2027, 3, 27, 20, 0, tzinfo=dt.UTC)
"""The night before summer time begins in the Netherlands."""


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening that runs, in the first of three blocks of 20, 30 and 10 minutes."""
    evening = makers.make_evening(cast.programme, days=0)
    make_blocks(evening)
    return open_evening(evening=evening, by=cast["facilitator"])


def block(evening: Session, title: str) -> AgendaItem:
    """The block with that title."""
    return evening.items.get(title=title)


def test_the_timer_stands_still_in_a_pause_and_goes_on_from_there(cast: Cast, evening: Session) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        Session.objects.filter(pk=evening.pk).update(item_ends_at=BEGIN + dt.timedelta(minutes=12))
        evening.refresh_from_db()
        pause_evening(evening=evening, until=BEGIN + dt.timedelta(minutes=10), by=cast["facilitator"])
        clock.shift(dt.timedelta(minutes=15))
        shown = console(evening=evening)
        assert shown.current is not None
        assert shown.pause is not None
        assert (shown.current.left, shown.pause.left) == ("12.00", "00.00")
        end_pause(evening=evening, by=cast["facilitator"])
        assert evening.item_ends_at == BEGIN + dt.timedelta(minutes=27)
        assert (evening.paused_at, evening.paused_until) == (None, None)
        end_pause(evening=evening, by=cast["facilitator"])
        assert evening.item_ends_at == BEGIN + dt.timedelta(minutes=27)
    assert AuditEntry.objects.filter(verb="evenings.pause_ended").count() == 1


def test_pausing_twice_keeps_the_time_that_stood_still_and_takes_the_new_end(
    cast: Cast, evening: Session
) -> None:
    pause_evening(evening=evening, until=None, by=cast["facilitator"])
    began = evening.paused_at
    until = timezone.now() + dt.timedelta(minutes=5)
    pause_evening(evening=evening, until=until, by=cast["facilitator"])
    assert (evening.paused_at, evening.paused_until) == (began, until)


def test_a_step_and_the_end_of_the_evening_end_the_pause(cast: Cast, evening: Session) -> None:
    for go in (
        lambda: go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"]),
        lambda: go_back(evening=evening, seen=evening.current_item, by=cast["facilitator"]),
        lambda: close_evening(evening=evening, by=cast["facilitator"]),
    ):
        pause_evening(evening=evening, until=None, by=cast["facilitator"])
        go()
        assert evening.paused_at is None


def test_only_an_evening_that_runs_can_be_paused(cast: Cast) -> None:
    planned = makers.make_evening(cast.programme, days=3)
    with pytest.raises(Conflict):
        pause_evening(evening=planned, until=None, by=cast["facilitator"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=planned.pk).update(paused_at=timezone.now())


def test_the_wall_says_until_when_and_hides_the_cards(cast: Cast, evening: Session, client: Client) -> None:
    until = dt.datetime(2027, 3, 27, 20, 10, tzinfo=dt.UTC)
    pause_evening(evening=evening, until=until, by=cast["facilitator"])
    assert wall(evening=evening).panels == ()
    client.force_login(cast["facilitator"])
    page = client.get(reverse("evenings:wall", args=[evening.public_id])).content.decode()
    assert "Pauze tot 21.10 uur" in page
    assert "Daarna verder met Inchecken" in page
    client.force_login(cast["participant"])
    assert (
        "Pauze tot 21.10 uur"
        in client.get(reverse("evenings:evening", args=[evening.public_id])).content.decode()
    )


def test_time_is_taken_away_down_to_now_and_not_further(cast: Cast, evening: Session) -> None:
    ends = evening.item_ends_at
    assert ends is not None
    give_time(evening=evening, seen=evening.current_item, minutes=-5, by=cast["facilitator"])
    assert evening.item_ends_at == ends - dt.timedelta(minutes=5)
    give_time(evening=evening, seen=evening.current_item, minutes=-60, by=cast["facilitator"])
    assert evening.item_ends_at is not None
    assert abs(evening.item_ends_at - timezone.now()) < dt.timedelta(seconds=10)
    over = evening.item_ends_at - dt.timedelta(minutes=3)
    Session.objects.filter(pk=evening.pk).update(item_ends_at=over)
    evening.refresh_from_db()
    give_time(evening=evening, seen=evening.current_item, minutes=-1, by=cast["facilitator"])
    assert evening.item_ends_at == over


def test_a_skipped_block_is_passed_over_both_ways_and_can_be_taken_up(cast: Cast, evening: Session) -> None:
    skip_block(item=block(evening, "Ideeën bedenken"), by=cast["facilitator"])
    skip_block(item=block(evening, "Ideeën bedenken"), by=cast["facilitator"])
    assert AuditEntry.objects.filter(verb="evenings.block_skipped").count() == 1
    shown = console(evening=evening)
    assert (shown.next_title, [stop.state for stop in shown.stops]) == (
        "Rustig lezen",
        ["now", "skipped", "planned"],
    )
    assert [point.state for point in wall(evening=evening).line.points] == ["now", "planned"]
    go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    assert str(evening.current_item) == "Rustig lezen"
    with pytest.raises(Conflict):
        take_up_block(item=block(evening, "Ideeën bedenken"), by=cast["facilitator"])
    go_back(evening=evening, seen=evening.current_item, by=cast["facilitator"])
    assert str(evening.current_item) == "Inchecken"
    take_up_block(item=block(evening, "Ideeën bedenken"), by=cast["facilitator"])
    assert console(evening=evening).next_title == "Ideeën bedenken"


def test_the_block_that_runs_cannot_be_skipped_nor_moved(cast: Cast, evening: Session) -> None:
    for act in (
        lambda item: skip_block(item=item, by=cast["facilitator"]),
        lambda item: move_coming_block(item=item, down=True, by=cast["facilitator"]),
    ):
        with pytest.raises(Conflict):
            act(block(evening, "Inchecken"))


def test_a_block_that_is_done_again_comes_next_and_once_for_two_presses(cast: Cast, evening: Session) -> None:
    go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    first = block(evening, "Inchecken")
    began = first.began_at
    again = repeat_block(item=first, by=cast["facilitator"])
    assert repeat_block(item=first, by=cast["facilitator"]) == again
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Inchecken", "Rustig lezen"]
    go_next(evening=evening, seen=evening.current_item, reveal=False, by=cast["facilitator"])
    first.refresh_from_db()
    assert (evening.current_item, first.began_at) == (again, began)


def test_a_block_that_is_done_again_keeps_its_own_method_and_its_tables(cast: Cast, evening: Session) -> None:
    own = add_method(
        organisation=cast.programme.host, by=cast["facilitator"], name="Estafette", purpose="Elkaar verder helpen.",
        like="walk", steps="Stel een vraag.", when_not="", material="", minutes=20, least=4, most=12,
    )  # fmt: skip
    first = block(evening, "Inchecken")
    AgendaItem.objects.filter(pk=first.pk).update(own_method=own, tables="tafel 1 en 2")
    again = repeat_block(item=block(evening, "Inchecken"), by=cast["facilitator"])
    assert (again.own_method, again.tables) == (own, "tafel 1 en 2")


def test_a_full_draaiboek_says_so_when_a_block_is_done_again_or_doubled(cast: Cast, evening: Session) -> None:
    last = evening.items.count()
    AgendaItem.objects.bulk_create(
        AgendaItem(evening=evening, position=place, method="walk", title="Buiten")
        for place in range(last, MOST_ITEMS)
    )
    first, laptop = block(evening, "Inchecken"), cast.client("facilitator")
    for address in (
        reverse("evenings:repeat_block", args=[first.public_id]),
        reverse("evenings:double_block", args=[evening.public_id, first.public_id]),
    ):
        assert "onderdelen in een avond" in laptop.post(address, follow=True).text


def test_a_block_to_come_moves_among_those_to_come_only(cast: Cast, evening: Session) -> None:
    reading = block(evening, "Rustig lezen")
    move_coming_block(item=reading, down=False, by=cast["facilitator"])
    assert titles(evening) == ["Inchecken", "Rustig lezen", "Ideeën bedenken"]
    with pytest.raises(Conflict):
        move_coming_block(item=reading, down=False, by=cast["facilitator"])
    ways = [(stop.may_go_up, stop.may_go_down) for stop in console(evening=evening).stops]
    assert ways == [(False, False), (False, True), (True, False)]


def test_every_button_of_the_console_does_what_it_says(cast: Cast, evening: Session, client: Client) -> None:
    client.force_login(cast["facilitator"])
    here = reverse("evenings:console", args=[evening.public_id])

    def press(name: str, *args: str, **data: str) -> str:
        answer = client.post(reverse(f"evenings:{name}", args=args), data, follow=True)
        assert answer.redirect_chain[-1][0] == here
        return answer.content.decode()

    reading = block(evening, "Rustig lezen").public_id
    assert "De klok staat stil" in press("pause", evening.public_id)
    assert "De klok loopt weer" in press("end_pause", evening.public_id)
    assert "Pauze tot" in press("pause", evening.public_id, minutes="10")
    assert "is overgeslagen" in press("skip_block", reading)
    assert "gaat door" in press("take_up_block", reading)
    assert "komt nu eerder" in press("move_coming_block", reading, "up")
    assert "komt nog een keer" in press("repeat_block", block(evening, "Inchecken").public_id)
    evening.refresh_from_db()
    assert evening.paused_until is not None
    press("pause", evening.public_id, minutes="17")
    evening.refresh_from_db()
    assert evening.paused_until is None, "minutes that are not offered are a pause without a time"


@pytest.mark.django_db(transaction=True)
def test_two_who_end_the_pause_at_once_move_the_clock_once(concurrently) -> None:
    programme = makers.make_programme()
    person = makers.join(programme, role="facilitator").person
    evening = makers.make_evening(programme)
    make_blocks(evening)
    open_evening(evening=evening, by=person)
    ends = evening.item_ends_at
    pause_evening(evening=evening, until=None, by=person)
    Session.objects.filter(pk=evening.pk).update(paused_at=timezone.now() - dt.timedelta(minutes=10))
    copies = [Session.objects.get(pk=evening.pk) for _ in range(3)]
    assert all(
        isinstance(one, Session)
        for one in concurrently(*[lambda copy=copy: end_pause(evening=copy, by=person) for copy in copies])
    )
    evening.refresh_from_db()
    assert evening.item_ends_at is not None
    assert ends is not None
    assert dt.timedelta(minutes=9) < evening.item_ends_at - ends < dt.timedelta(minutes=12)
