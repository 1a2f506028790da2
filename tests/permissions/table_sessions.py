"""Evenings: the draaiboek, who comes, the evening itself, its guests."""

from tests.permissions.audiences import (
    ANYONE_IN,
    EVENING,
    PLANS,
    PLANS_RUNNING,
    STEERS,
    STEERS_OPEN,
    STEERS_RUNNING,
)
from tests.permissions.table_blueprints import BEGINNERS, KEEPS_BLUEPRINTS
from tests.permissions.words import (
    EVERYBODY,
    OPEN,
    OWN,
    PROGRAMME,
    RUNNING,
    TEAM,
    Door,
    act,
    form,
    page,
    read,
    who,
)

COMES = who(programme="facilitator", team="coach participant observer", stages=RUNNING)
"""Who says whether they come to the evening of a team."""
KEEPS_METHODS = KEEPS_BLUEPRINTS
"""Methods are of the organisation, as blueprints are."""
READS_METHODS = KEEPS_METHODS | frozenset(
    (name, tenant, stage)
    for name in ("coach", "facilitator")
    for tenant in (OWN, TEAM, PROGRAMME)
    for stage in OPEN
)
"""Who makes the draaiboek of an evening chooses from the methods of the organisation, whoever wrote them."""
GUEST = who(team="guest", stages=RUNNING)

TABLE: dict[str, Door] = {
    "evenings:list": read(ANYONE_IN),
    "evenings:new": form(PLANS),
    "evenings:evening": read(EVENING),
    "evenings:evening together": read(ANYONE_IN),
    "evenings:calendar": read(EVENING),
    "evenings:settings": form(STEERS_OPEN),
    "evenings:copy": act(PLANS),
    "evenings:remove": form(who()),
    "evenings:remove planned": form(PLANS),
    "evenings:answer": act(COMES),
    "evenings:answer_link": form(EVERYBODY, limits=frozenset({404})),
    "evenings:answer_link evening": form(EVERYBODY, tells=frozenset({"programme", "evening"})),
    "evenings:presence": page(get=STEERS, post=STEERS_RUNNING),
    "evenings:coming": read(STEERS),
    "evenings:places": form(STEERS_OPEN),
    "evenings:remind_silent": act(who()),
    "evenings:remind_silent planned": act(STEERS_RUNNING),
    "evenings:here": act(COMES),
    "evenings:way": act(COMES),
    "evenings:settle_change": act(STEERS_RUNNING),
    "evenings:badges": read(STEERS, limits=frozenset({303})),  # nobody to print one for
    "evenings:tables": page(get=STEERS, post=STEERS_RUNNING),
    "evenings:pairs": page(get=STEERS, post=STEERS_RUNNING),
    "evenings:tables_wall": read(STEERS),
    "evenings:pairs_wall": read(STEERS),
    "evenings:place_cards": read(STEERS),
    "evenings:swap_seats": act(STEERS_RUNNING),
    "evenings:update_seating": act(STEERS_RUNNING),
    "evenings:take_back_seating": act(STEERS_RUNNING),
    "evenings:show_seating": act(STEERS_RUNNING),
    "evenings:call_off": form(who()),
    "evenings:call_off planned": form(PLANS_RUNNING),
    "evenings:put_back": form(who()),
    "evenings:put_back off": form(PLANS_RUNNING),
    # The datumprikker
    "evenings:seek_day": form(who()),
    "evenings:seek_day planned": form(PLANS_RUNNING),
    "evenings:date_poll": read(PLANS_RUNNING),
    "evenings:remind_of_days": act(PLANS_RUNNING),
    "evenings:ask_until": act(PLANS_RUNNING),
    "evenings:withdraw_date_poll": act(PLANS_RUNNING),
    "evenings:keep_day": act(PLANS_RUNNING),
    "evenings:answer_date_poll": form(who(team="author", stages=RUNNING)),
    "evenings:answer_days": form(EVERYBODY, limits=frozenset({404})),
    "evenings:answer_days days": form(EVERYBODY, tells=frozenset({"programme", "days"})),
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
    "evenings:run_of_show_on_paper": read(STEERS),
    "evenings:methods": read(STEERS_OPEN),
    "evenings:method library": read(STEERS_OPEN),
    "evenings:method own": read(STEERS_OPEN),
    "evenings:take_over": form(STEERS_OPEN),
    "evenings:undo_taking_over": act(STEERS_OPEN),
    "evenings:order_blocks": act(STEERS_OPEN),
    "evenings:place_block": act(STEERS_OPEN),
    "evenings:double_block": act(STEERS_OPEN),
    "evenings:own_methods": read(BEGINNERS),
    "evenings:new_own_method": form(BEGINNERS),
    "evenings:own_method": form(KEEPS_METHODS),
    "evenings:remove_own_method": act(KEEPS_METHODS),
    "evenings:restore_own_method": act(KEEPS_METHODS),
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
    "evenings:scribes": form(STEERS_RUNNING),
    "evenings:drop_scribe": act(STEERS_RUNNING),
    "evenings:rehearse": act(STEERS_RUNNING),
    "evenings:end_rehearsal": act(who()),
    "evenings:pause": act(STEERS_RUNNING),
    "evenings:end_pause": act(STEERS_RUNNING),
    "evenings:skip_block": act(STEERS_RUNNING),
    "evenings:take_up_block": act(STEERS_RUNNING),
    "evenings:repeat_block": act(STEERS_RUNNING),
    "evenings:move_coming_block": act(STEERS_RUNNING),
    "evenings:say_word": act(COMES | GUEST),
    "evenings:show_block": act(STEERS_RUNNING),
    "evenings:hide_word": act(STEERS_RUNNING),
    "evenings:reveal": act(STEERS_RUNNING),
    "evenings:close": act(STEERS_RUNNING),
    "evenings:reopen": act(STEERS_RUNNING),
}
