"""``manage.py outbox plan|send|list [--at TIME]``: what beat and the workers do, by hand."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.clock import AMSTERDAM, local, now
from outbox.models import Message
from outbox.services.planning import plan
from outbox.services.sending import send_due


def parse_time(value: str) -> dt.datetime:
    """``2027-04-06 09:00`` (the wall clock of Amsterdam, or with an offset of its own) as a moment."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as problem:
        raise CommandError(f"{value!r} is no time. Write it like 2027-04-06T09:00.") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


class Command(BaseCommand):
    """The outbox, for operators."""

    help = "Plan what is due, send what is due, or list what did not go yet and what failed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the three, and until when."""
        parser.add_argument("action", choices=["plan", "send", "list"])
        parser.add_argument(
            "--at", type=parse_time, help="plan or list what is due until this time, such as 2027-04-06T09:00"
        )

    def handle(self, *args: Any, action: str, at: dt.datetime | None, **options: Any) -> None:
        """Do it, and say how much it was."""
        if action == "plan":
            self.stdout.write(f"{plan(until=at)} new messages")
        elif action == "send":
            if at is not None and at > now():
                raise CommandError("Messages are sent when they are due, not before. Leave --at out.")
            self.stdout.write(f"{send_due()} messages sent")
        else:
            self._list(at)

    def _list(self, at: dt.datetime | None) -> None:
        messages = Message.objects.exclude(state__in=["sent", "skipped"])
        for message in messages.filter(due_at__lte=at) if at else messages:
            line = f"{local(message.due_at):%Y-%m-%d %H:%M}  {message.state:8} {message.kind:20} {message.recipient}"
            self.stdout.write(f"{line}  {message.reason}".rstrip())
