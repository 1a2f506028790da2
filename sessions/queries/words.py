"""What people say in a round, for each screen; and of all rounds of an evening, afterwards."""

from dataclasses import dataclass
from typing import Any

from core.access import allowed
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import AgendaItem, Session, Word


@dataclass(frozen=True, slots=True)
class ConsoleWord:
    """What somebody says, without who that is."""

    public_id: str
    text: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A round on one screen."""

    item: AgendaItem
    answered: int
    """How many said something or passed: the one number that everybody may know."""
    words: tuple[ConsoleWord, ...]
    """By the alphabet, so that their order tells nothing; empty until they are shown, but for who leads."""

    @property
    def is_shown(self) -> bool:
        """Whether the room reads them."""
        return self.item.shown_at is not None

    @property
    def is_many(self) -> bool:
        """Whether they must be small on the wall."""
        return len(self.words) > 18 or sum(len(word.text) for word in self.words) > 400


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A round on the phone of one person."""

    round: Words
    said: bool
    text: str
    may_say: bool


@dataclass(frozen=True, slots=True)
class SaidInBlock:
    """What was said in a round, as the room read it."""

    title: str
    words: tuple[str, ...]


def words_at(*, evening: Session, everything: bool = False) -> Words | None:
    """The round that ``evening`` is in, as the room may see it; with ``everything`` as who leads it may.

    1 or 2 queries.
    """
    item = evening.current_item
    if item is None or evening.state != SessionState.RUNNING:
        return None
    rows = list(Word.objects.filter(item=item).only("public_id", "text", "hidden_at"))
    told = [row for row in rows if row.text and (everything or row.hidden_at is None)]
    read = told if everything or item.shown_at is not None else []
    return Words(
        item=item,
        answered=len(rows),
        words=tuple(
            ConsoleWord(row.public_id, row.text, row.hidden_at is not None)
            for row in sorted(read, key=lambda row: (row.text.casefold(), row.public_id))
        ),
    )


def own_word(*, evening: Session, viewer: Any) -> OwnWord | None:
    """The round that ``evening`` is in, for ``viewer``. At most 4 queries."""
    found = words_at(evening=evening)
    if found is None:
        return None
    mine = Word.objects.filter(item=found.item, participation__person=viewer).first()
    return OwnWord(
        round=found,
        said=mine is not None,
        text=mine.text if mine else "",
        may_say=allowed(viewer, "evenings.say_word", evening),
    )


def own_place(*, evening: Session, viewer: Any) -> Participation:
    """How ``viewer``, who may say something, takes part. 1 query."""
    mine = Participation.objects.active().filter(programme=evening.programme_id, person=viewer)
    return mine.get()


def said_at(*, evening: Session) -> tuple[SaidInBlock, ...]:
    """What was said in the rounds of ``evening`` that the room was shown, without names. 1 query."""
    rows = (
        Word.objects.said()
        .filter(item__evening=evening, item__shown_at__isnull=False, item__removed_at__isnull=True)
        .order_by("item__position", "item")
        .values_list("item", "item__title", "text")
    )
    blocks: dict[int, tuple[str, list[str]]] = {}
    for pk, title, text in rows:
        blocks.setdefault(pk, (title, []))[1].append(text)
    return tuple(
        SaidInBlock(title, tuple(sorted(words, key=str.casefold))) for title, words in blocks.values()
    )
