"""Forms of the koersdocument."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CardSelect
from core.text import clean_text
from reports.koersdocument.enums import EditionState, SectionKind


class SectionForm(forms.Form):
    """Title and text of a part; ``version`` is the one that the writer began from."""

    title = forms.CharField(label=_("Title"), max_length=160)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "An empty line begins a new paragraph. **Bold**, *italic*, and lines that begin with - become a list."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], single_line=True)

    def clean_text(self) -> str:
        return clean_text(self.cleaned_data["text"])


class NewSectionForm(forms.Form):
    """A new part."""

    title = forms.CharField(label=_("Title of the part"), max_length=160)
    kind = forms.ChoiceField(label=_("What does it gather?"), choices=SectionKind.choices)

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], single_line=True)


class CoverForm(forms.Form):
    """What stands on the cover."""

    title = forms.CharField(label=_("Title on the cover"), max_length=160)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        return {key: clean_text(value, single_line=True) for key, value in self.cleaned_data.items()}


class PublishForm(forms.Form):
    """What kind of edition it becomes, of those that this person may publish."""

    state = forms.ChoiceField(
        label=_("What kind of edition?"),
        widget=CardSelect(
            hints={
                EditionState.CONCEPT: _("To read along. It may still change."),
                EditionState.CHECKED: _("The client has read it and agrees."),
                EditionState.FINAL: _("This is how we will work from now on."),
            }
        ),
    )

    def __init__(self, *args: Any, states: list[EditionState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]
        self.fields["state"].initial = states[-1].value if states else None
