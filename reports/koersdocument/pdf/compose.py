"""The whole document as HTML: front matter, chapters, what is made from them (decisions, course, people), register.

One set of templates serves the book and the web page. Nothing is fetched and no table is read: a document, the names
beside it, and a function that knows where pictures are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import figures
from .blocks import DecisionBlock, ProposalBlock
from .codec import fingerprint
from .content import Document, Section
from .faces import Target, is_ours, letters, sans_of
from .measure import SHORT, people_height, register_height, section_height, table_height
from .origins import Origins, People
from .palette import Palette, palette
from .presenter import PictureAddress, Presenter
from .typography import enumerate_words, markdown, tidy, tie

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_engine = Engine(
    dirs=[str(_TEMPLATES)],
    loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    libraries={"i18n": "django.templatetags.i18n"},
)
_SHORT_TITLE, _LONG_TITLE = 9, 16


@dataclass(frozen=True, slots=True)
class Composition:
    """The page, the rules that only this document has, and what a link to each place in it is called."""

    html: str
    style: str
    link_names: dict[str, str]


def compose(
    document: Document,
    names: Mapping[str, str],
    *,
    target: Target,
    address: PictureAddress,
    names_removed_on: date | None = None,
    head: str = "",
) -> Composition:
    """``document`` as HTML for ``target``, in its own language. ``head`` goes into the page's head as it is.

    Raises ContentError for an origin that the register does not have, ValueError for an accent that is no colour.
    """
    with translation.override(document.language):
        frozen = fingerprint(document)
        shown, colours = tidy(document), palette(document.accent, document.style)
        book = _Book(shown, names, colours, address)
        context = {
            **book.context(),
            "target": target,
            "fingerprint": _grouped(frozen),
            "names_removed_on": names_removed_on,
            "head": head,
        }
        html = _engine.get_template("koersdocument/report.html").render(Context(context))
        style = colours.as_css() + letters(document.style, target) + book.style(target)
        return Composition(tie(html), style, book.link_names())


class _Book:
    """The parts of one document, made once in the order in which they are printed."""

    def __init__(
        self, document: Document, names: Mapping[str, str], colours: Palette, address: PictureAddress
    ) -> None:
        self._document = document
        self._colours = colours
        self._sans = sans_of(document.style)
        self._people = People(document.contributors, names)
        self._origins = Origins(document.register)
        self._presenter = Presenter(
            people=self._people, origins=self._origins, colours=colours, sans=self._sans, address=address
        )
        self._chapters: list[dict[str, Any]] = []
        self._decisions = [
            block
            for section in document.sections
            for block in section.blocks
            if isinstance(block, DecisionBlock)
        ]
        self._foreword_note = self._origins.note(document.foreword.origin) if document.foreword else None
        for section in document.sections:
            self._add(section.title, section.about, "section", partial(self._section, section))
        if len(self._decisions) > 1:
            self._add(
                _("All decisions"),
                _("With who takes each on, and when we look back"),
                "decisions",
                self._list,
            )
        if document.evenings:
            self._add(_("How we got here"), _("The evenings and their ideas"), "course", self._course)
        if document.contributors:
            self._add(_("Who took part"), _("By name, by function or anonymously"), "people", self._who)
        if document.appendix:
            self._add(_("All ideas"), _("Every card, also those without a dot"), "appendix", self._appendix)
        for chapter in self._chapters:
            chapter["strip"] = figures.strip(
                document.evenings, colours, done=chapter["number"] / len(self._chapters)
            )

    def context(self) -> dict[str, Any]:
        """What the page's template shows."""
        document = self._document
        register = self._origins.lines(self._people)
        return {
            "document": document,
            "running_title": self._running_title(),
            "one_month": f"{document.period_start:%Y%m}" == f"{document.period_end:%Y%m}",
            "cover": figures.cover(document.evenings, self._colours, top=self._title_ends(), sans=self._sans),
            "logo": self._presenter.picture(document.style.logo if document.style else None),
            "letters": self._letters(),
            "own_letters": bool(document.style and document.style.font_files),
            "title_size": self._title_size(),
            "foreword_note": self._foreword_note,
            "foreword_by": self._people.said(document.foreword.said_by) if document.foreword else "",
            "summary": document.summary,
            "summary_text": markdown(document.summary.text, below=1) if document.summary else "",
            "summary_closing": markdown(document.summary.closing, below=1) if document.summary else "",
            "numbers": self._numbers(),
            "chapters": self._chapters,
            "contents_length": self._contents_length(),
            "decisions": self._decisions,
            "register": register,
            "register_names": any(line.said_by for line in register),
            "register_short": register_height(len(register)) < SHORT,
            "most_ideas": max(document.evenings, key=lambda evening: evening.ideas, default=None),
        }

    def style(self, target: Target) -> str:
        """The rules that hang on this document: its strips and dots as backgrounds of the printed book."""
        if target == "screen":
            return ""
        rules = [
            f"#{chapter['id']}-head{{background-image:url({figures.as_data(chapter['strip'])})}}"
            for chapter in self._chapters
        ]
        rules.append(f".dots{{background-image:url({figures.as_data(figures.dot(self._colours))})}}")
        rules += [f".dots-{count}{{width:{count * 2.25 - 0.4:.2f}mm}}" for count in range(1, 15)]
        return "".join(rules)

    def link_names(self) -> dict[str, str]:
        """What a link to each target is called, for who hears the book instead of seeing it."""
        named = {chapter["id"]: chapter["title"] for chapter in self._chapters}
        named |= {"samenvatting": _("In one page"), "register": _("Register of origins")}
        names = {target: _("Go to: %(title)s") % {"title": title} for target, title in named.items()}
        for line in self._origins.lines(self._people):
            code = {"code": line.origin.code}
            names[f"o-{line.origin.code}"] = _("Origin %(code)s in the register") % code
            names |= dict.fromkeys(line.anchors, _("A place with origin %(code)s") % code)
        return names

    def _add(self, title: str, about: str, kind: str, content: Callable[[], dict[str, Any]]) -> None:
        self._origins.begin_chapter()
        self._presenter.begin_chapter()
        number = len(self._chapters) + 1
        self._chapters.append(
            {
                "id": f"h{number}",
                "number": number,
                "title": title,
                "about": about,
                "kind": kind,
                "template": f"koersdocument/_{kind}.html",
                **content(),
            }
        )

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "lead": section.lead,
            "note": self._origins.note(section.origin),
            "short": len(self._chapters) > 0 and section_height(section) < SHORT,
            "blocks": [self._presenter.show(block) for block in section.blocks],
        }

    def _list(self) -> dict[str, Any]:
        return {"short": table_height(len(self._decisions)) < SHORT}

    def _course(self) -> dict[str, Any]:
        return {"figure": figures.harvest(self._document.evenings, self._colours, sans=self._sans)}

    def _who(self) -> dict[str, Any]:
        named, functions = self._people.named(), self._people.by_function()
        return {
            "named": named,
            "by_function": functions,
            "anonymous": self._people.anonymous(),
            "thanks": markdown(self._document.thanks, below=1),
            "short": people_height(len(named), len(functions), self._document.thanks) < SHORT,
        }

    def _appendix(self) -> dict[str, Any]:
        return {"cards": [self._presenter.card(idea) for idea in self._document.appendix]}

    def _numbers(self) -> list[tuple[int, str]]:
        """The programme in numbers, for the margin of the summary."""
        document = self._document
        shown = [block for section in document.sections for block in section.blocks]
        ideas = sum(evening.ideas for evening in document.evenings)
        proposals = sum(isinstance(block, ProposalBlock) for block in shown)
        counted = [
            (len(document.evenings), ngettext("evening", "evenings", len(document.evenings))),
            (len(document.contributors), ngettext("person", "people", len(document.contributors))),
            (ideas, ngettext("idea", "ideas", ideas)),
            (
                len(document.appendix),
                ngettext("card on the table", "cards on the table", len(document.appendix)),
            ),
            (proposals, ngettext("proposal", "proposals", proposals)),
            (len(self._decisions), ngettext("decision", "decisions", len(self._decisions))),
        ]
        if len(document.appendix) == ideas:
            del counted[3]
        return [(number, words) for number, words in counted if number]

    def _running_title(self) -> str:
        """What stands above left pages: a copy of a page must say that it is not final."""
        title = self._document.title
        match self._document.edition_state:
            case "concept":
                return _("%(title)s, draft") % {"title": title}
            case "checked":
                return _("%(title)s, not yet final") % {"title": title}
            case _:
                return title

    def _contents_length(self) -> str:
        """How closely the contents must be set to stay on one page."""
        lines = len(self._chapters) + 2
        return "normal" if lines <= 12 else "long" if lines <= 15 else "longer" if lines <= 17 else "longest"

    def _letters(self) -> str:
        """The families in which the document is set, for the colophon."""
        style = self._document.style
        notes, titles = "Atkinson Hyperlegible Next", "Bricolage Grotesque"
        if style is not None:
            notes = style.body if style.body_file or is_ours(style.body) else notes
            titles = style.heading if style.heading_file or is_ours(style.heading) else titles
        return enumerate_words(list(dict.fromkeys(["Source Serif 4", titles, notes])))

    def _title_size(self) -> str:
        title = self._document.title
        longest = max((len(word) for word in title.split()), default=0)
        if longest <= _SHORT_TITLE and len(title) <= 2 * _SHORT_TITLE:
            return "large"
        return "middle" if longest <= _LONG_TITLE and len(title) <= 3 * _LONG_TITLE else "small"

    def _title_ends(self) -> float:
        """Where the course line may begin to bend, in mm from the top: lower below a title of several lines."""
        per_line = {"large": 9, "middle": 14, "small": 24}[self._title_size()]
        lines = 1 + len(self._document.title) // (per_line + 1)
        return min(70.0 + 14 * (lines - 1), 130.0)


def _grouped(digest: str) -> str:
    """The first sixteen digits of a hash, in fours."""
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4))
