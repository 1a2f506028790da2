"""An evening is moved while its reminders go out: with a real worker process and a real mail server.

Nobody's last mail has a wrong date, and nobody is left without one.
"""

import datetime as dt
from email.message import EmailMessage
from typing import Any

import pytest

from core.background import knock
from core.clock import local, now
from outbox.models import Message
from outbox.services.queue import queue_message
from programmes.services import dates
from scripts.faults.sink import SmtpSink
from sessions.models import Session
from sessions.services.changes import facts_of
from tests.makers import join, make_evening, make_person, make_programme

pytestmark = pytest.mark.worker

PEOPLE = 40


def write(evening: Session, kind: str, to: list[Any], **state: Any) -> None:
    """A message about ``evening`` as it is now to each of ``to``, and then ``state``; the worker sees it after that."""
    queue_message(
        kind, to=to, scope=evening.programme.scope, params={"evening": evening.pk, **facts_of(evening).as_params()},
        dedupe=f"test:{evening.pk}", why="Je doet mee.", due_at=now() + dt.timedelta(days=30),
    )  # fmt: skip
    Message.objects.filter(kind=kind).update(**state)


def says(mail: EmailMessage, day: dt.datetime) -> bool:
    """Whether the mail names the day of ``day`` in its subject."""
    return f"{local(day).day} " in mail["Subject"].replace("\xa0", " ")


def test_moved_while_reminders_go_out_nobody_ends_with_a_wrong_date(worker: Any, smtp_sink: SmtpSink) -> None:
    programme = make_programme(name="Themateams")
    by = join(programme, make_person(name="Marit"), "facilitator").person
    evening = make_evening(programme, days=1, title="Avond")
    evening = Session.objects.select_related("programme", "moment", "team").get(pk=evening.pk)
    people = [join(programme, make_person()).person for _ in range(PEOPLE)]
    write(evening, "evening_invitation", people, state="sent", sent_at=now())
    old = evening.moment.at
    smtp_sink.behave(delay=0.05)
    write(
        evening, "evening_reminder", people, urgency="now", due_at=now()
    )  # at night, what can wait would wait
    knock("outbox.send")
    smtp_sink.wait_for(5, seconds=60)
    under_way = Message.objects.filter(kind="evening_reminder", state="sent").count()
    assert under_way < PEOPLE, "The move came too late to be in the middle"
    dates.move_moment(moment=evening.moment, to=local(old).date() + dt.timedelta(days=7), by=by)
    new = Session.objects.select_related("moment").get(pk=evening.pk).moment.at
    committed = len(smtp_sink.mails)
    smtp_sink.wait_for(PEOPLE, seconds=120)
    for person in people:
        end = smtp_sink.to(person.email)
        while not any(says(mail, new) for mail in end):
            smtp_sink.wait_for(len(smtp_sink.mails) + 1, seconds=60)
            end = smtp_sink.to(person.email)
        assert says(end[-1], new), [mail["Subject"] for mail in end]
        assert len(end) <= 2
    late = [mail for mail in smtp_sink.mails[committed:] if says(mail, old) and not says(mail, new)]
    assert len(late) <= 2, "only what was being handed over when the move was committed"
    assert not Message.objects.exclude(state__in=["sent", "skipped"]).exists()
    assert Message.objects.filter(kind="evening_changed_now", state="sent").count() == PEOPLE
