"""The forms with which a facilitator sets up what a programme says and sends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import CleanCharField, SharedForm
from programmes.enums import Accent
from programmes.models import Programme


class SettingsForm(SharedForm):
    """What the programme says about itself, its colour, and who gets the answers to its messages."""

    name = CleanCharField(label=_("Name"), min_length=3, max_length=160)
    question = CleanCharField(
        label=_("Question"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    client = CleanCharField(
        label=_("Client"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    mandate = CleanCharField(
        label=_("What the teams may decide themselves"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reply_to = forms.ChoiceField(
        label=_("Who gets the answers to messages?"),
        help_text=_("The name and address of this person stand in every message."),
    )
    accent = forms.ChoiceField(label=_("Colour"), choices=Accent.choices, widget=forms.RadioSelect())

    def __init__(self, *args: Any, programme: Programme, facilitators: Sequence[User], **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "name": programme.name,
                "question": programme.question,
                "client": programme.client.name if programme.client else "",
                "mandate": programme.mandate,
                "accent": programme.accent,
                "reply_to": programme.reply_to.public_id if programme.reply_to else "",
            },
        )
        super().__init__(*args, **kwargs)
        self._people = {person.public_id: person for person in facilitators}
        reply_to: Any = self.fields["reply_to"]
        reply_to.choices = [(person.public_id, str(person)) for person in facilitators]

    def clean_reply_to(self) -> User:
        """The person."""
        return self._people[self.cleaned_data["reply_to"]]


class ReminderForm(SharedForm):
    """One reminder: whether it goes, and words of one's own in it."""

    is_on = forms.BooleanField(label=_("Send this"), required=False)
    extra_text = CleanCharField(
        label=_("Your own words in it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
