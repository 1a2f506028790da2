"""How a datumprikker ends: by the date chain, by hand, or with its evening; and what is kept of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from core.clock import at_local
from core.errors import Conflict
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.models import PlanChange, Programme
from programmes.queries.dates import Move, who_is_told
from programmes.services.dates import move_moment, undo_move
from sessions.enums import DateStep
from sessions.models import Asked, DatePoll, Session
from sessions.queries.day_answers import answer_sheet
from sessions.services.calling_off import call_off
from sessions.services.date_polls import KEPT, ask_for_days, ask_until, forget_addresses, keep_day, withdraw
from sessions.services.day_answers import answer_token, read_answer_token
from sessions.services.planning import remove_evening
from tests import makers
from tests.sessions.asking import DAY, DAYS, UNTIL, asked, read, say
from tests.sessions.mailing import at, evening_of, invite, told


def test_the_facilitator_reads_who_can_and_which_day_suits_best(poll: DatePoll) -> None:
    say(asked(poll, "Lotte 0"), "yes", "yes", "no")
    say(asked(poll, "Lotte 1"), "no", "maybe", "yes")
    page = read(poll)
    assert [day.fit for day in page.days] == ["", "komt het best uit", ""]
    assert page.days[0].no == ("Lotte 1",)
    assert (page.answered, page.asked) == (2, 5)
    say(asked(poll), "no", "no", "yes")
    page = read(poll)
    assert [day.fit for day in page.days] == [
        "",
        "",
        "komt het best uit",
    ]  # as many cannot, and more can for sure


def test_a_tie_is_shown_as_one(poll: DatePoll) -> None:
    say(asked(poll, "Lotte 0"), "no", "yes", "yes")
    page = read(poll)
    assert [day.fit for day in page.days] == ["", "komt even goed uit", "komt even goed uit"]


def test_the_preview_says_who_hears_the_day_and_the_move_ends_the_question(
    programme: Programme, poll: DatePoll, evening: Session, by: User
) -> None:
    move = Move(evening.moment, evening.moment.at, DAYS[1])
    sentences = [one.sentence for one in who_is_told(programme=programme, moves=[move], now=DAYS[0])]
    assert any("5 gevraagden" in sentence for sentence in sentences)
    move_moment(moment=evening.moment, to=DAYS[1], by=by)
    poll.refresh_from_db()
    assert poll.step == DateStep.CHOSEN
    assert poll.chosen is not None
    assert poll.chosen.starts_at == DAYS[1]
    messages = told("date_poll_outcome")
    assert len(messages) == 5
    assert "9 februari" in messages[0].subject
    with at(DAY, 10, 11):
        send_due()
    assert {message.state for message in told("date_poll_outcome")} == {MessageState.SENT}
    assert {message.state for message in told("date_poll")} == {
        MessageState.SKIPPED
    }  # nobody need answer any more
    with pytest.raises(Conflict):
        say(asked(poll), "yes", "yes", "yes")


def test_who_hears_it_by_the_mail_of_the_evening_hears_it_once(programme: Programme, by: User) -> None:
    invite(programme)
    with at(DAY, 9):
        send_due()
        evening = evening_of(programme, "Startavond")
        ask_for_days(evening=evening, starts=DAYS, closes_at=UNTIL, emails=["gast@example.org"], by=by)
        move_moment(moment=evening.moment, to=DAYS[1], by=by)
    assert len(told("evening_changed")) == 4
    assert [message.recipient for message in told("date_poll_outcome")] == ["gast@example.org"]


def test_a_move_that_is_taken_back_opens_the_question_again_and_tells_nobody(
    programme: Programme, poll: DatePoll, evening: Session, by: User
) -> None:
    token = move_moment(moment=evening.moment, to=DAYS[1], by=by).token
    with at(DAY, 10, 5):
        undo_move(programme=programme, token=token, by=by)
        poll.refresh_from_db()
        assert poll.step == DateStep.ASKING
        say(asked(poll), "yes", "yes", "yes")
    with at(DAY, 10, 11):
        send_due()
    assert {message.state for message in told("date_poll_outcome")} == {MessageState.SKIPPED}


def test_messages_about_the_day_wait_with_those_of_the_move(
    programme: Programme, poll: DatePoll, evening: Session, by: User
) -> None:
    move_moment(moment=evening.moment, to=DAYS[1], by=by)
    change = PlanChange.objects.get()
    assert all(message.batch.startswith(f"move:{change.public_id}:") for message in told("date_poll_outcome"))


def test_a_move_to_another_day_leaves_the_question_open(poll: DatePoll, evening: Session, by: User) -> None:
    move_moment(moment=evening.moment, to=at_local(dt.date(2027, 2, 8), dt.time(17, 30)), by=by)
    poll.refresh_from_db()
    assert poll.step == DateStep.ASKING


def test_the_present_day_can_be_kept_and_is_told(poll: DatePoll, evening: Session, by: User) -> None:
    first, second, _third = poll.days.all()
    with pytest.raises(Conflict):
        keep_day(day=second, version=poll.version, by=by)
    with pytest.raises(Conflict):
        keep_day(day=first, version=99, by=by)
    keep_day(day=first, version=poll.version, by=by)
    assert len(told("date_poll_outcome")) == 5
    with pytest.raises(Conflict):
        keep_day(day=first, version=poll.version + 1, by=by)


def test_a_withdrawn_question_is_told_to_who_read_it_and_opens_again(poll: DatePoll, by: User) -> None:
    send_due()
    say(asked(poll), "yes", "no", "no")
    withdraw(poll=poll, version=0, by=by)
    assert len(told("date_poll_withdrawn")) == 5
    poll.refresh_from_db()
    with pytest.raises(Conflict):
        withdraw(poll=poll, version=0, by=by)
    with pytest.raises(Conflict):
        say(asked(poll), "yes", "yes", "yes")
    ask_until(poll=poll, until=UNTIL + dt.timedelta(days=1), version=poll.version, by=by)
    assert len(told("date_poll")) == 10
    assert [day.choice for day in answer_sheet(asked(poll)).days] == ["yes", "no", "no"]


def test_one_that_nobody_read_is_withdrawn_in_silence(poll: DatePoll, by: User) -> None:
    withdraw(poll=poll, version=poll.version, by=by)
    send_due()
    assert not told("date_poll_withdrawn")
    assert {message.state for message in told("date_poll")} == {MessageState.SKIPPED}


@pytest.mark.parametrize("end", [remove_evening, lambda **about: call_off(reason="Ziek.", **about)])
def test_an_evening_that_goes_takes_its_question_along(
    poll: DatePoll, evening: Session, by: User, end: Callable[..., object]
) -> None:
    send_due()
    token = answer_token(asked(poll))
    end(evening=evening, by=by)
    assert len(told("date_poll_withdrawn")) == 5
    send_due()
    assert {message.state for message in told("date_poll_withdrawn")} == {MessageState.SENT}
    gone = read_answer_token(token)
    assert gone is None or answer_sheet(gone).sentence == "‘Startavond’ gaat niet door."


def test_addresses_are_erased_a_month_after_the_end_and_answers_stay(poll: DatePoll, by: User) -> None:
    send_due()
    say(asked(poll), "yes", "no", "no", name="Gea", remark="Gea kan niet later")
    say(asked(poll, "Lotte 0"), "yes", "no", "no")
    with at((UNTIL + KEPT).date(), 23, 58):
        assert forget_addresses() == 0
    with at((UNTIL + KEPT).date() + dt.timedelta(days=1), 0):
        assert forget_addresses() == 1
        assert forget_addresses() == 0
    guest = asked(poll)
    assert (guest.email, guest.name, guest.remark) == ("", "", "")
    assert guest.answers.count() == 3
    assert not Message.objects.filter(recipient="gast@example.org").exists()
    assert Message.objects.filter(kind="date_poll").count() == 4
    page = read(poll)
    assert (page.days[0].yes, page.days[0].nameless) == (("Lotte 0",), 1)


def test_the_page_takes_as_many_queries_for_one_person_as_for_forty(
    poll: DatePoll, programme: Programme, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(8):
        read(poll)
    for number in range(40):
        person = makers.join(programme, makers.make_person(name=f"Nog {number}"))
        one = Asked.objects.create(poll=poll, participation=person)
        one.poll = poll
        say(one, "yes", "no", "maybe")
    with django_assert_num_queries(8):
        read(poll)
