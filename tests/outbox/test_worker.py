"""With a real worker process: what services knock for is done, and a killed one loses nothing."""

import datetime as dt
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from core.clock import now
from outbox.models import Message
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


@pytest.mark.parametrize("database", ["postgres", "sqlite"])
def test_killing_the_worker_loses_nothing_and_doubles_one_message_per_kill_at_most(database: str) -> None:
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
        [*script, "--database", database], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert facts["holds"]
    assert (facts["lost"], facts["lost_by_restarts"], facts["doubled_by_restarts"]) == (0, 0, 0)
    assert facts["doubled"] <= 3
