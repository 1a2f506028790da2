"""What a newer version of a blueprint has that an older one has not, in sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programmes.enums import ProgrammeKind


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is new, gone or other."""

    about: str
    """Of what it tells: "Evenings"."""
    sentence: str
    before: str = ""
    after: str = ""
    """The words of before and after, where they are what differs."""


Compare = Callable[[str, Mapping[str, Any], Mapping[str, Any]], Iterator[Difference]]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What changes from ``old`` to ``new``, two plans; entries are the same when their key is. No query."""
    old, new = _plain(old), _plain(new)
    return (
        *_of_itself(old, new),
        *_of_list(_("Phases"), old, new, "phases", _phase),
        *_of_list(_("Evenings"), old, new, "evenings", _evening),
        *_of_list(_("Homework"), old, new, "homework", _homework),
        *_of_list(_("Koersdocument"), _titled(old), _titled(new), "koersdocument", _section),
    )


def _plain(value: Any) -> Any:
    """Without what is empty: a field that came into files later says nothing."""
    if isinstance(value, Mapping):
        return {name: _plain(held) for name, held in value.items() if held not in ("", [], None)}
    return [_plain(held) for held in value] if isinstance(value, list) else value


def _of_itself(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    about = _("The blueprint itself")
    for name, label in (("name", _("name")), ("summary", _("summary"))):
        if old[name] != new[name]:
            yield _words(about, label, old[name], new[name])
    if old["kind"] != new["kind"]:
        labels = dict(ProgrammeKind.choices)
        yield _words(about, _("way of working"), str(labels[old["kind"]]), str(labels[new["kind"]]))


def _of_list(
    about: str, old: Mapping[str, Any], new: Mapping[str, Any], part: str, compare: Compare
) -> Iterator[Difference]:
    before = {entry["key"]: entry for entry in old.get(part, [])}
    after = {entry["key"]: entry for entry in new.get(part, [])}
    for key, entry in after.items():
        if key not in before:
            yield Difference(about, _("New: %(name)s") % {"name": _name(entry)})
        else:
            yield from compare(about, before[key], entry)
    for key, entry in before.items():
        if key not in after:
            yield Difference(about, _("Gone: %(name)s") % {"name": _name(entry)})


def _phase(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from _renamed(about, old, new)
    yield from _moved(about, old, new, "day")
    if old["stage"] != new["stage"]:
        yield Difference(about, _("%(name)s: what people may do changed") % {"name": _name(new)})


def _evening(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from _renamed(about, old, new)
    yield from _moved(about, old, new, "day")
    name = _name(new)
    if old["time"] != new["time"]:
        yield _words(about, _("%(name)s: time") % {"name": name}, old["time"], new["time"])
    if old["minutes"] != new["minutes"]:
        label = _("%(name)s: minutes") % {"name": name}
        yield _words(about, label, str(old["minutes"]), str(new["minutes"]))
    if old.get("goal", "") != new.get("goal", ""):
        yield _words(about, _("%(name)s: goal") % {"name": name}, old.get("goal", ""), new.get("goal", ""))
    if old["kind"] != new["kind"] or old.get("practical", "") != new.get("practical", ""):
        yield Difference(about, _("%(name)s: kind or practical things changed") % {"name": name})
    if old.get("items", []) != new.get("items", []):
        yield _words(
            about,
            _("%(name)s: draaiboek") % {"name": name},
            _items(old.get("items", [])),
            _items(new.get("items", [])),
        )
    yield from _reminded(about, old, new)


def _homework(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from _renamed(about, old, new)
    yield from _moved(about, old, new, "days")
    if any(old.get(name) != new.get(name) for name in ("recipe", "for", "time")):
        yield Difference(about, _("%(name)s: recipe, evening or time changed") % {"name": _name(new)})
    if old.get("instructions", "") != new.get("instructions", ""):
        label = _("%(name)s: instructions") % {"name": _name(new)}
        yield _words(about, label, old.get("instructions", ""), new.get("instructions", ""))
    yield from _reminded(about, old, new)


def _section(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    if old["kind"] != new["kind"]:
        yield Difference(about, _("%(name)s: what it gathers changed") % {"name": _name(new)})
    if old.get("text", "") != new.get("text", ""):
        yield _words(
            about, _("%(name)s: text") % {"name": _name(new)}, old.get("text", ""), new.get("text", "")
        )


def _titled(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Parts of the koersdocument have no key: they are the same when their title is."""
    return {
        "koersdocument": [{**section, "key": section["title"]} for section in plan.get("koersdocument", [])]
    }


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry.get("title") or entry.get("name") or entry["key"])


def _renamed(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    if _name(old) != _name(new):
        yield _words(about, _("another name"), _name(old), _name(new))


def _moved(about: str, old: Mapping[str, Any], new: Mapping[str, Any], field: str) -> Iterator[Difference]:
    if (old[field], old.get("on"), old.get("skip")) != (new[field], new.get("on"), new.get("skip")):
        label = _("%(name)s: day") % {"name": _name(new)}
        yield _words(about, label, str(old[field]), str(new[field]))


def _reminded(about: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    if old.get("reminders", []) != new.get("reminders", []):
        yield Difference(about, _("%(name)s: reminders changed") % {"name": _name(new)})


def _items(items: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(
        _("%(minutes)d min %(title)s") % {"minutes": item["minutes"], "title": item["title"]}
        for item in items
    )


def _words(about: str, sentence: str, before: str, after: str) -> Difference:
    return Difference(about, sentence, before, after)
