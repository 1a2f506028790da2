"""What evenings put on pages of other apps."""

from typing import Any

from accounts.models import Organisation
from core.access import allowed
from core.slots import Filling
from programmes.models import Programme
from sessions.models import Session
from sessions.queries.day_answers import day_asks
from sessions.queries.methods import own_methods
from sessions.queries.words import own_word, words_at


def seek_a_day(*, programme: Programme, viewer: Any) -> Filling | None:
    """Below the home of a programme, which has no query to spare: that one can say on which days one can. 1 query."""
    asks = day_asks(programme=programme, viewer=viewer)
    return Filling("evenings/_day_asks.html", {"asks": asks}) if asks else None


def methods_of(*, organisation: Organisation, viewer: Any) -> Filling:
    """On the page of an organisation: the methods that it made itself. 1 query."""
    return Filling("evenings/_methods_of.html", {"own": own_methods(organisation.pk)})


def methods_of_mine(*, viewer: Any) -> Filling | None:
    """Below one's programmes: the way to the methods that one's organisation made, for who keeps them. No query."""
    return (
        Filling("evenings/_methods_of_mine.html", {})
        if allowed(viewer, "programmes.begin_programme")
        else None
    )


def word_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """In a round: one's own word, and once they are shown those of everybody. At most 4 queries."""
    mine = own_word(evening=evening, viewer=viewer)
    return Filling("evenings/_word_phone.html", {"mine": mine, "evening": evening}) if mine else None


def words_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """In a round: how many answered, what they said, and the button that shows it. 2 queries."""
    found = words_at(evening=evening, everything=True)
    return Filling("evenings/_words_console.html", {"round": found}) if found else None


def words_counted_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """In a round: how many answered, and once they are shown their words without names. 2 queries."""
    found = words_at(evening=evening)
    return Filling("evenings/_words_wall.html", {"round": found}) if found else None
