"""Forms about the file of a programme: what goes into it, and when a programme from it begins."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.forms import CardSelect, DayInput
from core.templatetags.kw_dates import kw_date
from programmes.forms.blueprints import ImportForm
from programmes.services.blueprint_shape import YEARS
from programmes.services.programme_file import LARGEST

AS_WRITTEN, ANOTHER_DAY = "as_written", "another_day"


class TakeForm(forms.Form):
    """What goes into the file."""

    people = forms.BooleanField(
        label=_("With the people in it"),
        required=False,
        help_text=_(
            "Name, e-mail address, function, organisation, role and teams of everybody, and who leads which block. "
            "Whoever has the file can read that. Only do it when the other installation needs it, and throw the "
            "file away after that."
        ),
    )


class FileForm(ImportForm):
    """A file with a programme, or its text."""

    largest = LARGEST
    field_order = ("file", "text", "organisation")


def _next_such_day(day: dt.date) -> dt.date:
    """The first day after today that is the same day of the week as ``day``."""
    tomorrow = today() + dt.timedelta(days=1)
    return tomorrow + dt.timedelta(days=(day.weekday() - tomorrow.weekday()) % 7)


class DaysForm(forms.Form):
    """When the programme of a file begins, and whether its people come along."""

    begin = forms.ChoiceField(label=_("When does it begin?"), widget=CardSelect())
    starts_on = forms.DateField(label=_("Which day?"), required=False, widget=DayInput())
    people = forms.BooleanField(label=_("Put the people on the list"), required=False, initial=True)

    def __init__(self, *args: Any, plan: dict[str, Any], **kwargs: Any) -> None:
        written: dt.date = plan["starts_on"]
        kept = written >= today()
        kwargs["initial"] = {
            "begin": AS_WRITTEN if kept else ANOTHER_DAY,
            "starts_on": written if kept else _next_such_day(written),
        }
        super().__init__(*args, **kwargs)
        begin: Any = self.fields["begin"]
        begin.choices = [
            (AS_WRITTEN, _("As in the file: %(day)s") % {"day": kw_date(written, "long")}),
            (ANOTHER_DAY, _("On another day")),
        ]
        begin.widget.hints = {
            AS_WRITTEN: _("All days stay as they are."),
            ANOTHER_DAY: _("Everything moves along; evenings go off free days, as in a new programme."),
        }
        if not plan["people"]:
            del self.fields["people"]
        self._written = written

    def clean(self) -> dict[str, Any]:
        """``day``: the first day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["day"] = self._written
        if cleaned.get("begin") == ANOTHER_DAY and "starts_on" not in self.errors:
            day = cleaned.get("starts_on")
            if day is None:
                self.add_error("starts_on", _("Choose the first day."))
            elif day.year not in YEARS:
                self.add_error("starts_on", _("Choose a year between 2000 and 2100."))
            elif day < today():
                self.add_error("starts_on", _("This day has passed. Choose today or later."))
            else:
                cleaned["day"] = day
        return cleaned
