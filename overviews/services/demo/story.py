"""How a programme of the demo is written down, so that its words are read and mended apart from its making."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from outcomes.enums import DecidedHow


class Thought(NamedTuple):
    """An idea: who had it, the words, the bundle that it went into, or why it went no further."""

    who: str
    text: str
    bundle: str = ""
    ending: str = ""


class Handed(NamedTuple):
    """Homework: who, the answers by harvest field; or what was learned when it did not work out."""

    who: str
    answers: dict[str, str]
    learned: str = ""


class Learned(NamedTuple):
    """A lesson of an evening: on which one, the team, whether it comes from what worked, and the words."""

    evening: str
    team: str
    worked: bool
    text: str


class Round(NamedTuple):
    """A round of dots that is over: on which evening, the team, its question, dots per person by bundle."""

    evening: str
    team: str
    title: str
    budget: int
    dots: Mapping[str, Mapping[str, int]]


class Decided(NamedTuple):
    """What was decided on a proposal: by whom, how many days ago, in which words (see ``record_decision``)."""

    body: str
    days_ago: int
    verdict: str
    reason: str
    owner: str
    look_back_in: int
    how: str = DecidedHow.UNANIMOUS


class Plan(NamedTuple):
    """A proposal: its bundle, its words, how many days ago the team agreed (None: it is being written)."""

    bundle: str
    words: Mapping[str, str]
    agreed: int | None = None
    decided: Decided | None = None


class Task(NamedTuple):
    """A task of the regional agenda (see ``change_task``); ``puller`` is the name of an organisation."""

    what: str
    why: str
    form: str
    puller: str
    pulled_by: str
    first_step: str
    gives: Mapping[str, tuple[str, str]]
    """What each organisation gives and asks, by its name."""


class Region(NamedTuple):
    """What is prepared for the conference with this title: organisations with who speaks for them and in which capacity,
    the points that they will be asked to endorse, and the tasks that are on the agenda already."""

    evening: str
    bodies: tuple[tuple[str, str, str], ...]
    points: tuple[str, ...]
    tasks: tuple[Task, ...]


class Extra(NamedTuple):
    """Homework that the facilitator gave besides that of the blueprint."""

    recipe: str
    title: str
    evening: str
    days_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A programme: whoever is named in it stands in ``people`` by the first name, in lower case."""

    kind: str
    """The key of its blueprint; with ``name``, ``question`` and ``mandate`` what one fills in when setting it up."""
    name: str
    question: str
    mandate: str
    client: tuple[str, str]
    """The organisation that asked for it, and its kind."""
    began: int
    """How many days ago it began, at most: it was a Thursday. Below 0: a concept, which begins in so many days."""
    cast: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Who takes part, by team ("" for none), then by role."""
    place: str
    thoughts: Mapping[str, tuple[Thought, ...]]
    """By the title of the evening; an idea belongs to the team of who had it."""
    homework: Mapping[str, tuple[Handed, ...]]
    """By the title of the assignment."""
    bundled: str = ""
    """The title of the evening on which ideas were put together."""
    extra: Extra | None = None
    round: Round | None = None
    plans: tuple[Plan, ...] = ()
    lessons: tuple[Learned, ...] = ()
    region: Region | None = None
    cover: Mapping[str, str]
    """The opening pages of the koersdocument (see ``edit_front``)."""
    parts: Mapping[str, tuple[str, str]]
    """By the title of a part: what opens it, and its text (empty: that of the blueprint)."""
