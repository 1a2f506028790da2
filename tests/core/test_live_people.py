"""Streams end at once for who leaves, is moved or signs out: no waiting until access is asked again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.standing import look_again
from ideas.services.rounds import open_round
from programmes.services.people import leave
from tests import makers
from tests.core.streams import Screen, Stage, serving

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 2.0
"""Seconds. Access is asked again each 15 in these tests, as in the product, so waiting for that fails."""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """``serve(with_redis=…)`` starts a server that ends with the test."""
    with serving(tmp_path) as begin:
        yield begin


both = pytest.mark.parametrize(
    "with_redis",
    [pytest.param(True, id="redis"), pytest.param(False, id="embedded", marks=pytest.mark.embedded)],
)


def settled(screen: Screen) -> Screen:
    """``screen`` after its first look at its person."""
    screen.listen(1.3)
    assert not screen.said_goodbye
    return screen


@both
def test_who_is_removed_stops_hearing_at_once_and_nobody_else(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    guest = makers.join(stage.programme)
    screen, other = settled(stage.follow(guest.person)), settled(stage.follow(stage.facilitator))
    leave(participation=guest, by=stage.facilitator)
    took = screen.until(lambda: screen.said_goodbye, AT_ONCE)
    assert took < AT_ONCE
    assert reverse("core:ended").encode() in screen.heard
    other.listen(0.5)
    assert not other.said_goodbye


@both
def test_a_change_that_takes_nothing_away_ends_no_stream(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    screen = settled(stage.follow(stage.facilitator))
    look_again(stage.facilitator)
    screen.listen(1.5)
    assert not screen.said_goodbye
    assert screen.ended_at is None


@both
def test_signing_out_ends_the_streams_of_this_device_alone(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    browser = Client()
    screen = stage.follow(stage.facilitator, browser=browser)
    other = settled(stage.follow(stage.facilitator))
    browser.post(reverse("account_logout"))
    screen.until(lambda: screen.said_goodbye, AT_ONCE)
    other.listen(0.5)
    assert not other.said_goodbye


@both
def test_an_open_ballot_ends_for_who_leaves_or_signs_out(serve: Any, with_redis: bool) -> None:
    stage = serve(with_redis=with_redis)
    team = makers.make_team(stage.programme)
    for _bundle in range(2):
        makers.make_cluster(team)
    voting_round = open_round(team=team, title="Waarmee verder?", budget=3, by=stage.facilitator)
    path = reverse("ideas:round_stream", args=[voting_round.public_id])

    def ballot(person: User, browser: Client) -> Screen:
        browser.force_login(person)
        cookies = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
        stage.screens.append(Screen(stage.port, path, cookies))
        assert stage.screens[-1].status == 200
        return settled(stage.screens[-1])

    voter = makers.join(stage.programme, team=team)
    phone, tablet = Client(), Client()
    on_phone, on_tablet = ballot(voter.person, phone), ballot(voter.person, tablet)
    phone.post(reverse("account_logout"))
    on_phone.until(lambda: on_phone.said_goodbye, AT_ONCE)
    assert not on_tablet.said_goodbye
    leave(participation=voter, by=stage.facilitator)
    on_tablet.until(lambda: on_tablet.said_goodbye, AT_ONCE)
