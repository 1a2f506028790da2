"""Forms of a round about themes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import at_local, today
from core.forms import CleanCharField, DayInput
from programmes.models import ThemeProposal
from programmes.queries.theme_rounds import ThemeCard
from programmes.queries.theme_teams import Candidate

LAST_CLOCK = dt.time(23, 59)
NO_TEAM = "none"
FURTHEST = dt.timedelta(days=366)


class UntilForm(forms.Form):
    """Until which day people can name or weigh themes."""

    until = forms.DateField(
        label=_("Until which day?"), widget=DayInput(), help_text=_("That day counts as well.")
    )

    def clean_until(self) -> dt.datetime:
        """The end of a day from today on."""
        day: dt.date = self.cleaned_data["until"]
        if day < today():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        if day > today() + FURTHEST:
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return at_local(day, LAST_CLOCK)


class NameForm(forms.Form):
    """A theme, and why."""

    title = CleanCharField(label=_("Theme"), min_length=3, max_length=120, help_text=_("A few words."))
    why = CleanCharField(
        label=_("Why this one?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class WeighForm(forms.Form):
    """Two boxes per theme: it is important, and I want to work on it."""

    def __init__(self, *args: Any, themes: Sequence[ThemeCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._themes = themes
        for theme in themes:
            self.fields[f"important-{theme.public_id}"] = forms.BooleanField(
                label=_("This is important"), required=False, initial=theme.i_find_important
            )
            self.fields[f"want-{theme.public_id}"] = forms.BooleanField(
                label=_("I want to work on this"), required=False, initial=theme.i_want
            )

    def rows(self) -> list[tuple[ThemeCard, forms.BoundField, forms.BoundField]]:
        """Each theme with its two boxes."""
        return [
            (one, self[f"important-{one.public_id}"], self[f"want-{one.public_id}"]) for one in self._themes
        ]

    def chosen(self, box: str) -> list[int]:
        """The primary keys of the themes whose ``box`` ("important", "want") is on."""
        return [one.pk for one in self._themes if self.cleaned_data[f"{box}-{one.public_id}"]]


class ThemeForm(forms.Form):
    """Another name for a theme, and which others go into it."""

    title = CleanCharField(label=_("What is it called?"), min_length=3, max_length=120)
    absorb = forms.MultipleChoiceField(
        label=_("Which themes go into this one?"), required=False, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *args: Any, others: Sequence[ThemeProposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["absorb"]
        field.choices = [(one.public_id, str(one)) for one in others]
        self._others = {one.public_id: one for one in others}

    def clean_absorb(self) -> list[ThemeProposal]:
        """The themes themselves."""
        return [self._others[key] for key in self.cleaned_data["absorb"]]


class TeamsForm(forms.Form):
    """For each person the theme that he or she is put on."""

    def __init__(
        self,
        *args: Any,
        people: Sequence[Candidate],
        themes: Mapping[str, str],
        places: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        for person in people:
            self.fields[person.key] = forms.ChoiceField(
                label=person.name,
                choices=[(NO_TEAM, _("in no team yet")), *themes.items()],
                initial=places.get(person.key, NO_TEAM),
            )

    def places(self) -> dict[str, str]:
        """The key of the theme for the key of each person who is put somewhere."""
        return {
            person.key: self.cleaned_data[person.key]
            for person in self._people
            if self.cleaned_data.get(person.key, NO_TEAM) != NO_TEAM
        }

    def row(self, person: Candidate) -> tuple[Candidate, forms.BoundField]:
        """A person with the choice."""
        return person, self[person.key]
