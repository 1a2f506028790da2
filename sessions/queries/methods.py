"""The library of methods that comes with the product, in the language of the reader."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).resolve().parent.parent / "methods.yaml"
LANGUAGES = ("nl", "en")


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
    shows_ideas: bool
    """Whether people read the ideas in it: then they stand on the wall, once they were revealed."""
    is_break: bool
    """Whether nobody has to do anything in it."""


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
            shows_ideas=entry.get("shows_ideas", False),
            is_break=entry.get("is_break", False),
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
