"""What stands in a verslag, as its pages, its mails and its file show it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ideas.queries.ideas import IdeaCard


@dataclass(frozen=True, slots=True)
class Point:
    """An agreement or an action point: what, and how or by whom and when."""

    what: str
    about: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the evening: minutes as planned and as they were."""

    title: str
    at: dt.datetime
    planned: int
    took: int

    @property
    def difference(self) -> str:
        """How much longer or shorter, in words."""
        if self.took > self.planned:
            return _("%(n)d longer") % {"n": self.took - self.planned}
        if self.took < self.planned:
            return _("%(n)d shorter") % {"n": self.planned - self.took}
        return _("as planned")


@dataclass(frozen=True, slots=True)
class Strip:
    """A block on the bars of plan and reality, out of ``WIDE``."""

    x: int
    width: int
    is_over: bool
    """Whether it took longer than planned."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bundle in a round of dots."""

    title: str
    cards: int
    dots: int
    width: int
    is_tie: bool
    """Whether another bundle has as many dots."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of dots that was closed on the evening."""

    title: str
    team: str
    rows: tuple[Row, ...]
    placed: int
    voters: int
    left: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Ideas that lay together that evening; without a title those that lay in no bundle."""

    title: str
    team: str
    dots: int
    ideas: tuple[IdeaCard, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that homework brought to the evening."""

    url: str
    stored: str
    """Its name in the storage."""
    description: str
    by: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Task:
    """Homework that was given for the time after the evening."""

    title: str
    url: str
    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Table:
    """Who of one team were there, as each consented; ``nameless`` are those who wish no name."""

    team: str
    names: tuple[str, ...]
    nameless: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its heading, and the facilitator's own words in it."""

    kind: str
    label: str
    heading: str
    aside: str
    remark: str
    stands: bool
    """Whether the facilitator lets it stand in the verslag."""
    is_empty: bool
    """Whether there is nothing in it."""

    @property
    def shown(self) -> bool:
        """Whether a reader sees it."""
        return self.stands and (not self.is_empty or bool(self.remark))

    @property
    def template(self) -> str:
        """What shows its content."""
        return f"verslag/_{self.kind}.html"
