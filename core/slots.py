"""Named places on a lower page that an upper app fills, so that imports keep their one direction.

A page offers a slot by asking ``fill("programme_home", programme=…, viewer=…)``; an upper app registers in its
``AppConfig.ready`` a function that reads (a bounded number of queries) and says which fragment shows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Filler = Callable[..., "Filling | None"]


@dataclass(frozen=True, slots=True)
class Filling:
    """A fragment's template and what it shows."""

    template: str
    context: Mapping[str, Any]


_fillers: dict[str, list[tuple[int, str, Filler]]] = {}


def register(slot: str, filler: Filler, *, order: int = 50) -> None:
    """Let ``filler`` fill ``slot``; lower ``order`` stands first. Registering the same function again changes
    nothing."""
    entry = (order, f"{filler.__module__}.{filler.__qualname__}", filler)
    entries = _fillers.setdefault(slot, [])
    if all(name != entry[1] for _, name, _ in entries):
        entries.append(entry)
        entries.sort(key=lambda item: item[:2])


def fill(slot: str, **about: Any) -> list[Filling]:
    """What the registered apps put into ``slot``, in order; those with nothing to show are left out."""
    return [filling for _, _, filler in _fillers.get(slot, []) if (filling := filler(**about)) is not None]
