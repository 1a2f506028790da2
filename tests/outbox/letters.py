"""Messages that wait for the daily post, each known by its word."""

import datetime as dt
from typing import Any

from accounts.models import User
from outbox.enums import DAILY_POST
from outbox.models import Message
from outbox.services.kinds import Text
from outbox.services.queue import queue_message

MORNING = dt.datetime(2027, 4, 7, 5, 30, tzinfo=dt.UTC)
"""The day after NOON, 07:30 in Amsterdam."""
DAY = dt.timedelta(days=1)


def compose(params: Any, user: User | None) -> Text:
    """A text that is known by its word."""
    name = user.first_name if user else ""
    return Text(
        subject=f"Over {params['word']}",
        body=f"Dag {name},\n\nDit gaat over {params['word']}."
        if name
        else f"Dag,\n\nDit gaat over {params['word']}.",
        action_label=f"Naar {params['word']}",
        action_path=f"/{params['word']}/",
        closing="Heb je een vraag? Beantwoord deze mail.",
        programme=params.get("programme", "Themateams"),
    )


def ask(to: Any, word: str, kind: str = "soon", scope: str = "programme:1", **more: Any) -> Message:
    params = {"word": word, **more.pop("params", {})}
    queue_message(kind, to=to, scope=scope, params=params, dedupe=word, why=f"Want {word}.", **more)
    return Message.objects.exclude(kind=DAILY_POST).latest("pk")


def states(*messages: Message) -> list[str]:
    for message in messages:
        message.refresh_from_db()
    return [message.state for message in messages]


def post() -> Message:
    return Message.objects.get(kind=DAILY_POST)


def text_of(mail: Any) -> str:
    return str(mail.get_body(("plain",)).get_content())
