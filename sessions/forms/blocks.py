"""Forms about the blocks of a draaiboek."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, SharedForm, longest
from sessions.enums import Catching
from sessions.models import AgendaItem
from sessions.queries.methods import Method


class BlockForm(forms.Form):
    """A block of a draaiboek."""

    title = CleanCharField(label=_("Name on the screens"), max_length=longest(AgendaItem, "title"))
    method = forms.ChoiceField(label=_("Method"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=480,
        widget=forms.NumberInput(attrs={"class": "kw-input--mini"}),
    )
    leader = CleanCharField(
        label=_("Who leads"),
        max_length=longest(AgendaItem, "leader"),
        required=False,
        widget=forms.TextInput(attrs={"list": "leaders", "autocomplete": "off"}),
    )
    tables = CleanCharField(
        label=_("For which tables"),
        help_text=_("Empty: for everybody."),
        max_length=longest(AgendaItem, "tables"),
        required=False,
    )
    question = CleanCharField(
        label=_("The question on the wall"),
        help_text=_("Stands large on the wall while the block runs."),
        max_length=longest(AgendaItem, "question"),
        required=False,
    )
    catching = forms.ChoiceField(
        label=_("How people write ideas"),
        help_text=_(
            "In pairs or by table: who writes, writes for all of them. It takes the pairs or tables that you show "
            "everybody on the page “Tables”."
        ),
        choices=Catching.choices,
        initial=Catching.ALONE,
        required=False,
    )
    notes = CleanCharField(
        label=_("Notes"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "kw-input--low"}),
        max_length=3000,
        required=False,
    )
    material = CleanCharField(
        label=_("What has to be there"),
        help_text=_("With commas between."),
        max_length=longest(AgendaItem, "material"),
        required=False,
    )

    def clean_catching(self) -> str:
        """Alone, where nothing was chosen."""
        return self.cleaned_data["catching"] or Catching.ALONE

    def __init__(
        self, *args: Any, library: Mapping[str, Method], leaders: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = tuple(leaders)
        """Names that are proposed; another one can be typed."""
        own = [(key, method.name) for key, method in library.items() if method.is_own]
        ready = [(key, method.name) for key, method in library.items() if not method.is_own]
        choice: Any = self.fields["method"]
        choice.choices = [(_("Of your organisation"), own), (_("Of the library"), ready)] if own else ready


class EditBlockForm(SharedForm, BlockForm):
    """A block that there is, which two may change at a time."""


class LengthForm(forms.Form):
    """Another length for a block, with one tap."""

    minutes = forms.IntegerField(min_value=1, max_value=480)


class PlaceForm(forms.Form):
    """The block after which another one comes; empty: at the end."""

    after = CleanCharField(required=False, max_length=12)
