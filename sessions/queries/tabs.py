"""The pages of one evening, as tabs for who may open more than one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from core.rendering import NavLink
from sessions.models import Session

PAGES_ABOVE = {
    "paper": "ideas:paper",
    "endorsing": "outcomes:endorsing",
    "presenting": "outcomes:presenting",
}
"""Pages of an evening that an app above makes."""
OF_SOME = frozenset({"endorsing", "presenting"})
"""Pages that belong to few evenings, which lead there from their preparation: a tab only while they are open."""


def tabs_of(*, evening: Session, viewer: Any, current: str) -> tuple[NavLink, ...]:
    """The pages that ``viewer`` may open; ``current`` is the name of the one that is open. No query."""
    pages = (
        ("evening", _("The evening"), "evenings.see_evening"),
        ("run_of_show", _("Draaiboek"), "evenings.see_run_of_show"),
        ("coming", _("Who comes"), "evenings.see_attendance"),
        ("presence", _("Who is there"), "evenings.see_attendance"),
        ("tables", _("Tables"), "evenings.see_attendance"),
        ("door", _("Guests"), "evenings.see_guests"),
        ("scribes", _("Scribes"), "evenings.note_scribes"),
        ("paper", _("Paper"), "evenings.lead_evening"),
        ("seek_day", _("Datumprikker"), "evenings.seek_day"),
        ("endorsing", _("Endorsing"), "outcomes.run_conference"),
        ("presenting", _("Presenting"), "outcomes.run_conference"),
        ("settings", _("Settings"), "evenings.change_evening"),
    )
    return tuple(
        NavLink(
            url=reverse(PAGES_ABOVE.get(name, f"evenings:{name}"), args=[evening.public_id]),
            label=label,
            current=name == current,
        )
        for name, label, rule in pages
        if (name == current or name not in OF_SOME) and allowed(viewer, rule, evening)
    )
