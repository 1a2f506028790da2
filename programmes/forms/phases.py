"""The forms with which a programme enters a phase, and with which it closes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField
from programmes.services.closing import LONGEST_REASON
from programmes.services.phases import LONGEST_NOTE


class EnterPhaseForm(forms.Form):
    """What the page knew, and words for everybody if one wants to tell."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    say = CleanCharField(
        label=_("A few words to everybody"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Leave it empty, and nobody gets a message. Otherwise it goes by mail to who works in it."
        ),
    )


class CloseForm(forms.Form):
    """One reason for all that is still open."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    because = CleanCharField(
        label=_("Not further, because …"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why what is open goes no further. Its authors read this.")},
        help_text=_("One reason for all that is still open. Everybody whose idea it was gets it by mail."),
    )

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["because"]
