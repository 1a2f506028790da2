"""Calling an evening off, and letting it go on after all: who was invited hears of both."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import ProgrammeState
from programmes.models import Programme, Reminder
from programmes.services.dates import move_moments, undo_move
from sessions.enums import AnchoredHomework, SessionState
from sessions.models import Session
from sessions.queries.calling_off import goes_along, homework_for, next_evening_after
from sessions.services.changes import release_invitations, tell_off, tell_on
from sessions.services.date_polls import end_polls_of
from sessions.services.door import close_door
from sessions.services.holding import held_evening
from sessions.services.live import tell_screens


@transaction.atomic
def call_off(
    *,
    evening: Session,
    reason: str,
    by: User,
    homework: str = AnchoredHomework.KEEP,
    shown: str = "",
) -> Session:
    """Let ``evening`` not take place, because of ``reason``; those who heard of it are told, answers are kept.

    With ``homework`` "next" what is due before it goes along to the next evening; ``shown`` names the plan of that
    which ``by`` looked at. A datumprikker about it ends. Raises ``Conflict`` when it was opened, called off or moved
    meanwhile, ``ValidationError`` without a reason or where homework cannot go along.
    """
    programme = Programme.objects.select_for_update().get(pk=evening.programme_id)
    evening = held_evening(evening)
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run, so nobody has to be told. Remove the evening instead."))
    if evening.state == SessionState.OFF:
        raise Conflict(_("Somebody else called this evening off already."))
    if evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening was opened already, so it cannot be called off."))
    reason = clean_text(reason, single_line=True)
    if not reason:
        raise ValidationError({"reason": _("Say in a sentence why: people read it in the message.")})
    if homework == AnchoredHomework.NEXT:
        evening.homework_back = _give_homework_along(programme, evening, shown, by)
    evening.state, evening.off_at, evening.off_reason = SessionState.OFF, now(), reason
    evening.full_clean(exclude=["programme", "moment", "team", "current_item"])
    evening.save(update_fields=["state", "off_at", "off_reason", "homework_back"])
    if evening.door_code:
        close_door(evening=evening, by=by)
    record(by, "evenings.called_off", evening, scope=programme.scope, homework=str(homework))
    end_polls_of(evening=evening, by=by)
    tell_off(evening=evening)
    tell_screens(evening=evening)
    return evening


@transaction.atomic
def put_back(*, evening: Session, by: User) -> bool:
    """Let an evening that was called off take place after all; whoever heard that it is off is told.

    Homework that went along comes back; returns whether it did (or had not gone). Raises ``Conflict`` when somebody
    did it already, or its day has been.
    """
    programme = Programme.objects.select_for_update().get(pk=evening.programme_id)
    evening = held_evening(evening)
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The programme does not run."))
    if evening.state != SessionState.OFF or evening.off_at is None:
        raise Conflict(_("This evening takes place already: somebody else saw to it."))
    if evening.moment.at <= now():
        raise Conflict(_("Its day has been. Move it to another day first, or add a new evening."))
    since, homework_back = evening.off_at, evening.homework_back
    evening.state, evening.off_at, evening.off_reason, evening.homework_back = (
        SessionState.PLANNED,
        None,
        "",
        "",
    )
    evening.save(update_fields=["state", "off_at", "off_reason", "homework_back"])
    record(by, "evenings.put_back", evening, scope=programme.scope)
    is_back = _bring_homework_back(programme, homework_back, by)
    missed = Reminder.objects.filter(
        moment__anchor=evening.moment_id, moment__at__gt=since, moment__at__lte=now()
    )
    missed.update(not_before=now())
    release_invitations(evening=evening)
    tell_on(evening=evening)
    tell_screens(evening=evening)
    return is_back


def _give_homework_along(programme: Programme, evening: Session, shown: str, by: User) -> str:
    """Tie the homework for ``evening`` to the next one by the same rule. Returns the word that takes it back."""
    following = next_evening_after(evening)
    moments = homework_for(evening)
    if following is None or not moments:
        raise Conflict(_("There is no next evening for the homework any more. Look at what it can do now."))
    wishes = goes_along(moments, following)
    return move_moments(programme=programme, wishes=wishes, by=by, shown=shown).token


def _bring_homework_back(programme: Programme, token: str, by: User) -> bool:
    if not token:
        return True
    try:
        undo_move(programme=programme, token=token, by=by)
    except (
        Conflict,
        ValidationError,
    ):  # it was moved since, or too much time has passed: it stays where it is
        return False
    return True
