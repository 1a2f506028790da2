"""Who sits in which team, as the app of the teams tells it: programmes stand below teams and know none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Seat:
    """A team that somebody can sit in, or sits in with ``role``."""

    team_id: int
    public_id: str
    team: str
    role: str = ""


TeamLister = Callable[[Programme], Sequence[Seat]]
"""Takes a programme; its teams in their order. 1 query."""

SeatFinder = Callable[[Iterable[int]], dict[int, list[Seat]]]
"""Takes primary keys of participations; the seats of each that has one. 1 query."""

_listers: list[TeamLister] = []
_finders: list[SeatFinder] = []


def register_seats(*, teams: TeamLister, seats: SeatFinder) -> None:
    """Let ``teams`` and ``seats`` tell about teams; called in ``AppConfig.ready``."""
    _listers[:] = [teams]
    _finders[:] = [seats]


def teams_of(programme: Programme) -> list[Seat]:
    """The teams of ``programme``. 1 query."""
    return [seat for lister in _listers for seat in lister(programme)]


def seats_of(participations: Iterable[int]) -> dict[int, list[Seat]]:
    """The seats of the participations with these primary keys; those without one are left out. 1 query."""
    keys = list(participations)
    return {key: seats for finder in _finders for key, seats in finder(keys).items()}
