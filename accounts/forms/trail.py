"""What somebody wants to see of the trail."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail import TrailPage


class TrailForm(forms.Form):
    """Whose acts, and about what. What it does not know asks nothing: it comes from an address."""

    use_required_attribute = False

    person = forms.ChoiceField(label=_("Who"))
    kind = forms.ChoiceField(label=_("About what"))

    def __init__(self, *, page: TrailPage) -> None:
        super().__init__(initial={"person": page.asked.person, "kind": page.asked.kind})
        for name, label, choices in (
            ("person", _("everybody"), page.people),
            ("kind", _("everything"), page.kinds),
        ):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", label), *choices]
