"""Evenings: the draaiboek, who comes, the evening itself, its guests."""

from tests.permissions.audiences import ANYONE_IN, EVENING, PLANS, STEERS, STEERS_OPEN, STEERS_RUNNING
from tests.permissions.words import EVERYBODY, RUNNING, Door, act, form, page, read, who

COMES = who(programme="facilitator", team="coach participant observer", stages=RUNNING)
"""Who says whether they come to the evening of a team."""
GUEST = who(team="guest", stages=RUNNING)

TABLE: dict[str, Door] = {
    "evenings:list": read(ANYONE_IN),
    "evenings:new": form(PLANS),
    "evenings:evening": read(EVENING),
    "evenings:evening together": read(ANYONE_IN),
    "evenings:calendar": read(EVENING),
    "evenings:settings": form(STEERS_OPEN),
    "evenings:remove": form(who()),
    "evenings:remove planned": form(PLANS),
    "evenings:answer": act(COMES),
    "evenings:answer_link": form(EVERYBODY, limits=frozenset({404})),
    "evenings:answer_link evening": form(EVERYBODY, tells=frozenset({"programme", "evening"})),
    "evenings:presence": page(get=STEERS, post=STEERS_RUNNING),
    # Guests
    "evenings:door": read(STEERS),
    "evenings:open_door": act(STEERS_RUNNING),
    "evenings:close_door": act(STEERS_RUNNING),
    "evenings:show_guest_out": act(STEERS_RUNNING),
    "evenings:let_guest_in_again": act(STEERS_RUNNING),
    "evenings:tie_guest": form(STEERS_RUNNING),
    "evenings:join": form(EVERYBODY),
    "evenings:join_evening": form(EVERYBODY, limits=frozenset({404})),
    "evenings:keep": form(GUEST, limits=frozenset({303})),  # on the way to the sign-in page
    "evenings:claim": form(EVERYBODY, limits=frozenset({404})),
    # The draaiboek
    "evenings:run_of_show": read(STEERS),
    "evenings:methods": read(STEERS_OPEN),
    "evenings:add_block": form(STEERS_OPEN),
    "evenings:edit_block": form(STEERS_OPEN),
    "evenings:set_length": act(STEERS_OPEN),
    "evenings:undo_block": act(STEERS_OPEN),
    "evenings:move_block": act(STEERS_OPEN),
    "evenings:remove_block": act(STEERS_OPEN),
    "evenings:restore_block": act(STEERS_OPEN),
    # The evening itself
    "evenings:console": read(STEERS_RUNNING),
    "evenings:wall": read(STEERS),
    "evenings:stream": form(EVENING),
    "evenings:open": act(STEERS_RUNNING),
    "evenings:take_back_opening": act(STEERS_RUNNING),
    "evenings:next": act(STEERS_RUNNING),
    "evenings:back": act(STEERS_RUNNING),
    "evenings:give_time": act(STEERS_RUNNING),
    "evenings:reveal": act(STEERS_RUNNING),
    "evenings:close": act(STEERS_RUNNING),
    "evenings:reopen": act(STEERS_RUNNING),
}
