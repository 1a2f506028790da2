"""Mail domains: who can read mail at a domain of an organisation may come in, and belongs to it, without any role.

A domain is proved by mail: an administrator adds the one of the address with which he or she signs in. Any other is
added by who runs the installation (``manage.py mail_domain``): a domain that is not one's own would let its owner in
among other people's accounts (docs/decisions/0010).
"""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import MailDomain, Organisation, User
from accounts.queries.domains import ascii_domain, domain_of, organisation_with_mail
from accounts.services.audit import record
from accounts.services.organisations import find_or_make_person

# fmt: off
FOR_EVERYBODY = frozenset({
    "aol.com", "casema.nl", "chello.nl", "fastmail.com", "freedom.nl", "gmail.com", "gmx.com", "gmx.de", "gmx.net",
    "googlemail.com", "hetnet.nl", "home.nl", "hotmail.be", "hotmail.com", "hotmail.nl", "icloud.com", "kpnmail.nl",
    "kpnplanet.nl", "live.be", "live.com", "live.nl", "mac.com", "mail.com", "me.com", "msn.com",
    "onsbrabantnet.nl", "outlook.be", "outlook.com", "outlook.nl", "pm.me", "planet.nl", "proton.me",
    "protonmail.com", "quicknet.nl", "solcon.nl", "startmail.com", "telenet.be", "telfort.nl", "tele2.nl",
    "tutanota.com", "upcmail.nl", "versatel.nl", "web.de", "wxs.nl", "xmsnet.nl", "xs4all.nl", "yahoo.com",
    "yahoo.nl", "zeelandnet.nl", "ziggo.nl", "zonnet.nl",
})
# fmt: on
"""Providers where anybody makes an address: with one of these, everybody would come in."""

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def clean_domain(text: str) -> str:
    """The mail domain in ``text``, which may be a whole address. Raises ``ValidationError`` for what is none."""
    domain = ascii_domain(text.rpartition("@")[2])
    labels = domain.split(".")
    fits = len(domain) <= 253 and len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    if not fits or labels[-1].isdigit():
        raise ValidationError(
            _("“%(text)s” is not a mail domain. It looks like “province.nl”.") % {"text": text[:100]}
        )
    if domain in FOR_EVERYBODY:
        raise ValidationError(
            _("Anybody can make an address at %(domain)s. Then everybody could come in.") % {"domain": domain}
        )
    return domain


@transaction.atomic
def add_domain(*, organisation: Organisation, domain: str, by: User | None) -> MailDomain:
    """Let people with an address at ``domain`` come in by themselves; they belong to ``organisation``.

    ``by`` nobody is who runs the installation. Raises ``ValidationError`` for what is no domain, is for everybody, is
    another's, or is not the domain of the address of ``by``.
    """
    domain = clean_domain(domain)
    if by is not None and domain_of(by.email) != domain:
        raise ValidationError(
            _(
                "You sign in with an address at %(own)s, so that is the domain that you can add. Another one is added "
                "by who runs this installation."
            )
            % {"own": domain_of(by.email)}
        )
    known = MailDomain.objects.filter(domain=domain).first()
    if known is not None and known.organisation_id == organisation.pk:
        return known
    try:
        with transaction.atomic():
            added = MailDomain.objects.create(organisation=organisation, domain=domain)
    except IntegrityError as error:
        raise ValidationError(_("This domain is with another organisation already.")) from error
    record(by, "accounts.domain_added", organisation, scope=organisation.scope, domain=added.pk)
    return added


@transaction.atomic
def remove_domain(*, organisation: Organisation, domain: str, by: User | None) -> None:
    """Let nobody come in by ``domain`` any more; whoever did keeps the account. Nothing where it was not there."""
    for found in MailDomain.objects.filter(organisation=organisation, domain=domain):
        record(by, "accounts.domain_removed", organisation, scope=organisation.scope, domain=found.pk)
        found.delete()


@transaction.atomic
def join_by_mail(*, address: str) -> User | None:
    """The person with ``address``, who has just proved to read its mail: a new account, without any role, where nobody
    has it and an organisation has its domain. None where there is neither.
    """
    address = address.lower()
    known = User.objects.filter(email=address).first()
    if known is not None:
        return known if known.is_active and not known.is_guest else None
    organisation = organisation_with_mail(address)
    if organisation is None:
        return None
    person, made = find_or_make_person(email=address, organisation=organisation)
    if made:
        record(person, "accounts.joined_by_mail", person, scope=organisation.scope)
    return person
