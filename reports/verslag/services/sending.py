"""Sending a verslag: to who was there and to who was not, once for each time that somebody means it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from outbox.services.kinds import Text, compose_text, kind_of
from outbox.services.queue import queue_message
from programmes.models import Participation
from reports.verslag.models import Verslag
from reports.verslag.queries.readers import readers_of

KIND = "verslag"


@dataclass(frozen=True, slots=True)
class Letter:
    """How one of the readers gets it, as an example for the others."""

    was_there: bool
    reader: Participation
    text: Text


def _params(verslag: Verslag, *, number: int, was_there: bool) -> dict[str, Any]:
    return {"verslag": verslag.pk, "number": number, "was_there": was_there}


def letters_of(*, verslag: Verslag) -> list[Letter]:
    """Both mails as the first reader of each kind would get them now; only those that somebody gets."""
    readers = readers_of(verslag=verslag)
    letters = []
    for was_there, people in ((True, readers.present), (False, readers.absent)):
        if people:
            reader = people[0]
            params = _params(verslag, number=verslag.times_sent + 1, was_there=was_there)
            text = compose_text(
                kind_of(KIND), params=params, user=reader.person, language=reader.person.language
            )
            letters.append(Letter(was_there, reader, text))
    return letters


@transaction.atomic
def send_verslag(*, verslag: Verslag, seen: int, by: User) -> int:
    """Send a verslag to everybody for whom the evening was; ``seen`` is how often it was sent on the person's screen.

    Returns how many messages go out; none where it was sent meanwhile, by the same press or a colleague. Raises
    ``Conflict`` when there is nobody to send it to.
    """
    readers = readers_of(verslag=verslag)
    if not readers.count:
        raise Conflict(_("There is nobody to send it to: everybody has left the programme."))
    sent = Verslag.objects.filter(pk=verslag.pk, times_sent=seen).update(
        times_sent=F("times_sent") + 1, sent_at=now(), sent_by=by
    )
    verslag.refresh_from_db(fields=["times_sent", "sent_at", "sent_by"])
    if not sent:
        return 0
    programme, title = verslag.programme, verslag.evening.title
    reasons = {
        True: format_lazy(_("You were there at {title}."), title=title),
        False: format_lazy(_("You belong at {title}, and were not there."), title=title),
    }
    count = sum(
        queue_message(
            KIND,
            to=[one.person for one in people],
            scope=programme.scope,
            params=_params(verslag, number=verslag.times_sent, was_there=was_there),
            dedupe=f"{verslag.pk}:{verslag.times_sent}:{'there' if was_there else 'away'}",
            why=reasons[was_there],
            reply_to=programme.reply_to or by,
        )
        for was_there, people in ((True, readers.present), (False, readers.absent))
        if people
    )
    record(by, "verslag.sent", verslag, scope=programme.scope, number=verslag.times_sent, people=count)
    return count
