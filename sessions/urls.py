"""Addresses of evenings."""

from django.urls import path, register_converter

from sessions.views import agenda, coming, door, evenings, guests, live


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
    path("evenings/<public_id:evening_id>/remove/", evenings.remove, name="remove"),
    path("evenings/<public_id:evening_id>/answer/", coming.answer, name="answer"),
    path("evenings/<public_id:evening_id>/presence/", coming.presence, name="presence"),
    path("coming/<str:token>/", coming.answer_link, name="answer_link"),
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
    path("evenings/<public_id:evening_id>/draaiboek/methods/", agenda.choose_method, name="methods"),
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
    path("evenings/<public_id:evening_id>/reveal/", live.reveal, name="reveal"),
    path("evenings/<public_id:evening_id>/close/", live.close, name="close"),
    path("evenings/<public_id:evening_id>/reopen/", live.reopen, name="reopen"),
]
