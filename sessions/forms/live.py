"""Forms of the console."""

from django import forms

from sessions.enums import PAUSES


class PauseForm(forms.Form):
    """How long a pause lasts; nothing for one without a time."""

    minutes = forms.TypedChoiceField(
        choices=[(minutes, minutes) for minutes in PAUSES], coerce=int, required=False, empty_value=None
    )
