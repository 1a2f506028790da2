"""Reads people from whatever somebody pastes: lines of a mail program, of a spreadsheet, of a list.

It never fails and loses no line: what cannot be read comes back as it stands, for a person to mend.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.text import clean_text

LONGEST_LINE = 2000
_ADDRESS = re.compile(r"<?(?:mailto:)?([^\s<>,;\"()]*@[^\s<>,;\"()]*)>?", re.IGNORECASE)
_SEPARATORS = "\t;,"
_COLUMNS = {
    "email": {
        "e-mail",
        "email",
        "mail",
        "e-mailadres",
        "emailadres",
        "mailadres",
        "adres",
        "address",
        "e-mail address",
    },
    "name": {"naam", "name", "volledige naam", "full name", "wie"},
    "first": {"voornaam", "first name", "roepnaam"},
    "last": {"achternaam", "last name", "surname"},
    "organisation": {"organisatie", "organisation", "organization", "werkt bij", "bedrijf"},
    "role": {"rol", "role"},
    "team": {"team", "themateam", "thema"},
}


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One person in a line, as it was read. Without an address when none was found."""

    number: int
    """Of the line, from 1."""
    text: str
    email: str = ""
    name: str = ""
    organisation: str = ""
    role: str = ""
    """The word in the column, if there is one."""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """All that was read."""

    lines: tuple[PastedLine, ...] = ()
    heading: str = ""
    """The line that names the columns, if there is one."""

    def text_of(self, numbers: Sequence[int]) -> str:
        """The lines with ``numbers`` as they stood there, below the heading that explains them."""
        kept = {line.number: line.text for line in self.lines if line.number in set(numbers)}
        return "\n".join([*([self.heading] if self.heading and kept else []), *kept.values()])


def read_people(text: str) -> Pasted:
    """Who stands in ``text``: at least one ``PastedLine`` for each line with something on it."""
    rows = [(number, line.strip()) for number, line in enumerate(clean_text(text).split("\n"), start=1)]
    rows = [(number, line) for number, line in rows if line]
    if rows and (columns := _columns_of(rows[0][1])):
        separator, places = columns
        lines = tuple(_by_column(number, line, separator, places) for number, line in rows[1:])
        return Pasted(lines, rows[0][1])
    return Pasted(tuple(person for number, line in rows for person in _free(number, line)))


def decode_file(content: bytes) -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16 with BOM, or what a Dutch Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _columns_of(line: str) -> tuple[str, dict[str, int]] | None:
    """The separator and the place of each column, where ``line`` names columns and one of them is the address."""
    if "@" in line:
        return None
    for separator in _SEPARATORS:
        words = [word.casefold().strip(" :") for word in cells_of(line, separator)]
        places = {
            column: words.index(word) for column, names in _COLUMNS.items() for word in words if word in names
        }
        if "email" in places:
            return separator, places
    return None


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of ``line``; a separator within quotes does not separate."""
    try:
        cells = next(csv.reader([line[:LONGEST_LINE]], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        cells = line.split(separator)
    return [clean_text(cell, single_line=True) for cell in cells]


def _by_column(number: int, line: str, separator: str, places: dict[str, int]) -> PastedLine:
    cells = cells_of(line, separator)
    found = {column: cells[place] for column, place in places.items() if place < len(cells)}
    name = found.get("name") or " ".join(filter(None, (found.get("first"), found.get("last"))))
    return PastedLine(
        number=number,
        text=line,
        email=_bare(found.get("email", "")),
        name=name,
        organisation=found.get("organisation", ""),
        role=found.get("role", ""),
        team=found.get("team", ""),
    )


def _bare(cell: str) -> str:
    """The address in ``cell``, without the name and the brackets around it; the cell itself where there is none."""
    match = _ADDRESS.search(cell)
    return match.group(1) if match else cell


def _free(number: int, line: str) -> Iterator[PastedLine]:
    """The people in a line without columns: one, or several that a mail program put behind each other."""
    whole = PastedLine(number=number, text=line)
    if len(line) > LONGEST_LINE or "@" not in line:
        yield replace(whole, name=line if "@" not in line else "")
        return
    cells = [cell for cell in _split(line) if cell]
    addressed = [place for place, cell in enumerate(cells) if "@" in cell]
    if len(addressed) > 1:
        yield from _many(whole, cells)
        return
    place = addressed[0]
    email, beside = _address_and_name(cells[place])
    before, after = cells[:place], cells[place + 1 :]
    name = beside or " ".join(before) or (after.pop(0) if after else "")
    yield replace(whole, email=email, name=name, organisation=after[0] if after else "")


def _many(whole: PastedLine, cells: list[str]) -> Iterator[PastedLine]:
    """Each address with the name in its own cell, or else in the cells before it."""
    waiting: list[str] = []
    for cell in cells:
        if "@" not in cell:
            waiting.append(cell)
            continue
        email, beside = _address_and_name(cell)
        yield replace(whole, email=email, name=beside or " ".join(waiting))
        waiting = []


def _split(line: str) -> list[str]:
    """The cells between separators of any kind; addresses that only a space parts are cells too."""
    cells: list[str] = []
    for cell in _quoted_apart(line):
        parts = cell.split() if cell.count("@") > 1 and '"' not in cell else [cell]
        cells += parts
    return [clean_text(cell, single_line=True) for cell in cells]


def _quoted_apart(line: str) -> list[str]:
    """``line`` cut at tabs, semicolons and commas, but not within quotes."""
    cells, cell, quoted = [], "", False
    for letter in line:
        if letter == '"':
            quoted = not quoted
        if letter in _SEPARATORS and not quoted:
            cells.append(cell)
            cell = ""
        else:
            cell += letter
    return [*cells, cell] if not quoted else re.split(f"[{_SEPARATORS}]", line)


def _address_and_name(cell: str) -> tuple[str, str]:
    """The address in ``cell`` and what stands around it."""
    match = _ADDRESS.search(cell)
    if match is None:  # an @ between brackets or quotes only
        return cell, ""
    around = f"{cell[: match.start()]} {cell[match.end() :]}"
    name = clean_text(around.replace('"', " ").strip(" <>()"), single_line=True)
    return match.group(1), name[1:-1] if len(name) > 2 and name[0] == name[-1] == "'" else name
