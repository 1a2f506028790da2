"""The parts of a blueprint's draft as lists of forms: from the plan to the screen, and back to entries."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from programmes.forms import blueprints as rows
from programmes.queries.blueprint_of import free_key
from programmes.services.blueprint_shape import Problem

EXTRA = 2
_MOST = 80

ROWS: dict[str, type[rows.EntryForm]] = {
    "phases": rows.PhaseForm,
    "evenings": rows.EveningForm,
    "homework": rows.HomeworkForm,
    "koersdocument": rows.SectionForm,
    "items": rows.ItemForm,
    "reminders": rows.ReminderForm,
}
BY_PLACE = {"koersdocument", "items"}
"""Lists whose order people choose; the others stand in the order of their days."""


class PartForms:
    """A list of entries as forms, with some empty ones at the end."""

    def __init__(
        self, part: str, entries: Sequence[Mapping[str, Any]], data: Any = None, *, plan: Mapping[str, Any]
    ) -> None:
        self.part = part
        self._before = list(entries)
        self._plan = plan
        factory = forms.formset_factory(ROWS[part], extra=EXTRA, max_num=_MOST, absolute_max=_MOST)
        more = {"evenings": _evenings(plan)} if part == "homework" else None
        initial = [self._initial(number, entry) for number, entry in enumerate(entries)]
        self.formset = factory(data, initial=initial, prefix=part, form_kwargs=more)
        self._filled: list[rows.EntryForm] = []

    def _initial(self, number: int, entry: Mapping[str, Any]) -> dict[str, Any]:
        told = dict(entry) | ({"place": number + 1} if self.part in BY_PLACE else {})
        if self.part == "homework":
            told["reminders"] = "\n".join(f"{one['days']} {one['time']}" for one in entry["reminders"])
        return told

    def is_valid(self) -> bool:
        """Whether Django can read what was sent; the plan's reader judges the rest."""
        return self.formset.is_valid()

    def entries(self) -> list[dict[str, Any]]:
        """What was filled in, as a plan has it, without what was taken away."""
        filled = [
            form for form in self.formset.forms if not form.cleaned_data.get("gone") and not form.is_empty
        ]
        filled.sort(key=self._order)
        self._filled = filled
        known = {entry.get("key"): entry for entry in self._before}
        taken = {str(key) for part in ("phases", "evenings", "homework") for key in _keys(self._plan, part)}
        found = []
        for form in filled:
            entry = form.entry()
            if "key" in form.fields:
                entry["key"] = entry["key"] or free_key(str(entry.get("title") or entry.get("name")), taken)
                taken.add(entry["key"])
                entry = {**rows.EMPTY[self.part], **known.get(entry["key"], {}), **entry}
            found.append(entry)
        return found

    def _order(self, form: rows.EntryForm) -> tuple[Any, ...]:
        data = form.cleaned_data
        if self.part in BY_PLACE:
            return (data.get("place") or 10_000,)
        if self.part == "homework":
            return (0,)
        day = str(data.get("day") or data.get("days") or "").strip()
        return (int(day) if rows.NUMBER.fullmatch(day) else 10_000, data.get("time") or "")

    def blame(self, problem: Problem, path: Sequence[str | int]) -> None:
        """Say ``problem`` beside the field that ``path`` (from the list on) leads to."""
        if path and isinstance(path[0], int) and path[0] < len(self._filled):
            rows.blame(self._filled[path[0]], str(path[1]) if len(path) > 1 else "", problem)
        else:
            self.formset.non_form_errors().append(problem.text)


def _keys(plan: Mapping[str, Any], part: str) -> list[str]:
    return [entry["key"] for entry in plan[part]]


def _evenings(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(entry["key"], entry["title"]) for entry in plan["evenings"]]
