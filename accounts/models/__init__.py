"""People, the bodies they come from and what those look like, links that let people in, and what was done by whom."""

from accounts.models.organisations import MailDomain, Organisation, OrganisationStyle, SignOn
from accounts.models.people import GUEST_DOMAIN, Device, OrganisationAdmin, PersonalLink, User, UserManager
from accounts.models.trail import AuditEntry, AuditSeal

__all__ = [
    "GUEST_DOMAIN",
    "AuditEntry",
    "AuditSeal",
    "Device",
    "MailDomain",
    "Organisation",
    "OrganisationAdmin",
    "OrganisationStyle",
    "PersonalLink",
    "SignOn",
    "User",
    "UserManager",
]
