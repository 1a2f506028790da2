"""What upper apps know of a programme that a blueprint or the file of a programme would keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from programmes.models import Moment, Programme


@dataclass(frozen=True, slots=True)
class Described:
    """One entry of a blueprint, without its days and its key: those the programme's plan has."""

    fields: dict[str, Any]
    moment: Moment | None = None
    """When it is; None for a part of the koersdocument."""
    evening: Moment | None = None
    """Of homework: the evening at which its harvest is heard."""


Describer = Callable[[Programme], Sequence[Described]]
"""The entries of a programme that say nothing of people and of what they thought up; bounded queries."""

ALL_EVENINGS = "all evenings"
ALL_HOMEWORK = "all homework"

_describers: dict[str, Describer] = {}


def register_describer(part: str, describer: Describer) -> None:
    """Let ``describer`` tell what a programme has of ``part``: evenings, homework or koersdocument.

    For the file of a programme, which has what single teams have too: teams, ``ALL_EVENINGS`` and ``ALL_HOMEWORK``.
    """
    _describers[part] = describer


def described(programme: Programme, part: str) -> Sequence[Described]:
    """What ``programme`` has of ``part``."""
    describer = _describers.get(part)
    return describer(programme) if describer else ()
