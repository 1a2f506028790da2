"""Where everything comes from: each block prints its code, and the register leads back to the pages that have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .codec import ContentError
from .content import Contributor, Origin
from .typography import enumerate_words

_MOST_NAMES = 4
"""In a line of the register; of more people it counts the others."""


@dataclass(frozen=True, slots=True)
class Note:
    """An origin as it stands beside a block or in a line; ``anchor`` is what the register links back to."""

    anchor: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register, with the places that it leads back to."""

    origin: Origin
    said_by: str
    anchors: tuple[str, ...]


class People:
    """Names as each person allowed them. Who is not in the register of names, or no longer, is anonymous."""

    def __init__(self, contributors: Sequence[Contributor], names: Mapping[str, str]) -> None:
        self._names = {
            person.key: names.get(person.key, "").strip() if person.consent != "anonymous" else ""
            for person in contributors
        }
        self._contributors = contributors

    def signature(self, keys: Sequence[str], *, most: int | None = None) -> str:
        """The authors in a line: "Noor Postma, wethouder en anoniem"; empty when there are none.

        With more than ``most`` of them, the others are counted.
        """
        known = [name for key in keys if (name := self._names.get(key, ""))]
        if len(known) < len(keys):
            known.append(_("anonymous"))
        if most is not None and len(known) > most:
            others = len(known) - most + 1
            known[most - 1 :] = [ngettext("%(n)d other", "%(n)d others", others) % {"n": others}]
        return enumerate_words(known)

    def said(self, words: str) -> str:
        """Who said something: the name behind a key, or the words themselves when they are no key."""
        return self.signature([words]) if words in self._names else words

    def named(self) -> list[str]:
        """Who took part with a name, in alphabetical order."""
        return self._with("name")

    def by_function(self) -> list[str]:
        """The functions of those who took part with that only."""
        return self._with("function")

    def anonymous(self) -> int:
        """How many took part without being named."""
        return sum(not self._names[person.key] for person in self._contributors)

    def _with(self, consent: str) -> list[str]:
        found = [
            self._names[p.key] for p in self._contributors if p.consent == consent and self._names[p.key]
        ]
        return sorted(found, key=str.casefold)


class Origins:
    """Hands out anchors in the order of the book and remembers them. A chapter's first place of a code is enough."""

    def __init__(self, register: Sequence[Origin]) -> None:
        self._origins = {origin.code: origin for origin in register}
        self._anchors: dict[str, list[str]] = {origin.code: [] for origin in register}
        self._in_chapter: set[str] = set()
        self._count = 0

    def begin_chapter(self) -> None:
        """From here on the register names a new place of each code."""
        self._in_chapter.clear()

    def note(self, code: str) -> Note | None:
        """The note for ``code``, or None for an empty code. Raises ContentError when the register does not have it."""
        if not code:
            return None
        if code not in self._origins:
            raise ContentError(f"origin {code[:40]!r} is not in the register")
        self._count += 1
        anchor = f"b{self._count}"
        if code not in self._in_chapter:
            self._in_chapter.add(code)
            self._anchors[code].append(anchor)
        return Note(anchor, code, self._origins[code].what)

    def lines(self, people: People) -> list[RegisterLine]:
        """The register: every origin that was used, in the order of its codes."""
        return [
            RegisterLine(
                origin, people.signature(origin.said_by, most=_MOST_NAMES), tuple(self._anchors[code])
            )
            for code, origin in self._origins.items()
            if self._anchors[code]
        ]
