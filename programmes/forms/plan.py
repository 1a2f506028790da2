"""The form that moves something in the plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import local
from core.forms import ClockInput, DayInput
from programmes.models import Moment


class MoveForm(forms.Form):
    """Another day and time; ``was`` is the time that somebody saw."""

    day = forms.DateField(label=_("To which day?"), widget=DayInput())
    clock = forms.TimeField(label=_("At what time?"), widget=ClockInput())
    was = forms.DateTimeField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, moment: Moment, **kwargs: Any) -> None:
        here = local(moment.at)
        kwargs.setdefault(
            "initial", {"day": here.date(), "clock": moment.clock, "was": moment.at.isoformat()}
        )
        super().__init__(*args, **kwargs)
