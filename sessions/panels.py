"""Panels of the live evening: what its screens show of the work itself while a block runs.

A method of the library names its panels (``Method.panels``); the app that does that work registers each, in its
``AppConfig.ready``. So the evening knows nothing of ideas or homework, and a new way to work is a panel more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from core.slots import Filling
from sessions.models import Session

Show = Callable[..., Filling | None]
"""Takes ``evening`` and ``viewer``; a fragment with what it shows, read in a bounded number of queries. None where
this viewer has nothing to see."""
Screen = Literal["phone", "console", "wall", "sheet"]


def nothing(*, evening: Session, viewer: Any) -> Filling | None:
    """For a screen on which a panel has no place."""
    return None


@dataclass(frozen=True, slots=True)
class Panel:
    """One kind of work, as each screen of the evening shows it.

    ``wall`` stands below the question. ``sheet`` takes the place of the question and fills the wall. Both are read by
    the whole room: they show nothing that somebody in it may not see, whoever ``viewer`` is.
    """

    key: str
    name: str | Promise
    phone: Show = nothing
    console: Show = nothing
    wall: Show = nothing
    sheet: Show = nothing


_panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Let ``panel`` be shown in blocks whose method names it. Registering it again changes nothing."""
    _panels[panel.key] = panel


def panel_names() -> dict[str, str | Promise]:
    """What the registered panels are called, by key."""
    return {key: panel.name for key, panel in _panels.items()}


def show_panels(screen: Screen, keys: Iterable[str], *, evening: Session, viewer: Any) -> list[Filling]:
    """What the panels ``keys`` show on ``screen``, in that order. A key that no app registered shows nothing."""
    shows: list[Show] = [getattr(_panels[key], screen) for key in keys if key in _panels]
    return [filling for show in shows if (filling := show(evening=evening, viewer=viewer)) is not None]
