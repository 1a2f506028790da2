"""Taking part by the video link instead of in the room."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.errors import Conflict
from programmes.models import Participation
from sessions.enums import Answer
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.holding import held_open_evening
from sessions.services.live import tell_screens
from sessions.services.places import is_full, let_move_up


@transaction.atomic
def choose_way(*, evening: Session, participation: Participation, by_link: bool, by: User) -> Attendance:
    """Note that somebody takes part by the video link, or (False) in the room after all. Twice changes nothing.

    Who takes part by the link takes no place: it goes to who waits longest, and who waited comes. Raises ``Conflict``
    when the evening is over or has no link, when this person is not expected, or when the room is full.
    """
    held = held_open_evening(evening)
    if by_link and not held.meeting_url:
        raise Conflict(_("This evening has no video link."))
    if not expected_at(held).filter(pk=participation.pk).exists():
        raise Conflict(_("This evening is for other people."))
    row, _made = Attendance.objects.get_or_create(evening=held, participation=participation)
    if row.by_link == by_link:
        return row
    if not by_link and row.answer == Answer.YES and is_full(held):
        raise Conflict(_("Every place in the room is taken. You can still take part by the video link."))
    row.by_link = by_link
    if by_link and row.answer == Answer.WAITS:
        row.answer = Answer.YES
    row.save(update_fields=["by_link", "answer"])
    record(
        by,
        "evenings.joins_by_link" if by_link else "evenings.joins_in_the_room",
        row,
        scope=held.programme.scope,
        for_whom=participation.person,
    )
    let_move_up(evening=held)
    tell_screens(evening=held, phones=False)
    return row
