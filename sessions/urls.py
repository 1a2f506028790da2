"""Addresses of evenings."""

from django.urls import path, register_converter

from sessions.views import (
    agenda,
    calling_off,
    coming,
    coming_list,
    date_polls,
    days,
    door,
    evenings,
    guests,
    live,
    methods,
    own_methods,
    rehearsal,
    scribes,
    seating,
    steering,
    taking_over,
    words,
)


class WayConverter:
    """Up or down."""

    regex = "up|down"

    def to_python(self, value: str) -> str:
        """The word itself."""
        return value

    def to_url(self, value: str) -> str:
        """The word itself."""
        return value


register_converter(WayConverter, "way")

app_name = "evenings"
urlpatterns = [
    path("programmes/<public_id:programme_id>/evenings/", evenings.list_page, name="list"),
    path("programmes/<public_id:programme_id>/evenings/new/", evenings.new_evening, name="new"),
    path("evenings/<public_id:evening_id>/", evenings.show_evening, name="evening"),
    path("evenings/<public_id:evening_id>/calendar.ics", evenings.calendar, name="calendar"),
    path("evenings/<public_id:evening_id>/settings/", evenings.settings, name="settings"),
    path("evenings/<public_id:evening_id>/copy/", evenings.copy, name="copy"),
    path("evenings/<public_id:evening_id>/remove/", evenings.remove, name="remove"),
    path("evenings/<public_id:evening_id>/call-off/", calling_off.call_off, name="call_off"),
    path("evenings/<public_id:evening_id>/put-back/", calling_off.put_back, name="put_back"),
    path("evenings/<public_id:evening_id>/days/", date_polls.seek_day, name="seek_day"),
    path("date-polls/<public_id:poll_id>/", date_polls.show, name="date_poll"),
    path("date-polls/<public_id:poll_id>/remind/", date_polls.remind, name="remind_of_days"),
    path("date-polls/<public_id:poll_id>/until/", date_polls.ask_until, name="ask_until"),
    path("date-polls/<public_id:poll_id>/withdraw/", date_polls.withdraw, name="withdraw_date_poll"),
    path("date-polls/<public_id:poll_id>/answer/", days.answer, name="answer_date_poll"),
    path("date-polls/days/<public_id:day_id>/keep/", date_polls.keep_day, name="keep_day"),
    path("days/<str:token>/", days.answer_link, name="answer_days"),
    path("evenings/<public_id:evening_id>/answer/", coming.answer, name="answer"),
    path("evenings/<public_id:evening_id>/presence/", coming.presence, name="presence"),
    path("evenings/<public_id:evening_id>/coming/", coming_list.show, name="coming"),
    path("evenings/<public_id:evening_id>/coming/places/", coming_list.places, name="places"),
    path("evenings/<public_id:evening_id>/coming/remind/", coming_list.remind, name="remind_silent"),
    path("evenings/<public_id:evening_id>/here/", coming_list.here, name="here"),
    path("evenings/<public_id:evening_id>/way/", coming_list.way, name="way"),
    path("attendances/<public_id:attendance_id>/settle/", coming_list.settle, name="settle_change"),
    path("coming/<str:token>/", coming.answer_link, name="answer_link"),
    path("evenings/<public_id:evening_id>/badges.pdf", seating.name_badges, name="badges"),
    path("evenings/<public_id:evening_id>/tables/", seating.tables, name="tables"),
    path("evenings/<public_id:evening_id>/tables/wall/", seating.tables_wall, name="tables_wall"),
    path("evenings/<public_id:evening_id>/tables/cards.pdf", seating.cards, name="place_cards"),
    path("evenings/<public_id:evening_id>/pairs/", seating.pairs, name="pairs"),
    path("evenings/<public_id:evening_id>/pairs/wall/", seating.pairs_wall, name="pairs_wall"),
    path("seatings/<public_id:seating_id>/swap/", seating.swap, name="swap_seats"),
    path("seatings/<public_id:seating_id>/update/", seating.update, name="update_seating"),
    path("seatings/<public_id:seating_id>/take-back/", seating.take_back, name="take_back_seating"),
    path("seatings/<public_id:seating_id>/show/", seating.show, name="show_seating"),
    path("evenings/<public_id:evening_id>/door/", door.show, name="door"),
    path("evenings/<public_id:evening_id>/door/open/", door.open_it, name="open_door"),
    path("evenings/<public_id:evening_id>/door/close/", door.close_it, name="close_door"),
    path("seats/<public_id:seat_id>/out/", door.show_out, name="show_guest_out"),
    path("seats/<public_id:seat_id>/in/", door.let_in_again, name="let_guest_in_again"),
    path("seats/<public_id:seat_id>/tie/", door.tie, name="tie_guest"),
    path("join/", guests.join, name="join"),
    path("join/<str:code>/", guests.join_evening, name="join_evening"),
    path("evenings/<public_id:evening_id>/keep/", guests.keep, name="keep"),
    path("claim/<str:token>/", guests.claim, name="claim"),
    path("evenings/<public_id:evening_id>/draaiboek/", agenda.show, name="run_of_show"),
    path("evenings/<public_id:evening_id>/draaiboek/pdf/", agenda.show_on_paper, name="run_of_show_on_paper"),
    path("evenings/<public_id:evening_id>/draaiboek/methods/", methods.choose_method, name="methods"),
    path("evenings/<public_id:evening_id>/draaiboek/methods/<str:key>/", methods.show_method, name="method"),
    path("evenings/<public_id:evening_id>/draaiboek/order/", agenda.order_blocks, name="order_blocks"),
    path("evenings/<public_id:evening_id>/draaiboek/take-over/", taking_over.take_over, name="take_over"),
    path(
        "evenings/<public_id:evening_id>/draaiboek/take-over/<public_id:source_id>/undo/",
        taking_over.undo_taking_over,
        name="undo_taking_over",
    ),
    path("methods/", own_methods.listed, name="own_methods"),
    path("methods/new/", own_methods.new, name="new_own_method"),
    path("methods/<public_id:own_id>/", own_methods.edit, name="own_method"),
    path("methods/<public_id:own_id>/remove/", own_methods.remove, name="remove_own_method"),
    path("methods/<public_id:own_id>/restore/", own_methods.restore, name="restore_own_method"),
    path("evenings/<public_id:evening_id>/draaiboek/new/", agenda.add_block, name="add_block"),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/", agenda.edit_block, name="edit_block"
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/length/",
        agenda.set_length,
        name="set_length",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/undo/",
        agenda.undo_block,
        name="undo_block",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/<way:way>/",
        agenda.move_block,
        name="move_block",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/place/<int:position>/",
        agenda.place_block,
        name="place_block",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/double/",
        agenda.double_block,
        name="double_block",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/remove/",
        agenda.remove_block,
        name="remove_block",
    ),
    path(
        "evenings/<public_id:evening_id>/draaiboek/<public_id:item_id>/restore/",
        agenda.restore_block,
        name="restore_block",
    ),
    path("evenings/<public_id:evening_id>/live/", live.console, name="console"),
    path("evenings/<public_id:evening_id>/wall/", live.wall, name="wall"),
    path("evenings/<public_id:evening_id>/stream/", live.stream_evening, name="stream"),
    path("evenings/<public_id:evening_id>/open/", live.open_evening, name="open"),
    path("evenings/<public_id:evening_id>/open/take-back/", live.take_back_opening, name="take_back_opening"),
    path("evenings/<public_id:evening_id>/next/", live.go_next, name="next"),
    path("evenings/<public_id:evening_id>/back/", live.go_back, name="back"),
    path("evenings/<public_id:evening_id>/time/", live.give_time, name="give_time"),
    path("evenings/<public_id:evening_id>/scribes/", scribes.scribes, name="scribes"),
    path("scribes/<public_id:scribe_id>/drop/", scribes.drop, name="drop_scribe"),
    path("evenings/<public_id:evening_id>/rehearse/", rehearsal.begin, name="rehearse"),
    path("evenings/<public_id:evening_id>/rehearse/end/", rehearsal.end, name="end_rehearsal"),
    path("evenings/<public_id:evening_id>/pause/", steering.pause, name="pause"),
    path("evenings/<public_id:evening_id>/pause/end/", steering.end_pause, name="end_pause"),
    path("blocks/<public_id:block_id>/skip/", steering.skip, name="skip_block"),
    path("blocks/<public_id:block_id>/take-up/", steering.take_up, name="take_up_block"),
    path("blocks/<public_id:block_id>/again/", steering.repeat, name="repeat_block"),
    path("blocks/<public_id:block_id>/to-come/<way:way>/", steering.move, name="move_coming_block"),
    path("evenings/<public_id:evening_id>/word/", words.say, name="say_word"),
    path("blocks/<public_id:block_id>/show/", words.show, name="show_block"),
    path("words/<public_id:word_id>/hide/", words.hide, name="hide_word"),
    path("evenings/<public_id:evening_id>/reveal/", live.reveal, name="reveal"),
    path("evenings/<public_id:evening_id>/close/", live.close, name="close"),
    path("evenings/<public_id:evening_id>/reopen/", live.reopen, name="reopen"),
]
