"""Forms about questions and stories: bringing one, looking after it, answering it, and the desk itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.organisations import clean_address
from core.forms import CardSelect, CleanCharField
from programmes.enums import IntakeAudience, QuestionKind, QuestionVerdict
from programmes.models import Question


class IntakeForm(forms.Form):
    """A question or a story; ``page`` and ``website`` are for machines (services/intake_page.py)."""

    use_required_attribute = False  # the address is needed for one kind and not for the other
    kind = forms.ChoiceField(
        label=_("What do you bring?"),
        choices=[
            (QuestionKind.QUESTION, _("A question")),
            (QuestionKind.STORY, _("A story")),
        ],
        initial=QuestionKind.QUESTION,
        widget=CardSelect(
            hints={
                QuestionKind.QUESTION: _("Something that several organisations should take on together."),
                QuestionKind.STORY: _("What works where you are? Others can learn from it."),
            }
        ),
    )
    title = CleanCharField(label=_("In a few words"), min_length=3, max_length=160)
    text = CleanCharField(
        label=_("Tell us"),
        min_length=10,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "data-count": "", "data-count-text": _("{n} signs left")}),
        help_text=_("What is going on, and where? What was tried already, and what came of it?"),
    )
    effect = CleanCharField(
        label=_("For whom is it, and what would society notice?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = CleanCharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = CleanCharField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"required": _("Fill in your address, so that we can answer your question.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We answer every question. With a story you can leave it out."),
    )
    may_be_named = forms.BooleanField(
        label=_("My name may stand beside it when others read about it."), required=False
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    page = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput())

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["name"], self.fields["email"]
        elif self.data.get("kind") == QuestionKind.STORY:
            self.fields["email"].required = False

    def clean_email(self) -> str:
        """The address as it is kept; empty where none was given."""
        email: str = self.cleaned_data["email"]
        return clean_address(email) if email else ""


class DeskForm(forms.Form):
    """Who may bring something, and how soon there is an answer."""

    audience = forms.ChoiceField(
        label=_("Who may bring questions and stories?"),
        choices=[(one.value, str(one.label)[:1].upper() + str(one.label)[1:]) for one in IntakeAudience],
        widget=CardSelect(
            hints={
                IntakeAudience.CLOSED: _("The page says that nothing is taken in now."),
                IntakeAudience.OWN: _(
                    "Who comes from your organisation or takes part in one of its programmes, signed in."
                ),
                IntakeAudience.PUBLIC: _("Anybody with the address of the page, without an account."),
            }
        ),
    )
    weeks = forms.IntegerField(
        label=_("Within how many weeks do they get an answer?"),
        min_value=1,
        max_value=26,
        help_text=_("Who brings something reads this. The list says who waits longer."),
    )


class CareForm(forms.Form):
    """Who looks after a question, and a note for the others who do."""

    taken_by = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    note = CleanCharField(
        label=_("Note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only administrators and facilitators read this."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput({"id": False}), min_value=0)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["taken_by"]
        field.choices = [("", _("nobody yet")), *((one.public_id, str(one)) for one in people)]
        self._people = {one.public_id: one for one in people}

    def clean_taken_by(self) -> User | None:
        """The person."""
        return self._people.get(self.cleaned_data["taken_by"])


class AnswerForm(forms.Form):
    """What is done with a question, and what is answered."""

    verdict = forms.ChoiceField(
        label=_("What do you do with it?"),
        choices=[(one.value, str(one.label)[:1].upper() + str(one.label)[1:]) for one in QuestionVerdict],
        widget=forms.RadioSelect(),
    )
    merged_into = forms.ChoiceField(
        label=_("Into which one does it go?"),
        required=False,
        help_text=_("Only where you merge it with another."),
    )
    answer = CleanCharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what happens now. Where nothing happens: “not now, because …”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput({"id": False}), min_value=0)

    def __init__(self, *args: Any, others: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["merged_into"]
        field.choices = [("", "—"), *((one.public_id, one.title[:80]) for one in others)]
        self._others = {one.public_id: one for one in others}

    def clean_merged_into(self) -> Question | None:
        """The other question."""
        return self._others.get(self.cleaned_data["merged_into"])
