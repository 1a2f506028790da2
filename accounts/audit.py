"""What the trail says of people, organisations and signing in."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.queries.trail_words import Act, Thing, seen
from core.access import standing_of

KIND = "accounts"
LABEL = _("Organisation and accounts")

ACTS = (
    Act("accounts.organisation_named", _("{who} named an organisation that was new: {what}")),
    Act("accounts.organisation_created", _("{who} made the organisation {what}")),
    Act("accounts.organisation_changed", _("{who} changed the name or the kind of {what}")),
    Act("accounts.administrator_added", _("{who} made somebody administrator of {what}")),
    Act("accounts.administrator_removed", _("{who} took an administrator off {what}")),
    Act("accounts.domain_added", _("{who} let everybody with a mail domain in at {what}")),
    Act("accounts.domain_removed", _("{who} took a mail domain off {what}")),
    Act("accounts.joined_by_mail", _("{who} came in with an address of the organisation")),
    Act("accounts.joined_by_sign_on", _("{who} came in by the sign-on of the organisation")),
    Act("accounts.sign_on_linked", _("{who} came in by the sign-on of the organisation, for the first time")),
    Act("accounts.sign_on_set", _("{who} set the sign-on of {what}")),
    Act("accounts.sign_on_switched_on", _("{who} switched the sign-on of {what} on")),
    Act("accounts.sign_on_switched_off", _("{who} switched the sign-on of {what} off")),
    Act("accounts.house_style_worn", _("{who} gave {what} its house style")),
    Act("accounts.house_style_taken_off", _("{who} took the house style off {what}")),
    Act("accounts.house_theme_kept", _("{who} uploaded a theme for {what}")),
    Act("accounts.house_logo_changed", _("{who} changed the logo of {what}")),
    Act("accounts.house_logo_removed", _("{who} took the logo off {what}")),
    Act("accounts.house_font_changed", _("{who} changed a font of {what}")),
    Act("accounts.named", _("{who} said what to be called")),
    Act("accounts.profile_changed", _("{who} changed a profile")),
    Act("accounts.picture_changed", _("{who} changed a picture")),
    Act("accounts.picture_removed", _("{who} removed a picture")),
    Act("accounts.link_used", _("{who} came in by a personal link")),
    Act("accounts.app_added", _("{who} set up an app with codes for an account")),
    Act("accounts.app_removed", _("{who} took the app with codes off an account")),
    Act("accounts.passkey_added", _("{who} added a passkey to an account")),
    Act("accounts.passkey_renamed", _("{who} gave a passkey another name")),
    Act("accounts.passkey_removed", _("{who} took a passkey off an account")),
    Act("accounts.recovery_codes_renewed", _("{who} made new recovery codes for an account")),
    Act("accounts.second_factor_removed", _("{who} took the second step of signing in off an account")),
    Act("accounts.second_factor_lost", _("{who} helped {what}, who lost the second step of signing in")),
    Act("accounts.device_signed_out", _("{who} signed out on another device")),
    Act("accounts.signed_out_elsewhere", _("{who} signed out on all other devices")),
    Act("accounts.password_set", _("{who} set a password for an account")),
)


def people_seen(reader: Any, pks: Collection[int]) -> Mapping[int, Thing]:
    """Oneself, and those who come from an organisation that ``reader`` administers. 1 query."""
    mine = Q(pk=reader.pk) | Q(organisation__in=standing_of(reader).where("organisation"))
    return {person.pk: Thing(str(person)) for person in User.objects.filter(mine, pk__in=pks)}


FOUND = {
    Organisation: seen(Organisation, url=lambda one: reverse("accounts:organisation", args=[one.public_id])),
    User: people_seen,
}
