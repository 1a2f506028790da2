"""Theme files of NL Design System: W3C design tokens (``$value``), Style Dictionary (``value``) and the sets of Tokens
Studio, in one JSON file. Only the tokens below are read; each is checked, and nothing else of the file is kept.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.colour import read_colour

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes: the whole of Mooi & Anders, with everything that Style Dictionary adds, is 1.8 MB."""
DEEPEST = 20
MOST_STEPS = 20
"""References from token to token before somebody must have made a circle."""

# The first of these that a theme has is taken.
COLOURS: dict[str, tuple[str, ...]] = {
    "paper": (
        "utrecht.root.background-color",
        "utrecht.document.background-color",
        "utrecht.page.background-color",
    ),
    "surface": ("utrecht.textbox.background-color", "utrecht.form-control.background-color"),
    "ink": ("utrecht.root.color", "utrecht.document.color"),
    "muted": ("utrecht.form-field-description.color", "utrecht.textbox.placeholder-color"),
    "line": ("utrecht.table.row.border-block-end-color", "utrecht.separator.color"),
    "edge": ("utrecht.textbox.border-color", "utrecht.form-control.border-color"),
    "accent": ("utrecht.link.color", "nl.link.color"),
    "fill": (
        "utrecht.button.primary-action.background-color",
        "nl.button.primary.background-color",
        "utrecht.button.background-color",
    ),
    "on_fill": ("utrecht.button.primary-action.color", "nl.button.primary.color"),
}
FONTS: dict[str, tuple[str, ...]] = {
    "body": ("utrecht.root.font-family", "utrecht.document.font-family"),
    "heading": ("utrecht.heading-1.font-family", "utrecht.heading.font-family"),
}
LENGTHS = tuple(
    f"utrecht.{part}.{side}"
    for part in ("button", "textbox", "textarea", "select", "alert")
    for side in ("border-radius", "border-width")
)
WEIGHTS = (
    "utrecht.button.font-weight",
    "utrecht.form-label.font-weight",
    "utrecht.heading-1.font-weight",
    "utrecht.heading-2.font-weight",
    "utrecht.heading-3.font-weight",
    "utrecht.table.header-cell.font-weight",
)
_LENGTH = re.compile(r"0|\d{1,2}(\.\d{1,4})?(px|rem)")
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .-]{0,59}")
_REFERENCE = re.compile(r"\{([^{}]{1,200})\}")
_GENERIC = {"serif", "sans-serif", "monospace", "system-ui", "cursive", "inherit"}
_WEIGHT_NAMES = {
    "light": "300", "regular": "400", "normal": "400", "medium": "500", "semibold": "600", "bold": "700", "black": "900"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme file says of what the product can wear: colours "#rrggbb", font families, sizes and weights."""

    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    """By the name of Utrecht's token, "utrecht-button-border-radius"."""


def read_theme(data: bytes) -> Theme:
    """The theme in the JSON file ``data``.

    Raises ``ValidationError`` with one sentence per fault, each naming the token, and one for a file that is too large,
    no JSON, or has none of the colours that make a style.
    """
    tokens = _flat(_parsed(data))
    faults: list[str] = []

    def first(paths: Sequence[str], read: Any, what: str) -> str | None:
        for path in paths:
            if path not in tokens:
                continue
            try:
                if (found := read(_resolved(tokens, path))) is not None:
                    return str(found)
            except (ValueError, TypeError, KeyError, LookupError):
                shown = str(tokens[path])[:60]
                faults.append(
                    _("%(path)s: “%(value)s” is not %(what)s.") % {"path": path, "value": shown, "what": what}
                )
        return None

    def all_of(choices: Mapping[str, Sequence[str]], read: Any, what: str) -> dict[str, str]:
        found = {name: first(paths, read, what) for name, paths in choices.items()}
        return {name: value for name, value in found.items() if value is not None}

    theme = Theme(
        colours=all_of(COLOURS, _colour, _("a colour that we can read")),
        fonts=all_of(FONTS, _family, _("a font family")),
        shapes=all_of(_as_names(LENGTHS), _length, _("a length in px or rem below 100"))
        | all_of(_as_names(WEIGHTS), _weight, _("a weight between 100 and 900")),
    )
    if not faults and not {"accent", "fill"} & set(theme.colours):
        faults.append(
            _("This file says neither %(link)s nor %(button)s, so there is no colour to begin with.")
            % {"link": COLOURS["accent"][0], "button": COLOURS["fill"][0]}
        )
    if faults:
        raise ValidationError(faults)
    return theme


def is_family(name: str) -> bool:
    """Whether ``name`` can stand as a font family in our style sheets: letters, figures, spaces, dots and dashes."""
    return bool(_FAMILY.fullmatch(name))


def _as_names(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {path.replace(".", "-"): (path,) for path in paths}


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        raise ValidationError(_("This file is larger than 4 MB. Choose the theme alone."))
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not a JSON file: %(why)s.") % {"why": str(error)[:100]}) from error
    if not isinstance(parsed, dict):
        raise ValidationError(_("This JSON file holds no tokens: it must begin with {."))
    return parsed


def _flat(parsed: dict[str, Any]) -> dict[str, Any]:
    """Values by path. Sets of Tokens Studio are laid over each other in their order, those for the dark left out."""
    metadata = parsed.get("$metadata")
    order = metadata.get("tokenSetOrder") if isinstance(metadata, dict) else None
    if not isinstance(order, list):
        return dict(_walk(parsed, (), 0))
    sets = [name for name in order if isinstance(name, str) and "dark" not in name]
    return {path: value for name in sets for path, value in _walk(parsed.get(name), (), 0)}


def _walk(node: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    for key in ("$value", "value"):
        if key in node and not (key == "value" and isinstance(node[key], dict) and "$value" in node[key]):
            yield ".".join(path), node[key]
            return
    for name, child in node.items():
        yield from _walk(child, (*path, name), depth + 1)


def _resolved(tokens: Mapping[str, Any], path: str) -> Any:
    """The value at ``path``, through references to other tokens. Raises ``LookupError`` where they lead nowhere."""
    value = tokens[path]
    for _step in range(MOST_STEPS):
        if not (isinstance(value, str) and (reference := _REFERENCE.fullmatch(value.strip()))):
            return value
        value = tokens[reference[1].removesuffix(".$value").removesuffix(".value")]
    raise LookupError(path)


def _colour(value: Any) -> str | None:
    if isinstance(value, dict):  # the present form of the W3C: a colour space and its numbers
        if value.get("colorSpace") != "srgb" or len(value["components"]) != 3:
            raise ValueError(value.get("colorSpace"))
        if float(value.get("alpha", 1)) < 1:
            return None
        parts = [round(255 * min(1.0, max(0.0, float(part)))) for part in value["components"]]
        return "#" + "".join(f"{part:02x}" for part in parts)
    return read_colour(str(value))


def _family(value: Any) -> str | None:
    names = value if isinstance(value, list) else str(value).split(",")
    name = str(names[0]).strip().strip("'\"").strip()
    if name.lower() in _GENERIC:
        return None
    if not is_family(name):
        raise ValueError(name)
    return name


def _length(value: Any) -> str:
    if isinstance(value, dict):
        value = f"{value['value']}{value['unit']}"
    text = f"{value}px" if isinstance(value, int) else str(value).strip().lower()
    if not _LENGTH.fullmatch(text):
        raise ValueError(text)
    return text


def _weight(value: Any) -> str:
    text = _WEIGHT_NAMES.get(str(value).strip().lower().replace(" ", "").replace("-", ""), str(value))
    if not 100 <= int(text) <= 900:
        raise ValueError(text)
    return str(int(text))
