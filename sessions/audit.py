"""What the trail says of evenings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from sessions.models import AgendaItem, Attendance, Seat, Session

KIND = "evenings"
LABEL = _("Evenings")

ACTS = (
    Act("evenings.created", _("{who} planned {what}")),
    Act("evenings.changed", _("{who} changed {what}")),
    Act("evenings.removed", _("{who} took an evening away")),
    Act("evenings.block_added", _("{who} added a block: {what}")),
    Act("evenings.block_changed", _("{who} changed the block {what}")),
    Act("evenings.block_changed_back", _("{who} changed the block {what} back")),
    Act("evenings.block_moved", _("{who} moved the block {what}")),
    Act("evenings.block_removed", _("{who} took the block {what} out")),
    Act("evenings.block_restored", _("{who} put the block {what} back")),
    Act("evenings.answered", _("{who} told about coming to {what}")),
    Act("evenings.presence_noted", _("{who} noted whether {whom} was at {what}")),
    Act("evenings.opened", _("{who} opened {what}")),
    Act("evenings.opening_taken_back", _("{who} took back the opening of {what}")),
    Act("evenings.went_on", _("{who} went to the next block of {what}")),
    Act("evenings.went_back", _("{who} went back a block in {what}")),
    Act("evenings.time_given", _("{who} gave more time at {what}")),
    Act("evenings.revealed", _("{who} showed the ideas of {what}")),
    Act("evenings.closed", _("{who} closed {what}")),
    Act("evenings.reopened", _("{who} opened {what} again")),
    Act("evenings.door_opened", _("{who} opened the door of {what} for guests")),
    Act("evenings.door_closed", _("{who} closed the door of {what} for guests")),
    Act("evenings.seat_taken", _("{who} came in as a guest at {what}")),
    Act("evenings.guest_shown_out", _("{who} showed a guest of {what} out")),
    Act("evenings.guest_let_in_again", _("{who} let a guest of {what} in again")),
)


def _title(row: Any) -> str:
    return str(row.evening.title)


def _evening(row: Any) -> str:
    return reverse("evenings:evening", args=[row.evening.public_id])


FOUND = {
    Session: seen(Session, url=lambda one: reverse("evenings:evening", args=[one.public_id])),
    AgendaItem: seen(AgendaItem, url=_evening),
    Attendance: seen(Attendance, label=_title, url=_evening),
    Seat: seen(Seat, label=_title, url=_evening),
}
