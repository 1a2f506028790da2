"""What a benchmark tells: a figure, its goal and whether it holds."""

import json
import math
import resource
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value that must not pass ``goal``. Where ``blocks`` is false the goal is an aim."""

    name: str
    value: float
    goal: float
    unit: str
    blocks: bool

    @property
    def holds(self) -> bool:
        """Whether the goal is met."""
        return self.value <= self.goal

    def as_json(self) -> str:
        """One line for a machine."""
        value = round(self.value, 3) if math.isfinite(self.value) else None
        return json.dumps(asdict(self) | {"value": value, "holds": self.holds}, ensure_ascii=False)


def child_seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds, user and system, of the processes that ``work`` starts and waits for; the least of ``rounds``."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        work()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _round in range(rounds))
