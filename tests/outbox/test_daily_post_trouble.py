"""The daily post when something goes wrong: nothing is lost, and each message reaches its reader once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import MailRhythm
from accounts.models import User
from outbox.enums import DAILY_POST, MessageState
from outbox.models import Message
from outbox.services import kinds, sending, steering
from outbox.services.sending import send_due
from scripts.faults.sink import SmtpSink
from tests.makers import make_person
from tests.outbox.conftest import NOON
from tests.outbox.letters import DAY, MORNING, ask, post, states, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "told")]


@contextmanager
def killed_at(name: str) -> Iterator[None]:
    """A sender that is gone where it would call ``name``: it releases nothing either."""
    with (
        mock.patch.object(sending, name, side_effect=SystemExit),
        mock.patch.object(sending, "release"),
        pytest.raises(SystemExit),
    ):
        yield


@pytest.mark.embedded
@pytest.mark.parametrize(("place", "copies"), [("write_post", 1), ("_send", 1), ("mark_sent", 2)])
def test_a_sender_that_is_killed_loses_nothing_and_leaves_one_copy_at_most(
    lotte: User, smtp_sink: SmtpSink, noon: Any, place: str, copies: int
) -> None:
    messages = [ask(lotte, word) for word in ("water", "wonen", "wegen")]
    noon.move_to(MORNING)
    with killed_at(place):
        send_due()
    assert send_due() == 0  # it is still held
    noon.shift(dt.timedelta(minutes=6))
    assert [send_due(), send_due()] == [1, 0]
    assert states(*messages) == [MessageState.SENT] * 3
    assert len(smtp_sink.mails) == copies
    assert len({mail["Message-ID"] for mail in smtp_sink.mails}) == 1


def test_a_post_that_breaks_its_sender_each_time_stands_as_not_delivered_with_all_in_it(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    messages = [ask(lotte, word) for word in ("water", "wonen")]
    noon.move_to(MORNING)
    with killed_at("write_post"):
        send_due()
    Message.objects.filter(kind=DAILY_POST).update(attempts=sending.MOST_ATTEMPTS)
    noon.shift(dt.timedelta(minutes=6))
    assert send_due() == 0
    assert states(*messages, post()) == [MessageState.FAILED] * 3


def test_a_post_that_is_refused_stands_in_each_programme_and_can_be_tried_again(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    messages = [ask(lotte, word) for word in ("water", "wonen")]
    smtp_sink.behave(refuse=550, times=1)
    noon.move_to(MORNING)
    assert send_due() == 0
    assert states(*messages) == [MessageState.FAILED] * 2
    assert "550" in messages[0].reason
    steering.send_messages_now(Message.objects.filter(pk=messages[0].pk), by=make_person())
    assert send_due() == 1
    assert smtp_sink.mails[0]["Subject"] == "Over water"
    assert states(*messages) == [MessageState.SENT, MessageState.FAILED]


def test_a_server_that_is_away_is_tried_again_with_the_same_post(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    messages = [ask(lotte, word) for word in ("water", "wonen")]
    smtp_sink.close()
    noon.move_to(MORNING)
    assert send_due() == 0
    assert states(*messages) == [MessageState.PLANNED] * 2
    smtp_sink.open()
    noon.shift(dt.timedelta(minutes=1))
    assert send_due() == 1
    assert states(*messages) == [MessageState.SENT] * 2


@pytest.mark.parametrize("steer", [steering.hold_messages, steering.skip_messages])
def test_what_is_stopped_while_its_post_waits_for_the_server_leaves_it_and_can_go_after_all(
    lotte: User, smtp_sink: SmtpSink, noon: Any, steer: Any
) -> None:
    stopped, other = ask(lotte, "water"), ask(lotte, "wonen")
    smtp_sink.behave(refuse=451, times=1)
    noon.move_to(MORNING)
    send_due()
    of_it = Message.objects.filter(pk=stopped.pk)
    steer(of_it, by=make_person())
    noon.shift(dt.timedelta(minutes=1))
    assert send_due() == 1
    assert "water" not in text_of(smtp_sink.mails[0])
    assert states(other) == [MessageState.SENT]
    steering.release_messages(of_it, by=make_person())
    send_due()
    noon.move_to(MORNING + DAY)
    assert send_due() == 1
    assert states(stopped) == [MessageState.SENT]


def test_a_message_that_cannot_be_judged_or_written_holds_up_no_other_and_comes_with_the_next(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    broken, unwritten, good, gone = (ask(lotte, word) for word in ("water", "wonen", "wegen", "weg"))
    Message.objects.filter(pk=unwritten.pk).update(layout={"day": {"at": "never"}})
    Message.objects.filter(pk=gone.pk).update(kind="of an older version")

    def judge(message: Message) -> str:
        if message.pk == broken.pk:
            raise KeyError("gone")
        return ""

    kind = kinds.kind_of("soon")
    noon.move_to(MORNING)
    kinds.register_kind(replace(kind, still_applies=judge))
    assert send_due() == 1
    assert states(broken, unwritten, good, gone) == ["planned", "planned", "sent", "failed"]
    kinds.register_kind(kind)
    Message.objects.filter(pk=unwritten.pk).update(layout={})
    noon.shift(dt.timedelta(minutes=2))
    assert send_due() == 0
    noon.move_to(MORNING + DAY)
    assert send_due() == 1
    assert states(broken, unwritten) == [MessageState.SENT] * 2


def test_a_closed_account_gets_no_post(lotte: User, smtp_sink: SmtpSink, noon: Any) -> None:
    message = ask(lotte, "water")
    User.objects.filter(pk=lotte.pk).update(is_active=False)
    noon.move_to(MORNING)
    assert send_due() == 0
    assert states(message) == [MessageState.SKIPPED]


@pytest.mark.django_db(transaction=True)
def test_ten_senders_at_once_send_each_reader_one_post(
    smtp_sink: SmtpSink, noon: Any, concurrently: Any
) -> None:
    readers = [make_person(mail_rhythm="daily") for _ in range(15)]
    for word in ("water", "wonen", "wegen"):
        ask(readers, word)
    noon.move_to(MORNING)
    assert sum(concurrently(*[send_due] * 10)) == 15
    assert len({str(mail["To"]) for mail in smtp_sink.mails}) == len(smtp_sink.mails) == 15
    assert Message.objects.filter(state="sent", daily_post__isnull=False).count() == 45


KINDS = st.sampled_from(["soon", "digest", "now", "file", "matter"])
RHYTHMS = st.sampled_from(MailRhythm.values)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rhythms=st.lists(RHYTHMS, min_size=3, max_size=3),
    changed=st.lists(RHYTHMS, min_size=3, max_size=3),
    wanted=st.lists(
        st.tuples(st.integers(0, 2), KINDS, st.integers(0, 60), st.sampled_from(["", "", "", "Voorbij."])),
        max_size=8,
    ),
    steps=st.lists(st.integers(1, 900), max_size=5),
    faults=st.lists(
        st.sampled_from([{}, {"refuse": 451, "times": 1}, {"drop": "before_data", "times": 1}]), max_size=3
    ),
)
def test_whatever_is_asked_in_whatever_rhythm_each_message_reaches_its_reader_once(
    smtp_sink: SmtpSink, noon: Any, rhythms: Any, changed: Any, wanted: Any, steps: Any, faults: Any
) -> None:
    Message.objects.all().delete()
    smtp_sink.clear()
    noon.move_to(NOON)
    readers = [make_person(name="", mail_rhythm=rhythm) for rhythm in rhythms]
    for number, (reader, kind, hours, over) in enumerate(wanted):
        due = NOON + dt.timedelta(hours=hours)
        params = {"over": over, "at": (due + dt.timedelta(hours=20)).isoformat()}
        ask(
            readers[reader],
            f"w{number}w",
            kind=kind,
            params=params,
            due_at=due,
            scope=f"programme:{number % 2}",
        )
    for number, minutes in enumerate(steps):
        smtp_sink.behave(**(faults[number] if number < len(faults) else {}))
        send_due()
        noon.shift(dt.timedelta(minutes=minutes))
        if number == 1:
            for reader, rhythm in zip(readers, changed, strict=True):
                User.objects.filter(pk=reader.pk).update(mail_rhythm=rhythm)
    smtp_sink.behave()
    for hours in range(0, 6 * 24, 4):
        noon.move_to(MORNING + dt.timedelta(days=3, hours=hours))
        send_due()
    assert not Message.objects.exclude(state__in=["sent", "skipped"]).exists()
    for number, (reader, _kind, _hours, _over) in enumerate(wanted):
        message = Message.objects.get(params__word=f"w{number}w")
        came = [mail for mail in smtp_sink.mails if f"over w{number}w." in text_of(mail)]
        assert len(came) == (message.state == MessageState.SENT)
        assert all(readers[reader].email in str(mail["To"]) for mail in came)
        declined = MailRhythm.NEEDED in {rhythms[reader], changed[reader]}
        assert message.state == MessageState.SENT or message.params["over"] or declined
