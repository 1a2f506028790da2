"""From blocks to what their templates show: notes, signatures, figures and cleaned text, all ready."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import blocks, figures
from .origins import Origins, People
from .palette import Palette
from .typography import markdown

PictureAddress = Callable[[str], str | None]
"""Where the picture of a key can be fetched; None when it is not (or no longer) there."""

_LONGEST_QR = 500
_LONGEST_ROW_OF_DOTS = 14
"""As many as fit in a card; with more, only the number is shown."""
_LONGEST_CARD = 100
"""Characters that a card of the usual height holds; a longer one grows."""
_WIDEST_CARD = 500
"""With more characters than this an idea takes the whole width: a card cannot break over two pages."""
_LONGEST_ANSWER = 450
"""With more characters than this in one of them, the answers of a proposal stand below each other."""
_MOST_THEMES = 4
"""Columns of themes beside the names of the groups."""
_STANDS = {
    "nothing": gettext_lazy("nothing yet"),
    "theme": gettext_lazy("being worked on"),
    "proposal": gettext_lazy("proposal"),
    "decided": gettext_lazy("decided"),
    "left": gettext_lazy("on purpose not"),
}
_STATES = {
    "heard": gettext_lazy("heard"),
    "planned": gettext_lazy("planned"),
    "empty": gettext_lazy("nobody yet"),
    "left": gettext_lazy("on purpose not"),
}
_SAYS = {
    "endorses": gettext_lazy("endorses it"),
    "remark": gettext_lazy("endorses it, with a remark"),
    "declines": gettext_lazy("does not endorse it"),
    "home": gettext_lazy("takes it home for a decision"),
}
_ANSWERS_TOGETHER = 4
"""A proposal without a picture may break after two rows of answers, not before: the code beside it needs that room."""


class Presenter:
    """Turns one block after another into a context; notes get their anchors in this order."""

    def __init__(
        self, *, people: People, origins: Origins, colours: Palette, sans: str, address: PictureAddress
    ) -> None:
        self._people = people
        self._origins = origins
        self._colours = colours
        self._sans = sans
        self._address = address
        self._lessons = 0

    def begin_chapter(self) -> None:
        """Lessons count from 1 in each chapter."""
        self._lessons = 0

    def show(self, block: blocks.Block) -> dict[str, Any]:
        """The context of ``block``'s template, with the template's name in it."""
        context = {
            "template": f"koersdocument/_{block.kind}.html",
            "kind": block.kind,
            "block": block,
            "note": self._origins.note(block.origin),
        }
        specific = getattr(self, f"_{block.kind}", None)
        return context if specific is None else {**context, **specific(block)}

    def card(self, idea: blocks.IdeaCard) -> dict[str, Any]:
        """An idea as an index card."""
        return {
            "idea": idea,
            "note": self._origins.note(idea.origin),
            "authors": self._people.signature(idea.authors),
            "size": "wide-card"
            if len(idea.text) > _WIDEST_CARD
            else "long"
            if len(idea.text) > _LONGEST_CARD
            else "",
            "row_of_dots": 0 < (idea.dots or 0) <= _LONGEST_ROW_OF_DOTS,
        }

    def _text(self, block: blocks.TextBlock) -> dict[str, Any]:
        return {"html": markdown(block.text, below=2 if block.heading else 1)}

    def _quote(self, block: blocks.QuoteBlock) -> dict[str, Any]:
        return {"said_by": self._people.said(block.said_by)}

    def _ideas(self, block: blocks.IdeasBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "cards": [self.card(idea) for idea in block.ideas],
        }

    def _cluster(self, block: blocks.ClusterBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "cards": [self.card(idea) for idea in block.ideas],
        }

    def _proposal(self, block: blocks.ProposalBlock) -> dict[str, Any]:
        answers = block.answers
        asked = [
            (_("What is it?"), answers.what),
            (_("For whom?"), answers.for_whom),
            (_("What does society notice of it?"), answers.society_notices),
            (_("What is the first step?"), answers.first_step),
            (_("Who is needed?"), answers.who_is_needed),
            (_("Which goal does it serve?"), answers.which_goal),
        ]
        given = [(question, markdown(answer, below=3)) for question, answer in asked if answer.strip()]
        stacked = any(len(answer) > _LONGEST_ANSWER for _question, answer in asked)
        together = 1 if stacked else len(given) if block.picture else _ANSWERS_TOGETHER
        return {
            "stacked": stacked,
            "first_answers": given[:together],
            "last_answers": given[together:],
            "film": self._film(block.film),
            "picture": self.picture(block.picture),
            "authors": self._people.signature(block.authors),
        }

    def _decision(self, block: blocks.DecisionBlock) -> dict[str, Any]:
        return {"html": markdown(block.text, below=2), "reason": markdown(block.reason, below=2)}

    def _lesson(self, block: blocks.LessonBlock) -> dict[str, Any]:
        self._lessons += 1
        return {"html": markdown(block.text, below=2), "number": self._lessons}

    def _example(self, block: blocks.ExampleBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "why": markdown(block.why, below=2),
            "authors": self._people.signature(block.authors),
        }

    def _homework(self, block: blocks.HomeworkBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "authors": self._people.signature(block.authors),
            "quoted": self._people.said(block.quoted),
            "picture": self.picture(block.picture),
        }

    def _votes(self, block: blocks.VotesBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "figure": figures.bars(block.rows, self._colours, sans=self._sans),
            "total": sum(row.dots for row in block.rows),
            "has_cards": any(row.cards is not None for row in block.rows),
            "has_outcomes": any(row.outcome for row in block.rows),
        }

    def _goals(self, block: blocks.GoalsBlock) -> dict[str, Any]:
        empty = sum(row.stand == "nothing" for row in block.rows)
        return {"empty": empty, "rows": [(row, _STANDS[row.stand]) for row in block.rows]}

    def _blind_spots(self, block: blocks.BlindSpotsBlock) -> dict[str, Any]:
        """The table, in pieces with as many themes as fit beside each other."""
        pieces = [
            {
                "themes": block.themes[first : first + _MOST_THEMES],
                "rows": [
                    (
                        row.name,
                        [(cell, _STATES[cell.state]) for cell in row.cells[first : first + _MOST_THEMES]],
                    )
                    for row in block.rows
                ],
            }
            for first in range(0, len(block.themes), _MOST_THEMES)
        ]
        cells = [cell.state for row in block.rows for cell in row.cells]
        return {"pieces": pieces, "empty": cells.count("empty"), "total": len(cells)}

    def _endorsed(self, block: blocks.EndorsedBlock) -> dict[str, Any]:
        return {
            "html": markdown(block.text, below=2),
            "rows": [(row, _SAYS[row.stance]) for row in block.rows],
            "yes": sum(row.stance in {"endorses", "remark"} for row in block.rows),
        }

    def _photo(self, block: blocks.PhotoBlock) -> dict[str, Any]:
        return {"picture": self.picture(block.picture)}

    def picture(self, picture: blocks.Picture | None) -> dict[str, Any] | None:
        """Where a picture is, and its words."""
        if picture is None:
            return None
        alternative = picture.alternative or picture.caption or _("Photograph")
        return {"address": self._address(picture.key), "alternative": alternative, "caption": picture.caption}

    def _film(self, film: blocks.Film | None) -> dict[str, Any] | None:
        """A link to the web only; a code too dense for a phone is left out."""
        if film is None or urlsplit(film.url).scheme not in {"http", "https"}:
            return None
        code: SafeString | str = figures.qr(film.url, self._colours) if len(film.url) <= _LONGEST_QR else ""
        shown = film.url.split("://", 1)[1].replace("/", "/\u200b")
        return {"url": film.url, "shown": shown, "title": film.title or _("See it yourself"), "code": code}
