"""Forms about the library of methods."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.forms import CleanCharField, SharedForm, longest
from sessions.enums import MethodAim
from sessions.models import OwnMethod
from sessions.queries.library import MOST_PEOPLE, Wish
from sessions.queries.methods import methods


class WishForm(forms.Form):
    """What somebody looks for in the library; what cannot be is left aside."""

    q = CleanCharField(label=_("Search the methods"), required=False, max_length=200)
    people = forms.IntegerField(
        label=_("For how many people"), required=False, min_value=1, max_value=MOST_PEOPLE
    )
    aim = forms.ChoiceField(required=False, choices=MethodAim.choices)
    after = CleanCharField(required=False, max_length=12)

    def wish(self) -> Wish:
        """What was asked as far as it can be."""
        self.is_valid()
        data = self.cleaned_data
        return Wish(
            aim=data.get("aim", ""),
            asked=data.get("q", ""),
            people=data.get("people"),
            after=data.get("after", ""),
        )


class OwnMethodForm(forms.Form):
    """A method that an organisation adds to the library."""

    name = CleanCharField(label=_("Name"), max_length=longest(OwnMethod, "name"))
    purpose = CleanCharField(
        label=_("What is it for?"),
        help_text=_("In one or two sentences."),
        max_length=longest(OwnMethod, "purpose"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "kw-input--low"}),
    )
    steps = CleanCharField(
        label=_("How does it go?"),
        help_text=_("One step on a line."),
        max_length=longest(OwnMethod, "steps"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    when_not = CleanCharField(
        label=_("When not?"),
        help_text=_("One on a line."),
        max_length=longest(OwnMethod, "when_not"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "kw-input--low"}),
    )
    material = CleanCharField(
        label=_("What has to be there"),
        help_text=_("With commas between."),
        max_length=longest(OwnMethod, "material"),
        required=False,
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=20)
    least = forms.IntegerField(
        label=_("At least so many people"), min_value=1, max_value=MOST_PEOPLE, initial=4
    )
    most = forms.IntegerField(
        label=_("At most so many people"), min_value=1, max_value=MOST_PEOPLE, initial=40
    )
    like = forms.ChoiceField(
        label=_("What do phones and wall do?"),
        help_text=_("The same as in this method. In “Conversation” they show the question and nothing else."),
        initial="conversation",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["like"]
        choice.choices = [(key, method.name) for key, method in methods().items()]

    def clean(self) -> dict[str, Any]:
        """Refuse a largest group that is smaller than the smallest."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("least") and data.get("most") and data["most"] < data["least"]:
            raise ValidationError({"most": _("The largest group is not smaller than the smallest.")})
        return data


class NewOwnMethodForm(OwnMethodForm):
    """One that is not there yet, with the organisation where there is a choice."""

    organisation = forms.ChoiceField(label=_("For which organisation?"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["organisation"]
        choice.choices = [(one.public_id, one.name) for one in organisations]
        self._organisations = {one.public_id: one for one in organisations}
        if len(organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = organisations[0].public_id

    def clean_organisation(self) -> Organisation:
        """The organisation that was chosen."""
        return self._organisations[self.cleaned_data["organisation"]]


class EditOwnMethodForm(SharedForm, OwnMethodForm):
    """One that there is, which two may change at a time."""
