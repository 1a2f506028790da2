"""What the trail says of each act, and how it names the objects: each app explains its own (``audit.py``)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Act:
    """One verb and its sentence, with "{who}", and "{what}" or "{whom}" where it is about something or somebody."""

    verb: str
    sentence: Words
    signed: bool = False
    """What is done is somebody's contribution: who did it is told as that person consented to be named."""


@dataclass(frozen=True, slots=True)
class Thing:
    """How an object is called now, and where it can be read."""

    label: str
    url: str = ""


Finder = Callable[[Any, Collection[int]], Mapping[int, Thing]]
"""Takes who reads and primary keys; the objects that still are and that he or she may see, in one query."""

Signer = Callable[[Collection[str], Collection[int]], Mapping[tuple[str, int], str]]
"""Takes scopes and primary keys of people; those who are not to be named there, with what may be read instead (or
nothing), in one query."""

Namer = Callable[[Any, Collection[str]], Mapping[str, Thing]]
"""Takes who reads and scopes; how those that he or she may see are called, in one query."""

acts: dict[str, Act] = {}
finders: dict[str, Finder] = {}
kinds: dict[str, Words] = {}
roles: dict[str, Words] = {}
_signers: list[Signer] = []
_namers: list[Namer] = []


def explain(kind: str, label: Words, *, said: Iterable[Act], found: Mapping[Any, Finder]) -> None:
    """Take over what an app says of its acts, all called ``kind.…``, and how it finds its models; called in
    ``AppConfig.ready``."""
    kinds[kind] = label
    acts.update({act.verb: act for act in said})
    finders.update({model._meta.label_lower: finder for model, finder in found.items()})


def name_roles(names: Iterable[tuple[str, Words]]) -> None:
    """Take over how roles are called; called in ``AppConfig.ready``."""
    roles.update(names)


def sign_acts_by(signer: Signer) -> None:
    """Let ``signer`` say who is not to be named; called in ``AppConfig.ready``."""
    _signers[:] = [signer]


def name_scopes_by(namer: Namer) -> None:
    """Let ``namer`` say how scopes are called; called in ``AppConfig.ready``."""
    _namers[:] = [namer]


def signed_verbs() -> list[str]:
    """The verbs of contributions."""
    return sorted(act.verb for act in acts.values() if act.signed)


def not_named(scopes: Collection[str], people: Collection[int]) -> dict[tuple[str, int], str]:
    """Those of ``people`` who are not to be named in one of ``scopes``, with what may be read instead. 1 query."""
    return {key: words for signer in _signers for key, words in signer(scopes, people).items()}


def scope_names(reader: Any, scopes: Collection[str]) -> dict[str, Thing]:
    """How those of ``scopes`` that ``reader`` may see are called. 1 query."""
    return {scope: thing for namer in _namers for scope, thing in namer(reader, scopes).items()}


def seen(
    model: Any,
    *,
    label: Callable[[Any], str] = str,
    url: Callable[[Any], str] = lambda _obj: "",
    along: tuple[str, ...] = (),
) -> Finder:
    """A finder of the objects of ``model`` that ``visible_to`` lets somebody see, with what lies ``along``."""

    def find(reader: Any, pks: Collection[int]) -> Mapping[int, Thing]:
        rows = model.objects.visible_to(reader).filter(pk__in=pks)
        if along:
            rows = rows.select_related(*along)
        return {row.pk: Thing(label(row), url(row)) for row in rows}

    return find
