"""The daily post: what can wait comes together in one mail, at half past seven, and each message comes once."""

import datetime as dt
from typing import Any

import pytest

from accounts.enums import MailRhythm
from accounts.models import User
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.services.sending import send_due
from scripts.faults.sink import SmtpSink
from tests.makers import make_person
from tests.outbox.conftest import NOON
from tests.outbox.letters import DAY, MORNING, ask, post, states, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "told")]


@pytest.mark.embedded
def test_messages_of_two_programmes_come_in_one_mail_in_the_morning(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    first = ask(lotte, "water")
    other = ask(lotte, "wonen", scope="programme:2", params={"programme": "Doetank"})
    third = ask(lotte, "wegen", kind="digest")
    assert send_due() == 0
    noon.move_to(MORNING - dt.timedelta(seconds=1))
    assert send_due() == 0
    noon.move_to(MORNING)
    assert not Message.objects.claimable(MORNING).exists()  # nobody takes one of them by itself
    assert [send_due(), send_due()] == [1, 0]
    [mail] = smtp_sink.mails
    assert mail["Subject"] == "Over water, en nog 2 berichten"
    assert mail["Message-ID"] == f"<{post().public_id}@testserver>"
    text, page = text_of(mail), mail.get_body(("html",)).get_content()
    for part in (text, page):
        assert part.count("Dag Lotte,") == 1
        for word in ("water", "wonen", "wegen"):
            for said in (
                f"Over {word}",
                f"Dit gaat over {word}.",
                f"http://testserver/{word}/",
                f"Want {word}.",
            ):
                assert said in part
        assert "Beantwoord deze mail" not in part
    assert text.index("Themateams") < text.index("wegen") < text.index("Doetank") < text.index("wonen")
    assert states(first, other, third) == [MessageState.SENT] * 3
    assert {message.daily_post for message in (first, other, third)} == {post()}
    assert (post().state, post().scope, first.sent_at) == (MessageState.SENT, "", MORNING)
    assert f"<{text.split('I want less mail: ')[-1].split('Ik wil minder mail: ')[-1].strip()}>" == str(
        mail["List-Unsubscribe"]
    )


@pytest.mark.parametrize(
    ("rhythm", "at_once", "in_the_post", "never"),
    [
        ("at_once", {"now", "soon", "file", "link"}, {"digest"}, set()),
        ("daily", {"now", "file", "link"}, {"soon", "digest"}, set()),
        ("needed", {"now", "file", "link"}, {"digest"}, {"soon"}),
        ("", {"now", "soon", "file", "link"}, {"digest"}, set()),
    ],
)
def test_each_kind_goes_as_its_reader_wants(
    rhythm: str, at_once: set[str], in_the_post: set[str], never: set[str], smtp_sink: SmtpSink, noon: Any
) -> None:
    reader = make_person(mail_rhythm=rhythm) if rhythm else "gerda@example.org"
    for kind in ("now", "soon", "file", "link", "digest"):
        ask(reader, kind, kind=kind)
    assert send_due() == len(at_once)
    assert {str(mail["Subject"]) for mail in smtp_sink.mails} == {f"Over {kind}" for kind in at_once}
    noon.move_to(MORNING)
    assert send_due() == 1
    assert {
        kind for kind in ("soon", "digest") if f"gaat over {kind}." in text_of(smtp_sink.mails[-1])
    } == in_the_post
    assert set(Message.objects.filter(state="skipped").values_list("kind", flat=True)) == never


def test_what_no_longer_applies_is_left_out(lotte: User, smtp_sink: SmtpSink, noon: Any) -> None:
    over, good = ask(lotte, "water", params={"over": "Heeft al ingeleverd."}), ask(lotte, "wonen")
    noon.move_to(MORNING)
    assert send_due() == 1
    assert "water" not in text_of(smtp_sink.mails[0])
    assert smtp_sink.mails[0]["Subject"] == "Over wonen"
    assert states(over, good) == [MessageState.SKIPPED, MessageState.SENT]
    assert (over.reason, over.daily_post) == ("Heeft al ingeleverd.", None)


def test_an_empty_post_is_not_sent(lotte: User, smtp_sink: SmtpSink, noon: Any) -> None:
    ask(lotte, "water", params={"over": "Voorbij."})
    noon.move_to(MORNING)
    assert send_due() == 0
    assert smtp_sink.mails == []
    assert (post().state, bool(post().reason)) == (MessageState.SKIPPED, True)


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("2027-03-27 12:00+01:00", "2027-03-28 07:30+02:00"),
        ("2027-10-30 12:00+02:00", "2027-10-31 07:30+01:00"),
    ],
)
def test_the_post_goes_at_half_past_seven_on_the_wall_when_the_clock_changed(
    lotte: User, smtp_sink: SmtpSink, noon: Any, asked: str, goes: str
) -> None:
    noon.move_to(dt.datetime.fromisoformat(asked))
    ask(lotte, "water")
    noon.move_to(dt.datetime.fromisoformat(goes) - dt.timedelta(minutes=1))
    assert send_due() == 0
    noon.move_to(dt.datetime.fromisoformat(goes))
    assert send_due() == 1


@pytest.mark.parametrize(("hours", "alone"), [(23.5, False), (23.4, True), (2, True)])
def test_what_the_post_would_bring_too_late_goes_by_itself(
    lotte: User, smtp_sink: SmtpSink, hours: float, alone: bool
) -> None:
    at = NOON + dt.timedelta(hours=hours)  # the next post comes 19.5 hours after noon
    ask(lotte, "water", kind="matter", params={"at": at.isoformat()})
    assert send_due() == alone


def test_a_row_that_does_not_know_its_matter_does_not_wait(lotte: User, smtp_sink: SmtpSink) -> None:
    message = ask(lotte, "water", kind="matter", params={"at": NOON.isoformat()})
    Message.objects.filter(pk=message.pk).update(params={"word": "water"})
    assert send_due() == 1


def test_who_chose_once_a_day_meanwhile_gets_it_in_the_post(smtp_sink: SmtpSink, noon: Any) -> None:
    reader = make_person()
    message = ask(reader, "water", due_at=NOON + dt.timedelta(hours=1))
    User.objects.update(mail_rhythm=MailRhythm.DAILY)
    noon.shift(dt.timedelta(hours=1))
    assert send_due() == 0
    message.refresh_from_db()
    assert (message.due_at, message.urgency, message.attempts) == (MORNING, Urgency.DIGEST, 0)


def test_a_worker_that_was_away_all_day_sends_the_post_the_next_morning_in_one_mail(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    ask(lotte, "water")
    noon.move_to(MORNING + dt.timedelta(hours=14))  # 21:30
    ask(lotte, "wonen")
    assert send_due() == 0
    noon.move_to(MORNING + DAY)
    assert send_due() == 1


def test_there_is_one_post_a_day(lotte: User, smtp_sink: SmtpSink, noon: Any) -> None:
    ask(lotte, "water")
    noon.move_to(MORNING)
    send_due()
    late = ask(lotte, "wonen")
    Message.objects.filter(pk=late.pk).update(due_at=MORNING)
    noon.shift(dt.timedelta(minutes=5))
    assert send_due() == 0
    assert states(late) == [MessageState.PLANNED]
    assert late.due_at == MORNING + DAY


# ---- who sends it, who answers -------------------------------------------------------------------------------


def test_a_post_that_one_person_answers_is_from_that_person(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    marit = make_person(name="Marit Duinstra", email="marit@example.org")
    for word in ("water", "wonen"):
        ask(lotte, word, reply_to=marit)
    noon.move_to(MORNING)
    send_due()
    [mail] = smtp_sink.mails
    assert str(mail["From"]).startswith("Marit Duinstra via Koerswerk <")
    assert mail["Reply-To"] == "Marit Duinstra <marit@example.org>"
    assert "mailto:" not in text_of(mail)


def test_a_post_that_several_people_answer_says_who_answers_what(
    lotte: User, smtp_sink: SmtpSink, noon: Any
) -> None:
    ask(lotte, "water", reply_to=make_person(name="Marit Duinstra", email="marit@example.org"))
    ask(lotte, "wonen", reply_to="o'brien&co@møller.example")
    noon.move_to(MORNING)
    send_due()
    [mail] = smtp_sink.mails
    assert str(mail["From"]).startswith("Koerswerk <")
    assert mail["Reply-To"] is None
    assert "Marit Duinstra: mailto:marit@example.org" in text_of(mail)
    assert "mailto:o%27brien%26co@xn--mller-vua.example" in text_of(mail)


def test_a_post_is_in_the_language_of_its_reader(smtp_sink: SmtpSink, noon: Any) -> None:
    ask(make_person(language="en", mail_rhythm="daily"), "water")
    noon.move_to(MORNING)
    send_due()
    assert smtp_sink.mails[0]["Content-Language"] == "en"
    assert "Your post of" in text_of(smtp_sink.mails[0])
