"""What is drawn from data, as SVG: the course line of the evenings, bars of a count, dots, a QR code.

WeasyPrint's SVG does not see the page's CSS, so colours and fonts are attributes. A figure that says something has a
``title``, which becomes its alternative text; decoration has none and goes into the file as a background.
"""

import base64
import io
import math
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

import segno
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.templatetags.kw_dates import kw_date

from .blocks import VoteRow
from .content import Evening
from .palette import Palette, mix

Place = Callable[[float], tuple[float, float]]

COVER_BEND = 52.0
"""The widest bend of the cover's line, in mm; the evening with most ideas has it."""
LABELLED_EVENINGS = 14
"""With more evenings than this the labels of dates would touch."""
HIGHEST = 180.0
"""The ridges of all teams together, in mm: with more than nine teams they stand closer."""
SPELLED_EVENINGS = 6
"""With more evenings than this their months stand shortened below the ridges."""


def bend_at(bends: Sequence[float], step: float) -> float:
    """The bend at ``step``: evening k is step k + 1; a cosine leads from one to the next, and straight in and out."""
    if step <= 0 or step >= len(bends) + 1:
        return 0.0
    before = int(step)
    around = [0.0, *bends, 0.0]
    part = (1 - math.cos(math.pi * (step - before))) / 2
    return around[before] + (around[before + 1] - around[before]) * part


def course(evenings: Sequence[Evening], widest: float) -> list[float]:
    """A bend per evening, to the right and to the left in turn, as wide as its share of ideas."""
    most = max((evening.ideas for evening in evenings), default=0) or 1
    return [
        (1 if place % 2 == 0 else -1) * widest * evening.ideas / most
        for place, evening in enumerate(evenings)
    ]


def cover(evenings: Sequence[Evening], colours: Palette, *, top: float, sans: str = "Atkinson") -> SafeString:
    """The front of the book, 210 x 297 mm: one line through all evenings, in a field of lines that calm down beside it.

    ``top`` (mm) is where the line runs straight again, below the title.
    """
    bends, count = course(evenings, COVER_BEND), len(evenings)
    centre, low = 134.0, 276.0
    step_height = (low - top) / (count + 1)

    def beside(shift: float) -> Place:
        calm, lag = math.exp(-((shift / 64) ** 2)), abs(shift) / 150
        return lambda step: (
            centre + shift + bend_at(bends, step - lag) * calm,
            low - step_height * step,
        )

    drawing = [f'<rect width="210" height="297" fill="{colours.cover}"/>']
    for line in range(1, 18):
        shade = mix(colours.on_cover, colours.cover, max(0.42 - 0.022 * (line - 1), 0.12))
        drawing += [
            _fading(beside(side * line * 8.5), shade, colours, low, top, step_height) for side in (-1, 1)
        ]
    main = beside(0)
    drawing.append(_stroke(_path(main, -2, count + 1 + top / step_height, 320), colours.on_cover, 1.7))
    for place, evening in enumerate(evenings):
        x, y = main(place + 1)
        drawing.append(_ring(x, y, 2.5, colours.cover, colours.on_cover, 1.1))
        if count <= LABELLED_EVENINGS:
            drawing.append(_evening_label(x, y, 1 if place % 2 == 0 else -1, evening, colours))
    return _svg(210, 297, "".join(drawing), title=cover_story(evenings), sans=sans)


def cover_story(evenings: Sequence[Evening]) -> str:
    """The course line in words."""
    if not evenings:
        return _("A straight course line: there were no evenings yet.")
    told = ", ".join(f"{_day(evening)} {evening.ideas}" for evening in evenings)
    return _("The course line, with one bend per evening, as wide as its number of ideas: %(told)s.") % {
        "told": told
    }


def strip(evenings: Sequence[Evening], colours: Palette, *, done: float) -> SafeString:
    """The line above a chapter, 169 x 20 mm: ``done`` (0 to 1) is how far into the book we are. Decoration."""
    bends, count = course(evenings, 8.2), len(evenings)

    def place(step: float) -> tuple[float, float]:
        return 2 + 164.5 * (step + 0.6) / (count + 2.2), 10 - bend_at(bends, step)

    now = -0.6 + (count + 2.2) * done
    x, y = place(now)
    return _svg(
        169,
        20,
        _stroke(_path(place, -0.6, count + 1.6), colours.line, 0.35)
        + _stroke(_path(place, -0.6, now), colours.accent, 0.8)
        + _ring(x, y, 1.5, colours.on, colours.accent, 0.8),
    )


def dot(colours: Palette) -> SafeString:
    """One dot of a vote, repeated as a background. Decoration."""
    return _svg(2.25, 1.7, f'<circle cx="0.85" cy="0.85" r="0.72" fill="{colours.accent}"/>')


def harvest(evenings: Sequence[Evening], colours: Palette, *, sans: str = "Atkinson") -> SafeString:
    """Ideas per evening, a ridge per team, 169 mm wide: all on one scale, with the number at each top."""
    teams = list(dict.fromkeys(share.team for evening in evenings for share in evening.harvest))
    counts = {
        team: [sum(s.ideas for s in evening.harvest if s.team == team) for evening in evenings]
        for team in teams
    }
    most = max((number for row in counts.values() for number in row), default=0) or 1
    lane, left, right = min(20.0, HIGHEST / max(len(teams), 1)), 42.0, 165.0
    rise = 0.65 * lane
    height = lane * len(teams) + 14
    drawing: list[str] = []
    for place, evening in enumerate(evenings):
        x = _along(left, right, place + 1, len(evenings))
        drawing.append(_label(x, height - 7, str(evening.number), 3.3, colours.ink, 700, "middle"))
        if len(evenings) <= LABELLED_EVENINGS:
            day = _day(evening) if len(evenings) <= SPELLED_EVENINGS else kw_date(evening.held_on, "mark")
            drawing.append(_label(x, height - 2.8, day, 2.55, colours.soft, 400, "middle"))
    for row, team in enumerate(teams):
        ground = lane * (row + 1)
        bends = [rise * number / most for number in counts[team]]

        def ridge(step: float, ground: float = ground, bends: Sequence[float] = bends) -> tuple[float, float]:
            return _along(left, right, step, len(evenings)), ground - bend_at(bends, step)

        outline = _path(ridge, 0, len(evenings) + 1)
        drawing.append(f'<path d="{outline}Z" fill="{colours.tint}"/>')
        drawing.append(_stroke(outline, colours.accent, 1.1))
        for place, number in enumerate(counts[team]):
            x, y = ridge(place + 1)
            drawing.append(_stroke(f"M{x:.2f} {y:.2f}V{ground:.2f}", colours.mid, 0.3))
            drawing.append(_ring(x, y, 1.3, colours.on, colours.accent, 0.8))
            drawing.append(_label(x, y - 2.8, str(number), 3.3, colours.ink, 700, "middle"))
        for line, words in enumerate(_wrapped(team, 20)[:2]):
            drawing.append(_label(0, ground - 3.4 + 4 * line, words, 3.3, colours.ink, 700))
    told = "; ".join(f"{team}: {', '.join(map(str, row))}" for team, row in counts.items())
    title = _("Ideas per team and evening. %(told)s. The table below has the same numbers.") % {"told": told}
    return _svg(169, height, "".join(drawing), title=title, sans=sans)


def bars(rows: Sequence[VoteRow], colours: Palette, *, sans: str = "Atkinson") -> SafeString:
    """A bar per line of a count, most dots first as given, 169 mm wide."""
    most = max((row.dots for row in rows), default=0) or 1
    drawing: list[str] = []
    for place, row in enumerate(rows):
        y, width = place * 10.0, 92 * row.dots / most
        words = _wrapped(row.label, 34)[:2]
        for line, part in enumerate(words):
            drawing.append(
                _label(0, y + 5.9 + (line * 3.9 - 1.9 if len(words) > 1 else 0), part, 3.3, colours.ink, 500)
            )
        fill = colours.accent if place < 3 else colours.mid
        drawing.append(f'<rect x="62" y="{y + 1.5:.2f}" width="{width:.2f}" height="6.5" fill="{fill}"/>')
        drawing.append(_label(64.5 + width, y + 6.1, str(row.dots), 3.7, colours.ink, 700))
    drawing.append(_stroke(f"M62 0V{10 * len(rows)}", colours.ink, 0.3))
    told = ", ".join(f"{row.label} {row.dots}" for row in rows)
    title = _("Bars with the number of dots: %(told)s. The table below has the same numbers.") % {
        "told": told
    }
    return _svg(169, 10 * len(rows), "".join(drawing), title=title, sans=sans)


def qr(url: str, colours: Palette) -> SafeString:
    """A QR code that opens ``url``; its title says where it leads."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        border=0,
        dark=colours.ink,
        omitsize=True,
        title=_("QR code that opens %(url)s") % {"url": url},
        lineclass=None,
        svgclass=None,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn by segno, which escapes the title


def as_data(picture: str) -> str:
    """An SVG as a ``data:`` address, for a background."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _fading(place: Place, shade: str, colours: Palette, low: float, top: float, step_height: float) -> str:
    """A line of the field that dissolves below the title, in solid shades: a gradient on a stroke prints thick."""
    heights = [top + 48 - 6 * k for k in range(8)]
    marks = [-2.0, *((low - height) / step_height for height in heights)]
    shares = (1, 0.86, 0.72, 0.58, 0.44, 0.30, 0.16, 0.08)
    return "".join(
        _stroke(_path(place, start, end, 200 if start < 0 else 12), mix(shade, colours.cover, share), 0.3)
        for (start, end), share in zip(pairwise(marks), shares, strict=True)
    )


def _evening_label(x: float, y: float, side: int, evening: Evening, colours: Palette) -> str:
    day, anchor = _day(evening), "start" if side > 0 else "end"
    wide = max(len(day) * 1.32, 7) + 2
    ground = x + side * 5 - (0 if side > 0 else wide)
    return (
        f'<rect x="{ground:.2f}" y="{y - 4.2:.2f}" width="{wide:.2f}" height="9.6" fill="{colours.cover}"/>'
        + _label(x + side * 6, y + 0.6, str(evening.ideas), 5.2, colours.on_cover, 700, anchor)
        + _label(x + side * 6, y + 4.2, day, 2.7, colours.on_cover, 400, anchor)
    )


def _day(evening: Evening) -> str:
    return date_format(evening.held_on, "j F")


def _along(left: float, right: float, step: float, count: int) -> float:
    return left + (right - left) * step / (count + 1)


def _path(place: Place, first: float, last: float, pieces: int = 160) -> str:
    points = (place(first + (last - first) * piece / pieces) for piece in range(pieces + 1))
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _stroke(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _ring(x: float, y: float, radius: float, fill: str, stroke: str, width: float) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def _label(x: float, y: float, text: str, size: float, fill: str, weight: int, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" font-weight="{weight}"'
        f' fill="{fill}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters; a longer word is cut."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()[:width]
    return lines


def _svg(width: float, height: float, drawing: str, *, title: str = "", sans: str = "Atkinson") -> SafeString:
    named = f' role="img"><title>{escape(title)}</title>' if title else ' aria-hidden="true">'
    return mark_safe(  # noqa: S308 - drawn here, texts escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}mm" height="{height:g}mm" font-family="{sans}"{named}{drawing}</svg>'
    )
