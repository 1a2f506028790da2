"""The form of a verslag."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, MarkdownInput, SharedForm, longest
from reports.verslag.enums import Part
from reports.verslag.models import Verslag
from reports.verslag.queries.reading import heading_of

REMARK = 2000


class VerslagForm(SharedForm):
    """What a facilitator writes in a verslag, and per part whether it stands in it, with a remark."""

    title = CleanCharField(
        label=_("Heading"),
        required=False,
        max_length=longest(Verslag, "title"),
        help_text=_("What somebody remembers of this evening. Empty: how many ideas there were."),
    )
    introduction = CleanCharField(
        label=_("How was it?"),
        required=False,
        max_length=longest(Verslag, "introduction"),
        widget=MarkdownInput(attrs={"rows": 6}),
        help_text=_("In your own words, for who was there and for who was not. It opens the mail too."),
    )
    agreed = CleanCharField(
        label=_("What did you agree?"),
        required=False,
        max_length=longest(Verslag, "agreed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. Behind a dash how: The evenings stay on Thursday – 22 of 27 agreed"),
    )
    points = CleanCharField(
        label=_("Who does what?"),
        required=False,
        max_length=longest(Verslag, "points"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line. Behind a dash who and when: Book the room – Joost, before 1 April. Name people as they "
            "wish to be named."
        ),
    )

    def __init__(self, *args: Any, verslag: Verslag, **kwargs: Any) -> None:
        words = {name: getattr(verslag, name) for name in ("title", "introduction", "agreed", "points")}
        for part in Part:
            words[f"stands_{part.value}"] = part.value not in verslag.left_out
            words[f"remark_{part.value}"] = verslag.remarks.get(part.value, "")
        super().__init__(*args, initial=words, **kwargs)
        self.fields.update(_fields_of_parts())
        self.fields["title"].widget.attrs["placeholder"] = heading_of(verslag)

    def words(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        remarks = {part.value: given[f"remark_{part.value}"] for part in Part}
        return {
            **{name: given[name] for name in ("title", "introduction", "agreed", "points")},
            "left_out": [part.value for part in Part if not given[f"stands_{part.value}"]],
            "remarks": {part: remark for part, remark in remarks.items() if remark},
        }


def _fields_of_parts() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for part in Part:
        fields[f"stands_{part.value}"] = forms.BooleanField(
            label=_("This stands in the verslag"), required=False, show_hidden_initial=True
        )
        fields[f"remark_{part.value}"] = CleanCharField(
            label=_("Your remark"),
            required=False,
            max_length=REMARK,
            widget=forms.Textarea(attrs={"rows": 2}),
            show_hidden_initial=True,
        )
    return fields


class SendForm(forms.Form):
    """The press of the button, with how often it was sent when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32000)
