"""The course line: pure geometry, from what a programme plans and did to what a template writes as SVG.

x is time; y is how much is still open, in steps from 0 (the ground) up. Between two waypoints the line runs
level, with one straight leg halfway where the level changes; corners are round. Solid to today, dotted after.
What would touch is told once: evenings, homework and results that stand too near share a mark that says how many.
"""

import datetime as dt
from collections.abc import Iterable

from core.drawing.lanes import Calendar, Free, Lane, Post, lay_lanes
from core.drawing.lying import lay_course
from core.drawing.parts import (
    HIGHEST,
    Course,
    Kind,
    Label,
    Lying,
    Mark,
    Small,
    State,
    Stop,
    Stretch,
    Waypoint,
    in_order,
    levels,
)
from core.drawing.small import draw_small
from core.drawing.upright import stand_course

__all__ = [
    "HIGHEST",
    "Calendar",
    "Course",
    "Free",
    "Kind",
    "Label",
    "Lane",
    "Lying",
    "Mark",
    "Post",
    "Small",
    "State",
    "Stop",
    "Stretch",
    "Waypoint",
    "draw_course",
    "draw_small",
    "lay_course",
    "lay_lanes",
    "levels",
    "stand_course",
]


def draw_course(
    waypoints: Iterable[Waypoint], stretches: Iterable[Stretch] = (), *, now: dt.datetime
) -> Course:
    """The course of a programme, lying and upright. Every time is aware."""
    ordered, phases = in_order(waypoints), sorted(stretches, key=lambda stretch: stretch.starts)
    return Course(lay_course(ordered, phases, now=now), stand_course(ordered, phases))
