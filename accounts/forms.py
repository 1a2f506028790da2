"""What people type at the door, about themselves, and about the look of their organisation."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import OrganisationStyle, User
from accounts.queries.house_style import FONTS
from core.forms import CleanCharField


def _dress_address(field: Any) -> None:
    field.label = _("Your e-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(autocomplete="email", inputmode="email", maxlength="254", spellcheck="false")
    field.validators.append(MaxLengthValidator(254))


class AddressForm(RequestLoginCodeForm):
    """The address that a code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["email"])


class PasswordForm(LoginForm):
    """Address and password, for who has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_address(self.fields["login"])
        password = self.fields["password"]
        password.label = _("Your password")
        password.help_text = ""
        password.widget.attrs.pop("placeholder", None)


class CodeForm(ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Fill in the code")
        code.help_text = _("The code works for fifteen minutes.")
        code.widget = forms.TextInput(
            attrs={
                "class": "kw-input--code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "maxlength": "12",
                "autofocus": True,
            }
        )


class NameForm(forms.Form):
    """One's name, on the way in; it may wait."""

    name = CleanCharField(
        label=_("What is your name?"),
        help_text=_("So that others know who you are. You can change it later."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ProfileForm(forms.Form):
    """What a person says about himself or herself."""

    name = CleanCharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    function = CleanCharField(
        label=_("Your function"),
        help_text=_("As it may stand below what you write: “adviser rural areas”."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = CleanCharField(
        label=_("Your organisation"),
        help_text=_("Choose one that is known, or type its name."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "organization"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mail"), choices=Language.choices, widget=forms.RadioSelect()
    )
    reads_extra_mail = forms.BooleanField(
        label=_("Send me mail that is not strictly needed"),
        help_text=_("Such as reminders. Invitations and changed dates come in any case."),
        required=False,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": person.name,
            "function": person.function,
            "organisation": person.organisation.name if person.organisation else "",
            "language": person.language,
            "reads_extra_mail": person.reads_extra_mail,
        }
        super().__init__(*args, **kwargs)


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
