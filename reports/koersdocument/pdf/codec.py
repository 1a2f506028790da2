"""A document as canonical JSON and back.

The same document always gives the same text, so the SHA-256 of that text is the edition's hash.
"""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from .content import Document

FORMAT = "koersdocument"
VERSION = 1


class ContentError(ValueError):
    """The content is not a koersdocument of a version that this code reads; the message says where."""


def to_json(document: Document) -> str:
    """``document`` as JSON with sorted keys and without superfluous space; ``from_json`` gives an equal document back.

    Raises ContentError for a text that is no text: half of a surrogate pair.
    """
    envelope = {"format": FORMAT, "version": VERSION, "document": _plain(document)}
    text = json.dumps(envelope, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ContentError(f"half a character: {error.object[error.start]!r}") from error
    return text


def from_json(text: str | bytes) -> Document:
    """The document that ``to_json`` wrote. Raises ContentError for another format, version, field or type."""
    try:
        envelope = json.loads(text)
    except ValueError as error:
        raise ContentError(f"not JSON: {error}") from error
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise ContentError("not a koersdocument")
    if envelope.get("version") != VERSION:
        raise ContentError(f"version {envelope.get('version')!r} of the format; this code reads {VERSION}")
    return cast(Document, _typed(Document, envelope.get("document"), "document"))


def fingerprint(document: Document) -> str:
    """The edition's hash: SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kind = getattr(value, "kind", None)
        own = {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if not _unsaid(field, value)
        }
        return own if kind is None else {"kind": kind, **own}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _unsaid(field: Field[Any], value: Any) -> bool:
    """Whether a later field says nothing (``blocks.LATER``)."""
    return "later" in field.metadata and bool(getattr(value, field.name) == field.default)


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _typed(wanted: Any, value: Any, path: str) -> Any:
    """``value`` as the type that a field declares."""
    origin, options = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _one_of(options, value, path)
    if origin is Literal:
        return value if value in options else _wrong(path, f"one of {', '.join(map(repr, options))}", value)
    if origin is tuple:
        if not isinstance(value, list):
            return _wrong(path, "a list", value)
        return tuple(_typed(options[0], item, f"{path}[{place}]") for place, item in enumerate(value))
    if is_dataclass(wanted):
        return _record(wanted, value, path)
    if wanted is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return _wrong(path, "a date", value)
    if type(value) is not wanted:  # bool is an int, and must not pass for one
        return _wrong(path, wanted.__name__, value)
    return value


def _one_of(options: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and types.NoneType in options:
        return None
    candidates = [option for option in options if option is not types.NoneType]
    if len(candidates) == 1:
        return _typed(candidates[0], value, path)
    kind = value.get("kind") if isinstance(value, dict) else None
    for candidate in candidates:
        if candidate.kind == kind:
            return _record(candidate, {key: item for key, item in value.items() if key != "kind"}, path)
    return _wrong(path, "a block of a known kind", kind)


def _record(cls: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        return _wrong(path, f"a {cls.__name__}", value)
    declared = {field.name: field for field in fields(cls)}
    if unknown := sorted(value.keys() - declared.keys()):
        raise ContentError(f"{path}: unknown field {unknown[0]!r}")
    for name, field in declared.items():
        if name not in value and field.default is MISSING:
            raise ContentError(f"{path}: field {name!r} is missing")
    hints = _hints(cls)
    return cls(**{name: _typed(hints[name], item, f"{path}.{name}") for name, item in value.items()})


def _wrong(path: str, wanted: str, value: Any) -> Any:
    raise ContentError(f"{path}: expected {wanted}, found {str(value)[:40]!r}")
