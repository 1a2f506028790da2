"""Who says to come, and who came."""

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.models import Participation
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at

_SALT = "evenings.coming"
_WISHES = Attendance._meta.get_field("wishes").max_length or 0


@transaction.atomic
def answer_evening(
    *, evening: Session, participation: Participation, answer: str, by: User, wishes: str | None = None
) -> Attendance:
    """Keep what ``participation`` says about coming; ``wishes`` stay as they were when None.

    Raises ``Conflict`` when the evening is over or this person is not expected (any more).
    """
    if not Session.objects.filter(pk=evening.pk).exclude(state=SessionState.CLOSED).exists():
        raise Conflict(_("This evening is over."))
    if not expected_at(evening).filter(pk=participation.pk).exists():
        raise Conflict(_("This evening is for other people."))
    row, _made = Attendance.objects.get_or_create(evening=evening, participation=participation)
    row.answer = Answer(answer)
    row.answered_at = now()
    if wishes is not None:
        row.wishes = clean_text(wishes, single_line=True)[:_WISHES]
    row.save(update_fields=["answer", "answered_at", "wishes"])
    record(
        by,
        "evenings.answered",
        row,
        scope=evening.programme.scope,
        for_whom=participation.person,
        answer=row.answer,
    )
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
