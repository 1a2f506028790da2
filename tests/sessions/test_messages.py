"""Invitations and reminders: to whom, when, with which calendar file, once."""

import datetime as dt
from pathlib import Path

import time_machine
from django.utils import timezone
from icalendar import Calendar

from core.clock import AMSTERDAM, at_local
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.planning import forecast, plan
from outbox.services.sending import send_due
from programmes.models import Programme
from programmes.services.dates import move_moment
from programmes.services.people import InvitationRow, invite_people
from sessions.models import Session
from sessions.queries.coming import expected_at
from sessions.services.coming import answer_evening
from sessions.services.planning import change_evening, create_evening
from tests import makers
from tests.programmes.worlds import plan_programme
from tests.sessions.mailing import START, at, calendar_in, evening_of, event_in, invite, mail_of, told


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


def test_who_begins_later_is_invited_to_the_evening_on_the_first_day(programme: Programme) -> None:
    invite(programme)
    team = programme.teams.get(name="Landschap")
    with at(dt.date(2027, 1, 18), 10):
        later = makers.join(
            programme, makers.make_person(name="Rogier"), team=team, starts_on=dt.date(2027, 1, 22)
        )
    asked = Message.objects.filter(kind="evening_invitation", user=later.person)
    with at(dt.date(2027, 1, 21), 23, 59):
        plan()
    assert not asked.exists()
    with at(dt.date(2027, 1, 22), 0, 1):
        plan()
        plan()
    assert asked.count() == 1


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
