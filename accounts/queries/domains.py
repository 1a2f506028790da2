"""Reads about the mail domains of organisations."""

from accounts.models import MailDomain, Organisation


def domain_of(address: str) -> str:
    """The part of ``address`` behind its last @, as mail domains are kept; "" where there is none."""
    return ascii_domain(address.rpartition("@")[2]) if "@" in address else ""


def ascii_domain(domain: str) -> str:
    """``domain`` in lower case and as it travels ("fryslân.example": "xn--fryln-…"); "" for what cannot be one."""
    try:
        return domain.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        return ""


def organisation_with_mail(address: str) -> Organisation | None:
    """The organisation whose mail domain ``address`` has. 1 query."""
    found = MailDomain.objects.select_related("organisation").filter(domain=domain_of(address)).first()
    return found.organisation if found else None


def is_of(address: str, organisation: Organisation) -> bool:
    """Whether ``address`` has a mail domain of ``organisation``. 1 query."""
    return MailDomain.objects.filter(organisation=organisation, domain=domain_of(address)).exists()
