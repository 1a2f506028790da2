"""An evening that is called off: who hears of it, what is kept, and that it takes place after all."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clock import local
from core.errors import Conflict
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.planning import plan
from outbox.services.sending import send_due
from programmes.enums import MomentKind
from programmes.models import Moment, Programme
from sessions.enums import SessionState
from sessions.models import Attendance, Session
from sessions.services.calling_off import call_off, put_back
from sessions.services.coming import answer_evening
from sessions.services.live import open_evening
from sessions.services.planning import change_evening, remove_evening
from tests import makers
from tests.sessions.mailing import at, calendar_in, evening_of, event_in, invite, mail_of, told

DAY = dt.date(2027, 1, 15)


@pytest.fixture
def evening(programme: Programme) -> Iterator[Session]:
    """The first evening, to which four people were invited; it is the day after, at ten."""
    invite(programme)
    with at(dt.date(2027, 1, 14), 9, 2):
        send_due()
    with at(DAY, 10):
        yield evening_of(programme, "Startavond")


def names(kind: str) -> list[str]:
    return [str(message.user) for message in told(kind) if message.state != MessageState.SKIPPED]


def send(hour: int = 10, minute: int = 11) -> None:
    with at(DAY, hour, minute):
        send_due()


def test_those_who_were_invited_hear_why_and_their_calendar_lets_it_go(evening: Session, by: User) -> None:
    before = event_in(calendar_in(mail_of(told("evening_invitation")[0])))
    call_off(evening=evening, reason="De zaal is dubbel geboekt.", by=by)
    messages = told("evening_off")
    assert len(messages) == 4
    assert {local(message.due_at).strftime("%H.%M") for message in messages} == {"10.10"}
    message = messages[0]
    mail = mail_of(message)
    text = mail.get_body(("plain",)).get_content()
    assert "De zaal is dubbel geboekt." in text
    assert "4 februari 2027" in text
    calendar = calendar_in(mail)
    event = event_in(calendar)
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] > before["SEQUENCE"]


def test_who_said_no_and_who_was_not_invited_hear_nothing(
    evening: Session, programme: Programme, by: User
) -> None:
    no = programme.participations.get(person__name="Lotte 0")
    answer_evening(evening=evening, participation=no, answer="no", by=no.person)
    makers.join(programme, makers.make_person(name="Later"), team=programme.teams.get(name="Landschap"))
    call_off(evening=evening, reason="Ziek.", by=by)
    assert "Lotte 0" not in names("evening_off")
    assert "Later" not in names("evening_off")
    assert len(names("evening_off")) == 3


def test_taken_back_within_ten_minutes_nobody_hears_anything(evening: Session, by: User) -> None:
    call_off(evening=evening, reason="Ziek.", by=by)
    with at(DAY, 10, 9):
        assert put_back(evening=evening, by=by)
    send()
    assert not names("evening_off")
    assert not told("evening_on")
    evening.refresh_from_db()
    assert (evening.state, evening.off_reason, evening.off_at) == (SessionState.PLANNED, "", None)


def test_afterwards_those_who_heard_it_hear_that_it_takes_place_after_all(evening: Session, by: User) -> None:
    call_off(evening=evening, reason="Ziek.", by=by)
    send()
    off = event_in(calendar_in(mail_of(told("evening_off")[0])))
    with at(DAY, 12):
        put_back(evening=evening, by=by)
        message = told("evening_on")[0]
        mail = mail_of(message)
    assert len(told("evening_on")) == 4
    calendar = calendar_in(mail)
    event = event_in(calendar)
    assert (calendar["METHOD"], event["STATUS"], event["UID"]) == ("REQUEST", "CONFIRMED", off["UID"])
    assert event["SEQUENCE"] > off["SEQUENCE"]
    assert mail.get_body(("plain",)).get_content().count("/coming/") == 3


def test_off_on_and_off_again_is_told_once_to_who_heard_off(evening: Session, by: User) -> None:
    call_off(evening=evening, reason="Ziek.", by=by)
    send()
    with at(DAY, 12):
        put_back(evening=evening, by=by)
        call_off(evening=evening, reason="Toch ziek.", by=by)
    send(12, 11)
    assert [message.state for message in told("evening_off")] == [MessageState.SENT] * 4
    assert {message.state for message in told("evening_on")} == {MessageState.SKIPPED}


def test_so_soon_before_it_the_message_goes_at_once(evening: Session, by: User) -> None:
    with at(dt.date(2027, 2, 3), 10):
        call_off(evening=evening, reason="Sneeuw.", by=by)
        assert len(told("evening_off_now")) == 4


def test_answers_are_kept_and_nobody_can_answer_or_open_it(
    evening: Session, programme: Programme, by: User
) -> None:
    person = programme.participations.get(person__name="Lotte 0")
    answer_evening(evening=evening, participation=person, answer="yes", by=person.person)
    call_off(evening=evening, reason="Ziek.", by=by)
    evening.refresh_from_db()
    for deed in (
        lambda: answer_evening(evening=evening, participation=person, answer="no", by=person.person),
        lambda: open_evening(evening=evening, by=by),
        lambda: change_evening(evening=evening, by=by, place="Elders"),
        lambda: remove_evening(evening=evening, by=by),
        lambda: call_off(evening=evening, reason="Nog eens.", by=by),
    ):
        with pytest.raises(Conflict):
            deed()
    assert Attendance.objects.get(evening=evening, participation=person).answer == "yes"


@pytest.mark.parametrize("state", ["running", "closed"])
def test_an_evening_that_was_opened_cannot_be_called_off(evening: Session, by: User, state: str) -> None:
    closed = {"closed_at": evening.moment.at} if state == "closed" else {}
    Session.objects.filter(pk=evening.pk).update(state=state, opened_at=evening.moment.at, **closed)
    with pytest.raises(Conflict):
        call_off(evening=evening, reason="Te laat.", by=by)


def test_it_asks_a_reason_and_two_at_once_do_it_once(evening: Session, by: User) -> None:
    with pytest.raises(ValidationError):
        call_off(evening=evening, reason=" \x00 ", by=by)
    call_off(evening=evening, reason="Ziek.", by=by)
    with pytest.raises(Conflict):
        call_off(evening=evening, reason="Ook ziek.", by=by)
    put_back(evening=evening, by=by)
    with pytest.raises(Conflict):
        put_back(evening=evening, by=by)


def test_it_cannot_take_place_after_all_once_its_day_has_been(evening: Session, by: User) -> None:
    call_off(evening=evening, reason="Ziek.", by=by)
    with at(dt.date(2027, 2, 5), 10), pytest.raises(Conflict):
        put_back(evening=evening, by=by)


def homework_of(evening: Session) -> Moment:
    return Moment.objects.filter(anchor=evening.moment, kind=MomentKind.HOMEWORK).earliest("pk")


def second(programme: Programme) -> Session:
    """The first evening for which homework is due."""
    tied = Moment.objects.filter(kind=MomentKind.HOMEWORK, programme=programme).values("anchor")
    return (
        Session.objects.select_related("moment", "programme", "team")
        .filter(moment__in=tied)
        .earliest("moment__at")
    )


def test_homework_goes_along_to_the_next_evening_and_comes_back(
    evening: Session, programme: Programme, by: User
) -> None:
    off = second(programme)
    homework = homework_of(off)
    due = homework.at
    following = (
        Session.objects.filter(programme=programme, moment__at__gt=off.moment.at, team=off.team)
        .order_by("moment__at")
        .select_related("moment")[0]
    )
    call_off(evening=off, reason="Ziek.", homework="next", by=by)
    homework.refresh_from_db()
    assert homework.anchor_id == following.moment_id
    assert off.moment.at < homework.at < following.moment.at
    with at(DAY, 12):
        assert put_back(evening=off, by=by)
    homework.refresh_from_db()
    assert (homework.anchor_id, homework.at) == (off.moment_id, due)


def test_homework_keeps_its_day_when_that_is_chosen(evening: Session, programme: Programme, by: User) -> None:
    off = second(programme)
    due = homework_of(off).at
    call_off(evening=off, reason="Ziek.", homework="keep", by=by)
    assert homework_of(off).at == due


def test_a_plan_that_changed_since_it_was_shown_is_not_carried_out(
    evening: Session, programme: Programme, by: User
) -> None:
    off = second(programme)
    with pytest.raises(Conflict):
        call_off(evening=off, reason="Ziek.", homework="next", shown="another plan", by=by)
    off.refresh_from_db()
    assert off.state == SessionState.PLANNED


def test_no_reminder_goes_while_it_is_off_and_what_was_missed_goes_after_all(
    evening: Session, programme: Programme, by: User
) -> None:
    with at(dt.date(2027, 2, 2), 9):
        plan()
        call_off(evening=evening, reason="Storing.", by=by)
    with at(dt.date(2027, 2, 3), 18):
        plan()
        assert not told("evening_reminder")
    with at(dt.date(2027, 2, 3), 18, 30):
        put_back(evening=evening, by=by)
        plan()
        assert len(told("evening_reminder")) == 4


def test_an_invitation_that_waited_while_it_was_off_goes_after_all(programme: Programme, by: User) -> None:
    invite(programme)
    evening = evening_of(programme, "Startavond")
    with at(DAY, 10):
        call_off(evening=evening, reason="Storing.", by=by)
        send_due()
        assert {message.state for message in told("evening_invitation")} == {MessageState.SKIPPED}
        assert not told("evening_off")
        put_back(evening=evening, by=by)
        send_due()
        assert {message.state for message in told("evening_invitation")} == {MessageState.SENT}
    assert not Message.objects.filter(kind="evening_on").exists()


# ---- pages -----------------------------------------------------------------------------------------------------


def test_the_page_says_what_it_means_and_the_evening_says_that_it_is_off(
    evening: Session, programme: Programme, by: User, client: Client
) -> None:
    client.force_login(by)
    url = reverse("evenings:call_off", args=[evening.public_id])
    page = client.get(url).content.decode()
    assert "4 mensen horen dat het niet doorgaat" in page
    telling = [reverse(f"programmes:{name}", args=[programme.public_id]) for name in ("plan", "reminders")]
    for address in telling:
        assert "Herinnering: Startavond" in client.get(address).text
    empty = client.post(url, {"reason": ""})
    assert empty.status_code == 422
    done = client.post(url, {"reason": "De zaal is dicht.", "homework": "keep"})
    assert done.status_code == 303
    shown = client.get(reverse("evenings:evening", args=[evening.public_id])).content.decode()
    assert "Startavond gaat niet door" in shown
    assert "De zaal is dicht." in shown
    for name, args in (
        ("evenings:list", [programme.public_id]),
        ("programmes:plan", [programme.public_id]),
        ("overviews:programme", [programme.public_id]),
    ):
        assert "gaat niet door" in client.get(reverse(name, args=args)).content.decode()
    for address in telling:
        assert "Herinnering: Startavond" not in client.get(address).text
    back = client.get(reverse("evenings:put_back", args=[evening.public_id])).text
    assert "Ja, laat hem doorgaan" in back
    assert "Nee, laat hem doorgaan" not in back
    coming = client.get(reverse("evenings:coming", args=[evening.public_id])).text
    assert "<h1>Startavond gaat niet door</h1>" in coming
    assert " komen</h1>" not in coming
    file = client.get(reverse("evenings:calendar", args=[evening.public_id])).content.decode()
    assert "STATUS:CANCELLED" in file
    console = client.get(reverse("evenings:console", args=[evening.public_id])).content.decode()
    assert reverse("evenings:open", args=[evening.public_id]) not in console


def test_a_participant_reads_it_in_the_list_and_behind_the_link_of_the_mail(
    evening: Session, programme: Programme, by: User, client: Client
) -> None:
    from sessions.services.coming import answer_token

    person = programme.participations.get(person__name="Lotte 0")
    token = answer_token(evening=evening, participation=person)
    call_off(evening=evening, reason="De zaal is dicht.", by=by)
    page = client.get(reverse("evenings:answer_link", args=[token])).content.decode()
    assert "Startavond gaat niet door" in page
    assert client.post(reverse("evenings:answer_link", args=[token]), {"answer": "yes"}).status_code == 422
    client.force_login(person.person)
    assert client.get(reverse("evenings:call_off", args=[evening.public_id])).status_code == 403
    assert client.post(reverse("evenings:put_back", args=[evening.public_id])).status_code == 403
