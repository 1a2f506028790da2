"""Who sits in which team, as the app of the teams tells it: programmes stand below teams and know none."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.clock import today
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Seat:
    """A team that somebody can sit in, or sits in with ``role``."""

    team_id: int
    public_id: str
    team: str
    role: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    """From when until when somebody sits there; None: since it was given, and until further notice."""
    is_over: bool = False
    """Whether it was ended, before its last day or without one."""

    @property
    def is_now(self) -> bool:
        """Whether somebody sits there today already."""
        return self.starts_on is None or self.starts_on <= today()


TeamLister = Callable[[Programme], Sequence[Seat]]
"""Takes a programme; its teams in their order. 1 query."""

SeatFinder = Callable[[Iterable[int]], dict[int, list[Seat]]]
"""Takes primary keys of participations; the seats of each that has one, today's before those to come. 1 query."""

SeatTeller = Callable[[int], Sequence[Seat]]
"""Takes the primary key of a participation; every seat that it had, has and will have. 1 query."""

_listers: list[TeamLister] = []
_finders: list[SeatFinder] = []
_tellers: list[SeatTeller] = []


def register_seats(*, teams: TeamLister, seats: SeatFinder, ever: SeatTeller) -> None:
    """Let ``teams``, ``seats`` and ``ever`` tell about teams; called in ``AppConfig.ready``."""
    _listers[:] = [teams]
    _finders[:] = [seats]
    _tellers[:] = [ever]


def teams_of(programme: Programme) -> list[Seat]:
    """The teams of ``programme``. 1 query."""
    return [seat for lister in _listers for seat in lister(programme)]


def seats_of(participations: Iterable[int]) -> dict[int, list[Seat]]:
    """The seats of the participations with these primary keys; those without one are left out. 1 query."""
    keys = list(participations)
    return {key: seats for finder in _finders for key, seats in finder(keys).items()}


def seats_ever(participation: int) -> list[Seat]:
    """Every seat that the participation with this primary key had, has and will have. 1 query."""
    return [seat for teller in _tellers for seat in teller(participation)]
