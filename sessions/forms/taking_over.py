"""The form with which a draaiboek is taken over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import Session
from sessions.queries.taking_over import Source


class SourceForm(forms.Form):
    """One of the evenings whose draaiboek can be taken over."""

    source = forms.ChoiceField(
        error_messages={
            "required": _("Choose an evening."),
            "invalid_choice": _("This draaiboek is not there any more."),
        }
    )

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._evenings = {source.evening.public_id: source.evening for source in sources}
        choice: Any = self.fields["source"]
        choice.choices = [(public_id, str(one)) for public_id, one in self._evenings.items()]

    def clean_source(self) -> Session:
        """The evening that was chosen."""
        return self._evenings[self.cleaned_data["source"]]
