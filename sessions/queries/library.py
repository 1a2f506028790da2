"""The library of methods as somebody looks through it for an evening."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core.rendering import NavLink
from sessions.enums import MethodAim
from sessions.models import Session
from sessions.queries.coming import Counts
from sessions.queries.methods import Method, library_of

MOST_PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for."""

    aim: str = ""
    asked: str = ""
    people: int | None = None
    after: str = ""
    """The public id of the block after which it will stand; empty: at the end."""

    def query(self, **other: object) -> str:
        """This wish in an address, with what is ``other``."""
        kept = {"aim": self.aim, "q": self.asked, "people": self.people, "after": self.after, **other}
        return urlencode({name: value for name, value in kept.items() if value})


@dataclass(frozen=True, slots=True)
class Library:
    """What fits the wish."""

    methods: tuple[Method, ...]
    chips: tuple[NavLink, ...]
    total: int
    wish: Wish
    coming: int
    """How many come to the evening; 0 where nobody said so."""

    @property
    def for_those_coming(self) -> str:
        """The wish, in an address, for as many people as come."""
        return self.wish.query(people=self.coming)


def library(*, evening: Session, wish: Wish, counts: Counts, here: str) -> Library:
    """The methods for ``evening`` that fit ``wish``, and how many there are of each aim. 1 query."""
    everything = list(library_of(evening.programme.host_id).values())
    found = [method for method in everything if _fits(method, wish)]
    kept = [method for method in found if wish.aim in ("", method.aim)]
    return Library(
        methods=tuple(kept),
        chips=tuple(_chips(found, wish, here)),
        total=len(everything),
        wish=wish,
        coming=counts.yes,
    )


def _fits(method: Method, wish: Wish) -> bool:
    """Whether all that was asked stands in its words, and it works with so many people."""
    if wish.people is not None and not method.fits(wish.people):
        return False
    text = " ".join((method.name, method.purpose, method.material, *method.steps)).casefold()
    return all(word in text for word in wish.asked.casefold().split())


def _chips(found: list[Method], wish: Wish, here: str) -> list[NavLink]:
    def chip(aim: str, label: str) -> NavLink:
        count = len(found) if not aim else sum(method.aim == aim for method in found)
        return NavLink(url=f"{here}?{wish.query(aim=aim)}", label=label, current=wish.aim == aim, count=count)

    return [chip("", _("All")), *(chip(aim.value, str(aim.label).capitalize()) for aim in MethodAim)]
