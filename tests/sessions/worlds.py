"""Draaiboeken for tests."""

from typing import Any

from sessions.models import AgendaItem, Session

BLOCKS = (
    ("check_in", "Inchecken", 20),
    ("brainstorm", "Ideeën bedenken", 30),
    ("conversation", "Rustig lezen", 10),
)


def make_blocks(evening: Session, blocks: Any = BLOCKS) -> list[AgendaItem]:
    """Blocks of (method, title, minutes)."""
    return [
        AgendaItem.objects.create(
            evening=evening, position=position, method=method, title=title, minutes=minutes
        )
        for position, (method, title, minutes) in enumerate(blocks)
    ]


def titles(evening: Session) -> list[str]:
    """The blocks of ``evening`` as they stand now."""
    return list(evening.items.present().values_list("title", flat=True))
