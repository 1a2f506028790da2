"""Another time, another place, or off: who hears it, once, and what calendars make of it."""

import datetime as dt
from pathlib import Path

from core.clock import AMSTERDAM
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.planning import plan
from outbox.services.sending import send_due
from programmes.models import Programme
from programmes.services.dates import move_moment
from sessions.models import Session
from sessions.queries.coming import expected_at
from sessions.services.coming import answer_evening
from sessions.services.live import open_evening
from sessions.services.planning import change_evening, remove_evening
from tests.programmes.worlds import THEMES
from tests.sessions.mailing import at, calendar_in, evening_of, event_in, invite, mail_of, told


def move(programme: Programme, title: str, to: dt.date) -> Session:
    """Move the evening called ``title``."""
    evening = evening_of(programme, title)
    assert programme.created_by is not None
    move_moment(moment=evening.moment, to=to, by=programme.created_by)
    return evening_of(programme, title)


def test_moving_tells_those_who_were_invited_with_the_next_sequence_of_the_same_entry(
    programme: Programme,
) -> None:
    first = event_in(calendar_in(mail_of(invite(programme)[0])))
    with at(dt.date(2027, 1, 16), 12):
        send_due()
        move(programme, "Startavond", dt.date(2027, 2, 11))
    messages = told("evening_changed")
    assert len(messages) == 4
    assert "**donderdag 11 februari 2027, 17.30 uur**" in messages[0].body
    assert "donderdag 4 februari 2027, 17.30 uur" in messages[0].body
    event = event_in(calendar_in(mail_of(messages[0])))
    assert (event["UID"], event["SEQUENCE"]) == (first["UID"], 1)
    assert event["DTSTART"].dt == dt.datetime(2027, 2, 11, 17, 30, tzinfo=AMSTERDAM)


def test_nobody_hears_of_a_move_before_the_invitation_nor_is_invited_twice_after_it(
    programme: Programme,
) -> None:
    with at(dt.date(2027, 1, 12), 12):
        move(programme, "Startavond", dt.date(2027, 2, 11))
    assert not told("evening_changed")
    with at(dt.date(2027, 1, 21), 9, 1):
        plan()
    assert len(told("evening_invitation")) == 4
    with at(dt.date(2027, 1, 22), 12):
        move(programme, "Startavond", dt.date(2027, 2, 18))
    with at(dt.date(2027, 1, 30), 12):
        plan()
    assert len(told("evening_invitation")) == 4


def test_a_stale_invitation_in_the_outbox_is_replaced_by_the_change(
    programme: Programme, mail_folder: Path
) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 14), 9, 5):
        move(programme, "Startavond", dt.date(2027, 2, 11))
        send_due()
    assert {message.state for message in told("evening_invitation")} == {MessageState.SKIPPED}
    with at(dt.date(2027, 1, 14), 9, 16):  # news of a move waits ten minutes for whoever takes it back
        send_due()
    assert {message.state for message in told("evening_changed")} == {MessageState.SENT}
    with at(dt.date(2027, 1, 15), 9, 5):
        change_evening(evening=evening_of(programme, "Startavond"), by=programme.created_by, place="Elders")
    assert len(told("evening_changed")) == 8


def test_of_two_changes_only_the_last_is_sent(programme: Programme, mail_folder: Path) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 14), 9, 3):
        send_due()
    with at(dt.date(2027, 1, 15), 23):  # in the quiet hours: both wait
        move(programme, "Startavond", dt.date(2027, 2, 11))
        move(programme, "Startavond", dt.date(2027, 2, 12))
    with at(dt.date(2027, 1, 16), 12):
        send_due()
    states = [message.state for message in told("evening_changed")]
    assert (states.count(MessageState.SENT), states.count(MessageState.SKIPPED)) == (4, 4)


def test_a_change_within_two_days_goes_at_once_at_night_too(programme: Programme, mail_folder: Path) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 14), 9, 3):
        send_due()
    with at(dt.date(2027, 2, 3), 23):
        change_evening(
            evening=evening_of(programme, "Startavond"), by=programme.created_by, place="Zaal Vecht"
        )
        send_due()
    messages = told("evening_changed_now")
    assert {message.state for message in messages} == {MessageState.SENT}
    assert "**Zaal Vecht**" in messages[0].body


def test_another_title_alone_is_no_news_but_the_calendar_entry_goes_on(programme: Programme) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 15), 12):
        evening = evening_of(programme, "Startavond")
        change_evening(evening=evening, by=programme.created_by, title="De eerste avond")
    evening = evening_of(programme, "De eerste avond")
    assert (evening.ics_sequence, evening.moment.name) == (1, "De eerste avond")
    assert not told("evening_changed")


def test_who_said_no_hears_of_another_day_but_not_of_another_room(programme: Programme) -> None:
    invite(programme)
    evening = evening_of(programme, "Startavond")
    person = expected_at(evening).filter(role="participant").select_related("person").first()
    assert person is not None
    with at(dt.date(2027, 1, 15), 12):
        answer_evening(evening=evening, participation=person, answer="no", by=person.person)
        change_evening(evening=evening, by=programme.created_by, place="Elders")
        assert len(told("evening_changed")) == 3
        move(programme, "Startavond", dt.date(2027, 2, 11))
    assert Message.objects.filter(kind="evening_changed", user=person.person).count() == 1


def test_saving_the_same_settings_tells_nobody(programme: Programme) -> None:
    invite(programme)
    evening = evening_of(programme, "Startavond")
    with at(dt.date(2027, 1, 15), 12):
        change_evening(evening=evening, by=programme.created_by, place=evening.place, minutes=evening.minutes)
    assert not told("evening_changed")


def test_an_evening_that_was_opened_is_no_longer_told_about(programme: Programme, mail_folder: Path) -> None:
    with at(dt.date(2027, 2, 3), 17, 31):
        plan()
        open_evening(evening=evening_of(programme, "Startavond"), by=programme.created_by)
        send_due()
    assert {message.state for message in told("evening_reminder")} == {MessageState.SKIPPED}


def test_a_removed_evening_is_taken_back_from_calendars_and_its_homework_stays(
    programme: Programme, mail_folder: Path
) -> None:
    with at(dt.date(2027, 2, 11), 9, 1):
        plan()
        send_due()
        evening = evening_of(programme, "Avond 1")
        uid = event_in(calendar_in(mail_of(Message.objects.filter(params__evening=evening.pk)[0])))["UID"]
        homework = evening.assignments.get()
        due = homework.moment.at
        remove_evening(evening=evening, by=programme.created_by)
        send_due()
    messages = told("evening_cancelled")
    assert [message.state for message in messages] == [MessageState.SENT] * 4
    event = event_in(calendar := calendar_in(mail_of(messages[0])))
    assert (calendar["METHOD"], event["STATUS"], event["UID"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        uid,
        1,
    )
    homework.refresh_from_db()
    homework.moment.refresh_from_db()
    assert (homework.evening, homework.moment.at, homework.moment.anchor) == (None, due, None)
    assert not programme.moments.filter(name="Avond 1").exists()
    assert sorted(theme.name for theme in programme.themes.all()) == sorted(THEMES)


def test_messages_about_a_removed_evening_that_wait_are_skipped(
    programme: Programme, mail_folder: Path
) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 14), 9, 2):
        remove_evening(evening=evening_of(programme, "Startavond"), by=programme.created_by)
        send_due()
    assert {message.state for message in told("evening_invitation")} == {MessageState.SKIPPED}
