"""What a koersdocument is: one tree of frozen dataclasses.

An edition keeps it as JSON, and the renderer turns it into a book.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .blocks import Block, IdeaCard

EditionState = Literal["concept", "checked", "final"]


@dataclass(frozen=True, slots=True)
class Foreword:
    """One sentence that opens the book on a page of its own, and who said it."""

    quote: str
    said_by: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The document in one page: a lead, the course in at most seven sentences, and a few paragraphs of Markdown."""

    lead: str
    course: tuple[str, ...] = ()
    text: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter. ``lead`` opens it in a larger letter; ``about`` describes it in the table of contents."""

    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    about: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TeamHarvest:
    """How many ideas a team had on an evening."""

    team: str
    ideas: int


@dataclass(frozen=True, slots=True)
class Evening:
    """An evening of the programme: a bend in the course line, as wide as its number of ideas."""

    number: int
    held_on: date
    subject: str
    harvest: tuple[TeamHarvest, ...]
    place: str = ""
    people: int | None = None

    @property
    def ideas(self) -> int:
        """The ideas of all teams together."""
        return sum(share.ideas for share in self.harvest)


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of the register: where something in the document was said, made or counted."""

    code: str
    what: str
    on: date | None = None
    place: str = ""
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who took part, by key. ``consent`` says how: with a name, with a function, or anonymously."""

    key: str
    consent: Literal["name", "function", "anonymous"]
    team: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that an edition publishes. Names and pictures stand beside it, never in it."""

    title: str
    programme: str
    client: str
    host: str
    question: str
    period_start: date
    period_end: date
    edition_number: int
    """0 for the draft as it stands, which is no edition yet."""
    edition_state: EditionState
    sections: tuple[Section, ...]
    subtitle: str = ""
    mandate: str = ""
    published_on: date | None = None
    language: str = "nl"
    accent: str = "#A3431F"
    """The house style's colour, as #RRGGBB; darkened where text in it would be hard to read."""
    foreword: Foreword | None = None
    summary: Summary | None = None
    evenings: tuple[Evening, ...] = ()
    appendix: tuple[IdeaCard, ...] = ()
    """All ideas, also those that no chapter shows."""
    register: tuple[Origin, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    thanks: str = ""
