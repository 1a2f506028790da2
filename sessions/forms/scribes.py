"""Who writes for others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.queries.scribes import ScribesPage

AT_HOME = "link"
"""In the list of tables: those who take part by the video link."""


class ScribeForm(forms.Form):
    """A person, and the table at which this person writes."""

    person = forms.ChoiceField(label=_("Who writes for others?"))
    table = forms.ChoiceField(label=_("At which table?"), required=False)

    def __init__(self, *args: Any, page: ScribesPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose somebody")),
            *((key, str(one.person)) for key, one in page.people.items()),
        ]
        self.fields["table"].choices = [  # type: ignore[attr-defined]
            ("", _("at all tables")),
            *((key, team.name) for key, team in page.tables.items()),
            *([(AT_HOME, _("for who takes part by video"))] if page.is_mixed else []),
        ]

    def clean(self) -> dict[str, Any]:
        """The person and the team as objects."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["participation"] = self.page.people.get(cleaned.get("person", ""))
        cleaned["by_link"] = cleaned.get("table") == AT_HOME
        cleaned["team"] = self.page.tables.get(cleaned.get("table", ""))
        return cleaned
