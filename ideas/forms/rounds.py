"""The form that opens a round of dots."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField


class RoundForm(forms.Form):
    """What the dots are about, and how many each person has."""

    title = CleanCharField(label=_("What do you ask?"), max_length=160)
    budget = forms.IntegerField(
        label=_("Dots per person"),
        min_value=1,
        max_value=20,
        help_text=_("Each person divides them as he or she likes; several on one bundle is possible."),
    )
