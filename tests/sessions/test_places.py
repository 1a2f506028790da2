"""Places: who waits moves up in order, the closing moment, and who is asked once more."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry, User
from core.errors import Conflict
from outbox.models import Message
from outbox.services.planning import plan
from outbox.services.sending import send_due
from programmes.models import Participation, Programme
from sessions.enums import Answer
from sessions.models import Attendance, Session
from sessions.services.coming import answer_evening, settle_change
from sessions.services.coming_news import remind_silent
from sessions.services.places import change_places, let_all_move_up
from tests import makers
from tests.conftest import Cast
from tests.sessions.asking import DAY
from tests.sessions.mailing import at, calendar_in, event_in, invite, mail_of, told

NOON_BEFORE = dt.date(2027, 2, 1)
"""Three days before the first evening, on which the list closes at noon in these tests."""


def member(programme: Programme, number: int) -> Participation:
    return programme.participations.get(person__name=f"Lotte {number}")


def say(evening: Session, one: Participation, answer: str) -> Attendance:
    return answer_evening(evening=evening, participation=one, answer=answer, by=one.person)


@pytest.fixture
def line(programme: Programme, evening: Session, by: User) -> list[Participation]:
    """One place, taken by the first of three; the two others wait, in order."""
    third = makers.join(
        programme, makers.make_person(name="Lotte 2"), team=programme.teams.get(name="Landschap")
    )
    people = [member(programme, 0), member(programme, 1), third]
    change_places(evening=evening, places=1, by=by)
    for one in people:
        say(evening, one, "yes")
    return people


def answers(evening: Session, people: list[Participation]) -> list[str]:
    said = dict(Attendance.objects.filter(evening=evening).values_list("participation_id", "answer"))
    return [said.get(one.pk, "none") for one in people]


def test_who_says_yes_when_all_is_taken_waits_and_the_first_in_line_moves_up(
    evening: Session, line: list[Participation]
) -> None:
    assert answers(evening, line) == ["yes", "waits", "waits"]
    say(evening, line[1], "yes")  # pressing it again keeps the place in the line
    say(evening, line[0], "no")
    assert answers(evening, line) == ["no", "yes", "waits"]
    (message,) = told("evening_place")
    assert message.user == line[1].person
    mail = mail_of(message)
    assert "Er is een plek voor je" in mail["Subject"]
    assert calendar_in(mail)["METHOD"] == "REQUEST"
    with at(DAY, 11):
        say(evening, line[0], "yes")
        assert answers(evening, line) == ["waits", "yes", "waits"]
        say(evening, line[1], "maybe")  # a maybe holds no place
    assert answers(evening, line) == ["waits", "maybe", "yes"]


def test_more_places_let_people_move_up_and_fewer_send_nobody_away(
    evening: Session, line: list[Participation], by: User
) -> None:
    change_places(evening=evening, places=2, by=by)
    assert answers(evening, line) == ["yes", "yes", "waits"]
    change_places(evening=evening, places=1, by=by)
    assert answers(evening, line) == ["yes", "yes", "waits"]
    say(evening, line[0], "no")
    assert answers(evening, line) == ["no", "yes", "waits"]
    change_places(evening=evening, places=None, by=by)
    assert answers(evening, line) == ["no", "yes", "yes"]
    assert {message.user for message in told("evening_place")} == {line[1].person, line[2].person}


def test_a_place_of_somebody_who_left_goes_to_who_waits_by_itself(
    evening: Session, line: list[Participation]
) -> None:
    Participation.objects.filter(pk=line[0].pk).update(until=evening.moment.at - dt.timedelta(days=20))
    assert let_all_move_up() == 1
    assert answers(evening, line)[1:] == ["yes", "waits"]
    assert let_all_move_up() == 0


def test_a_place_that_was_given_back_before_the_mail_went_is_not_told(
    evening: Session, line: list[Participation]
) -> None:
    say(evening, line[0], "no")
    say(evening, line[1], "no")
    with at(dt.date(2027, 1, 25), 12):
        send_due()
    states = {message.user: message.state for message in told("evening_place")}
    assert states == {line[1].person: "skipped", line[2].person: "sent"}


@pytest.mark.django_db(transaction=True)
def test_two_who_say_yes_at_once_to_the_last_place_and_one_who_withdraws_leave_no_gap(
    concurrently: Callable[..., list[Any]],
) -> None:
    programme = makers.make_programme()
    evening = makers.make_evening(programme, places=2)
    people = [makers.join(programme) for _ in range(5)]
    for one in people[:2]:
        say(evening, one, "yes")
    results = concurrently(
        lambda: say(evening, people[0], "no"),
        *[lambda one=one: say(evening, one, "yes") for one in people[2:]],
    )
    assert not [result for result in results if isinstance(result, Exception)], results
    said = answers(evening, people)
    assert said[:2] == ["no", "yes"]
    assert sorted(said[2:]) == ["waits", "waits", "yes"]
    assert Message.objects.filter(kind="evening_place").count() <= 1


# ---- the closing moment ------------------------------------------------------------------------------------------


def test_after_the_closing_moment_an_answer_is_asked_and_changes_with_a_yes(
    evening: Session, programme: Programme, by: User
) -> None:
    one = member(programme, 0)
    say(evening, one, "yes")
    change_places(evening=evening, closes_days=3, by=by)
    with at(NOON_BEFORE, 11, 59):
        assert say(evening, one, "maybe").answer == "maybe"
        say(evening, one, "yes")
    with at(NOON_BEFORE, 12):
        row = say(evening, one, "no")
        say(evening, one, "no")
    assert (row.answer, row.wants) == ("yes", "no")
    (asked,) = told("evening_change_asked")
    assert asked.user == by
    with at(NOON_BEFORE, 13):
        settle_change(row=row, granted=True, by=by)
        with pytest.raises(Conflict):
            settle_change(row=row, granted=False, by=by)
    row.refresh_from_db()
    assert (row.answer, row.wants, row.asked_at) == ("no", "", None)
    (settled,) = told("evening_change_settled")
    assert settled.user == one.person
    assert "nee" in mail_of(settled).get_body(("plain",)).get_content()
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"evenings.change_asked", "evenings.change_granted"} <= verbs


def test_a_change_that_is_refused_leaves_the_answer_and_is_told(
    evening: Session, programme: Programme, by: User
) -> None:
    one = member(programme, 0)
    say(evening, one, "maybe")
    change_places(evening=evening, closes_days=3, by=by)
    with at(NOON_BEFORE, 14):
        row = say(evening, one, "yes")
        settle_change(row=row, granted=False, by=by)
        row.refresh_from_db()
        assert (row.answer, row.wants) == ("maybe", "")
        assert "blijft" in mail_of(told("evening_change_settled")[0]).get_body(("plain",)).get_content()


def test_asking_back_to_what_one_had_ends_the_question(
    evening: Session, programme: Programme, by: User
) -> None:
    one = member(programme, 0)
    say(evening, one, "yes")
    change_places(evening=evening, closes_days=3, by=by)
    with at(NOON_BEFORE, 14):
        say(evening, one, "no")
        row = say(evening, one, "yes")
        assert (row.answer, row.wants) == ("yes", "")
        with pytest.raises(Conflict):
            settle_change(row=row, granted=True, by=by)


def test_what_the_kitchen_does_not_count_changes_without_asking(
    evening: Session, programme: Programme, by: User
) -> None:
    silent, facilitator = member(programme, 0), programme.participations.get(person=by)
    say(evening, facilitator, "yes")
    change_places(evening=evening, closes_days=3, by=by)
    with at(NOON_BEFORE, 14):
        assert say(evening, silent, "no").answer == "no"
        assert say(evening, facilitator, "no").answer == "no"
    assert not told("evening_change_asked")


def test_the_closing_moment_moves_along_with_the_evening(evening: Session, by: User) -> None:
    change_places(evening=evening, closes_days=2, by=by)
    evening.refresh_from_db()
    before = evening.answers_until
    assert before is not None
    evening.moment.at += dt.timedelta(days=60)  # across the beginning of summer time
    after = evening.answers_until
    assert after is not None
    assert after - before == dt.timedelta(days=60) - dt.timedelta(hours=1)


@pytest.mark.parametrize(
    "fields",
    [{"places": 0}, {"places": 2001}, {"closes_days": 61}, {"route_url": "javascript:alert(1)"},
     {"meeting_url": "ftp://example.org/"}, {"meeting_url": "https://example.org/" + "x" * 300}],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field(evening: Session, by: User, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        change_places(evening=evening, by=by, **fields)
    assert set(refused.value.message_dict) == set(fields)


def test_places_of_an_evening_that_is_over_do_not_change(evening: Session, by: User) -> None:
    was = evening.moment.at
    Session.objects.filter(pk=evening.pk).update(state="closed", opened_at=was, closed_at=was)
    with pytest.raises(Conflict):
        change_places(evening=evening, places=3, by=by)


def test_nobody_puts_oneself_on_the_waiting_list(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    with pytest.raises(ValueError, match="says"):
        say(evening, cast.participation("participant"), Answer.WAITS)


# ---- who is silent -----------------------------------------------------------------------------------------------


def test_the_silent_are_reminded_once_a_day_and_who_answered_meanwhile_is_not(
    programme: Programme, evening: Session, by: User
) -> None:
    invite(programme)
    say(evening, member(programme, 0), "no")
    with at(dt.date(2027, 1, 20), 10):
        assert remind_silent(evening=evening, by=by) == 3
        with pytest.raises(Conflict):
            remind_silent(evening=evening, by=by)
        say(evening, member(programme, 1), "yes")
        send_due()
    states = {str(message.user): message.state for message in told("evening_ask_again")}
    assert "Lotte 0" not in states
    assert states.pop("Lotte 1") == "skipped"
    assert set(states.values()) == {"sent"}
    with at(dt.date(2027, 1, 21), 10):
        assert remind_silent(evening=evening, by=by) == 2
    with at(dt.date(2027, 2, 4), 20), pytest.raises(Conflict):
        remind_silent(evening=evening, by=by)


def test_nobody_is_reminded_of_an_evening_that_nobody_was_invited_to(evening: Session, by: User) -> None:
    with pytest.raises(Conflict):
        remind_silent(evening=evening, by=by)


# ---- links and the calendar --------------------------------------------------------------------------------------


def test_the_link_of_the_meeting_goes_in_the_reminder_to_who_comes_and_to_nobody_else(
    evening: Session, programme: Programme, by: User
) -> None:
    change_places(
        evening=evening, route_url="https://kaart.example/zaal", meeting_url="https://bel.example/1", by=by
    )
    say(evening, member(programme, 0), "yes")
    with at(dt.date(2027, 2, 3), 18):
        plan()
    texts = {
        str(message.user): mail_of(message).get_body(("plain",)).get_content()
        for message in told("evening_reminder")
    }
    assert {name for name, text in texts.items() if "bel.example" in text} == {"Lotte 0"}
    assert all("kaart.example" in text for text in texts.values())


def test_the_calendar_entry_of_who_moves_up_is_the_one_of_the_invitation(
    programme: Programme, evening: Session, line: list[Participation]
) -> None:
    (first, *_rest) = invite(programme)
    invited = event_in(calendar_in(mail_of(first)))
    say(evening, line[0], "no")
    event = event_in(calendar_in(mail_of(told("evening_place")[0])))
    assert (event["UID"], event["SEQUENCE"]) == (invited["UID"], invited["SEQUENCE"])
