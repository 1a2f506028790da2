"""What an administrator chooses for the look of the organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import OrganisationStyle
from accounts.queries.house_style import FONTS
from core.forms import CleanCharField


class ThemeForm(forms.Form):
    """A theme of one's own."""

    name = CleanCharField(
        label=_("What is your theme called?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    theme = forms.FileField(
        label=_("The file with design tokens"),
        help_text=_(
            "JSON of NL Design System: from Style Dictionary or Tokens Studio, or W3C design tokens."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


class LogoForm(forms.Form):
    """A logo, and what it says."""

    logo = forms.FileField(
        label=_("The picture"),
        help_text=_(
            "PNG, WebP or JPEG. A drawing (SVG) can hold a program, so we take none: save it as PNG."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp,image/jpeg"}),
    )
    alt = CleanCharField(
        label=_("What does the logo say?"),
        help_text=_("For who does not see it: “Provincie Utrecht”."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class FontForm(forms.Form):
    """The font of headings, or of text: one of ours or a file."""

    family = forms.ChoiceField(
        label=_("Font"),
        required=False,
        choices=[("", _("As the theme has it")), *((family, family) for family in FONTS)],
    )
    file = forms.FileField(
        label=_("Or a font of your own"),
        help_text=_("A WOFF2 file of at most 1 MB, with a licence for use on pages."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".woff2,font/woff2"}),
    )

    def __init__(self, *args: Any, row: OrganisationStyle, place: str, **kwargs: Any) -> None:
        kwargs |= {"prefix": place, "initial": {"family": getattr(row, f"{place}_family")}}
        super().__init__(*args, **kwargs)
        self.own = getattr(row, f"{place}_family") if getattr(row, f"{place}_file") else ""
