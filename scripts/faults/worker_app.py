"""The Celery application with one kind of message more, in a world where a minute of waiting is a tenth of a second."""

import datetime as dt
import os

import django

from config.celery import app

__all__ = ["app"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from outbox.enums import Urgency  # noqa: E402 - Django must be set up first
from outbox.services import hours, marking, queue  # noqa: E402
from outbox.services.kinds import MessageKind, Text, register_kind  # noqa: E402

TEXT = Text(
    subject="A message", body="Hello,\n\nthis is one of many.", action_label="Open it", action_path="/"
)

register_kind(MessageKind("fault", Urgency.NOW, compose=lambda params, user: TEXT))
register_kind(MessageKind("fault_together", Urgency.DIGEST, compose=lambda params, user: TEXT))
hours.POST_AT, hours.QUIET_FROM = dt.time.min, dt.time.max  # the daily post goes at any hour
queue.planners.clear()  # theirs look into tables that are not there
marking.PAUSES = tuple(dt.timedelta(seconds=pause.total_seconds() / 600) for pause in marking.PAUSES)
