"""A few words with a report, or with an idea that is not shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField


class ReportForm(forms.Form):
    """What somebody thinks is wrong with an idea."""

    reason = CleanCharField(
        label=_("What is wrong with it?"),
        help_text=_("A few words, or none. Who leads the evening reads it; the other people do not."),
        max_length=300,
        required=False,
    )


class CoverForm(forms.Form):
    """Why an idea is not shown."""

    because = CleanCharField(
        label=_("Why is it not shown?"),
        help_text=_("Whoever wrote it reads this. It can stay empty."),
        max_length=300,
        required=False,
    )
