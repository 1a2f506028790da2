"""A code is in the mail and nowhere else."""

import logging
from typing import Any

import pytest

from core.clock import now
from outbox.enums import MessageState
from outbox.messages import send_sign_in_code
from outbox.models import Message
from outbox.services.sending import send_due
from scripts.faults.sink import SmtpSink
from tests.makers import make_person
from tests.outbox.conftest import NOON
from tests.outbox.test_sending import everything_in_the_database

CODE = "K7Q-4ZX"


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_a_code_is_in_the_mail_and_nowhere_in_the_database_or_the_logs(
    smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="outbox")
    send_sign_in_code(to=make_person(name="Lotte de Wit"), code=CODE)
    mail = smtp_sink.mails[0]
    assert CODE in str(mail["Subject"])
    assert CODE in mail.get_body(("plain",)).get_content()
    assert CODE in mail.get_body(("html",)).get_content()
    message = Message.objects.get()
    assert (message.state, message.scope) == (MessageState.SENT, "")
    assert "[code]" in message.subject
    assert CODE not in everything_in_the_database()
    assert CODE not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_code_that_cannot_be_sent_stands_as_not_delivered_and_is_not_tried_again(
    smtp_sink: SmtpSink, settings: Any
) -> None:
    smtp_sink.close()
    send_sign_in_code(to=make_person(), code=CODE)
    smtp_sink.open()
    assert Message.objects.get().state == MessageState.FAILED
    assert send_due() == 0
    assert smtp_sink.mails == []


@pytest.mark.django_db(transaction=True)
def test_a_code_whose_sender_was_killed_is_not_sent_without_its_secret(
    smtp_sink: SmtpSink, time_machine: Any
) -> None:
    time_machine.move_to(NOON, tick=False)
    send_sign_in_code(to=make_person(), code=CODE)
    smtp_sink.clear()
    Message.objects.update(state=MessageState.SENDING, sent_at=None, claim="lost", leased_until=now())
    time_machine.shift(1)
    assert send_due() == 0
    assert Message.objects.get().state == MessageState.FAILED
    assert smtp_sink.mails == []
