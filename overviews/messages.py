"""The note that a facilitator or a coach writes to one person."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text
from programmes.models import Participation


def compose_note(params: Mapping[str, Any], user: User | None) -> Text:
    """The words as they were written; nothing is added to them."""
    participation = Participation.objects.select_related("programme").get(pk=params["participation"])
    return Text(
        subject=_("A note from %(name)s") % {"name": User.objects.get(pk=params["by"])},
        body=str(params["text"]),
        programme=participation.programme.name,
        accent=participation.programme.accent,
    )


def note_still_applies(message: Message) -> str:
    """Why the note does not go any more; empty when it does."""
    there = Participation.objects.active().filter(pk=message.params["participation"])
    return "" if there.exists() else _("Does not take part any more.")


NOTE = MessageKind(name="note", urgency=Urgency.SOON, compose=compose_note, still_applies=note_still_applies)
