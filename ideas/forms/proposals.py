"""Forms of a proposal: a title, a form, a link, and six plain questions."""

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import CleanCharField, MarkdownInput
from core.ticks import TickForm
from ideas.enums import ProposalForm
from ideas.models import Proposal
from ideas.queries.proposals import QUESTIONS, question_of
from programmes.models import PolicyGoal
from programmes.queries.goals import tickable

LONGEST = dict.fromkeys(QUESTIONS, 2000) | {"what": 4000}
"""Characters that an answer may have."""


class SafeLinkField(forms.URLField):
    """A link over https to a page on the web: without a name or password in it, and not to a machine in the house."""

    default_error_messages = {
        "invalid": _("This is no link. Copy the whole address, beginning with https://.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)

    def clean(self, value: Any) -> str:
        """The link, or "" where there is none."""
        link = str(super().clean(value) or "")
        if not link:
            return ""
        parts = urlsplit(link)
        host = parts.hostname or ""
        if parts.scheme != "https":
            raise ValidationError(_("The link has to begin with https://."), code="scheme")
        if (
            parts.username
            or parts.password
            or "." not in host
            or host.endswith((".local", ".internal", ".localhost"))
        ):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return link
        raise ValidationError(_("Use a link with a name in it, such as https://vimeo.com/…"), code="invalid")


def goals_to_tick(data: Any, *, goals: Sequence[PolicyGoal], ticked: Sequence[str]) -> TickForm:
    """The goals that the programme serves."""
    label = _("Which policy goals does it serve?")
    return TickForm(data, label=label, choices=tickable(goals), ticked=ticked)


class BeginProposalForm(forms.Form):
    """What the proposal is called, to begin with."""

    title = CleanCharField(label=_("What is the proposal called?"), max_length=160)


class ProposalEditForm(forms.Form):
    """The words of a proposal, and the version that they began from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    title = CleanCharField(label=_("Title"), max_length=160)
    form = forms.ChoiceField(label=_("In which form?"), choices=ProposalForm.choices)
    link = SafeLinkField(
        label=_("Link to the film or page"),
        required=False,
        help_text=_("For example on YouTube or Vimeo. It has to begin with https://."),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        names = ("version", "title", "form", "link", *QUESTIONS)
        super().__init__(data, initial={name: getattr(proposal, name) for name in names})
        for name in QUESTIONS:
            self.fields[name] = CleanCharField(
                label=question_of(name),
                max_length=LONGEST[name],
                required=False,
                widget=MarkdownInput(attrs={"rows": 5})
                if name == "what"
                else forms.Textarea(attrs={"rows": 3}),
            )
