"""Codes for where things come from and keys for people and pictures, given out while blocks are made."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import capfirst

from core.clock import local
from homework.models import Picture as StoredPicture
from ideas.models import Idea
from ideas.queries.ideas import authors_of
from programmes.models import Participation
from reports.koersdocument.pdf.content import Origin


@dataclass
class Registers:
    """Gives out codes while blocks are made: the same thing always gets the same one."""

    origins: dict[tuple[str, int, int], Origin] = field(default_factory=dict)
    people: dict[int, tuple[str, Participation]] = field(default_factory=dict)
    """By the primary key of the person, who was perhaps a guest of an evening before taking part."""
    pictures: dict[str, StoredPicture] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    """Who spoke at an origin, by its code."""

    def person(self, participation: Participation | None) -> tuple[str, ...]:
        """The key of a contributor, as authors of a block hold it."""
        if participation is None:
            return ()
        known = self.people.get(participation.person_id)
        key = known[0] if known else f"c{len(self.people) + 1}"
        if known is None or (known[1].until is not None and participation.until is None):
            self.people[participation.person_id] = (key, participation)
        return (key,)

    def authors(self, idea: Idea) -> tuple[str, ...]:
        """The keys of whose idea it is, each once; the others of a pair or a table too. They were fetched along."""
        keys = (key for author in authors_of(idea) for key in self.person(author))
        return tuple(dict.fromkeys(keys))

    def origin(
        self,
        what: str,
        on: dt.datetime | dt.date | None,
        place: str,
        *key: Any,
        said_by: tuple[str, ...] = (),
    ) -> str:
        """The code of the origin called ``what``, which begins a line; ``key`` says when two are the same.

        ``said_by`` are keys of people; each use of an origin adds its own.
        """
        full = (str(key[0]), int(key[1]), int(key[2]) if len(key) > 2 and key[2] else 0)
        if full not in self.origins:
            day = local(on).date() if isinstance(on, dt.datetime) else on
            code = f"H{len(self.origins) + 1:02}"
            self.origins[full] = Origin(code=code, what=capfirst(what), on=day, place=place)
        code = self.origins[full].code
        said = self.said.setdefault(code, [])
        said += [person for person in said_by if person not in said]
        return code

    def register(self) -> tuple[Origin, ...]:
        """The origins in the order of their codes, each with who spoke there."""
        return tuple(
            replace(origin, said_by=tuple(self.said[origin.code])) for origin in self.origins.values()
        )
