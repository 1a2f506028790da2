"""What the trail says of programmes, their people and their dates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from programmes.models import Moment, Participation, Programme

KIND = "programmes"
LABEL = _("Programme and people")

ACTS = (
    Act("programmes.created", _("{who} began {what}")),
    Act("programmes.changed", _("{who} changed the settings of {what}")),
    Act("programmes.themes_set", _("{who} set the themes of {what}")),
    Act("programmes.started", _("{who} started {what}")),
    Act("programmes.phase_entered", _("{who} went to another phase of {what}")),
    Act("programmes.moved", _("{who} moved {what}")),
    Act("programmes.day_kept", _("{who} let {what} stand on its day")),
    Act("programmes.reminder_set", _("{who} set a reminder")),
    Act("programmes.invited", _("{who} invited {what}")),
    Act("programmes.invited_again", _("{who} invited {what} again")),
    Act("programmes.invitation_withdrawn", _("{who} withdrew an invitation")),
    Act("programmes.last_day_set", _("{who} set the last day of {what}")),
    Act("programmes.came_in", _("{who} came in for the first time")),
    Act("programmes.role_changed", _("{who} gave {what} another role")),
    Act("programmes.left", _("{who} ended the place of {what}")),
    Act("programmes.consent_chosen", _("{who} chose how to be named")),
    Act("programmes.guest_tied", _("{who} said which person a guest is: {whom}")),
)

FOUND = {
    Programme: seen(Programme, url=lambda one: reverse("overviews:programme", args=[one.public_id])),
    Participation: seen(
        Participation,
        label=lambda one: str(one.person),
        url=lambda one: reverse("programmes:person", args=[one.public_id]),
    ),
    Moment: seen(
        Moment,
        label=lambda one: one.name,
        url=lambda one: reverse("programmes:plan", args=[one.programme.public_id]),
    ),
}
