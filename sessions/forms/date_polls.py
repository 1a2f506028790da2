"""Forms with which a day is found together."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from core.clock import at_local, local
from core.forms import CleanCharField, ClockInput, DayInput, longest
from core.templatetags.kw_dates import kw_day_time
from sessions.enums import DayChoice, WhoIsAsked
from sessions.models import Asked, DatePoll
from sessions.queries.day_answers import SheetDay
from sessions.services.date_polls import FEWEST_DAYS, MOST_DAYS


class SeekDayForm(forms.Form):
    """Days for an evening, whom to ask, and until when."""

    who = forms.ChoiceField(label=_("Whom do you ask?"), choices=WhoIsAsked.choices, widget=forms.RadioSelect)
    emails = forms.CharField(
        label=_("People without an account"),
        help_text=_("Their e-mail addresses, each on a line of its own. They answer by a link of their own."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "kw-input--low"}),
        max_length=6000,
        required=False,
    )
    language = forms.ChoiceField(label=_("In which language do they read?"), choices=Language.choices)
    until = forms.DateField(
        label=_("Until which day can they answer?"),
        help_text=_("Up to and including that day. A day before, who did not answer gets a reminder."),
        widget=DayInput,
    )
    note = CleanCharField(
        label=_("Do you want to add something?"), max_length=longest(DatePoll, "note"), required=False
    )
    looked = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput())

    def __init__(self, *args: Any, clock: dt.time, counts: Mapping[str, int], **kwargs: Any) -> None:
        """``counts`` says how many each choice of ``who`` asks; where both ask the same people there is no choice."""
        super().__init__(*args, **kwargs)
        if len(set(counts.values())) < 2:
            del self.fields["who"]
        else:
            self.fields["who"].choices = [  # type: ignore[attr-defined]
                (who, _("%(who)s (%(count)d)") % {"who": who.label, "count": counts[who]})
                for who in WhoIsAsked
            ]
        for number in range(1, MOST_DAYS + 1):
            label = _("Day %(number)d") % {"number": number}
            needed = number <= FEWEST_DAYS
            self.fields[f"day_{number}"] = forms.DateField(label=label, required=needed, widget=DayInput)
            self.fields[f"clock_{number}"] = forms.TimeField(
                label=_("From what time?"), required=needed, widget=ClockInput, initial=clock
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each day: the day and the time."""
        return [(self[f"day_{number}"], self[f"clock_{number}"]) for number in range(1, MOST_DAYS + 1)]

    @property
    def starts(self) -> list[dt.datetime]:
        """The days that can be read, also where something else in the form is wrong; each once."""
        read = getattr(self, "cleaned_data", {})
        found = {
            at_local(day, read[f"clock_{number}"])
            for number in range(1, MOST_DAYS + 1)
            if (day := read.get(f"day_{number}")) and read.get(f"clock_{number}") and 2000 <= day.year <= 2100
        }
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        """With ``closes_at`` and a list of addresses, as the service takes them."""
        data = super().clean() or {}
        for number in range(1, MOST_DAYS + 1):
            day, clock = data.get(f"day_{number}"), data.get(f"clock_{number}")
            if day and not clock and f"clock_{number}" not in self.errors:
                self.add_error(f"clock_{number}", _("Say from what time."))
            elif day and clock and not 2000 <= day.year <= 2100:
                self.add_error(f"day_{number}", _("Choose a day within two years."))
            elif day and clock and local(at_local(day, clock)).time() != clock:
                self.add_error(
                    f"clock_{number}",
                    _("This time does not exist on that day: the clock goes forward an hour."),
                )
        data["emails"] = [part for part in re.split(r"[\s,;]+", data.get("emails", "")) if part]
        return data


class UntilForm(forms.Form):
    """Until when people can answer; ``version`` is what somebody had before them."""

    until = forms.DateField(label=_("Until which day can they answer?"), widget=DayInput)
    version = forms.IntegerField(widget=forms.HiddenInput())


class AnswerDaysForm(forms.Form):
    """What somebody says about each day."""

    name = CleanCharField(
        label=_("What is your name?"),
        help_text=_("Only the facilitators of this programme read it. You may leave it empty."),
        max_length=longest(Asked, "name"),
        required=False,
    )
    remark = CleanCharField(
        label=_("Do you want to add something?"),
        help_text=_("Such as: from 19.00 on. Only the facilitators of this programme read it."),
        max_length=longest(Asked, "remark"),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, days: Sequence[SheetDay], has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        if has_account:
            del self.fields["name"]
        for day in days:
            self.fields[f"day_{day.public_id}"] = forms.ChoiceField(
                label=kw_day_time(day.starts_at),
                choices=DayChoice.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=day.choice,
                error_messages={"invalid_choice": _("Choose yes, if need be or no.")},
            )

    def clean(self) -> dict[str, Any]:
        """Something is said of one day at least: the first one bears the error otherwise."""
        cleaned = super().clean() or {}
        days = [f"day_{day.public_id}" for day in self.days]
        if days and not any(cleaned.get(day) or self.has_error(day) for day in days):
            self.add_error(days[0], _("Say of at least one day whether you can."))
        return cleaned

    @property
    def rows(self) -> list[tuple[SheetDay, Any]]:
        """Each day with its field."""
        return [(day, self[f"day_{day.public_id}"]) for day in self.days]

    @property
    def answers(self) -> dict[str, str]:
        """The choice per day, by public id, for the days that were answered."""
        return {
            day.public_id: choice
            for day in self.days
            if (choice := self.cleaned_data.get(f"day_{day.public_id}"))
        }
