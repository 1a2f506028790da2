"""Blind spots: which groups were heard at which theme, in which phase, and where nobody was.

A group is heard where somebody of it sits in the team of the theme, where homework was a talk with somebody of it, or
where a facilitator says at which meeting, or when, it was.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import at_local, local, now
from core.templatetags.kw_dates import kw_date
from programmes.enums import HearingKind
from programmes.models import Hearing, Phase, Programme, StakeholderGroup, Theme
from programmes.queries.plan import MomentFacts, facts_of
from programmes.queries.setup import phases_of

_MOST_WORDS = 3
"""So many sources stand in a cell; its own page has them all."""


class State(StrEnum):
    """What a cell says."""

    HEARD = "heard"
    PLANNED = "planned"
    EMPTY = "empty"
    LEFT = "left"


class Source(StrEnum):
    """From what an app below knows that a group was heard."""

    SEAT = "seat"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Voice:
    """A group that was heard at a theme (None: at every one), as an upper app knows it."""

    group_id: int
    theme_id: int | None
    source: Source
    since: dt.datetime
    until: dt.datetime | None
    """None: still. A talk ends when it begins."""


VoiceFinder = Callable[[Programme, Sequence[StakeholderGroup]], Iterable[Voice]]
"""Takes a programme and its groups; the voices that its app knows of, in one query."""

_finders: list[VoiceFinder] = []


def register_voices(finder: VoiceFinder) -> None:
    """Let ``finder`` tell who was heard (in a team, in homework); called in ``AppConfig.ready``."""
    if finder not in _finders:
        _finders.append(finder)


@dataclass(slots=True)
class Known:
    """All that is known of the groups of a programme, read once and asked for each cell."""

    groups: Sequence[StakeholderGroup]
    themes: Sequence[Theme | None]
    phases: Sequence[Phase]
    voices: Sequence[Voice]
    hearings: Sequence[Hearing]
    facts: Mapping[int, MomentFacts]
    at: dt.datetime = field(default_factory=now)


def known_of(programme: Programme) -> Known:
    """What is known of the groups of ``programme``. 4 queries and those of the finders; 1 where there are no groups."""
    groups = list(StakeholderGroup.objects.present().filter(programme=programme))
    if not groups:
        return Known([], [], [], [], [], {})
    hearings = list(
        Hearing.objects.present()
        .filter(programme=programme)
        .select_related("moment", "asks__person", "by")
        .order_by("pk")
    )
    moments = [one.moment for one in hearings if one.moment is not None]
    return Known(
        groups=groups,
        themes=list(programme.themes.all()) or [None],
        phases=phases_of(programme),
        voices=[voice for finder in _finders for voice in finder(programme, groups)],
        hearings=hearings,
        facts=facts_of(moments),
    )


Window = tuple[dt.datetime, dt.datetime | None]


def window_of(known: Known, position: int | None) -> Window | None:
    """From when until when the phase lasts (None: open at the end); None for the whole programme."""
    for place, phase in enumerate(known.phases):
        if phase.position == position:
            after = known.phases[place + 1] if place + 1 < len(known.phases) else None
            return phase.starts.at, after.starts.at if after else None
    return None


def fits(theme_id: int | None, theme: Theme | None) -> bool:
    """Whether what was said of ``theme_id`` holds for ``theme``."""
    return theme_id is None or theme is None or theme_id == theme.pk


def _within(since: dt.datetime, until: dt.datetime | None, window: Window | None) -> bool:
    if window is None:
        return True
    begin, end = window
    return (end is None or since < end) and (until is None or until >= begin)


def answer(
    known: Known, group: StakeholderGroup, theme: Theme | None, window: Window | None
) -> tuple[State, str]:
    """What a cell says, and why: heard goes before planned, and both before left out."""
    notes = [
        (counts_as(known, one), one)
        for one in known.hearings
        if one.group_id == group.pk and fits(one.theme_id, theme)
    ]
    voices = [
        voice
        for voice in known.voices
        if voice.group_id == group.pk
        and fits(voice.theme_id, theme)
        and voice.since <= known.at
        and (window is None or window[0] <= known.at)
        and _within(voice.since, voice.until, window)
    ]
    dated = [(state, one) for state, one in notes if _within(_when(one), _when(one), window)]
    heard = [words_of(known, one) for state, one in dated if state == State.HEARD]
    talks = sum(voice.source == Source.TALK for voice in voices)
    if talks:
        heard.append(ngettext("%(count)d talk", "%(count)d talks", talks) % {"count": talks})
    if any(voice.source == Source.SEAT for voice in voices):
        heard.append(_("sits in the team"))
    if heard:
        return State.HEARD, _few(heard)
    planned = [words_of(known, one) for state, one in dated if state == State.PLANNED]
    if planned:
        return State.PLANNED, _few(planned)
    left = next((one for state, one in notes if state == State.LEFT), None)
    if left is not None:
        return State.LEFT, _("because: %(because)s") % {"because": left.what}
    missed = [words_of(known, one) for state, one in dated if state == State.EMPTY]
    return State.EMPTY, _("was planned: %(what)s") % {"what": _few(missed)} if missed else ""


def _few(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words[:_MOST_WORDS]))


def _when(hearing: Hearing) -> dt.datetime:
    if hearing.moment is not None:
        return hearing.moment.at
    return at_local(hearing.on, dt.time(12)) if hearing.on else hearing.at


def counts_as(known: Known, hearing: Hearing) -> State:
    """What a note is worth now: a plan whose day has been is heard where the meeting was held, and else nothing."""
    if hearing.kind == HearingKind.LEFT:
        return State.LEFT
    if hearing.kind == HearingKind.HEARD:
        return State.HEARD
    facts = known.facts.get(hearing.moment_id or 0)
    if facts is not None and facts.held:
        return State.HEARD
    return State.PLANNED if local(_when(hearing)).date() >= local(known.at).date() else State.EMPTY


def words_of(known: Known, hearing: Hearing) -> str:
    """What it was or will be, with the day of what was not heard yet."""
    name = hearing.what or (hearing.moment.name if hearing.moment is not None else "")
    if counts_as(known, hearing) == State.HEARD:
        return name
    return f"{name}, {kw_date(_when(hearing), 'day')}"
