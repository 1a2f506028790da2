"""What a facilitator does with messages before they go."""

import datetime as dt
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import AuditEntry, User
from core.errors import Conflict
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.services import steering
from outbox.services.planning import forecast, plan
from outbox.services.queue import queue_message, register_planner
from outbox.services.sending import send_due
from scripts.faults.sink import SmtpSink
from tests.makers import make_person
from tests.outbox.conftest import NOON, Stage
from tests.outbox.test_planning import MINUTE, Calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def marit() -> User:
    return make_person(name="Marit Duinstra")


@pytest.fixture
def batch(stage: Stage) -> Any:
    """Two messages for tomorrow."""
    people = [make_person(name="Rogier Plantinga"), make_person(name="Lotte de Wit")]
    tomorrow = NOON + dt.timedelta(days=1)
    queue_message("soon", to=people, scope="programme:1", params={}, dedupe="1", why="x", due_at=tomorrow)
    return Message.objects.order_by("pk")


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_held_message_does_not_go_until_it_is_released(
    batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    assert steering.hold_messages(batch, by=marit) == 2
    assert (
        Message.objects.first().reason == "vastgehouden door Marit"
        or "Marit" in Message.objects.first().reason
    )
    noon.shift(dt.timedelta(days=2))
    assert send_due() == 0
    assert steering.release_messages(batch, by=marit) == 2
    assert send_due() == 2


def test_a_skipped_message_never_goes_unless_it_is_taken_back(
    batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    assert steering.skip_messages(batch.filter(pk=batch[0].pk), by=marit) == 1
    noon.shift(dt.timedelta(days=2))
    assert send_due() == 1
    assert states() == [MessageState.SKIPPED, MessageState.SENT]
    assert steering.release_messages(batch, by=marit) == 1
    assert send_due() == 1


def test_another_text_goes_to_everybody_with_their_own_name(
    batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    mark = steering.first_name_mark()
    steering.edit_messages(
        batch, subject="Morgen\navond 2", body=f"Dag {mark},\n\nneem soep mee.\x00", by=marit
    )
    noon.shift(dt.timedelta(days=2))
    send_due()
    texts = sorted(mail.get_body(("plain",)).get_content() for mail in smtp_sink.mails)
    assert "Dag Lotte," in texts[0]
    assert "Dag Rogier," in texts[1]
    assert {str(mail["Subject"]) for mail in smtp_sink.mails} == {"Morgen avond 2"}


def test_the_mark_stands_for_the_name_in_the_greeting_alone(marit: User) -> None:
    mark = steering.first_name_mark()
    assert steering.with_mark("Dag Marit,\n\nMarit komt ook.", marit) == f"Dag {mark},\n\nMarit komt ook."
    assert steering.with_mark("Dag,\n\nhoi", None) == "Dag,\n\nhoi"


def test_a_nameless_reader_gets_no_mark(stage: Stage, marit: User) -> None:
    queue_message("soon", to="gerda@example.org", scope="programme:1", params={}, dedupe="1", why="x")
    steering.edit_messages(
        Message.objects.all(), subject="x", body=f"Dag {steering.first_name_mark()},\n\nhoi", by=marit
    )
    assert Message.objects.get().body == "Dag,\n\nhoi"


@pytest.mark.parametrize(("subject", "body"), [("", "x"), ("x", ""), ("\x00", "x"), ("x", " \n ")])
def test_an_empty_text_is_refused(batch: Any, marit: User, subject: str, body: str) -> None:
    with pytest.raises(ValidationError):
        steering.edit_messages(batch, subject=subject, body=body, by=marit)


def test_writing_anew_takes_what_is_true_now(batch: Any, marit: User, stage: Stage) -> None:
    steering.edit_messages(batch, subject="Eigen tekst", body="Eigen", by=marit)
    stage.subject = "De avond is verplaatst"
    assert steering.write_anew(batch, by=marit) == 2
    assert set(Message.objects.values_list("subject", flat=True)) == {"De avond is verplaatst"}
    assert not Message.objects.filter(edited_by__isnull=False).exists()


def test_writing_anew_keeps_the_facilitators_own_words(stage: Stage, marit: User) -> None:
    queue_message(
        "soon",
        to=make_person(),
        scope="programme:1",
        params={},
        dedupe="1",
        why="x",
        extra_text="Neem soep mee.",
    )
    steering.write_anew(Message.objects.all(), by=marit)
    assert Message.objects.get().body.endswith("Neem soep mee.")


def test_sending_now_knows_no_quiet_hours(batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any) -> None:
    noon.move_to(dt.datetime(2027, 4, 6, 22, 0, tzinfo=dt.UTC))
    assert steering.send_messages_now(batch, by=marit) == 2
    assert send_due() == 2
    assert {message.urgency for message in Message.objects.all()} == {Urgency.NOW}


def test_what_failed_can_be_tried_again(batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any) -> None:
    smtp_sink.behave(refuse=550)
    noon.shift(dt.timedelta(days=2))
    send_due()
    assert states() == [MessageState.FAILED] * 2
    smtp_sink.behave()
    steering.send_messages_now(batch, by=marit)
    assert send_due() == 2


def test_what_went_meanwhile_cannot_be_changed(
    batch: Any, marit: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    noon.shift(dt.timedelta(days=2))
    send_due()
    for change in (
        steering.hold_messages,
        steering.skip_messages,
        steering.send_messages_now,
        steering.write_anew,
    ):
        with pytest.raises(Conflict):
            change(batch, by=marit)
    with pytest.raises(Conflict):
        steering.edit_messages(batch, subject="x", body="y", by=marit)
    assert states() == [MessageState.SENT] * 2


@pytest.mark.django_db(transaction=True)
def test_a_message_that_goes_at_the_very_moment_that_it_is_held_is_sent_and_not_held(
    batch: Any, marit: User
) -> None:
    def send_first(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and "sent" not in states():
            sender = Thread(target=send_from_another_connection)
            sender.start()
            sender.join()
        return execute(sql, *rest)

    def send_from_another_connection() -> None:
        Message.objects.update(state=MessageState.SENT, sent_at=NOON)
        connection.close()

    with connection.execute_wrapper(send_first), pytest.raises(Conflict):
        steering.hold_messages(batch, by=marit)
    assert states() == [MessageState.SENT] * 2


def test_a_foreseen_message_that_is_edited_is_not_planned_again(stage: Stage, marit: User, noon: Any) -> None:
    register_planner("p", Calendar(make_person(), [NOON + 10 * MINUTE]))
    plan()
    rows = steering.materialise(forecast(scope="programme:1", until=NOON + 60 * MINUTE))
    steering.edit_messages(rows, subject="Eigen tekst", body="Eigen", by=marit)
    noon.shift(20 * MINUTE)
    assert plan() == 0
    assert Message.objects.get().subject == "Eigen tekst"


def test_the_trail_says_what_was_done_by_keys_alone(batch: Any, marit: User) -> None:
    steering.hold_messages(batch, by=marit)
    entry = AuditEntry.objects.get(verb="outbox.held")
    assert (entry.by, entry.scope) == (marit, "programme:1")
    assert entry.keys == {"messages": [message.pk for message in batch]}
