"""How long one stays in: counted from when one was last seen, shorter for who can do more, and by today's roles."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Device, User
from accounts.services.administrators import add_administrator
from accounts.services.devices import forget_ended_stays
from core.clock import now
from programmes.enums import Role
from programmes.services.people import change_place
from tests import makers

ME = reverse("accounts:profile")
DAY = dt.timedelta(days=1)
BEGIN = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def visits(browser: Client) -> bool:
    """Whether the browser is still signed in, found out by a visit."""
    return browser.get(ME).status_code == 200


def come_in(role: str) -> tuple[Client, User]:
    """Somebody with ``role``, signed in now."""
    programme = makers.make_programme()
    person = makers.make_person()
    if role == "administrator":
        makers.make_admin(programme.host, person)
    else:
        makers.join(programme, person, role)
    browser = Client()
    browser.force_login(person)
    return browser, person


@pytest.mark.embedded
@pytest.mark.parametrize(("role", "days"), [(Role.PARTICIPANT, 90), (Role.COACH, 90), (Role.FACILITATOR, 30)])
def test_a_stay_rolls_on_from_each_day_that_one_is_seen(db: None, role: str, days: int) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, _ = come_in(role)
        for _time in range(3):
            clock.shift(dt.timedelta(days=days - 1))
            assert visits(browser)
        clock.shift(dt.timedelta(days=days, seconds=1))
        assert not visits(browser)


def test_an_administrator_signs_in_each_day_however_busy(db: None) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, _ = come_in("administrator")
        for _hour in range(11):
            clock.shift(dt.timedelta(hours=1))
            assert visits(browser)
        clock.shift(dt.timedelta(minutes=59))
        assert visits(browser)
        clock.shift(dt.timedelta(minutes=2))
        assert not visits(browser)


def test_nobody_stays_longer_than_a_year_in_all(db: None) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, _ = come_in(Role.PARTICIPANT)
        for _time in range(7):
            clock.shift(dt.timedelta(days=52))
            assert visits(browser)
        clock.shift(DAY * 2)
        assert not visits(browser)


@pytest.mark.django_db(transaction=True)
def test_who_becomes_facilitator_stays_shorter_from_then_on() -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        programme = makers.make_programme()
        facilitator = makers.join(programme, role=Role.FACILITATOR).person
        guest = makers.join(programme)
        seen, unseen = Client(), Client()
        for browser in (seen, unseen):
            browser.force_login(guest.person)
        clock.shift(DAY * 20)
        change_place(participation=guest, role=Role.FACILITATOR, team_id=None, by=facilitator)
        assert visits(seen)
        assert now() + DAY * 30 == Session.objects.get(pk=seen.session.session_key).expire_date
        clock.shift(DAY * 11)
        assert not visits(unseen)  # 31 days not seen, though it began as a stay of 90
        assert visits(seen)


@pytest.mark.django_db(transaction=True)
def test_who_becomes_administrator_signs_in_anew_when_that_was_before_today() -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, person = come_in(Role.PARTICIPANT)
        clock.shift(DAY)
        programme = makers.make_programme()
        add_administrator(
            organisation=programme.host, address=person.email, by=makers.make_admin(programme.host)
        )
        assert not visits(browser)


def test_looking_around_writes_nothing_within_the_hour(db: None) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, person = come_in(Role.PARTICIPANT)
        visits(browser)
        before = Device.objects.get(user=person).seen_at
        with CaptureQueriesContext(connection) as captured:
            for _minute in range(59):
                clock.shift(dt.timedelta(minutes=1))
                visits(browser)
        writes = [
            one["sql"] for one in captured if one["sql"].split(" ", 1)[0] in {"UPDATE", "INSERT", "DELETE"}
        ]
        assert writes == []
        assert Device.objects.get(user=person).seen_at == before
        clock.shift(dt.timedelta(minutes=1))
        visits(browser)
        assert Device.objects.get(user=person).seen_at == now()


def test_a_stay_that_is_over_leads_to_the_door_and_back(db: None) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        browser, person = come_in(Role.FACILITATOR)
        clock.shift(DAY * 31)
        answer = browser.get(ME)
        assert answer["Location"] == f"{reverse('account_login')}?next={ME}"
        assert not Device.objects.filter(user=person).exists() or forget_ended_stays()
        assert not Device.objects.filter(user=person).exists()


def test_stays_that_are_over_are_forgotten_and_others_are_not(db: None) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        come_in(Role.FACILITATOR)
        _, stays = come_in(Role.PARTICIPANT)
        clock.shift(DAY * 40)
        assert forget_ended_stays() == 1
        assert list(Device.objects.values_list("user", flat=True)) == [stays.pk]
        assert Session.objects.count() == 1
