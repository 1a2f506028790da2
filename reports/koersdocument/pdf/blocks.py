"""The blocks of a section: what a koersdocument can show. Frozen, free of names, and only of types that JSON has.

People stand in them as keys ("c1"); the names that they allowed stand in a register beside the content, so that
erasing a name changes neither content nor hash. ``origin`` is a code of ``Document.register``, or empty.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

LATER = {"later": True}
"""For a field that came after the first editions: JSON leaves it out as long as it has its default, so that an
older edition keeps its text and its hash."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the key under which its bytes are handed to the renderer, and what it says to who cannot see it."""

    key: str
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """Where a creative form can be seen or heard: shown as a link and as a QR code."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """One idea as it was caught. ``dots`` is None as long as nobody voted on it."""

    code: str
    text: str
    authors: tuple[str, ...] = ()
    origin: str = ""
    where: str = ""
    """Evening and group in a few words: "avond 2, landschap"."""
    dots: int | None = None
    ending: str = field(default="", metadata=LATER)
    """Where it went: the name of its bundle, or why it goes no further."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Markdown as the facilitator wrote it, below an optional heading."""

    kind: ClassVar[str] = "text"
    text: str
    heading: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """What somebody said, set large. ``said_by`` is a function or a key of a contributor."""

    kind: ClassVar[str] = "quote"
    text: str
    said_by: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class IdeasBlock:
    """Ideas as index cards."""

    kind: ClassVar[str] = "ideas"
    ideas: tuple[IdeaCard, ...]
    heading: str = ""
    text: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ClusterBlock:
    """A bundle: ideas that belong together, their dots, and what became of it."""

    kind: ClassVar[str] = "cluster"
    title: str
    ideas: tuple[IdeaCard, ...]
    text: str = ""
    dots: int | None = None
    outcome: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The six plain questions that every proposal answers; an empty one is left out."""

    what: str = ""
    for_whom: str = ""
    society_notices: str = ""
    first_step: str = ""
    who_is_needed: str = ""
    which_goal: str = ""


@dataclass(frozen=True, slots=True)
class ProposalBlock:
    """What a team ends with, in a creative form."""

    kind: ClassVar[str] = "proposal"
    title: str
    form: str
    team: str
    summary: str = ""
    answers: Answers = Answers()
    film: Film | None = None
    picture: Picture | None = None
    authors: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class DecisionBlock:
    """What a body decided; all decisions also stand together in a list."""

    kind: ClassVar[str] = "decision"
    text: str
    body: str
    decided_on: date
    how: str = ""
    reason: str = ""
    owner: str = ""
    follow_up: str = ""
    follow_up_on: date | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class LessonBlock:
    """What was learned, and from what."""

    kind: ClassVar[str] = "lesson"
    title: str
    text: str
    learned_from: str = ""
    origin: str = ""
    sort: str = field(default="", metadata=LATER)
    """Whether it comes from what worked, in words."""


@dataclass(frozen=True, slots=True)
class ExampleBlock:
    """One time that it worked, or did not, as somebody told it."""

    kind: ClassVar[str] = "example"
    worked: bool
    text: str
    where: str = ""
    why: str = ""
    """What helped, or stood in the way."""
    authors: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class HomeworkBlock:
    """What somebody handed in. ``done`` False: "niet gelukt, en dit leerde ik ervan", told in ``text``."""

    kind: ClassVar[str] = "homework"
    assignment: str
    text: str
    quote: str = ""
    quoted: str = ""
    """Who is quoted, in words that he or she agreed to."""
    done: bool = True
    picture: Picture | None = None
    authors: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A line of a count: what was voted on, of how many cards it consists, its dots, and what became of it."""

    label: str
    dots: int
    cards: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class VotesBlock:
    """The outcome of a round of dots, as bars and as a table."""

    kind: ClassVar[str] = "votes"
    title: str
    rows: tuple[VoteRow, ...]
    voters: int | None = None
    held_on: date | None = None
    text: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """A photograph of the evening, with its caption."""

    kind: ClassVar[str] = "photo"
    picture: Picture
    origin: str = ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A policy goal: when it is due, what hangs on it, and why nothing does where somebody said so."""

    number: int
    text: str
    due_on: date
    stand: Literal["nothing", "theme", "proposal", "decided", "left"]
    things: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class GoalsBlock:
    """The policy goals that the programme serves, those with nothing first."""

    kind: ClassVar[str] = "goals"
    rows: tuple[GoalLine, ...]
    agreement: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class VoiceCell:
    """Whether a group was heard at a theme, and by what, or why not."""

    state: Literal["heard", "planned", "empty", "left"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class GroupVoices:
    """A group with a cell for each theme."""

    name: str
    cells: tuple[VoiceCell, ...]


@dataclass(frozen=True, slots=True)
class BlindSpotsBlock:
    """Who was heard at which theme, and who was not. A theme without a name is the whole programme."""

    kind: ClassVar[str] = "blind_spots"
    themes: tuple[str, ...]
    rows: tuple[GroupVoices, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class BodySays:
    """What an organisation says of a point, by whom and when."""

    body: str
    stance: Literal["endorses", "remark", "declines", "home"]
    said_by: str
    said_on: date
    remark: str = ""
    decide_by: date | None = None
    is_late: bool = False
    because: str = ""
    """Why it corrects what was said before."""


@dataclass(frozen=True, slots=True)
class EndorsedBlock:
    """A point of the koers, and the organisations that said something of it."""

    kind: ClassVar[str] = "endorsed"
    title: str
    rows: tuple[BodySays, ...]
    text: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class AgendaTask:
    """A task of the regional agenda."""

    number: int
    what: str
    form: str
    why: str = ""
    comes_from: str = ""
    puller: str = ""
    with_whom: tuple[str, ...] = ()
    """The organisations, with what each gives and asks."""
    starts_on: date | None = None
    first_step: str = ""
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """The tasks that the region takes up together."""

    kind: ClassVar[str] = "agenda"
    tasks: tuple[AgendaTask, ...]
    origin: str = ""


Block = (
    TextBlock
    | QuoteBlock
    | IdeasBlock
    | ClusterBlock
    | ProposalBlock
    | DecisionBlock
    | LessonBlock
    | ExampleBlock
    | HomeworkBlock
    | VotesBlock
    | PhotoBlock
    | GoalsBlock
    | BlindSpotsBlock
    | EndorsedBlock
    | AgendaBlock
)
