"""The small parts of a page: icons, faces, badges, fields. A builtin, so that no template loads it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from core.forms import Bound, error_links
from core.templatetags import kw_dates, kw_mail
from core.text import plain_words, render_markdown

register = template.Library()
register.filters.update(kw_dates.register.filters)
register.tags.update(kw_mail.register.tags)
register.filters.update(kw_mail.register.filters)

_NAME_PARTS = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTICLES = {"van", "de", "den", "der", "het", "'t", "ten", "ter", "te", "in", "op", "von", "la", "el"}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, label: str = "", *, small: bool = False) -> SafeString:
    """An icon of ``icons.svg``: decoration, or with ``label`` what a screen reader says.

    Kept: a page has thirty, of few kinds, and the address of the file stays as long as the process.
    """
    classes = "kw-icon kw-icon--s" if small else "kw-icon"
    href = f"{static('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>', classes, href
    )


@register.filter
def initials(name: object) -> str:
    """One or two capitals for the ring of a person: of the first name and of the surname itself."""
    words = _NAME_PARTS.findall(str(name).split("@")[0].replace(".", " "))
    proper = [word for word in words if word.lower() not in _PARTICLES] or words
    if not proper:
        return "?"
    ends = proper[:1] if len(proper) == 1 else [proper[0], proper[-1]]
    return "".join(_capital(word) for word in ends)


def _capital(word: str) -> str:
    """The first letter; Dutch writes both letters of an IJ as capitals."""
    return "IJ" if word[:2].lower() == "ij" else word[0].upper()


@register.simple_tag
def face(name: object, picture: str = "") -> SafeString:
    """The ring with the picture at the address ``picture``, or else the initials of ``name``; hidden from screen
    readers: the name stands beside it."""
    if picture:
        looks = "kw-person__face kw-person__face--picture"
        return format_html(
            '<img class="{}" src="{}" alt="" width="36" height="36" loading="lazy">', looks, picture
        )
    return format_html('<span class="kw-person__face" aria-hidden="true">{}</span>', initials(name))


@register.simple_tag
def faces(names: Sequence[object], most: int = 5) -> str:
    """The first ``most`` of ``names`` as rings that overlap, and how many there are beside them."""
    shown, more = list(names)[:most], max(len(names) - most, 0)
    label = ", ".join(map(str, shown))
    if more:
        words = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", more)
        label = words % {"names": label, "count": more}
    return render_to_string("partials/faces.html", {"shown": shown, "more": more, "label": label})


@register.simple_block_tag
def head(content: str, title: object, **options: Any) -> str:
    """The head of a page: ``{% head title lead=… %}buttons, if any{% endhead %}``.

    Options: ``lead`` (a sentence about how it stands), ``quiet`` (in grey), ``where`` (above the title).
    """
    content = SafeString(content.strip())  # what a template rendered, which has escaped its own words
    return render_to_string("partials/head.html", {"title": title, "content": content, **options})


register.filter("markdown", render_markdown)
register.filter("plain_words", plain_words)


@register.simple_tag
def badge(word: object, tone: str = "", icon_name: str = "") -> SafeString:
    """A word about the state; ``tone`` is ``good``, ``warn``, ``bad``, ``accent`` or empty."""
    mark = icon(icon_name, small=True) if icon_name else ""
    return format_html('<span class="kw-tag{}">{}{}</span>', f" kw-tag--{tone}" if tone else "", mark, word)


@register.simple_tag
def field(bound: BoundField, **options: Any) -> str:
    """One field of a form with label, hint and error, in our look.

    Options: ``icon`` (its name, inside a text area), ``hide_label``, ``classes`` (of the wrapper).
    """
    return render_to_string("kw_forms/field.html", {"field": bound, **options})


@register.simple_tag
def form_errors(*forms: Bound) -> str:
    """The summary above a form that links to each field with an error; empty when there is none."""
    links = error_links(*forms)
    if not links:
        return ""
    title = ngettext("One thing is not right yet", "%(count)d things are not right yet", len(links)) % {
        "count": len(links)
    }
    return render_to_string("partials/form_errors.html", {"links": links, "title": title})


@register.filter
def undo_address(tags: str | None) -> str:
    """The address after ``undo:`` in the extra tags of a message, or nothing."""
    return _tagged(tags, "undo:")


@register.filter
def draft_key(tags: str | None) -> str:
    """The key after ``draft:`` in the extra tags of a message: the draft that the device may let go of."""
    return _tagged(tags, "draft:")


def _tagged(tags: str | None, prefix: str) -> str:
    return next((tag.removeprefix(prefix) for tag in (tags or "").split() if tag.startswith(prefix)), "")


@register.filter
def widget_kind(bound: BoundField) -> str:
    """What the template of a field asks: ``checkbox``, ``group``, ``file`` or ``input``."""
    widget = bound.field.widget
    if getattr(widget, "input_type", "") == "checkbox" and not bound.use_fieldset:
        return "checkbox"
    if bound.use_fieldset:
        return "group"
    return "file" if getattr(widget, "needs_multipart_form", False) else "input"


@register.simple_tag
def table(caption: str, columns: Sequence[object], rows: Sequence[Sequence[object]], **options: Any) -> str:
    """A table that folds into lines where there is no room. The first cell names its row; numbers stand right.

    Options: ``hide_caption``.
    """
    numeric = [_is_number(cell) for cell in rows[0]] if rows else [False] * len(columns)
    headed = list(zip(columns, numeric, strict=True))
    lines = [[(str(columns[index]), numeric[index], cell) for index, cell in enumerate(row)] for row in rows]
    return render_to_string(
        "partials/table.html", {"caption": caption, "columns": headed, "rows": lines, **options}
    )


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
