"""The library of methods that comes with the product, in the language of the reader."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from sessions.models import AgendaItem, OwnMethod

FILE = Path(__file__).resolve().parent.parent / "methods.yaml"
LANGUAGES = ("nl", "en")
PANELS = (
    "capture",
    "words",
    "cards",
    "dots",
    "harvest",
    "consent",
    "scores",
    "ranking",
    "tables",
    "reflection",
    "examples",
    "endorsement",
    "regional_agenda",
    "presenting",
)
"""What the screens of a method may hold."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to run a block of an evening."""

    key: str
    name: str
    purpose: str
    steps: tuple[str, ...]
    material: str
    minutes: int
    """How long it usually takes."""
    least: int
    most: int
    """For how many people it works."""
    captures: bool
    """Whether ideas are caught in it, which stay hidden until the evening leaves it."""
    is_break: bool
    """Whether nobody has to do anything in it."""
    aim: str
    """What one wants to happen (``MethodAim``)."""
    panels: tuple[str, ...]
    """Keys of what the screens show of the work while it runs (``sessions.panels``)."""
    when_not: tuple[str, ...]
    """When another method is better."""
    sketch: str
    """The name of its drawing."""
    is_own: bool = False
    """Whether the organisation made it."""

    @property
    def drawing(self) -> str:
        """The template of its drawing."""
        return f"evenings/sketches/{self.sketch}.html"

    def fits(self, people: int) -> bool:
        """Whether it works with so many."""
        return self.least <= people <= self.most


def _usual_panels(entry: dict[str, Any]) -> list[str]:
    """The panels of a method whose entry names none."""
    if entry.get("captures"):
        return ["capture"]
    return ["cards"] if entry.get("shows_ideas") else []


@cache
def _read() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def _methods_in(language: str) -> dict[str, Method]:
    return {
        key: Method(
            key=key,
            name=entry["name"][language],
            purpose=entry["purpose"][language],
            steps=tuple(entry["steps"][language]),
            material=entry.get("material", {}).get(language, ""),
            minutes=entry["minutes"],
            least=entry["people"][0],
            most=entry["people"][1],
            captures=entry.get("captures", False),
            is_break=entry.get("is_break", False),
            aim=entry["aim"],
            panels=tuple(entry.get("panels", _usual_panels(entry))),
            when_not=tuple(entry["when_not"][language]),
            sketch=entry["sketch"],
        )
        for key, entry in _read().items()
    }


def methods() -> dict[str, Method]:
    """All methods by key, in the order of the file, in the active language (Dutch where we do not speak it)."""
    language = (get_language() or "nl")[:2]
    return _methods_in(language if language in LANGUAGES else "nl")


def method_keys() -> list[str]:
    """The keys, whatever the language."""
    return list(_read())


def method_of(key: str) -> Method:
    """The method called ``key``; a conversation for one that the library no longer has."""
    known = methods()
    return known.get(key) or known["conversation"]


def method_names() -> dict[str, str]:
    """What the methods are called, by key."""
    return {key: method.name for key, method in methods().items()}


def own_as_method(own: OwnMethod, like: str = "") -> Method:
    """A method of an organisation, which behaves as the one that it is (or, when it was chosen, was) ``like``."""
    return replace(
        method_of(like or own.like),
        key=own.key,
        name=own.name,
        purpose=own.purpose,
        steps=tuple(own.steps.splitlines()),
        when_not=tuple(own.when_not.splitlines()),
        material=own.material,
        minutes=own.minutes,
        least=own.least,
        most=own.most,
        is_own=True,
    )


def method_in(item: AgendaItem) -> Method:
    """The method of a block that was read with its ``own_method``. No query."""
    return own_as_method(item.own_method, item.method) if item.own_method else method_of(item.method)


def own_methods(organisation_id: int) -> list[OwnMethod]:
    """What an organisation added to the library, by name. 1 query."""
    return list(OwnMethod.objects.present().filter(organisation=organisation_id))


def library_of(organisation_id: int) -> dict[str, Method]:
    """All methods that a draaiboek of an organisation can have: its own ones first. 1 query."""
    return {own.key: own_as_method(own) for own in own_methods(organisation_id)} | methods()
