"""The datumprikker: who is asked, what is kept, and how the date chain ends it."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clock import at_local
from core.errors import Conflict
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.planning import plan
from outbox.services.sending import send_due
from programmes.models import Programme
from sessions.models import DatePoll, Session
from sessions.queries.date_polls import asked_of, look_at_days
from sessions.queries.day_answers import answer_sheet
from sessions.services.date_polls import ask_for_days, remind, withdraw
from sessions.services.day_answers import answer_days, answer_token, read_answer_token
from tests.sessions.asking import DAY, DAYS, UNTIL, asked, say
from tests.sessions.mailing import at, mail_of, told

# ---- asking ----------------------------------------------------------------------------------------------------


def test_everybody_is_asked_by_a_mail_with_the_days_written_out(poll: DatePoll) -> None:
    messages = told("date_poll")
    assert len(messages) == 5  # four who are expected, one by address
    message = next(one for one in messages if one.user is None)
    assert message.recipient == "gast@example.org"
    mail = mail_of(message)
    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        for words in (
            "donderdag 4 februari 2027",
            "dinsdag 9 februari 2027",
            "17.30 tot 20.00 uur",
            "Met soep.",
        ):
            assert words in body
        assert "your-own-link" not in body
    assert "your-own-link" in message.body
    assert mail["Reply-To"] == "Marit Duinstra <marit@example.org>"


def test_somebody_who_reads_english_gets_english(evening: Session, by: User) -> None:
    ask_for_days(
        evening=evening, starts=DAYS, closes_at=UNTIL, emails=["guest@example.org"], language="en", by=by
    )
    message = next(one for one in told("date_poll") if one.user is None)
    assert "On which of these days can you?" in message.body
    assert "Tuesday 9 February 2027" in message.body


def test_an_address_of_somebody_who_is_asked_already_is_asked_once(evening: Session, by: User) -> None:
    poll = ask_for_days(
        evening=evening, starts=DAYS, closes_at=UNTIL, emails=["MARIT@example.org", "a@example.org", "A@example.org"],
        by=by,
    )  # fmt: skip
    assert [one.email for one in poll.asked.filter(participation=None)] == ["a@example.org"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts": DAYS[:1]}, "days"),
        ({"starts": [DAYS[0], DAYS[0]]}, "days"),
        ({"starts": [DAYS[0] + dt.timedelta(days=n) for n in range(13)]}, "days"),
        ({"starts": [at_local(dt.date(2027, 1, 14), dt.time(9)), DAYS[1]]}, "days"),
        ({"starts": [DAYS[0], at_local(dt.date(2030, 1, 14), dt.time(9))]}, "days"),
        ({"closes_at": at_local(DAY, dt.time(9))}, "until"),
        ({"closes_at": DAYS[0]}, "until"),
        ({"emails": ["geen adres"]}, "emails"),
        ({"emails": ["a@example.org\nBcc: b@example.org"]}, "emails"),
        ({"emails": [f"a{n}@example.org" for n in range(21)]}, "emails"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    evening: Session, by: User, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        ask_for_days(**{"evening": evening, "starts": DAYS, "closes_at": UNTIL, "by": by, **wrong})
    assert list(refused.value.message_dict) == [field]
    assert not Message.objects.filter(kind="date_poll").exists()


def test_two_facilitators_ask_once(poll: DatePoll, evening: Session, by: User) -> None:
    with pytest.raises(Conflict):
        ask_for_days(evening=evening, starts=DAYS, closes_at=UNTIL, by=by)


def test_one_address_gets_four_questions_a_day_at_most(
    programme: Programme, evening: Session, by: User
) -> None:
    for _number in range(4):
        poll = ask_for_days(evening=evening, starts=DAYS, closes_at=UNTIL, emails=["vol@example.org"], by=by)
        withdraw(poll=poll, version=poll.version, by=by)
    with pytest.raises(ValidationError):
        ask_for_days(evening=evening, starts=DAYS, closes_at=UNTIL, emails=["vol@example.org"], by=by)


def test_days_show_holidays_other_evenings_and_the_order_of_the_plan(
    programme: Programme, evening: Session
) -> None:
    second = Session.objects.filter(programme=programme).exclude(pk=evening.pk).earliest("moment__at")
    starts = [
        at_local(dt.date(2027, 4, 27), dt.time(17, 30)),
        second.moment.at,
        second.moment.at + dt.timedelta(days=1),
        DAYS[1],
    ]
    looks = {look.starts_at: " ".join(look.notes) for look in look_at_days(evening=evening, starts=starts)}
    assert "Koningsdag" in looks[starts[0]]
    assert second.title in looks[starts[1]]
    assert second.title in looks[starts[2]]  # it would come after the evening that builds on it
    assert looks[starts[3]] == ""


# ---- answering -------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_and_can_be_changed_until_the_end(poll: DatePoll) -> None:
    guest = say(asked(poll), "yes", "maybe", "no", name=" Gea\x00 ", remark="Vanaf zes uur")
    assert (guest.name, guest.remark) == ("Gea", "Vanaf zes uur")
    say(asked(poll), "no", "", "yes")
    sheet = answer_sheet(asked(poll))
    assert [day.choice for day in sheet.days] == ["no", "", "yes"]
    with at(dt.date(2027, 1, 23), 0), pytest.raises(Conflict):
        say(asked(poll), "yes", "yes", "yes")


def test_others_are_numbers_and_never_names(poll: DatePoll) -> None:
    say(asked(poll, "Lotte 0"), "yes", "no", "maybe")
    say(asked(poll, "Lotte 1"), "yes", "no", "no")
    say(asked(poll), "no", "no", "no")
    sheet = answer_sheet(asked(poll))
    assert [(day.yes, day.maybe, day.no) for day in sheet.days] == [(2, 0, 0), (0, 0, 2), (0, 1, 1)]
    assert "Lotte" not in repr(sheet)


def test_two_tabs_do_not_overwrite_each_other_unseen(poll: DatePoll) -> None:
    old = asked(poll)
    say(asked(poll), "yes", "yes", "yes")
    with pytest.raises(Conflict):
        say(old, "no", "no", "no")
    assert [day.choice for day in answer_sheet(asked(poll)).days] == ["yes"] * 3


def test_days_and_choices_that_are_not_asked_are_refused(poll: DatePoll) -> None:
    day = poll.days.first()
    assert day is not None
    for answers in ({}, {"aaaaaaaaaaaa": "yes"}, {day.public_id: "perhaps"}):
        with pytest.raises(ValidationError):
            answer_days(asked=asked(poll), answers=answers, seen=0, by=None)


def test_a_link_of_somebody_else_or_of_who_left_opens_nothing(poll: DatePoll, programme: Programme) -> None:
    good = answer_token(asked(poll, "Lotte 0"))
    assert read_answer_token(good) is not None
    for bad in ("", "nonsense", good[:-1], "x" + good, good + "x"):
        assert read_answer_token(bad) is None
    programme.participations.filter(person__name="Lotte 0").update(until=at_local(DAY, dt.time(9)))
    assert read_answer_token(good) is None
    assert "Lotte 0" not in [str(one) for one in asked_of(poll)]


# ---- reminders -------------------------------------------------------------------------------------------------


def test_who_did_not_answer_is_reminded_once_a_day_before_the_end(poll: DatePoll) -> None:
    say(asked(poll), "yes", "no", "no")
    with at(dt.date(2027, 1, 21), 23, 58):
        plan()
        assert not told("date_poll_reminder")
    with at(dt.date(2027, 1, 22), 0, 1):
        plan()
        plan()
        assert [message.user is None for message in told("date_poll_reminder")] == [False] * 4
        say(asked(poll, "Lotte 0"), "yes", "yes", "yes")
    with at(dt.date(2027, 1, 22), 9):
        send_due()
        states = {str(message.user): message.state for message in told("date_poll_reminder")}
    assert states.pop("Lotte 0") == MessageState.SKIPPED
    assert set(states.values()) == {MessageState.SENT}


def test_by_hand_they_are_reminded_once_a_day(poll: DatePoll, by: User) -> None:
    assert remind(poll=poll, by=by) == 5
    with pytest.raises(Conflict):
        remind(poll=poll, by=by)
    with at(dt.date(2027, 1, 16), 10):
        say(asked(poll), "yes", "yes", "yes")
        assert remind(poll=poll, by=by) == 4


def test_what_still_comes_names_the_reminder_as_its_reader_will_see_it(
    programme: Programme, poll: DatePoll, by: User
) -> None:
    browser = Client()
    browser.force_login(by)
    page = browser.get(reverse("programmes:messages", args=[programme.public_id])).text
    assert "op welke dag kun je?" in page
    assert "Bericht:" not in page
