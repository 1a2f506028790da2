"""Blueprints: which there are, and how one becomes a programme's plan.

Programmes make the moments, phases and reminders themselves. What an evening, homework, a section or a team of a theme
is, upper apps know: they register a builder per part in their ``AppConfig.ready``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.enums import MomentKind
from programmes.models import Moment, Phase, Programme, Reminder, Theme
from programmes.services.blueprint_reader import read_blueprint
from programmes.services.blueprint_shape import clock_of
from programmes.services.placing import place_moment

FOLDER = Path(__file__).resolve().parent.parent / "blueprints"
START = "start_day"
"""The key in ``moments`` of the start of the programme."""


class Builder(Protocol):
    """Makes of one ``entry`` of a blueprint what the app knows; called inside the transaction.

    ``moment`` is the entry's own moment (None for themes and sections), ``moments`` all by the key of their entry.
    """

    def __call__(
        self,
        *,
        programme: Programme,
        entry: dict[str, Any],
        moment: Moment | None,
        moments: dict[str, Moment],
    ) -> None: ...


class Remover(Protocol):
    """Takes away what the builder of themes made of ``theme``; raises ``ValidationError`` where that cannot be."""

    def __call__(self, *, theme: Theme) -> None: ...


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A reusable plan, read from its file."""

    key: str
    version: int
    name: str
    summary: str
    kind: str
    plan: dict[str, Any]


_builders: dict[str, Builder] = {}
_theme_removers: list[Remover] = []
_words: dict[str, frozenset[str]] = {}


def register_builder(part: str, builder: Builder) -> None:
    """Let ``builder`` make what stands in a blueprint under ``part``: themes, evenings, homework or koersdocument."""
    _builders[part] = builder


def register_theme_remover(remover: Remover) -> None:
    """Let ``remover`` take away what hangs on a theme, before the theme itself goes."""
    if remover not in _theme_removers:
        _theme_removers.append(remover)


def register_words(vocabulary: str, words: Iterable[str]) -> None:
    """Say which keys a blueprint may use: ``vocabulary`` is method, evening_kind, recipe or section_kind."""
    _words[vocabulary] = frozenset(words)
    blueprints.cache_clear()


def known_words() -> dict[str, frozenset[str]]:
    """What was registered with ``register_words``."""
    return dict(_words)


@cache
def blueprints() -> tuple[Blueprint, ...]:
    """The blueprints that come with the product, the empty one last. ``ImproperlyConfigured`` for a wrong file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        reading = read_blueprint(path.read_bytes(), known_words())
        if reading.plan is None:
            raise ImproperlyConfigured(f"{path.name}: " + "; ".join(map(str, reading.problems)))
        plan = reading.plan
        found.append(
            Blueprint(plan["key"], plan["version"], plan["name"], plan["summary"], plan["kind"], plan)
        )
    return tuple(sorted(found, key=lambda blueprint: (blueprint.key == "open", blueprint.name)))


def find_blueprint(key: str) -> Blueprint:
    """The blueprint called ``key``; ``ValidationError`` where there is none."""
    for blueprint in blueprints():
        if blueprint.key == key:
            return blueprint
    raise ValidationError(_("This blueprint does not exist."), code="unknown_blueprint")


def build_theme(*, programme: Programme, theme: Theme) -> None:
    """Let the registered builder make what belongs to ``theme`` (its team)."""
    if builder := _builders.get("themes"):
        builder(programme=programme, entry={"name": theme.name, "theme": theme}, moment=None, moments={})


def unbuild_theme(*, theme: Theme) -> None:
    """Let the registered removers take away what hangs on ``theme``."""
    for remover in _theme_removers:
        remover(theme=theme)


def build_plan(*, programme: Programme, plan: dict[str, Any]) -> dict[str, Moment]:
    """Make phases, evenings, homework, reminders and sections of ``programme`` from ``plan``; the caller's transaction.

    Returns the moments by the key of their entry.
    """
    start = place_moment(programme=programme, kind=MomentKind.START, name="Start", day=programme.starts_on)
    moments: dict[str, Moment] = {START: start}
    for position, entry in enumerate(plan["phases"]):
        moment = place_moment(
            programme=programme,
            kind=MomentKind.PHASE,
            name=entry["name"],
            anchor=start,
            offset_days=entry["day"],
        )
        moments[entry["key"]] = moment
        Phase.objects.create(
            programme=programme, position=position, name=entry["name"], stage=entry["stage"], starts=moment
        )
    for entry in plan["evenings"]:
        moments[entry["key"]] = _place(programme, entry, MomentKind.SESSION, start, entry["day"])
    for entry in plan["homework"]:
        moments[entry["key"]] = _place(
            programme, entry, MomentKind.HOMEWORK, moments[entry["for"]], entry["days"]
        )
    for part in ("evenings", "homework", "koersdocument"):
        if builder := _builders.get(part):
            for entry in plan[part]:
                builder(
                    programme=programme,
                    entry=entry,
                    moment=moments.get(entry.get("key", "")),
                    moments=moments,
                )
    return moments


def _place(
    programme: Programme, entry: dict[str, Any], kind: MomentKind, anchor: Moment, days: int
) -> Moment:
    """The moment of an evening or of homework, with its reminders."""
    name = entry["title"] or entry["key"]
    moment = place_moment(
        programme=programme,
        kind=kind,
        name=name,
        anchor=anchor,
        offset_days=days,
        clock=clock_of(entry["time"]),
    )
    for reminder in entry["reminders"]:
        at = place_moment(
            programme=programme,
            kind=MomentKind.REMINDER,
            name=name,
            anchor=moment,
            offset_days=reminder["days"],
            clock=clock_of(reminder["time"]),
        )
        Reminder.objects.create(moment=at, kind=reminder["kind"])
    return moment
