"""Moving on screen: what is shown first, what waits for an undo, and what two facilitators see of each other."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.clock import local
from outbox.models import Message
from programmes.models import Moment, PlanChange
from programmes.queries.rules import Rule
from sessions.models import Session
from sessions.services.planning import create_evening
from tests import makers
from tests.programmes.worlds import Browser, evening, guided

NOW = "2027-03-20T09:00:00Z"


@pytest.fixture(autouse=True)
def _in_march_2027():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser(db: None):
    """A facilitator of a running programme; three people were invited to Avond 3."""
    client = guided(by=makers.make_person(name="Marit Duinstra"), running=True)
    for name in ("Anna", "Bart", "Cees"):
        invite(makers.join(client.programme, makers.make_person(name=name)), "Avond 3")
    return client


def held(programme, name: str) -> Session:
    """The evening called ``name``."""
    return Session.objects.select_related("moment", "programme", "team").get(programme=programme, title=name)


def invite(participation, name: str, *, state: str = "sent") -> Message:
    """The invitation to the evening ``name``, as it went out."""
    meeting = held(participation.programme, name)
    return Message.objects.create(
        kind="evening_invitation", dedupe_key=f"test:{participation.pk}:{name}", batch="test",
        scope=participation.programme.scope, recipient=participation.person.email, user=participation.person,
        urgency="soon", subject="Kom je?", body="Kom je?", why="Je doet mee.", state=state,
        due_at=dt.datetime.now(dt.UTC), sent_at=dt.datetime.now(dt.UTC) if state == "sent" else None,
        params={"evening": meeting.pk, "starts": meeting.moment.at.isoformat(), "minutes": meeting.minutes,
                "place": meeting.place},
    )  # fmt: skip


def address(name: str, moment: Moment, **query: str) -> str:
    """An address about ``moment``."""
    url = reverse(f"programmes:{name}", args=[moment.public_id])
    return url + "?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else url


def move(browser: Browser, moment: Moment, day: str, clock: str = "17:30", **more: str):
    """Press the button."""
    was = more.pop("was", moment.at.isoformat())
    return browser.post(address("move_moment", moment), {"day": day, "clock": clock, "was": was, **more})


def changed() -> list[Message]:
    """The messages that say that something changed."""
    return list(Message.objects.filter(kind__startswith="evening_changed").order_by("pk"))


def test_the_look_says_who_hears_it_when_and_which_holiday_is_hit(browser):
    page = browser.get(
        address("move_moment", evening(browser.programme, "Avond 3"), day="2027-05-05", clock="17:30")
    )
    text = page.content.decode()
    assert "3 mensen horen dat" in text
    assert "Anna, Bart, Cees" in text
    assert "10.10 uur" in text
    assert "Bevrijdingsdag" in text
    assert "telt vanaf het begin van het traject" in text


def test_news_of_a_far_evening_waits_ten_minutes_and_goes_at_once_when_asked(browser):
    moment = evening(browser.programme, "Avond 3")
    assert move(browser, moment, "2027-05-13").status_code == 303
    assert {message.state for message in changed()} == {"planned"}
    assert {message.due_at - dt.datetime.now(dt.UTC) for message in changed()} == {dt.timedelta(minutes=10)}
    plan = browser.get(reverse("programmes:plan", args=[browser.programme.public_id])).content.decode()
    assert "3 mensen horen het: het bericht gaat om 10.10 uur weg" in plan
    change = PlanChange.objects.get()
    told = reverse("programmes:tell_now", args=[browser.programme.public_id, change.public_id])
    assert told in plan
    assert browser.post(told).status_code == 303
    assert {(message.urgency, message.due_at) for message in changed()} == {("now", dt.datetime.now(dt.UTC))}
    nothing = reverse("programmes:tell_now", args=[browser.programme.public_id, "a" * 12])
    assert browser.post(nothing).status_code == 404


def test_taken_back_in_time_nobody_hears_of_it_and_everything_is_as_it_was(browser):
    moment = evening(browser.programme, "Avond 3")
    before = list(Moment.objects.order_by("pk").values())
    move(browser, moment, "2027-05-13", "19:00")
    undo = reverse("programmes:undo_move", args=[browser.programme.public_id, PlanChange.objects.get().back])
    assert browser.post(undo).status_code == 303
    assert list(Moment.objects.order_by("pk").values()) == before
    assert [message.state for message in changed()] == ["skipped"] * 3
    assert all("niemand" in message.reason for message in changed())


def test_taken_back_too_late_the_second_move_is_told(browser):
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    Message.objects.filter(kind="evening_changed").update(state="sent", sent_at=dt.datetime.now(dt.UTC))
    undo = reverse("programmes:undo_move", args=[browser.programme.public_id, PlanChange.objects.get().back])
    assert browser.post(undo).status_code == 303
    told = [message for message in changed() if message.state == "planned"]
    assert len(told) == 3
    assert "13 mei" in told[0].body.split("Het was")[-1]
    assert "6 mei" in told[0].subject


def test_two_moves_in_a_row_are_told_once_from_what_people_knew(browser):
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-20")
    told = [message for message in changed() if message.state == "planned"]
    assert len(told) == 3
    assert "20 mei" in told[0].body
    assert "13 mei" not in told[0].body
    assert "6 mei" in told[0].body


def test_who_is_being_told_while_it_is_taken_back_hears_that_too(browser):
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    first = changed()[0]
    Message.objects.filter(pk=first.pk).update(
        state="sending", claim="somebody", leased_until=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)
    )
    undo = reverse("programmes:undo_move", args=[browser.programme.public_id, PlanChange.objects.get().back])
    browser.post(undo)
    assert [message.user_id for message in changed() if message.state == "planned"] == [first.user_id]


def test_who_knows_only_the_undone_news_by_a_skipped_invitation_is_told(browser):
    late = makers.join(browser.programme, makers.make_person(name="Dirk"))
    invitation = invite(late, "Avond 3", state="planned")
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    Message.objects.filter(pk=invitation.pk).update(
        state="skipped"
    )  # its time came, and the date was not true
    undo = reverse("programmes:undo_move", args=[browser.programme.public_id, PlanChange.objects.get().back])
    browser.post(undo)
    assert [message.user_id for message in changed() if message.state == "planned"] == [late.person_id]


def test_within_two_days_it_goes_at_once(browser):
    soon = create_evening(
        programme=browser.programme, day=dt.date(2027, 3, 21), clock=dt.time(19), by=browser.person, title="Extra",
        kind="conversation", goal="", place="", practical="", minutes=60,
    )  # fmt: skip
    for participation in browser.programme.participations.exclude(person=browser.person):
        invite(participation, "Extra")
    page = browser.get(address("move_moment", soon.moment, day="2027-04-30", clock="19:00")).content.decode()
    assert "zo snel dat het bericht meteen gaat" in page
    move(browser, soon.moment, "2027-04-30", "19:00")
    assert {(message.kind, message.due_at) for message in changed()} == {
        ("evening_changed_now", dt.datetime.now(dt.UTC))
    }


def test_who_said_no_hears_of_another_day_and_not_of_another_place(browser):
    from sessions.services.planning import change_evening

    no = browser.programme.participations.get(person__name="Anna")
    makers.attend(held(browser.programme, "Avond 3"), no, "no")
    change_evening(evening=held(browser.programme, "Avond 3"), by=browser.person, place="Assen")
    assert no.person_id not in {message.user_id for message in changed()}
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    assert no.person_id in {message.user_id for message in changed() if message.state == "planned"}


# ---- two facilitators ------------------------------------------------------------------------------------------


def test_two_facilitators_see_both_versions_and_nothing_typed_is_lost(browser):
    moment = evening(browser.programme, "Avond 3")
    seen = moment.at.isoformat()
    other = makers.join(browser.programme, makers.make_person(name="Joris Bakker"), "facilitator")
    colleague = Client()
    other.person.__dict__.pop("_standing", None)
    colleague.force_login(other.person)
    assert move(colleague, moment, "2027-05-20").status_code == 303
    response = move(browser, moment, "2027-05-13", "19:15", was=seen)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Joris Bakker" in page
    assert "do 20 mei" in page
    assert "do 13 mei" in page
    assert 'value="19:15"' in page
    assert local(evening(browser.programme, "Avond 3").at).day == 20
    again = move(browser, evening(browser.programme, "Avond 3"), "2027-05-13", "19:15")
    assert again.status_code == 303
    assert local(evening(browser.programme, "Avond 3").at).hour == 19


def test_a_plan_that_changed_since_the_look_is_shown_again_before_it_is_done(browser):
    moment = evening(browser.programme, "Avond 3")
    look = browser.get(address("move_moment", moment, day="2027-05-13", clock="17:30"))
    shown = look.context["chain"].shown
    homework = Moment.objects.get(anchor=moment, kind="homework")
    move(browser, homework, "2027-05-03", "20:00")
    response = move(browser, moment, "2027-05-13", shown=shown)
    assert response.status_code == 409
    assert "10 mei" in response.content.decode()
    shown = response.context["chain"].shown
    assert move(browser, moment, "2027-05-13", shown=shown).status_code == 303


# ---- the rule of a day -----------------------------------------------------------------------------------------


def test_an_evening_gets_a_rule_and_moves_along_by_it_and_the_undo_takes_both_back(browser):
    third, fourth = evening(browser.programme, "Avond 3"), evening(browser.programme, "Avond 4")
    data = {
        "how": "weekday", "anchor": third.public_id, "days": "14", "side": "after", "nth": "1", "weekday": "1",
        "skips_free_days": "on",
    }  # fmt: skip
    page = browser.get(address("set_rule", fourth, **data)).content.decode()
    assert "Eerste dinsdag vanaf 14 dagen na Avond 3, niet in vakanties" in page
    assert "di 25 mei" in page
    before = list(Moment.objects.order_by("pk").values())
    posted = browser.post(address("set_rule", fourth), data | {"was": fourth.at.isoformat()})
    assert posted.status_code == 303
    fourth.refresh_from_db()
    assert (fourth.anchor_id, fourth.weekday, fourth.nth, fourth.skips_free_days) == (third.pk, 1, 1, True)
    change = PlanChange.objects.get()
    move(browser, third, "2027-05-11")
    assert local(evening(browser.programme, "Avond 4").at).date() == dt.date(2027, 5, 25)
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-06")
    undo = reverse("programmes:undo_move", args=[browser.programme.public_id, change.back])
    assert browser.post(undo).status_code == 303
    assert list(Moment.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "data",
    [
        {}, {"how": "days"}, {"how": "nonsense"}, {"how": "days", "anchor": "nope", "days": "1", "side": "after"},
        {"how": "weekday", "anchor": "START", "days": "-1"}, {"how": "weekday", "anchor": "START", "days": "9999"},
        {"how": "weekday", "anchor": "START", "days": "1", "weekday": "9"},
        {"how": "weekday", "anchor": "START", "days": "1", "nth": "0"},
        {"how": "days", "anchor": "START", "days": "NaN"}, {"how": "days", "anchor": "START", "days": "1" * 40},
        {"how": "days", "anchor": "START", "days": "3"}, {"how": "days", "anchor": "SELF", "days": "3"},
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_with_the_form(browser, data):
    moment = evening(browser.programme, "Avond 3")
    start = browser.programme.moments.get(kind="start")
    names = {"START": start.public_id, "SELF": moment.public_id}
    data = {key: names.get(value, value) for key, value in data.items()}
    before = list(Moment.objects.order_by("pk").values())
    response = browser.post(address("set_rule", moment), {"was": moment.at.isoformat(), **data})
    assert response.status_code == 422
    assert list(Moment.objects.order_by("pk").values()) == before


def test_a_day_of_its_own_no_longer_moves_along(browser):
    work = Moment.objects.get(anchor=evening(browser.programme, "Avond 3"), kind="homework")
    at = work.at
    assert browser.post(address("set_rule", work), {"how": "fixed", "was": at.isoformat()}).status_code == 303
    move(browser, evening(browser.programme, "Avond 3"), "2027-05-13")
    work.refresh_from_db()
    assert (work.at, work.anchor_id, work.offset_days) == (at, None, 0)


def test_a_day_by_hand_stays_beside_the_rule_and_is_told(browser):
    fourth = evening(browser.programme, "Avond 4")
    Moment.objects.filter(pk=fourth.pk).update(weekday=3, nth=1)
    move(browser, fourth, "2027-06-05")
    fourth.refresh_from_db()
    assert (fourth.weekday, fourth.shifted_days) == (3, 2)
    plan = browser.get(
        reverse("programmes:plan", args=[browser.programme.public_id]) + f"?moment={fourth.public_id}"
    )
    assert "met de hand 2 dagen later gezet" in plan.content.decode()
    move(browser, evening(browser.programme, "Avond 4"), "2027-06-03")
    fourth.refresh_from_db()
    assert fourth.shifted_days == 0


@pytest.mark.parametrize("kind", ["start", "reminder"])
def test_what_has_no_rule_has_no_page_for_it(browser, kind):
    moment = browser.programme.moments.filter(kind=kind).last()
    assert browser.get(address("set_rule", moment)).status_code == 404


def test_the_rule_of_a_moment_is_read_as_it_is_kept():
    assert Rule(3, 1, 2, True, 4).fields() == {
        "offset_days": 3, "weekday": 1, "nth": 2, "skips_free_days": True, "shifted_days": 4,
    }  # fmt: skip
