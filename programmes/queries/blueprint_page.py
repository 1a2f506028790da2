"""A blueprint as people read it: how long it is, what is in it, and whether there is a newer one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.enums import ProgrammeKind, Stage

_WEEK, _MONTH = 7, 30.44
_LONGEST_IN_WEEKS = 70
"""Days up to which a plan is counted in weeks."""


@dataclass(frozen=True, slots=True)
class PlannedEvening:
    """An evening with its draaiboek."""

    key: str
    title: str
    when: str
    minutes: int
    goal: str
    practical: str
    items: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan, for a page."""

    name: str
    summary: str
    kind: str
    length: str
    phases: tuple[tuple[str, str, str], ...]
    """Name, what people may do, when."""
    evenings: tuple[PlannedEvening, ...]
    homework: tuple[tuple[str, str], ...]
    """Title, and the evening that it is for."""
    sections: tuple[str, ...]


def length_of(plan: Mapping[str, Any]) -> str:
    """How many evenings in how much time: "6 bijeenkomsten in 5 maanden"."""
    count = len(plan["evenings"])
    evenings = ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count}
    if not count:
        return evenings
    days = plan["evenings"][-1]["day"] - plan["evenings"][0]["day"]
    if days < _WEEK:
        return evenings
    if days <= _LONGEST_IN_WEEKS:
        weeks = round(days / _WEEK)
        time = ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
    else:
        months = round(days / _MONTH)
        time = ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return _("%(evenings)s in %(time)s") % {"evenings": evenings, "time": time}


def plan_shown(plan: Mapping[str, Any]) -> PlanShown:
    """``plan`` for a page. No query."""
    names = {entry["key"]: entry["title"] for entry in plan["evenings"]}
    return PlanShown(
        name=plan["name"],
        summary=plan["summary"],
        kind=str(dict(ProgrammeKind.choices)[plan["kind"]]),
        length=length_of(plan),
        phases=tuple(
            (entry["name"], str(Stage(entry["stage"]).label), when(entry["day"])) for entry in plan["phases"]
        ),
        evenings=tuple(
            PlannedEvening(
                key=entry["key"],
                title=entry["title"],
                when=_("%(day)s, %(time)s")
                % {"day": when(entry["day"]), "time": entry["time"].replace(":", ".")},
                minutes=entry["minutes"],
                goal=entry["goal"],
                practical=entry["practical"],
                items=entry["items"],
            )
            for entry in plan["evenings"]
        ),
        homework=tuple(
            (entry["title"] or entry["recipe"], names[entry["for"]]) for entry in plan["homework"]
        ),
        sections=tuple(entry["title"] for entry in plan["koersdocument"]),
    )


def when(day: int) -> str:
    """A day of a plan in words: "in week 5"."""
    return _("week %(week)d") % {"week": day // _WEEK + 1}


def place_in_words(plan: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """Where a problem is, for who looks at another part: "Huiswerk: Ga naar een museum"."""
    labels = {
        "phases": _("Phases"),
        "evenings": _("Evenings"),
        "homework": _("Homework"),
        "koersdocument": _("Koersdocument"),
    }
    if not path or path[0] not in labels:
        return ""
    part = str(path[0])
    entry = plan[part][path[1]] if len(path) > 1 and isinstance(path[1], int) else {}
    name = entry.get("title") or entry.get("name") or entry.get("key") or ""
    return f"{labels[part]}: {name}" if name else labels[part]
