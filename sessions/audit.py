"""What the trail says of evenings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from sessions.models import AgendaItem, Attendance, DatePoll, OwnMethod, Seat, Seating, Session

KIND = "evenings"
LABEL = _("Evenings")

ACTS = (
    Act("evenings.created", _("{who} planned {what}")),
    Act("evenings.changed", _("{who} changed {what}")),
    Act("evenings.removed", _("{who} took an evening away")),
    Act("evenings.called_off", _("{who} called {what} off")),
    Act("evenings.put_back", _("{who} let {what} take place after all")),
    Act("evenings.days_proposed", _("{who} asked on which day {what} can be")),
    Act("evenings.days_asked_until", _("{who} set until when people can say on which day {what} can be")),
    Act("evenings.days_reminded", _("{who} reminded people of the days for {what}")),
    Act("evenings.days_withdrawn", _("{who} withdrew the question on which day {what} can be")),
    Act("evenings.day_chosen", _("{who} chose a day for {what}")),
    Act("evenings.day_chosen_back", _("{who} took back the day that was chosen for {what}")),
    Act("evenings.days_answered", _("{who} said on which days {what} can be")),
    Act(
        "evenings.asked_forgotten",
        _("{who} erased the addresses of people who were asked about days for {what}"),
    ),
    Act("evenings.block_added", _("{who} added a block: {what}")),
    Act("evenings.block_changed", _("{who} changed the block {what}")),
    Act("evenings.block_changed_back", _("{who} changed the block {what} back")),
    Act("evenings.block_moved", _("{who} moved the block {what}")),
    Act("evenings.block_removed", _("{who} took the block {what} out")),
    Act("evenings.block_restored", _("{who} put the block {what} back")),
    Act("evenings.taken_over", _("{who} took blocks over from another draaiboek into {what}")),
    Act("evenings.taking_over_undone", _("{who} took blocks out of {what} that were taken over")),
    Act("evenings.method_added", _("{who} added a method: {what}")),
    Act("evenings.method_changed", _("{who} changed the method {what}")),
    Act("evenings.method_removed", _("{who} took the method {what} out of the library")),
    Act("evenings.method_restored", _("{who} put the method {what} back into the library")),
    Act("evenings.answered", _("{who} told about coming to {what}")),
    Act("evenings.change_asked", _("{who} asked to change the answer for {what}")),
    Act("evenings.change_granted", _("{who} let {whom} change the answer for {what}")),
    Act("evenings.change_refused", _("{who} did not let {whom} change the answer for {what}")),
    Act("evenings.moved_up", _("{who} gave {whom} a place at {what} from the waiting list")),
    Act("evenings.coming_changed", _("{who} changed the places or links of {what}")),
    Act("evenings.silent_reminded", _("{who} asked those who did not answer whether they come to {what}")),
    Act("evenings.presence_noted", _("{who} noted whether {whom} was at {what}")),
    Act("evenings.people_seated", _("{who} divided people over seats at {what}")),
    Act("evenings.seats_swapped", _("{who} let two people change seats at {what}")),
    Act("evenings.seating_brought_up_to_date", _("{who} brought the seats at {what} up to date")),
    Act("evenings.seating_taken_back", _("{who} took back a change of the seats at {what}")),
    Act("evenings.seating_shown", _("{who} showed everybody the own table at {what}")),
    Act("evenings.seating_hidden", _("{who} no longer showed the tables at {what}")),
    Act("evenings.joins_by_link", _("{who} noted that {whom} takes part in {what} by the video link")),
    Act("evenings.joins_in_the_room", _("{who} noted that {whom} takes part in {what} in the room")),
    Act("evenings.opened", _("{who} opened {what}")),
    Act("evenings.opening_taken_back", _("{who} took back the opening of {what}")),
    Act("evenings.went_on", _("{who} went to the next block of {what}")),
    Act("evenings.went_back", _("{who} went back a block in {what}")),
    Act("evenings.time_given", _("{who} gave more time at {what}")),
    Act("evenings.scribe_noted", _("{who} noted {whom} as scribe of {what}")),
    Act("evenings.scribe_dropped", _("{who} took {whom} off as scribe of {what}")),
    Act("evenings.rehearsed", _("{who} rehearsed {what}")),
    Act("evenings.paused", _("{who} paused {what}")),
    Act("evenings.pause_ended", _("{who} ended the pause of {what}")),
    Act("evenings.block_skipped", _("{who} skipped the block {what}")),
    Act("evenings.block_taken_up", _("{who} let the block {what} take place after all")),
    Act("evenings.block_shown", _("{who} showed everybody what was written in {what}")),
    Act("evenings.block_hidden", _("{who} no longer showed what was written in {what}")),
    Act("evenings.word_hidden", _("{who} took a word off the wall in {what}")),
    Act("evenings.word_put_back", _("{who} put a word back on the wall in {what}")),
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
    OwnMethod: seen(OwnMethod, url=lambda one: reverse("evenings:own_method", args=[one.public_id])),
    DatePoll: seen(DatePoll, label=_title, url=_evening),
    Seat: seen(Seat, label=_title, url=_evening),
    Seating: seen(Seating, label=_title, url=_evening),
}
