"""Whether people of a programme are expected elsewhere at the same time, as the app of the evenings tells it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.enums import MomentKind
from programmes.models import Programme
from programmes.queries.dates import Move


@dataclass(frozen=True, slots=True)
class Engagement:
    """An evening to come, and which people of the programme that was asked about are expected at it."""

    moment: int
    programme: Programme
    name: str
    team: str
    """The one team that it is for; empty where it is for all."""
    starts: dt.datetime
    length: dt.timedelta
    people: frozenset[int]


Engaged = Callable[[Programme], Sequence[Engagement]]
"""Every evening to come, of any programme that is not closed, that people of this one are expected at; bounded
queries."""

_engaged: list[Engaged] = []


def register_engaged(engaged: Engaged) -> None:
    """Let ``engaged`` tell at which evenings people are expected; called in ``AppConfig.ready``."""
    _engaged[:] = [engaged]


class Diaries:
    """The evenings of the people of one programme, as far as ``viewer`` may know of them."""

    def __init__(self, engagements: Sequence[Engagement], *, viewer: int, named: frozenset[int]) -> None:
        self._engagements = engagements
        self._viewer = viewer
        self._named = named

    def clashes(self, moment: int, moved: Mapping[int, dt.datetime] | None = None) -> tuple[str, ...]:
        """In a sentence each, what people have at the time of the evening at ``moment`` (a primary key). No query.

        ``moved`` has other times for some evenings, by the primary key of their moment.
        """
        mine = next((one for one in self._engagements if one.moment == moment), None)
        if mine is None:
            return ()
        others = (
            one for one in self._engagements if one.moment != moment and _overlap(mine, one, moved or {})
        )
        people: dict[str, set[int]] = {}
        for one in others:
            if both := mine.people & one.people:
                people.setdefault(self._what(one, mine), set()).update(both)
        return tuple(self._sentence(what, who) for what, who in people.items())

    def _what(self, one: Engagement, mine: Engagement) -> str:
        if one.programme.pk == mine.programme.pk:
            about = {"evening": one.name, "team": one.team}
            return _("“%(evening)s” of team %(team)s") % about if one.team else _("“%(evening)s”") % about
        if one.programme.pk not in self._named:
            return _("an evening of another programme")
        return _("“%(evening)s” of %(programme)s") % {"evening": one.name, "programme": one.programme.name}

    def _sentence(self, what: str, people: set[int]) -> str:
        others = len(people - {self._viewer})
        about = {"count": others, "what": what}
        if self._viewer not in people:
            return (
                ngettext("One person has %(what)s then.", "%(count)d people have %(what)s then.", others)
                % about
            )
        if not others:
            return _("You have %(what)s then.") % about
        return (
            ngettext(
                "You and one other have %(what)s then.",
                "You and %(count)d others have %(what)s then.",
                others,
            )
            % about
        )


def _overlap(one: Engagement, other: Engagement, moved: Mapping[int, dt.datetime]) -> bool:
    starts, others = moved.get(one.moment, one.starts), moved.get(other.moment, other.starts)
    return starts < others + other.length and others < starts + one.length


def diaries_of(*, programme: Programme, viewer: Any) -> Diaries:
    """When the people on the list of ``programme`` are expected, here and elsewhere. 1 query and those of the app.

    A concept that ``viewer`` may not see is not told of at all; any other programme without its name.
    """
    told = [one for engaged in _engaged for one in engaged(programme)]
    seen = frozenset(
        Programme.objects.visible_to(viewer)
        .filter(pk__in={one.programme.pk for one in told})
        .values_list("pk", flat=True)
    )
    known = [one for one in told if one.programme.started_at is not None or one.programme.pk in seen]
    return Diaries(known, viewer=viewer.pk, named=seen)


def clashes_of_moves(*, programme: Programme, moves: Sequence[Move], viewer: Any) -> list[tuple[str, str]]:
    """What people have where ``moves`` put evenings: the name of the evening, and a sentence. As many queries as
    ``diaries_of``, and none where no evening moves."""
    evenings = [move.moment for move in moves if move.moment.kind == MomentKind.SESSION]
    if not evenings:
        return []
    diaries = diaries_of(programme=programme, viewer=viewer)
    moved = {move.moment.pk: move.after for move in moves}
    return [
        (evening.name, sentence) for evening in evenings for sentence in diaries.clashes(evening.pk, moved)
    ]
