"""Asking somebody how it goes: by a note, or noting that one spoke. What was said stands nowhere."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.templatetags.kw_dates import kw_date
from core.text import clean_text
from outbox.services.queue import queue_message
from programmes.models import Participation
from teams.models import Contact

REST = dt.timedelta(days=21)
"""How long nobody asks again after somebody did."""
LONGEST_NOTE = 2000


@transaction.atomic
def note_contact(*, participation: Participation, by: User, in_writing: bool = False) -> Contact:
    """Note that ``by`` asked somebody how it goes, on this day; nobody asks again for three weeks.

    Pressed twice on one day it is one. Raises ``Conflict`` for who left meanwhile.
    """
    held = _hold(participation)
    if held.until is not None:
        raise Conflict(_("This person has left the programme."))
    at = now()
    before = held.contacts.filter(by=by, in_writing=in_writing, at__gt=at - dt.timedelta(hours=12)).first()
    if before is not None:
        return before
    contact = Contact.objects.create(
        participation=held, by=by, in_writing=in_writing, at=at, rests_until=at + REST
    )
    record(by, "overviews.contacted", contact, scope=held.programme.scope)
    return contact


@transaction.atomic
def take_back_contact(*, participation: Participation, by: User) -> None:
    """Undo the last time that ``by`` noted to have spoken with somebody; nothing where there is none."""
    last = Contact.objects.filter(participation=participation, by=by, in_writing=False).first()
    if last is not None:
        record(by, "overviews.contact_taken_back", last, scope=participation.programme.scope)
        last.delete()


@transaction.atomic
def write_note(*, participation: Participation, text: str, key: str, known: int, by: User) -> bool:
    """Send somebody a few words of ``by``'s own by the outbox, with the answers to ``by``; and note that it was done.

    ``key`` is that of the form: sent twice, it is one note. ``known`` is the primary key of the last contact that the
    writer saw, 0 for none. Returns whether it is new. Raises ``ValidationError`` without words, and ``Conflict`` for
    who left, or where somebody else asked meanwhile.
    """
    words = clean_text(text).strip()[:LONGEST_NOTE]
    if not words:
        raise ValidationError(_("Write a few words first."))
    held = _hold(participation)
    other = held.contacts.exclude(by=by).filter(pk__gt=known).select_related("by").first()
    if other is not None:
        raise Conflict(
            _("%(name)s asked already, on %(day)s. Send it once more if you still want to.")
            % {"name": other.by or _("Somebody else"), "day": kw_date(other.at, "day")}
        )
    if held.until is not None:
        raise Conflict(_("This person has left the programme."))
    is_new = queue_message(
        "note",
        to=participation.person,
        scope=held.programme.scope,
        params={"participation": held.pk, "by": by.pk, "text": words},
        dedupe=f"{held.pk}:{key}",
        why=format_lazy(gettext_lazy("{name} wrote this to you."), name=str(by)),
        reply_to=by,
    )
    if is_new:
        note_contact(participation=held, by=by, in_writing=True)
    return bool(is_new)


def _hold(participation: Participation) -> Participation:
    """``participation`` with its programme, held, so that two who ask are heard one after the other."""
    return (
        Participation.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=participation.pk)
    )
