"""What a koersdocument is: one tree of frozen dataclasses.

An edition keeps it as JSON, and the renderer turns it into a book.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .blocks import LATER, Block, IdeaCard, Picture

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
class Style:
    """The house style that a document wears: colours as #RRGGBB, letters, a logo. Frozen with it, like its words.

    ``heading`` and ``body`` are family names; with a ``…_file`` (a key of what is handed to the renderer) the letters
    are the organisation's own, without one they are the product's.
    """

    name: str
    accent: str
    deep: str
    on_deep: str
    ink: str
    heading: str = ""
    heading_file: str = ""
    body: str = ""
    body_file: str = ""
    logo: Picture | None = None

    @property
    def font_files(self) -> tuple[str, ...]:
        """The keys of its own letters."""
        return tuple(key for key in (self.heading_file, self.body_file) if key)


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
    """The programme's colour, as #RRGGBB; darkened where text in it would be hard to read. A style has its own."""
    style: Style | None = field(default=None, metadata=LATER)
    """None for Koerswerk's own look."""
    foreword: Foreword | None = None
    summary: Summary | None = None
    evenings: tuple[Evening, ...] = ()
    appendix: tuple[IdeaCard, ...] = ()
    """All ideas, also those that no chapter shows."""
    register: tuple[Origin, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    thanks: str = ""
