"""A file in YAML as nodes with their lines, and values as such a file: what blueprints and programme files share."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from programmes.services.blueprint_shape import Problem

_DEEPEST = 8
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C reads half a megabyte in a tenth of a second; the other one says the same in two."""


def compose(source: bytes, *, largest: int, most: int, alone: str) -> yaml.Node | Problem:
    """The nodes of ``source``, or what stands in the way of reading it at all.

    ``largest`` counts bytes and ``most`` pieces; ``alone`` is the sentence for a second document in one file. Nothing
    is built of what could explode: anchors, tags, depth and number are looked at first.
    """
    if len(source) > largest:
        return Problem(1, _("The file is larger than %(size)d kB.") % {"size": largest // 1024})
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(source.count(b"\n", 0, error.start) + 1, _("The file is not text in UTF-8."))
    try:
        if refusal := _refused_syntax(text, most, alone):
            return refusal
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Problem(
            mark.line + 1 if mark else 1,
            _("This is not YAML: %(why)s.") % {"why": error.problem or error.context},
        )
    except yaml.YAMLError:
        return Problem(1, _("The file has characters that YAML does not allow."))
    return Problem(1, _("The file is empty.")) if node is None else node


def _refused_syntax(text: str, most: int, alone: str) -> Problem | None:
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Problem(line, _("Anchors (&) and aliases (*) are not allowed."))
        if getattr(event, "tag", None):
            return Problem(line, _("Tags (!) are not allowed."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > _DEEPEST:
            return Problem(line, _("Lists and fields are nested too deep here."))
        if documents > 1:
            return Problem(line, alone)
        if count > most:
            return Problem(line, _("The file has too many entries."))
    return None


def field_of(node: yaml.Node, name: str) -> yaml.ScalarNode | None:
    """The single value that ``node`` has under ``name`` on its first level, if it has one."""
    if isinstance(node, yaml.MappingNode):
        for name_node, value in node.value:
            if name_node.value == name and isinstance(value, yaml.ScalarNode):
                return value
    return None


def is_newer(value: yaml.ScalarNode | None, newest: int) -> bool:
    """Whether ``value`` is the number of a version that came after ``newest``."""
    text = str(value.value) if value is not None else ""
    return text.isascii() and text.isdigit() and len(text) < 6 and int(text) > newest


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as such, where YAML can."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=style)


_Dumper.add_multi_representer(str, _text)  # the choices of a model are words too
_Dumper.yaml_representers = {
    kind: how for kind, how in yaml.SafeDumper.yaml_representers.items() if kind is not str
}


def write_yaml(told: Any) -> bytes:
    """``told`` as a file, with its fields in the order that they have."""
    return yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100).encode()
