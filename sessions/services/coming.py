"""Who says to come, and who came."""

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import Role
from programmes.models import Participation
from sessions.enums import CAN_SAY, Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.queries.evenings import is_near
from sessions.services.coming_news import tell_asked, tell_settled
from sessions.services.holding import held_evening
from sessions.services.places import is_full, let_move_up

_SALT = "evenings.coming"
_WISHES = Attendance._meta.get_field("wishes").max_length or 0
_COUNTED = {Answer.YES, Answer.MAYBE}
"""Answers that the kitchen cooks for."""


@transaction.atomic
def answer_evening(
    *, evening: Session, participation: Participation, answer: str, by: User, wishes: str | None = None
) -> Attendance:
    """Keep what ``participation`` says about coming; ``wishes`` stay as they were when None.

    Who says yes when every place is taken waits, and a place that comes free goes to who waits longest. After the
    closing moment what the kitchen counts with does not change: the answer is asked (``wants``) until somebody who
    leads the evening settles it. Raises ``Conflict`` when the evening is over or this person is not expected.
    """
    try:
        held = held_evening(evening)
    except Session.DoesNotExist as gone:
        raise Conflict(_("This evening is over.")) from gone
    if held.state == SessionState.OFF:
        raise Conflict(_("This evening is off. You need not say whether you come."))
    if held.state == SessionState.CLOSED:
        raise Conflict(_("This evening is over."))
    if not expected_at(held).filter(pk=participation.pk).exists():
        raise Conflict(_("This evening is for other people."))
    row, _made = Attendance.objects.get_or_create(evening=held, participation=participation)
    said = Answer(answer)
    if said not in CAN_SAY:
        raise ValueError(f"Nobody says {said}")
    if wishes is not None:
        row.wishes = clean_text(wishes, single_line=True)[:_WISHES]
    asks = _has_to_ask(held, row, said)
    is_new = asks and row.wants != said
    if is_new:
        row.wants, row.asked_at = said, now()
    elif not asks:
        _put(held, row, said)
    row.save(update_fields=["answer", "answered_at", "wishes", "wants", "asked_at"])
    record(
        by,
        "evenings.change_asked" if asks else "evenings.answered",
        row,
        scope=held.programme.scope,
        for_whom=participation.person,
        answer=row.answer,
    )
    if is_new:
        tell_asked(row=row)
    let_move_up(evening=held)
    return row


def _has_to_ask(evening: Session, row: Attendance, said: Answer) -> bool:
    """Whether the closing moment stands before this answer. Who facilitates would ask itself, and need not."""
    until = evening.answers_until
    closed = until is not None and now() >= until and row.participation.role != Role.FACILITATOR
    changes = said != row.answer and (said in _COUNTED or row.answer in _COUNTED)
    return closed and changes and not (said == Answer.YES and row.answer == Answer.WAITS)


def _put(evening: Session, row: Attendance, said: str) -> None:
    """Let ``row`` say so. Who waits, or has a place, and says yes again keeps the place (in the line)."""
    row.wants, row.asked_at = "", None
    if said == Answer.YES and row.answer in {Answer.YES, Answer.WAITS}:
        return
    if said == Answer.YES and is_full(evening):
        said = Answer.WAITS
    if said != row.answer or row.answered_at is None:
        row.answered_at = now()
    row.answer = said


@transaction.atomic
def settle_change(*, row: Attendance, granted: bool, by: User) -> Attendance:
    """Answer what somebody asked after the closing moment: with ``granted`` the answer changes. The person hears it.

    Raises ``Conflict`` when nothing is asked any more, or the evening is over.
    """
    evening = held_evening(row.evening)
    row = Attendance.objects.select_related("participation__person").get(pk=row.pk)
    if evening.state in {SessionState.CLOSED, SessionState.OFF}:
        raise Conflict(_("This evening is over."))
    if not row.wants:
        raise Conflict(_("Somebody else answered this already."))
    asked_at, wanted = row.asked_at, row.wants
    if granted:
        _put(evening, row, wanted)
    else:
        row.wants, row.asked_at = "", None
    row.save(update_fields=["answer", "answered_at", "wants", "asked_at"])
    record(
        by,
        "evenings.change_granted" if granted else "evenings.change_refused",
        row,
        scope=evening.programme.scope,
        for_whom=row.participation.person,
        answer=wanted,
    )
    tell_settled(row=row, evening=evening, asked_at=asked_at, granted=granted)
    let_move_up(evening=evening)
    return row


@transaction.atomic
def note_presence(
    *, evening: Session, participation: Participation, present: bool | None, by: User
) -> Attendance:
    """Note that somebody is there, is not, or (None) that nobody knows. Raises ``Conflict`` for who is not expected."""
    if not expected_at(evening).filter(pk=participation.pk).exists():
        raise Conflict(_("This person has left the programme, or is in another team."))
    row, _made = Attendance.objects.get_or_create(evening=evening, participation=participation)
    row.is_present = present
    row.noted_by = by
    row.save(update_fields=["is_present", "noted_by"])
    record(
        by,
        "evenings.presence_noted",
        row,
        scope=evening.programme.scope,
        for_whom=participation.person,
        present=present,
    )
    return row


def say_here(*, evening: Session, participation: Participation, here: bool) -> Attendance:
    """Somebody says at the door to be there, or takes that back. Raises ``Conflict`` too early, and once it is over."""
    if not is_near(evening):
        raise Conflict(_("You can say that you are there from half a day before the evening until its end."))
    return note_presence(
        evening=evening,
        participation=participation,
        present=True if here else None,
        by=participation.person,
    )


def answer_token(*, evening: Session, participation: Participation) -> str:
    """A signed word with which ``participation`` can answer for ``evening`` alone, without signing in.

    It is put into a mail when that is sent, and kept nowhere.
    """
    return signing.dumps([evening.public_id, participation.public_id], salt=_SALT)


def read_answer_token(token: str) -> tuple[Session, Participation] | None:
    """The evening and the person that ``token`` names; None for a false one, or where one of the two is gone."""
    try:
        evening_id, participation_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    evening = (
        Session.objects.filter(public_id=evening_id)
        .select_related("programme__phase", "team", "moment")
        .first()
    )
    if evening is None:
        return None
    person = expected_at(evening).filter(public_id=participation_id).select_related("person").first()
    return (evening, person) if person is not None else None
