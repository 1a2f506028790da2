"""With a real worker process: what services knock for is done, and a killed one loses nothing."""

import datetime as dt
import json
import os
import subprocess
import sys
from typing import Any
from unittest import mock

import pytest
from django.db import transaction

from accounts.enums import MailRhythm
from core.background import knock
from core.clock import now
from outbox.enums import DAILY_POST, Urgency
from outbox.models import Message
from outbox.services import gathering
from outbox.services.queue import queue_message
from outbox.services.steering import send_messages_now
from scripts.faults.sink import SmtpSink
from tests.environment import ROOT
from tests.makers import join, make_assignment, make_person, make_programme, make_submission

pytestmark = pytest.mark.worker

NOT_OURS = {
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "KOERSWERK_STATE",
    "KOERSWERK_VAR",
    "SITE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
}
"""What the tests set for themselves, and a fault script finds or makes."""


def test_a_worker_process_sends_what_a_service_queued(worker: Any, smtp_sink: SmtpSink) -> None:
    programme = make_programme()
    author = join(programme, make_person(name="Lotte de Wit"), team=programme.teams.get())
    submission = make_submission(make_assignment(programme), author, reply="Wat een mooi gesprek.")
    queue_message(
        "homework_reply", to=author.person, scope=programme.scope, params={"submission": submission.pk}, dedupe="1",
        why="Je leverde dit in.", due_at=now() - dt.timedelta(days=1),
    )  # fmt: skip
    send_messages_now(Message.objects.all(), by=author.person)  # at night what can wait would wait
    [mail] = smtp_sink.wait_for(1)
    assert "Wat een mooi gesprek." in mail.get_body(("plain",)).get_content()


def test_a_worker_process_sends_what_waited_in_one_mail(worker: Any, smtp_sink: SmtpSink) -> None:
    first, second = make_programme(), make_programme()
    lotte = make_person(name="Lotte de Wit", mail_rhythm=MailRhythm.DAILY)
    with transaction.atomic():  # the worker gathers by itself as well: it sees both or neither
        for programme, words in ((first, "Wat een mooi gesprek."), (second, "Ga zo door.")):
            author = join(programme, lotte, team=programme.teams.get())
            submission = make_submission(make_assignment(programme), author, reply=words)
            queue_message(
                "homework_reply", to=lotte, scope=programme.scope, params={"submission": submission.pk}, dedupe=words,
                why="Je leverde dit in.", due_at=now() - dt.timedelta(days=2),
            )  # fmt: skip
    with mock.patch.object(gathering, "is_quiet", return_value=False):
        gathering.gather_due()
    Message.objects.filter(kind=DAILY_POST).update(urgency=Urgency.NOW)  # at night it would wait
    knock("outbox.send")
    [mail] = smtp_sink.wait_for(1)
    text = mail.get_body(("plain",)).get_content()
    for said in (first.name, "Wat een mooi gesprek.", second.name, "Ga zo door."):
        assert said in text


@pytest.mark.parametrize(("database", "together"), [("postgres", 0), ("postgres", 3), ("sqlite", 0)])
def test_killing_the_worker_loses_nothing_and_doubles_one_message_per_kill_at_most(
    database: str, together: int
) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    if os.environ["DATABASE_URL"].startswith("postgres"):
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    script = [
        sys.executable,
        "-m",
        "scripts.faults.kill_worker",
        "--messages",
        "60",
        "--kills",
        "3",
        "--restarts",
        "1",
    ]
    done = subprocess.run(
        [*script, "--database", database, "--together", str(together)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert facts["holds"]
    assert (facts["lost"], facts["lost_by_restarts"], facts["doubled_by_restarts"]) == (0, 0, 0)
    assert facts["doubled"] <= 3
