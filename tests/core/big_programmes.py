"""Programmes as large as the product must draw them, made up."""

import datetime as dt

from core.clock import AMSTERDAM
from core.drawing import Stretch, Waypoint
from core.drawing.parts import State

START = dt.datetime(2027, 1, 14, 17, 30, tzinfo=AMSTERDAM)
DAYS = 300
PHASES = ("Verkennen", "Verzamelen", "Bundelen", "Kiezen", "Delen")


def big(*, evenings: int, teams: int) -> tuple[list[Waypoint], list[Stretch], dt.datetime]:
    """Evenings over ten months, of which a third has been; homework before each second one, and a proposal per team."""
    step = dt.timedelta(days=DAYS / evenings)
    done = evenings // 3
    ways = []
    for number in range(evenings):
        state: State = "done" if number < done else "next" if number == done else "planned"
        at, level = START + number * step, min(number, evenings - 1 - number, 4)
        ways.append(
            Waypoint("evening", at, f"Avond {number + 1}", url=f"/{number}/", level=level, state=state)
        )
        if number % 2:
            handed_in: State = "done" if number <= done else "planned"
            ways.append(
                Waypoint("homework", at - step / 4, f"Huiswerk {number}", level=level, state=handed_in)
            )
    agreed = START + dt.timedelta(days=DAYS * 0.8)
    ways += [
        Waypoint("result", agreed + dt.timedelta(days=number), f"Voorstel {number + 1}")
        for number in range(teams)
    ]
    edges = [START + dt.timedelta(days=DAYS / len(PHASES) * number - 3) for number in range(len(PHASES) + 1)]
    phases = [
        Stretch(name, begins, ends, current=position == 1)
        for position, (name, begins, ends) in enumerate(zip(PHASES, edges, edges[1:], strict=False))
    ]
    return ways, phases, START + (done - 0.4) * step
