"""What evenings put on pages of other apps."""

from typing import Any

from accounts.models import Organisation
from core.access import allowed
from core.slots import Filling
from programmes.models import Programme
from sessions.queries.day_answers import day_asks
from sessions.queries.methods import own_methods


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
