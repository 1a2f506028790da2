"""The message that a programme entered another phase, in the words of its facilitator."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text, greeting
from programmes.enums import ProgrammeState
from programmes.models import Phase, Programme
from programmes.services.phases import PHASE_ENTERED


def compose_phase_entered(params: Mapping[str, Any], user: User | None) -> Text:
    """Which phase it is, and the facilitator's own words."""
    phase = Phase.objects.select_related("programme").get(pk=params["phase"])
    programme = phase.programme
    return Text(
        subject=_("%(programme)s: now the phase %(phase)s") % {"programme": programme, "phase": phase.name},
        body="\n\n".join([greeting(user), str(params["text"])]),
        action_label=_("To the programme"),
        action_path=reverse("overviews:programme", args=[programme.public_id]),
        programme=programme.name,
        accent=programme.accent,
    )


def phase_entered_still_applies(message: Message) -> str:
    """Why it is not true any more; empty while the programme runs in this phase."""
    programme = Programme.objects.filter(pk=message.params["programme"]).first()
    if programme is None or programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    if programme.phase_id != message.params["phase"]:
        return _("The programme is in another phase by now.")
    return ""


KINDS = (
    MessageKind(
        name=PHASE_ENTERED,
        urgency=Urgency.SOON,
        compose=compose_phase_entered,
        still_applies=phase_entered_still_applies,
    ),
)
