"""The sign-on of an organisation: setting it up, and who comes in by it (docs/decisions/0010).

What the provider says of a person is believed as far as it goes: who it is at that provider, and, at the first time,
that an address of the organisation's own mail domain is theirs. It gives nobody a role.
"""

from dataclasses import dataclass
from typing import Any

import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationAdmin, SignOn, User
from accounts.queries.domains import is_of
from accounts.services.audit import record
from accounts.services.organisations import clean_address, find_or_make_person
from accounts.services.outside import OutsideSession, may_ask
from core.sealing import seal
from core.text import clean_text

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST_SUBJECT = 191
TRUE = (True, "true", 1, "1")


# ---- setting it up ---------------------------------------------------------------------------------------------


def read_provider(issuer: str) -> dict[str, Any]:
    """What the provider at ``issuer`` says of itself, fetched now.

    Raises ``ValidationError`` with a sentence where it does not answer, or is not a provider that we can use.
    """
    issuer = issuer.removesuffix(WELL_KNOWN)
    if len(issuer) > 200 or not may_ask(issuer):
        raise ValidationError(
            _("This must be an address that begins with https:// and can be reached from the internet.")
        )
    try:
        with OutsideSession() as session:
            response = session.get(issuer.rstrip("/") + WELL_KNOWN)
    except (requests.RequestException, ValueError) as error:
        raise ValidationError(
            _("Nothing answers at this address. Is it right, and is the provider up?")
        ) from error
    try:
        told = response.json() if response.status_code == 200 else None
    except ValueError:
        told = None
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in ("issuer", *NEEDED)):
        raise ValidationError(_("There is something at this address, but it is no OpenID Connect provider."))
    if told["issuer"].rstrip("/") != issuer.rstrip("/"):
        raise ValidationError(
            _("The provider calls itself %(issuer)s. Fill in that address.")
            % {"issuer": told["issuer"][:200]}
        )
    if not all(told[name].startswith(("https://", issuer.rstrip("/"))) for name in NEEDED):
        raise ValidationError(_("The provider names addresses that do not begin with https://."))
    return told


def set_sign_on(*, organisation: Organisation, issuer: str, client_id: str, secret: str, by: User) -> SignOn:
    """Let ``organisation`` use the provider at ``issuer``, which is asked first; whether it is on stays as it is.

    An empty ``secret`` keeps the one there is. Raises ``ValidationError`` by field.
    """
    issuer = clean_text(issuer, single_line=True)
    client_id = clean_text(client_id, single_line=True)
    known = SignOn.objects.filter(organisation=organisation).first()
    if not secret and (known is None or known.issuer.rstrip("/") != issuer.rstrip("/")):
        raise ValidationError({"secret": _("Fill in the secret that belongs to this provider.")})
    if not client_id or len(client_id) > 190:
        raise ValidationError({"client_id": _("Fill in the client id that the provider gave you.")})
    try:
        told = read_provider(issuer)  # before the transaction: nobody waits for a server elsewhere
    except ValidationError as error:
        raise ValidationError({"issuer": error.messages}) from error
    values = {"issuer": told["issuer"], "client_id": client_id}
    if secret:
        values["sealed_secret"] = seal(secret)
    with transaction.atomic():
        sign_on, _made = SignOn.objects.update_or_create(organisation=organisation, defaults=values)
        record(by, "accounts.sign_on_set", organisation, scope=organisation.scope)
    return sign_on


def switch_sign_on(*, organisation: Organisation, on: bool, by: User) -> None:
    """Open or close the door of ``organisation`` at its provider, which is asked before it opens.

    Raises ``ValidationError`` where there is none, it does not answer, or the organisation has no mail domain.
    """
    sign_on = SignOn.objects.filter(organisation=organisation).first()
    if sign_on is None:
        raise ValidationError(_("Fill in first which provider your organisation uses."))
    if on and not organisation.domains.exists():
        raise ValidationError(_("Add a mail domain first. Only people with an address there come in."))
    if on:
        read_provider(sign_on.issuer)
    with transaction.atomic():
        changed = SignOn.objects.filter(pk=sign_on.pk, is_on=not on).update(is_on=on)
        if changed:
            record(
                by,
                f"accounts.sign_on_switched_{'on' if on else 'off'}",
                organisation,
                scope=organisation.scope,
            )


# ---- coming in -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claims:
    """What we read of what a provider says about a person; whatever else it says is not even kept."""

    issuer: str
    subject: str
    email: str
    email_is_verified: bool
    name: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Claims":
        """The claims in ``told``, an ID token that was checked. ``xms_edov`` is how Microsoft says that an address
        belongs to a domain that the organisation has proved to be its own."""
        verified = told.get("email_verified", told.get("xms_edov", False))
        return cls(
            issuer=str(told["iss"]),
            subject=str(told["sub"]),
            email=told["email"] if isinstance(told.get("email"), str) else "",
            email_is_verified=verified in TRUE,
            name=told["name"] if isinstance(told.get("name"), str) else "",
        )


@transaction.atomic
def admit(*, sign_on: SignOn, claims: Claims) -> SocialAccount:
    """Who ``claims`` are about, and may come in by ``sign_on``: known by issuer and subject; the first time by an
    address of the organisation; or new, in that organisation and without any role.

    Raises ``ValidationError`` with the sentence that says why not.
    """
    organisation = sign_on.organisation
    if not claims.subject or len(claims.subject) > LONGEST_SUBJECT:
        raise ValidationError(_("Your organisation did not tell us who you are."))
    if not claims.email_is_verified:
        raise ValidationError(
            _("Your organisation did not tell us that your e-mail address is really yours.")
        )
    try:
        address = clean_address(claims.email)
    except ValidationError as error:
        raise ValidationError(_("Your organisation did not tell us your e-mail address.")) from error
    if not is_of(address, organisation):
        raise ValidationError(
            _("%(address)s is no address of %(organisation)s.")
            % {"address": address, "organisation": organisation.name}
        )
    known = SocialAccount.objects.select_related("user").filter(provider=claims.issuer, uid=claims.subject)
    account = known.first()
    if account is None:
        account = SocialAccount(
            user=_first_time(address, claims, organisation), provider=claims.issuer, uid=claims.subject
        )
        account.save()
        record(account.user, "accounts.sign_on_linked", account.user, scope=organisation.scope)
    if not account.user.is_active or account.user.is_guest:
        raise ValidationError(_("You cannot come in with this account."))
    return account


def _first_time(address: str, claims: Claims, organisation: Organisation) -> User:
    """The person with ``address``, who is not known by this provider yet; a new one where nobody has it."""
    person, made = find_or_make_person(
        email=address, name=clean_text(claims.name, single_line=True)[:200], organisation=organisation
    )
    if made:
        record(person, "accounts.joined_by_sign_on", person, scope=organisation.scope)
        return person
    if OrganisationAdmin.objects.filter(user=person).exclude(organisation=organisation).exists():
        raise ValidationError(
            _("You administer another organisation. Come in with a code that we send to your mail.")
        )
    if SocialAccount.objects.filter(user=person, provider=claims.issuer).exists():
        # The address went to somebody else at work, who must not get the account of who had it before.
        raise ValidationError(
            _("This address belongs to somebody else in your organisation's directory. Ask an administrator.")
        )
    return person
