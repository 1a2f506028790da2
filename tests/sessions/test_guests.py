"""Guests of an evening: what they are, being shown out, and who it was."""

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import AuditEntry, User
from accounts.services.codes import send_code
from accounts.services.organisations import clean_address
from config.access import LIBRARY_ACCESS
from core.access import SIGNED_IN, allowed, load, refuse_undeclared, standing_of
from core.checks import named_views
from core.clock import now
from core.errors import Conflict
from outbox.models import Message
from outbox.services.queue import queue_message
from programmes.enums import GIVEN_ROLES, Role
from programmes.models import Participation, Programme
from programmes.queries.people import people_page
from programmes.services.consent import choose_consent
from programmes.services.guests import tie_guest
from programmes.services.people import change_place
from sessions.models import Attendance, Seat, Session
from sessions.queries.coming import answers_to, expected_at, guests
from sessions.queries.guests import find_door, lasts_until
from sessions.queries.live import wall
from sessions.services.door import open_door
from sessions.services.guests import (
    claim_token,
    let_guest_in_again,
    read_claim_token,
    show_guest_out,
    tie_seat,
)
from sessions.services.live import close_evening, open_evening, reopen_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import fresh, join, loaded, sit, tonight


@pytest.fixture
def evening(cast: Cast) -> Session:
    return tonight(cast)


# ---- what a guest is -------------------------------------------------------------------------------------------


def test_a_guest_has_no_role_in_the_programme_and_one_seat(cast: Cast, evening: Session) -> None:
    guest = sit(evening, cast.team).participation.person
    grants = standing_of(guest).grants
    assert {scope for scope, _pk in grants} == {"evening", "table"}
    open_evening(evening=evening, by=cast["facilitator"])
    assert {scope for scope, _pk in standing_of(fresh(guest)).grants} == {"evening", "table", "table at work"}


def test_a_guest_sees_nothing_of_the_programme_and_of_another_evening(cast: Cast, evening: Session) -> None:
    other = makers.make_evening(cast.programme, days=1)
    makers.make_evening(cast.programme, days=2, team=cast.team)
    guest = sit(evening, cast.team).participation.person
    assert list(Session.objects.visible_to(guest)) == [evening]
    assert not Programme.objects.visible_to(guest).exists()
    assert not Seat.objects.visible_to(guest).exists()
    browser = Client()
    browser.force_login(guest)
    for name in ("evening", "console", "wall", "presence", "door", "settings", "run_of_show"):
        assert browser.get(reverse(f"evenings:{name}", args=[other.public_id])).status_code == 404
    for name in ("console", "wall", "presence", "door", "settings", "run_of_show"):
        assert browser.get(reverse(f"evenings:{name}", args=[evening.public_id])).status_code == 403
    for name in ("overviews:programme", "evenings:list", "teams:list", "programmes:people", "ideas:list"):
        assert browser.get(reverse(name, args=[cast.programme.public_id])).status_code == 404
    assert browser.get(reverse("accounts:profile")).status_code == 403


def test_the_page_of_the_evening_leads_a_guest_nowhere_else(cast: Cast, evening: Session) -> None:
    browser = Client()
    join(browser, evening, cast.team)
    page = browser.get(reverse("evenings:evening", args=[evening.public_id])).content.decode()
    for address in (
        cast.programme.public_id,
        cast.team.public_id,
        "guest.invalid",
        reverse("accounts:profile"),
    ):
        assert address not in page


def test_a_guest_cannot_set_a_password_or_get_a_code(cast: Cast, evening: Session, mailoutbox: Any) -> None:
    guest = sit(evening, cast.team).participation.person
    browser = Client()
    browser.force_login(guest)
    doors = [
        name
        for name, view in named_views(get_resolver().url_patterns)
        if refuse_undeclared(view, name, LIBRARY_ACCESS) == SIGNED_IN
    ]
    assert "accounts:profile" in doors
    for name in doors:
        with suppress(NoReverseMatch):  # what asks for an object is behind the same lock
            assert browser.get(reverse(name)).status_code == 403, name
    send_code(address=guest.email, code="123456").result(10)
    assert not Message.objects.exists()
    assert not mail.outbox


def test_nothing_is_ever_queued_for_a_guest(cast: Cast, evening: Session) -> None:
    guest = sit(evening, cast.team).participation
    for to in (guest.person, guest.person.email):
        written = queue_message(
            "invitation", to=to, scope="", params={"participation": guest.pk}, dedupe="x", why="omdat"
        )
        assert written == 0
    assert not Message.objects.exists()


def test_nobody_is_invited_at_the_address_of_a_guest() -> None:
    with pytest.raises(ValidationError):
        clean_address("abcdefghjkmn@guest.invalid")


@pytest.mark.embedded
def test_guest_and_address_belong_together(db: None) -> None:
    for fields in ({"email": "x@guest.invalid"}, {"email": "x@example.org", "is_guest": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(**fields)


def test_guest_is_no_role_that_somebody_can_be_given(cast: Cast) -> None:
    assert Role.GUEST not in GIVEN_ROLES
    with pytest.raises(ValidationError):
        change_place(
            participation=cast.participation("participant"),
            role="guest",
            team_id=None,
            by=cast["facilitator"],
        )


def test_guests_stand_in_no_list_of_people_and_are_there(cast: Cast, evening: Session) -> None:
    before = answers_to(evening=evening)
    guest = sit(evening, cast.team).participation
    people = people_page(programme=cast.programme, viewer=cast["facilitator"]).people
    assert guest.public_id not in {person.public_id for person in people}
    assert guest not in expected_at(evening)
    counts = answers_to(evening=evening)
    assert (counts.guests, counts.everybody, counts.expected) == (1, before.present + 1, before.expected)
    assert guests(evening=evening).counts.guests == 1
    assert wall(evening=loaded(evening)).present == 1


def test_a_guest_stays_in_until_half_a_day_after_the_evening(cast: Cast, evening: Session) -> None:
    browser = Client()
    join(browser, evening, cast.team)
    left = dt.timedelta(seconds=browser.session.get_expiry_age())
    assert abs(left - (lasts_until(loaded(evening)) - now())) < dt.timedelta(minutes=1)


def test_some_hours_after_the_evening_a_guest_sees_it_no_more(cast: Cast, evening: Session) -> None:
    guest = sit(evening, cast.team).participation.person
    open_evening(evening=evening, by=cast["facilitator"])
    close_evening(evening=evening, by=cast["facilitator"])
    assert allowed(fresh(guest), "evenings.see_evening", loaded(evening))
    Session.objects.update(closed_at=now() - dt.timedelta(hours=6, minutes=1))
    assert not standing_of(fresh(guest)).grants
    reopen_evening(evening=evening, by=cast["facilitator"])
    assert standing_of(fresh(guest)).grants


def test_when_the_programme_is_closed_so_is_the_door(cast: Cast, evening: Session) -> None:
    guest = sit(evening, cast.team).participation.person
    makers.move_to_stage(cast.programme, "closed")
    assert find_door(evening.door_code) is None
    assert allowed(fresh(guest), "evenings.see_evening", loaded(evening))
    assert not allowed(fresh(guest), "evenings.keep_seat", loaded(evening))


# ---- shown out -------------------------------------------------------------------------------------------------


def test_who_is_shown_out_is_out_at_once_and_in_again_when_that_was_a_mistake(
    cast: Cast, evening: Session
) -> None:
    browser = Client()
    join(browser, evening, cast.team)
    seat = Seat.objects.get()
    page = reverse("evenings:evening", args=[evening.public_id])
    leader = cast.client("facilitator")
    assert leader.post(reverse("evenings:show_guest_out", args=[seat.public_id])).status_code == 303
    assert browser.get(page).status_code == 302
    assert answers_to(evening=evening).guests == 0
    leader.post(reverse("evenings:let_guest_in_again", args=[seat.public_id]))
    assert browser.get(page).status_code == 200
    assert answers_to(evening=evening).guests == 1


@pytest.mark.parametrize(("who", "allowed_to"), [
    ("facilitator", True), ("coach", False), ("participant", False), ("observer", False), ("client", False),
    ("administrator", False), ("outsider", False), ("nobody", False),
])  # fmt: skip
def test_who_may_do_what_with_guests(cast: Cast, evening: Session, who: str, allowed_to: bool) -> None:
    seat = sit(evening, cast.team)
    browser = cast.client(who)
    page = browser.get(reverse("evenings:door", args=[evening.public_id])).status_code
    assert (page == 200) is allowed_to
    for name in ("close_door", "open_door"):
        status = browser.post(reverse(f"evenings:{name}", args=[evening.public_id])).status_code
        assert (status == 303) is allowed_to
    for name in ("show_guest_out", "let_guest_in_again", "tie_guest"):
        status = browser.post(reverse(f"evenings:{name}", args=[seat.public_id])).status_code
        assert (status in {303, 422}) is allowed_to


def test_a_coach_keeps_the_door_of_the_evening_of_the_own_team_alone(cast: Cast) -> None:
    own = open_door(
        evening=loaded(makers.make_evening(cast.programme, days=0, team=cast.team)), by=cast["facilitator"]
    )
    seat = sit(own)
    assert allowed(cast["coach"], "evenings.open_door", loaded(own))
    assert allowed(cast["coach"], "evenings.tie_guest", load(cast["coach"], Seat, seat.public_id))
    elsewhere = makers.make_evening(cast.programme, days=0, team=cast.other_team)
    assert not allowed(cast["coach"], "evenings.open_door", loaded(elsewhere))


# ---- who it was ------------------------------------------------------------------------------------------------


def test_a_facilitator_says_who_a_guest_is(cast: Cast, evening: Session) -> None:
    browser = Client()
    join(browser, evening, cast.team)
    seat = Seat.objects.get()
    idea = makers.make_idea(cast.team, seat.participation, evening=evening)
    own = cast.participation("participant")
    choose_consent(participation=own, consent="anonymous", by=own.person)
    answer = cast.client("facilitator").post(
        reverse("evenings:tie_guest", args=[seat.public_id]), {"person": own.public_id}
    )
    assert answer.status_code == 303
    idea.refresh_from_db()
    assert idea.author.person == own.person
    assert idea.author.consent == "anonymous"
    assert idea.author.until is not None
    assert Attendance.objects.filter(evening=evening, is_present=True).get().participation == own
    assert browser.get(reverse("evenings:evening", args=[evening.public_id])).status_code == 302
    entry = AuditEntry.objects.get(verb="programmes.guest_tied")
    assert (entry.by, entry.for_whom) == (cast["facilitator"], own.person)


def test_one_who_was_a_guest_chooses_for_all_that_he_made(cast: Cast, evening: Session) -> None:
    seat, own = sit(evening, cast.team), cast.participation("participant")
    tie_seat(seat=seat, person=own.person, by=cast["facilitator"])
    choose_consent(participation=own, consent="function", by=own.person)
    consents = set(Participation.objects.filter(person=own.person).values_list("consent", flat=True))
    assert consents == {"function"}


def test_a_seat_is_claimed_once(cast: Cast, evening: Session) -> None:
    seat = sit(evening, cast.team)
    tie_seat(seat=seat, person=cast["participant"], by=cast["facilitator"])
    for again in (
        lambda: tie_seat(seat=seat, person=cast["observer"], by=cast["facilitator"]),
        lambda: show_guest_out(seat=seat, by=cast["facilitator"]),
        lambda: let_guest_in_again(seat=seat, by=cast["facilitator"]),
    ):
        with pytest.raises(Conflict):
            again()
    assert Seat.objects.get().participation.person == cast["participant"]


def test_a_guest_is_not_tied_to_a_guest(cast: Cast, evening: Session) -> None:
    first, second = sit(evening, cast.team), sit(evening, cast.team, "Nog een")
    with pytest.raises(ValidationError):
        tie_guest(
            participation=first.participation, person=second.participation.person, by=cast["facilitator"]
        )


def test_a_guest_keeps_the_seat_by_signing_in(cast: Cast, evening: Session) -> None:
    phone = Client()
    join(phone, evening, cast.team)
    keep = reverse("evenings:keep", args=[evening.public_id])
    assert phone.get(keep).status_code == 200
    on_the_way = phone.post(keep)
    assert on_the_way["Location"].startswith("/sign-in/?next=")
    assert phone.get(keep).status_code == 302  # signed out
    back = reverse("evenings:claim", args=[claim_token(seat=Seat.objects.get())])
    phone.force_login(cast["participant"])
    assert "Was jij Karin?" in phone.get(back).content.decode()
    kept = phone.post(back)
    assert (kept.status_code, kept["Location"]) == (
        303,
        reverse("evenings:evening", args=[evening.public_id]),
    )
    assert Seat.objects.get().participation.person == cast["participant"]
    assert phone.get(back).status_code == 404


def test_who_finds_no_account_goes_on_as_the_guest(cast: Cast, evening: Session) -> None:
    phone = Client()
    join(phone, evening, cast.team)
    phone.post(reverse("evenings:keep", args=[evening.public_id]))
    back = reverse("evenings:claim", args=[claim_token(seat=Seat.objects.get())])
    assert phone.get(back).status_code == 200
    assert phone.post(back).status_code == 303
    assert phone.get(reverse("evenings:evening", args=[evening.public_id])).status_code == 200
    assert Seat.objects.count() == 1


def test_somebody_outside_the_programme_keeps_the_ideas_and_comes_nowhere(
    cast: Cast, evening: Session
) -> None:
    seat = sit(evening, cast.team)
    idea = makers.make_idea(cast.team, seat.participation, evening=evening)
    tie_seat(seat=seat, person=cast["outsider"], by=cast["outsider"])
    idea.refresh_from_db()
    assert idea.author.person == cast["outsider"]
    assert not Programme.objects.visible_to(cast["outsider"]).filter(pk=cast.programme.pk).exists()
    assert not Session.objects.visible_to(cast["outsider"]).filter(pk=evening.pk).exists()


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é" * 50])
def test_a_false_token_claims_nothing(db: None, token: str) -> None:
    assert read_claim_token(token) is None


def test_who_was_shown_out_claims_nothing(cast: Cast, evening: Session) -> None:
    seat = sit(evening, cast.team)
    token = claim_token(seat=seat)
    show_guest_out(seat=seat, by=cast["facilitator"])
    assert read_claim_token(token) is None


def test_only_a_guest_of_that_evening_is_asked_to_keep_it(cast: Cast, evening: Session) -> None:
    answer = cast.client("participant").get(reverse("evenings:keep", args=[evening.public_id]))
    assert answer.status_code == 403


def test_the_list_of_guests_takes_as_many_queries_for_one_as_for_many(
    cast: Cast, evening: Session, flat_queries: Any
) -> None:
    sit(evening, cast.team)

    def grow() -> None:
        for number in range(20):
            sit(evening, cast.team, f"Gast {number}")

    flat_queries(cast.client("facilitator"), reverse("evenings:door", args=[evening.public_id]), grow, 12)
