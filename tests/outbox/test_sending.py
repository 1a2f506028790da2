"""Sending: what goes, what does not, what is tried again; by a real SMTP server on this machine."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core import signing
from django.db import OperationalError, connection

from accounts.enums import MailRhythm
from accounts.models import PersonalLink
from core.clock import now
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.querysets import MessageQuerySet
from outbox.services import kinds, marking, sending
from outbox.services.mail import write_mail
from outbox.services.marking import Lease
from outbox.services.queue import queue_message
from outbox.services.sending import claim_due, send_due
from scripts.faults.sink import SmtpSink
from tests.makers import make_person
from tests.outbox.conftest import NOON, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def ask(kind: str = "now", to: Any = None, **more: Any) -> Message:
    more.setdefault("dedupe", "1")
    person = to or make_person(name="Rogier Plantinga")
    queue_message(kind, to=person, scope="programme:1", params={}, why="Je doet mee aan Themateams.", **more)
    return Message.objects.latest("pk")


def again(message: Message) -> Message:
    message.refresh_from_db()
    return message


@pytest.mark.embedded
def test_a_message_arrives_in_both_forms_with_its_headers(stage: Stage, smtp_sink: SmtpSink) -> None:
    marit = make_person(name="Marit Duinstra", email="marit@example.org")
    message = ask(reply_to=marit)
    assert send_due() == 1
    mail = smtp_sink.mails[0]
    assert mail["Subject"] == "Herinnering: je interview"
    assert str(mail["From"]).startswith("Marit Duinstra via Koerswerk <")
    assert mail["Reply-To"] == "Marit Duinstra <marit@example.org>"
    assert mail["To"] == f"Rogier Plantinga <{message.recipient}>"
    assert mail["Message-ID"] == f"<{message.public_id}@testserver>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None
    text, page = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    for part in (text, page):
        assert "Vandaag om 20.00 uur sluit het huiswerk." in part
        assert "http://testserver/homework/" in part
        assert "Je doet mee aan Themateams." in part
        assert "Provinciehuis Zwolle" in part
    calendar = next(mail.iter_attachments())
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_params([])[1:] == [("method", "REQUEST"), ("charset", "utf-8")]
    assert again(message).state == MessageState.SENT
    assert message.sent_at == NOON


def test_a_message_is_sent_once_however_often_a_sender_comes(stage: Stage, smtp_sink: SmtpSink) -> None:
    ask()
    assert [send_due(), send_due()] == [1, 0]
    assert len(smtp_sink.mails) == 1


def test_a_message_waits_until_it_is_due(stage: Stage, smtp_sink: SmtpSink, noon: Any) -> None:
    ask(due_at=NOON + dt.timedelta(minutes=5))
    assert send_due() == 0
    noon.shift(dt.timedelta(minutes=5))
    assert send_due() == 1


def test_what_does_not_apply_any_more_is_skipped_with_its_reason(stage: Stage, smtp_sink: SmtpSink) -> None:
    message = ask()
    stage.reason = "Heeft al ingeleverd."
    assert send_due() == 0
    assert (again(message).state, message.reason) == (MessageState.SKIPPED, "Heeft al ingeleverd.")
    assert smtp_sink.mails == []


def test_a_closed_account_gets_nothing(stage: Stage, smtp_sink: SmtpSink) -> None:
    message = ask()
    message.user.is_active = False
    message.user.save()
    assert send_due() == 0
    assert again(message).state == MessageState.SKIPPED


def test_a_worker_that_comes_at_night_puts_off_what_can_wait(
    stage: Stage, smtp_sink: SmtpSink, noon: Any
) -> None:
    message, urgent = ask("soon"), ask("now")
    noon.move_to(dt.datetime(2027, 4, 6, 22, 0, tzinfo=dt.UTC))
    assert send_due() == 1
    assert again(urgent).state == MessageState.SENT
    assert again(message).due_at == dt.datetime(2027, 4, 7, 6, 0, tzinfo=dt.UTC)
    assert (message.state, message.attempts) == (MessageState.PLANNED, 0)


def test_mail_that_can_be_declined_says_how(stage: Stage, smtp_sink: SmtpSink) -> None:
    message = ask("soon")
    send_due()
    url = str(smtp_sink.mails[0]["List-Unsubscribe"]).strip("<>")
    assert signing.loads(url.rstrip("/").rsplit("/", 1)[1], salt="outbox.decline") == message.user_id
    assert smtp_sink.mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in smtp_sink.mails[0].get_body(("plain",)).get_content()


def test_who_declined_gets_what_must_come_and_nothing_else(stage: Stage, smtp_sink: SmtpSink) -> None:
    person = make_person(mail_rhythm=MailRhythm.NEEDED)
    declined, needed = ask("soon", to=person), ask("now", to=person)
    assert send_due() == 1
    assert (again(declined).state, again(needed).state) == (MessageState.SKIPPED, MessageState.SENT)


@pytest.mark.embedded
def test_a_personal_link_is_in_the_mail_and_its_secret_nowhere_else(
    stage: Stage, smtp_sink: SmtpSink
) -> None:
    message = ask("link")
    send_due()
    text = smtp_sink.mails[0].get_body(("plain",)).get_content()
    secret = text.split("http://testserver/link/")[1].split("/")[0]
    assert len(secret) >= 32
    assert PersonalLink.objects.get().leads_to == "/homework/"
    assert PersonalLink.objects.get().user == message.user
    assert secret not in everything_in_the_database()


def everything_in_the_database() -> str:
    """All rows of all tables, as one text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows)


def test_a_refusal_stands_at_once_with_the_servers_words(stage: Stage, smtp_sink: SmtpSink) -> None:
    message, next_one = ask(), ask()
    smtp_sink.behave(refuse=550, times=1)
    assert send_due() == 1
    assert again(message).state == MessageState.FAILED
    assert "550 we do not take this" in message.reason
    assert again(next_one).state == MessageState.SENT


def test_a_server_that_wants_it_later_is_asked_with_growing_pauses_and_then_it_stands(
    stage: Stage, smtp_sink: SmtpSink, noon: Any
) -> None:
    message = ask()
    smtp_sink.behave(refuse=451)
    pauses = []
    while again(message).state == MessageState.PLANNED:
        noon.move_to(message.due_at)
        send_due()
        again(message)
        pauses.append(int((message.due_at - now()).total_seconds() / 60))
    assert pauses == [1, 5, 15, 60, 240, 0]
    assert message.state == MessageState.FAILED
    assert "451" in message.reason
    assert smtp_sink.mails == []


def test_a_server_that_is_away_costs_one_message_one_attempt(
    stage: Stage, smtp_sink: SmtpSink, noon: Any
) -> None:
    messages = [ask() for _ in range(3)]
    smtp_sink.close()
    assert send_due() == 0
    assert [again(message).attempts for message in messages] == [1, 0, 0]
    assert {message.state for message in messages} == {MessageState.PLANNED}
    assert messages[0].reason
    smtp_sink.open()
    noon.shift(dt.timedelta(minutes=1))
    assert send_due() == 3
    assert len(smtp_sink.mails) == 3


def test_a_server_that_hangs_up_between_two_messages_is_called_again(
    stage: Stage, smtp_sink: SmtpSink
) -> None:
    for _ in range(3):
        ask()
    smtp_sink.behave(drop="before_data", times=1)
    assert send_due() == 2
    assert sorted(Message.objects.values_list("state", "attempts")) == [
        ("planned", 1),
        ("sent", 1),
        ("sent", 1),
    ]


def test_a_server_that_hangs_up_on_the_whole_text_gets_it_once_more_and_never_a_third_time(
    stage: Stage, smtp_sink: SmtpSink, noon: Any
) -> None:
    message = ask()
    smtp_sink.behave(drop="after_data")
    for _ in range(5):
        send_due()
        noon.move_to(again(message).due_at)
    assert len(smtp_sink.mails) == 2
    assert len({mail["Message-ID"] for mail in smtp_sink.mails}) == 1
    assert message.state == MessageState.FAILED


def test_a_server_that_fell_silent_once_gets_it_again(stage: Stage, smtp_sink: SmtpSink, noon: Any) -> None:
    message = ask()
    smtp_sink.behave(delay=1.0, times=-1)
    with mock.patch.object(marking, "LONGEST_SILENCE", 0.2):
        assert send_due() == 0
    smtp_sink.behave()
    noon.shift(dt.timedelta(minutes=1))
    assert send_due() == 1
    assert (again(message).state, message.unsure) == (MessageState.SENT, 1)


def test_a_kind_that_breaks_is_tried_again_and_holds_up_nobody(stage: Stage, smtp_sink: SmtpSink) -> None:
    ask(dedupe="breaks")
    ask()
    with mock.patch.object(Stage, "still_applies", side_effect=[KeyError("gone"), ""]):
        stage_of_two = kinds.MessageKind("now", Urgency.NOW, stage.compose, still_applies=stage.still_applies)
        kinds.register_kind(stage_of_two)
        assert send_due() == 1
    broken, fine = Message.objects.order_by("pk")
    assert (broken.state, broken.attempts, fine.state) == (MessageState.PLANNED, 1, MessageState.SENT)


def test_a_mail_that_cannot_be_made_is_tried_again(stage: Stage, smtp_sink: SmtpSink) -> None:
    ask()
    Message.objects.update(layout={"day": {"at": "never"}})
    assert send_due() == 0
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.PLANNED, 1)
    assert message.reason


def test_a_kind_that_is_gone_stands_as_not_delivered(stage: Stage, smtp_sink: SmtpSink) -> None:
    message = ask()
    Message.objects.update(kind="of an older version")
    assert send_due() == 0
    assert again(message).state == MessageState.FAILED


@pytest.mark.embedded
def test_a_lease_that_ran_out_is_taken_over_and_a_live_one_is_not(
    stage: Stage, smtp_sink: SmtpSink, noon: Any
) -> None:
    ask()
    lost = Lease("lost", dt.timedelta(seconds=60))
    assert len(claim_due(lost)) == 1
    assert send_due() == 0
    noon.shift(dt.timedelta(seconds=61))
    assert send_due() == 1


@contextmanager
def stolen_before_sending(message: Message) -> Iterator[None]:
    """Another sender takes the message while this one writes the mail."""
    write = write_mail

    def write_slowly(*args: Any, **kwargs: Any) -> Any:
        Message.objects.filter(pk=message.pk).update(claim="thief")
        return write(*args, **kwargs)

    with mock.patch.object(sending, "write_mail", write_slowly):
        yield


def test_a_sender_whose_lease_was_taken_marks_what_it_sent_so_that_the_other_need_not(
    stage: Stage, smtp_sink: SmtpSink
) -> None:
    message = ask()
    with stolen_before_sending(message):
        assert send_due() == 1
    assert again(message).state == MessageState.SENT


def test_a_sender_whose_lease_was_taken_does_not_begin(stage: Stage, smtp_sink: SmtpSink) -> None:
    first, second = ask(), ask()
    lease = Lease("mine", dt.timedelta(seconds=60))
    held = claim_due(lease)
    Message.objects.filter(pk=second.pk).update(claim="thief")
    with sending._transport(lease) as transport:
        assert [sending._attend(message, lease, transport) for message in held] == [True, False]
    assert len(smtp_sink.mails) == 1
    assert again(first).state == MessageState.SENT


@pytest.mark.django_db(transaction=True)
def test_ten_senders_at_once_send_each_message_once(
    stage: Stage, smtp_sink: SmtpSink, concurrently: Any
) -> None:
    people = [make_person() for _ in range(60)]
    queue_message("now", to=people, scope="", params={}, dedupe="1", why="x")
    assert sum(concurrently(*[send_due] * 10)) == 60
    assert len({mail["Message-ID"] for mail in smtp_sink.mails}) == len(smtp_sink.mails) == 60


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_when_the_mail_is_out_is_waited_for(
    stage: Stage, smtp_sink: SmtpSink
) -> None:
    message = ask()
    update, failures = MessageQuerySet.update, iter([OperationalError, OperationalError])

    def flaky(self: Any, **fields: Any) -> int:
        if fields.get("state") == MessageState.SENT and (problem := next(failures, None)):
            raise problem
        return update(self, **fields)

    with mock.patch.object(MessageQuerySet, "update", flaky):
        assert send_due() == 1
    assert again(message).state == MessageState.SENT
    assert send_due() == 0
    assert len(smtp_sink.mails) == 1


def test_mail_goes_to_files_in_the_demo(stage: Stage, settings: Any, tmp_path: Any) -> None:
    settings.EMAIL_URL = f"file://{tmp_path}/mail"
    message = ask()
    assert send_due() == 1
    assert [path.name for path in (tmp_path / "mail").iterdir()] == [f"{message.public_id}.eml"]
    assert (
        b"Subject: Herinnering: je interview" in (tmp_path / "mail" / f"{message.public_id}.eml").read_bytes()
    )


def test_an_address_with_letters_beyond_ascii_goes_to_the_name_that_mail_servers_know(
    stage: Stage, smtp_sink: SmtpSink
) -> None:
    ask(to="gerda@møller.example")
    assert send_due() == 1
    assert smtp_sink.mails[0]["To"] == "gerda@xn--mller-vua.example"


def test_a_text_with_a_dot_alone_on_a_line_arrives_whole(stage: Stage, smtp_sink: SmtpSink) -> None:
    stage.body = "Een\n\n.\n\n..twee\n\ndrie"
    ask()
    send_due()
    text = smtp_sink.mails[0].get_body(("plain",)).get_content()
    assert "Een\n\n.\n\n..twee\n\ndrie" in text.replace("\r\n", "\n")


def test_a_subject_or_name_of_emoji_and_quotes_survives(stage: Stage, smtp_sink: SmtpSink) -> None:
    stage.subject = 'Één "zin", met 👩‍🌾 en een lange staart ' + "ij" * 60
    person = make_person(name='Ćĩ "de" O’Brien, <x>')
    ask(to=person)
    send_due()
    assert smtp_sink.mails[0]["Subject"] == stage.subject
    assert smtp_sink.mails[0]["To"].addresses[0].display_name == person.name
    assert smtp_sink.mails[0]["To"].addresses[0].addr_spec == person.email
