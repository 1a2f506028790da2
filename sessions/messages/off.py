"""The messages that an evening is called off, and that it takes place after all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.kw_dates import kw_day_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Attachment, MessageKind, Text, greeting
from programmes.enums import ProgrammeState
from sessions.enums import SessionState
from sessions.exports import CANCEL, appointment_of
from sessions.messages.evenings import (
    answer_links,
    evening_of,
    file_for,
    invitation_file,
    signed_links,
    still_applies,
    text_about,
)
from sessions.models import Session


def compose_off(params: Mapping[str, Any], user: User | None) -> Text:
    """That the evening does not take place, and why."""
    evening = evening_of(params)
    about = {"title": evening.title, "when": kw_day_time(evening.moment.at)}
    return Text(
        subject=_("Off: %(title)s") % about,
        body="\n\n".join(
            [
                greeting(user),
                _("**%(title)s, on %(when)s, is off.** You need not come.") % about,
                _("Why: %(reason)s") % {"reason": params.get("reason") or evening.off_reason},
                _("This message takes it out of your calendar."),
            ]
        ),
        action_label=_("All evenings"),
        action_path=reverse("evenings:list", args=[evening.programme.public_id]),
        closing=_("Do you have a question? Answer this mail."),
        programme=evening.programme.name,
        accent=evening.programme.accent,
    )


def compose_on(params: Mapping[str, Any], user: User | None) -> Text:
    """That it takes place after all, when and where, and the three answers."""
    evening = evening_of(params)
    about = {"title": evening.title, "when": kw_day_time(evening.moment.at)}
    return text_about(
        evening,
        subject=_("After all: %(title)s takes place, %(when)s")
        % {**about, "when": kw_day_time(evening.moment.at, "day")},
        lines=[
            greeting(user),
            _("You read that %(title)s was off. It takes place after all, on **%(when)s**.") % about,
            _("Place: %(place)s.") % {"place": evening.place.rstrip(".")} if evening.place else "",
            _("The file with this mail puts it into your calendar again. Can you come?"),
            answer_links(),
        ],
    )


def off_still_applies(message: Message) -> str:
    """Why nobody need hear any more that the evening is off; empty while it is, for the same reason."""
    evening = Session.objects.select_related("programme").filter(pk=message.params["evening"]).first()
    if evening is None:
        return _("This evening is no longer there.")
    if evening.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    is_same = evening.off_at is not None and evening.off_at.isoformat() == message.params["off_at"]
    return "" if evening.state == SessionState.OFF and is_same else _("It takes place after all.")


def cancellation_of(message: Message) -> Sequence[Attachment]:
    """The calendar file that takes the evening back, under the name that calendars know it by."""
    evening = evening_of(message.params)
    return [file_for(appointment_of(evening), CANCEL, message, evening.programme)]


EVENING_OFF = MessageKind(
    name="evening_off",
    urgency=Urgency.SOON,
    compose=compose_off,
    still_applies=off_still_applies,
    attachments=cancellation_of,
)
EVENING_ON = MessageKind(
    name="evening_on",
    urgency=Urgency.SOON,
    compose=compose_on,
    still_applies=still_applies,
    attachments=invitation_file,
    put_in=signed_links,
)
KINDS = (
    EVENING_OFF,
    replace(EVENING_OFF, name="evening_off_now", urgency=Urgency.NOW),
    EVENING_ON,
    replace(EVENING_ON, name="evening_on_now", urgency=Urgency.NOW),
)
