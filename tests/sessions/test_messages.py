"""Invitations, reminders and changes: to whom, when, with which calendar file, once."""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from core.clock import AMSTERDAM, at_local
from outbox.enums import MessageState
from outbox.models import Message, PlannerRun
from outbox.services.kinds import kind_of
from outbox.services.mail import write_mail
from outbox.services.planning import forecast, plan
from outbox.services.sending import send_due
from programmes.models import Programme
from programmes.services.dates import move_moment
from programmes.services.people import InvitationRow, invite_people
from sessions.models import Session
from sessions.queries.coming import expected_at
from sessions.services.coming import answer_evening
from sessions.services.live import open_evening
from sessions.services.planning import change_evening, create_evening, remove_evening
from tests import makers
from tests.programmes.worlds import THEMES, plan_programme

START = dt.datetime(2027, 1, 10, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Mail goes into a folder."""
    settings.EMAIL_URL = f"file://{tmp_path}"
    return tmp_path


@pytest.fixture
def programme(db: None, mail_folder: Path) -> Programme:
    """Theme teams that start on 4 February 2027, running since 10 January, with two participants and an observer."""
    with time_machine.travel(START, tick=False):
        marit = makers.make_person(name="Marit Duinstra", email="marit@example.org")
        programme = plan_programme(running=True, by=marit)
        team = programme.teams.get(name="Landschap")
        for number in range(2):
            makers.join(programme, makers.make_person(name=f"Lotte {number}"), team=team)
        makers.join(programme, role="observer", team=team)
        makers.join(programme, role="client")
        for name in ("sessions.invitations", "sessions.reminders"):
            PlannerRun.objects.create(planner=name, planned_until=START)
        Session.objects.filter(programme=programme).update(place="Provinciehuis Zwolle")
    return programme


def evening_of(programme: Programme, title: str) -> Session:
    """The evening called ``title``."""
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(
        programme=programme, title=title
    )


def at(day: dt.date, hour: int, minute: int = 0) -> time_machine.travel:
    """That moment in Amsterdam."""
    return time_machine.travel(at_local(day, dt.time(hour, minute)), tick=False)


def told(kind: str) -> list[Message]:
    """The messages of ``kind``, by address."""
    return list(Message.objects.filter(kind=kind).order_by("recipient", "pk"))


def calendar_in(mail: EmailMessage) -> Any:
    """The parsed calendar file of a mail, sent and read again."""
    read = message_from_bytes(bytes(mail), policy=policy.default)
    (part,) = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    return calendar


def event_in(calendar: Any) -> Any:
    """The one event."""
    (event,) = calendar.walk("VEVENT")
    return event


def mail_of(message: Message) -> EmailMessage:
    """The mail of ``message`` as it would leave now."""
    return write_mail(message, kind_of(message.kind))


def invite(programme: Programme) -> list[Message]:
    """Let the invitations of the first evening be planned; three weeks before it."""
    with at(dt.date(2027, 1, 14), 9, 1):
        plan()
    return told("evening_invitation")


def test_everybody_expected_is_invited_three_weeks_before_once(programme: Programme) -> None:
    messages = invite(programme)
    evening = evening_of(programme, "Startavond")
    assert [message.recipient for message in messages] == sorted(
        person.person.email for person in expected_at(evening).select_related("person")
    )
    assert len(messages) == 4  # the facilitator, two participants, the observer; not the client
    assert not invite(programme)[4:]


def test_an_invitation_tells_when_and_where_and_asks_with_three_links(programme: Programme) -> None:
    message = next(
        message for message in invite(programme) if message.user and message.user.name == "Lotte 0"
    )
    with at(dt.date(2027, 1, 14), 9, 2):
        mail = mail_of(message)
    text = mail.get_body(("plain",)).get_content()
    assert "donderdag 4 februari 2027" in text
    assert "Provinciehuis Zwolle" in text
    assert text.count("/coming/") == 3
    for answer in ("yes", "maybe", "no"):
        assert f"?answer={answer}" in text
    assert mail["Reply-To"] == "Marit Duinstra <marit@example.org>"


def test_the_signed_link_is_made_at_sending_and_stands_in_no_row(programme: Programme) -> None:
    message = invite(programme)[0]
    assert "/coming/your-own-link/?answer=yes" in message.body
    html = mail_of(message).get_body(("html",)).get_content()
    assert "your-own-link" not in html
    message.refresh_from_db()
    assert "your-own-link" in message.body


def test_the_calendar_file_is_read_by_a_parser_with_the_clock_of_amsterdam(programme: Programme) -> None:
    message = next(
        message for message in invite(programme) if message.user and message.user.name == "Lotte 0"
    )
    calendar = calendar_in(mail_of(message))
    event = event_in(calendar)
    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].dt == dt.datetime(2027, 2, 4, 17, 30, tzinfo=AMSTERDAM)
    assert event["DTEND"].dt == dt.datetime(2027, 2, 4, 20, 0, tzinfo=AMSTERDAM)
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["ORGANIZER"] == "mailto:marit@example.org"
    assert event["ORGANIZER"].params["CN"] == "Marit Duinstra"
    assert event["ATTENDEE"] == f"mailto:{message.recipient}"
    assert (event["SEQUENCE"], event["LOCATION"], event["STATUS"]) == (0, "Provinciehuis Zwolle", "CONFIRMED")


def test_a_name_with_quotes_and_line_ends_cannot_break_the_calendar_file(programme: Programme) -> None:
    evening = evening_of(programme, "Startavond")
    Session.objects.filter(pk=evening.pk).update(
        title='Avond "A"; B, C', place="Zaal 1;\nX:Y", goal="één\nBEGIN:VEVENT"
    )
    message = invite(programme)[0]
    assert message.user is not None
    message.user.name = 'Jan "de; Boer", \\'
    event = event_in(calendar_in(mail_of(message)))
    assert str(event["SUMMARY"]).startswith('Avond "A"; B, C')
    assert event["LOCATION"] == "Zaal 1;\nX:Y"


def test_the_hours_of_a_calendar_file_are_right_on_both_sides_of_summer_time(programme: Programme) -> None:
    from sessions.exports import PUBLISH, appointment_of, calendar_file

    for title, utc_hour in (("Avond 1", 16), ("Avond 2", 15)):  # 4 March in winter, 8 April in summer
        evening = evening_of(programme, title)
        content = calendar_file(
            appointment_of(evening), method=PUBLISH, organiser=("Marit", "marit@example.org")
        )
        start = event_in(Calendar.from_ical(content))["DTSTART"].dt
        assert (start.hour, start.astimezone(dt.UTC).hour) == (17, utc_hour)


def test_an_evening_across_the_changing_clock_lasts_as_long_as_it_lasts(programme: Programme) -> None:
    from sessions.exports import PUBLISH, appointment_of, calendar_file

    moment = makers.make_moment(programme, at=at_local(dt.date(2027, 3, 28), dt.time(1, 0)))
    evening = makers.make_evening(programme, moment=moment, minutes=150, title="Nacht")
    event = event_in(
        Calendar.from_ical(
            calendar_file(appointment_of(evening), method=PUBLISH, organiser=("", "a@example.org"))
        )
    )
    assert event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC) == dt.timedelta(
        minutes=150
    )
    assert event["DTEND"].dt.strftime("%H:%M") == "04:30"


def test_the_day_before_everybody_is_reminded_but_those_who_said_no(programme: Programme) -> None:
    evening = evening_of(programme, "Startavond")
    one, other, *_ = expected_at(evening).filter(role="participant").select_related("person")
    with at(dt.date(2027, 1, 20), 12):
        answer_evening(evening=evening, participation=one, answer="no", by=one.person)
        answer_evening(evening=evening, participation=other, answer="maybe", by=other.person)
    with at(dt.date(2027, 2, 3), 17, 31):
        plan()
    messages = told("evening_reminder")
    assert one.person.email not in {message.recipient for message in messages}
    assert len(messages) == 3
    maybe = next(message for message in messages if message.recipient == other.person.email)
    assert "Je zei: misschien." in maybe.body
    assert "donderdag 4 februari 2027, 17.30 uur" in maybe.body
    assert "Provinciehuis Zwolle" in maybe.body


def test_who_says_no_while_the_reminder_waits_does_not_get_it(
    programme: Programme, mail_folder: Path
) -> None:
    evening = evening_of(programme, "Startavond")
    with at(dt.date(2027, 2, 3), 17, 31):
        plan()
        person = expected_at(evening).filter(role="participant").select_related("person").first()
        assert person is not None
        answer_evening(evening=evening, participation=person, answer="no", by=person.person)
        send_due()
    row = Message.objects.get(kind="evening_reminder", user=person.person)
    assert row.state == MessageState.SKIPPED
    assert "Zei intussen" in row.reason


def test_who_joins_after_the_invitations_is_invited_on_joining(programme: Programme) -> None:
    invite(programme)
    team = programme.teams.get(name="Landschap")
    with at(dt.date(2027, 1, 20), 10):
        late = makers.join(programme, makers.make_person(name="Rogier"), team=team)
    with at(dt.date(2027, 1, 20), 10, 1):
        plan()
        plan()
    assert Message.objects.filter(kind="evening_invitation", user=late.person).count() == 1


def test_who_is_invited_by_the_product_itself_gets_invitation_and_evening(programme: Programme) -> None:
    invite(programme)
    with at(dt.date(2027, 1, 20), 10):
        team = programme.teams.all()[0]
        row = InvitationRow(email="nieuw@example.org", name="Nieuw", role="participant", team_id=team.pk)
        assert programme.reply_to is not None
        invite_people(programme=programme, rows=[row], by=programme.reply_to)
    with at(dt.date(2027, 1, 20), 10, 1):
        plan()
    assert Message.objects.filter(kind="evening_invitation", recipient="nieuw@example.org").count() == 1


def test_one_who_changes_teams_is_invited_to_the_evening_of_the_new_team(programme: Programme) -> None:
    first, second = programme.teams.all()[:2]
    with at(dt.date(2027, 1, 12), 10):
        evening = create_evening(
            programme=programme, day=dt.date(2027, 1, 28), clock=dt.time(17, 30), by=programme.created_by,
            team=second, title="Extra avond",
        )  # fmt: skip
        person = makers.join(programme, makers.make_person(), team=first)
        plan()
    assert not Message.objects.filter(user=person.person, params__evening=evening.pk).exists()
    with at(dt.date(2027, 1, 20), 10):
        from teams.services import move_participation

        move_participation(participation=person, to=second, role="participant", by=programme.created_by)
    with at(dt.date(2027, 1, 20), 10, 1):
        plan()
    assert Message.objects.filter(user=person.person, params__evening=evening.pk).count() == 1


def test_a_concept_tells_nobody_anything(db: None) -> None:
    with time_machine.travel(START, tick=False):
        programme = plan_programme()
        makers.join(programme)
        evening = evening_of(programme, "Startavond")
        move_moment(moment=evening.moment, to=dt.date(2027, 2, 11), by=programme.created_by)
        change_evening(evening=evening, by=programme.created_by, place="Elders")
        plan(until=START + dt.timedelta(days=200))
    assert not Message.objects.filter(kind__startswith="evening_").exists()


# ---- changes -----------------------------------------------------------------------------------------------


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


# ---- removed -----------------------------------------------------------------------------------------------


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


# ---- by hand -----------------------------------------------------------------------------------------------


def test_an_evening_added_shortly_before_is_invited_to_and_reminded_of(programme: Programme) -> None:
    with at(dt.date(2027, 1, 12), 10):
        create_evening(
            programme=programme, day=dt.date(2027, 1, 20), clock=dt.time(19, 0), by=programme.created_by,
            title="Extra avond", minutes=90,
        )  # fmt: skip
        plan()
    assert len(told("evening_invitation")) == 4
    with at(dt.date(2027, 1, 19), 19, 1):
        plan()
    assert len(told("evening_reminder")) == 4


def test_what_is_to_come_is_forecast_from_the_same_planner(programme: Programme) -> None:
    with at(dt.date(2027, 1, 12), 10):
        coming = forecast(scope=programme.scope, until=timezone.now() + dt.timedelta(days=30))
    kinds = [planned.kind for planned in coming]
    assert kinds.count("evening_invitation") == 8  # of two evenings
    assert kinds.count("evening_reminder") == 4
