"""Reads policy goals from what somebody pastes, or from a file: one goal a line, perhaps with when it is due.

As ``pasting`` it never fails and loses no line: what cannot be read says why.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text import clean_text
from programmes.models import PolicyGoal
from programmes.queries.pasting import cells_of

MOST_GOALS = 200
"""In one agreement: more is a budget, not an agreement."""
LONGEST_GOAL = PolicyGoal._meta.get_field("text").max_length or 0
YEARS = range(2000, 2101)

_SEPARATORS = "\t;,"
_MARK = re.compile(r"^\s*(?:[-–•*]|\(?\d{1,3}[.):])\s+")
"""What begins a line of a list: a dash, a dot, a number."""
_COLUMNS = {
    "text": {"doel", "beleidsdoel", "doelstelling", "goal", "policy goal"},
    "due": {"klaar", "klaar in", "klaar op", "datum", "deadline", "termijn", "due", "due on", "date"},
}
_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in a line, as it was read."""

    number: int
    """Of the line, from 1."""
    text: str
    due_on: dt.date | None = None
    problem: str = ""
    """What is to be mended; empty where nothing is."""
    is_double: bool = False
    """Whether it stands above it, or in the agreement, already: then it is left out."""

    @property
    def is_new(self) -> bool:
        """Whether it can be added."""
        return not (self.problem or self.is_double)


def read_goals(text: str, *, known: Collection[str] = ()) -> tuple[GoalLine, ...]:
    """The goals in ``text``, a line each; ``known`` are the texts that the agreement has already."""
    rows = [(number, line.strip()) for number, line in enumerate(clean_text(text).split("\n"), start=1)]
    rows = [(number, line) for number, line in rows if line]
    columns = _columns_of(rows[0][1]) if rows else None
    if columns is not None:
        read = [_by_column(number, line, *columns) for number, line in rows[1:]]
    else:
        read = [_free(number, line) for number, line in rows]
    seen = {one.casefold() for one in known}
    lines = []
    for line in read:
        double = not line.problem and line.text.casefold() in seen
        lines.append(replace(line, is_double=double))
        seen.add(line.text.casefold())
    return tuple(lines)


def read_due(words: str) -> dt.date | None:
    """The day that ``words`` name: 31-12-2027, 2027-12-31, "oktober 2027" or 2027; the last day of a month or a year.

    Raises ``ValueError`` where they name none.
    """
    words = " ".join(words.casefold().split())
    if not words:
        return None
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words):
        day = dt.date(*map(int, match.groups()))
    elif match := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", words):
        day = dt.date(*map(int, reversed(match.groups())))
    elif match := re.fullmatch(r"([0-9]{1,2}) ([^\W\d]+)\.? ([0-9]{4})", words):
        day = dt.date(int(match[3]), _month_of(match[2]), int(match[1]))
    elif match := re.fullmatch(r"([^\W\d]+)\.? ([0-9]{4})", words):
        day = last_day_of(int(match[2]), _month_of(match[1]))
    elif match := re.fullmatch(r"[0-9]{4}", words):
        day = dt.date(int(words), 12, 31)
    else:
        raise ValueError(words)
    if day.year not in YEARS:
        raise ValueError(words)
    return day


def last_day_of(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def counted(lines: Collection[GoalLine]) -> Mapping[str, int]:
    """How many of ``lines`` are new, stand there already, or are to be mended."""
    return {
        "new": sum(line.is_new for line in lines),
        "double": sum(line.is_double for line in lines),
        "wrong": sum(bool(line.problem) for line in lines),
    }


def _month_of(word: str) -> int:
    """The number of the month that ``word`` names or shortens. Raises ``ValueError`` where it names none."""
    for number, names in enumerate(_MONTHS, start=1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):
            return number
    raise ValueError(word)


def _columns_of(line: str) -> tuple[str, dict[str, int]] | None:
    """The separator and the place of each column, where ``line`` names columns and one of them is the goal."""
    for separator in _SEPARATORS:
        words = [word.casefold().strip(" :") for word in cells_of(line, separator)]
        places = {
            column: words.index(word) for column, names in _COLUMNS.items() for word in words if word in names
        }
        if "text" in places:
            return separator, places
    return None


def _by_column(number: int, line: str, separator: str, places: Mapping[str, int]) -> GoalLine:
    cells = cells_of(line, separator)
    found = {column: cells[place] for column, place in places.items() if place < len(cells)}
    return _line(number, found.get("text", ""), found.get("due", ""))


def _free(number: int, line: str) -> GoalLine:
    """A goal, and behind a tab or a semicolon when it is due; a comma is part of a sentence."""
    for separator in "\t;":
        cells = [cell for cell in cells_of(line, separator) if cell]
        if len(cells) > 1:
            return _line(number, separator.join(cells[:-1]).replace("\t", " "), cells[-1])
    return _line(number, cells_of(line, "\t")[0] if line.startswith('"') else line, "")


def _line(number: int, words: str, due: str) -> GoalLine:
    text = clean_text(_MARK.sub("", words), single_line=True)
    if not text:
        return GoalLine(number, words or due, problem=_("There is no goal in this line."))
    if len(text) > LONGEST_GOAL:
        too_long = ngettext(
            "A goal has at most %(count)d character.",
            "A goal has at most %(count)d characters.",
            LONGEST_GOAL,
        )
        return GoalLine(number, text, problem=too_long % {"count": LONGEST_GOAL})
    try:
        return GoalLine(number, text, read_due(due))
    except ValueError:
        unread = _("We do not know the day “%(words)s”. Write it as 31-12-2027 or October 2027.")
        return GoalLine(number, text, problem=unread % {"words": due[:60]})
