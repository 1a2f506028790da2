"""Writing messages down: once, clean, and outside the quiet hours."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from outbox.models import Message
from outbox.services.hours import is_quiet, sendable_from
from outbox.services.queue import Planned, queue_message
from tests.makers import make_person
from tests.outbox.conftest import NOON, Stage


def ask(to: Any, kind: str = "now", dedupe: str = "homework:1", **more: Any) -> int:
    return queue_message(
        kind, to=to, scope="programme:1", params={"homework": 1}, dedupe=dedupe, why="Omdat.", **more
    )


@pytest.mark.embedded
@pytest.mark.django_db
def test_each_person_gets_one_message_however_often_it_is_asked(stage: Stage) -> None:
    people = [make_person(), make_person()]
    assert ask(people) == 2
    assert ask([*people, people[0]]) == 0
    assert ask(people[0], dedupe="homework:1, moved") == 1
    assert Message.objects.count() == 3


@pytest.mark.django_db
def test_what_belongs_together_is_one_batch(stage: Stage) -> None:
    ask([make_person(), make_person()])
    assert Message.objects.values_list("batch").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_connections_that_ask_at_once_write_one_message(stage: Stage, concurrently: Any) -> None:
    person = make_person()
    written = concurrently(*[lambda: ask(person)] * 10)
    assert sum(written) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_is_rolled_back_leaves_no_message(stage: Stage) -> None:
    with transaction.atomic():
        ask(make_person())
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_an_address_without_an_account_is_normalised(stage: Stage) -> None:
    assert ask(" Gerda@Example.ORG ") == 1
    assert ask("gerda@example.org") == 0
    assert Message.objects.get().recipient == "gerda@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "no address", "a@b\nBcc: c@example.org", "a@example.org, c@example.org", "a@\x00.nl"]
)
def test_what_is_no_address_is_refused(stage: Stage, address: str) -> None:
    with pytest.raises(ValidationError):
        ask(address)


@pytest.mark.django_db
def test_an_unknown_kind_is_refused(stage: Stage) -> None:
    with pytest.raises(LookupError):
        ask(make_person(), kind="sonnet")


@pytest.mark.embedded
@pytest.mark.django_db
def test_hostile_words_are_kept_without_what_breaks_a_header_or_a_database(stage: Stage) -> None:
    stage.subject = "Herinnering\r\nBcc: everybody@example.org\x00\ud800" + "x" * 300
    stage.body = "Een\x00 twee\ud800 drie\r\nvier"
    ask(make_person())
    message = Message.objects.get()
    assert message.subject.startswith("Herinnering Bcc: everybody@example.orgxxx")
    assert len(message.subject) == 200
    assert message.body == "Een twee drie\nvier"


@pytest.mark.django_db
def test_the_facilitators_own_words_stand_below_the_text(stage: Stage) -> None:
    ask(make_person(), extra_text="Neem een foto mee.")
    assert Message.objects.get().body.endswith("\n\nNeem een foto mee.")


@pytest.mark.django_db
def test_a_long_cause_is_shortened_and_still_told_apart(stage: Stage) -> None:
    person = make_person()
    assert ask(person, dedupe="x" * 400 + "1") == 1
    assert ask(person, dedupe="x" * 400 + "2") == 1
    assert ask(person, dedupe="x" * 400 + "2") == 0


@pytest.mark.django_db
def test_a_message_is_written_in_the_language_of_its_reader(stage: Stage) -> None:
    from django.utils.translation import gettext_lazy

    why = gettext_lazy("This account was closed.")
    queue_message("now", to=make_person(language="en"), scope="", params={}, dedupe="1", why=why)
    message = Message.objects.get()
    assert (message.language, message.why) == ("en", "This account was closed.")


@pytest.mark.django_db
def test_a_user_who_is_answered_gives_the_mail_a_name(stage: Stage) -> None:
    ask(make_person(), reply_to=make_person(name="Marit Duinstra", email="marit@example.org"))
    message = Message.objects.get()
    assert (message.sender_name, message.reply_to) == ("Marit Duinstra", "marit@example.org")


def test_what_can_wait_is_silent_from_nine_until_eight() -> None:
    evening = dt.datetime(2027, 1, 12, 19, 59, tzinfo=dt.UTC)
    for minutes, quiet in [(0, False), (1, True), (60 * 11, True), (60 * 11 + 1, False)]:
        assert is_quiet(evening + dt.timedelta(minutes=minutes)) is quiet


@pytest.mark.parametrize(
    ("due", "urgency", "goes"),
    [
        ("2027-04-06 23:30+02:00", "now", "2027-04-06 23:30+02:00"),
        ("2027-04-06 12:00+02:00", "soon", "2027-04-06 12:00+02:00"),
        ("2027-04-06 21:00+02:00", "soon", "2027-04-07 08:00+02:00"),
        ("2027-04-06 03:00+02:00", "soon", "2027-04-06 08:00+02:00"),
        ("2027-04-06 07:29+02:00", "digest", "2027-04-06 07:30+02:00"),
        ("2027-04-06 07:30+02:00", "digest", "2027-04-06 07:30+02:00"),
        ("2027-04-06 07:31+02:00", "digest", "2027-04-07 07:30+02:00"),
        ("2027-04-06 22:00+02:00", "digest", "2027-04-07 07:30+02:00"),
        # The nights in which the clock goes forward and back: the morning is at eight on the wall.
        ("2027-03-27 22:00+01:00", "soon", "2027-03-28 08:00+02:00"),
        ("2027-03-28 01:30+01:00", "soon", "2027-03-28 08:00+02:00"),
        ("2027-10-30 22:00+02:00", "soon", "2027-10-31 08:00+01:00"),
        ("2027-10-31 02:30+01:00", "soon", "2027-10-31 08:00+01:00"),
        ("2027-03-27 22:00+01:00", "digest", "2027-03-28 07:30+02:00"),
        ("2027-10-30 22:00+02:00", "digest", "2027-10-31 07:30+01:00"),
    ],
)
def test_when_a_message_may_go(due: str, urgency: str, goes: str) -> None:
    assert sendable_from(dt.datetime.fromisoformat(due), urgency) == dt.datetime.fromisoformat(goes)


def test_a_planned_message_knows_its_person() -> None:
    plan = Planned(kind="now", to=User(pk=7, email="A@Example.org", language="en"), scope="", params={}, dedupe="x",
                   why="", due_at=NOON)  # fmt: skip
    assert (plan.address, plan.reads, plan.dedupe_key) == ("a@example.org", "en", "now:x:7")
