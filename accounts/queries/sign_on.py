"""Which organisation lets its people sign in as they do at work."""

from accounts.models import SignOn
from accounts.queries.domains import domain_of


def open_sign_on(organisation_id: str) -> SignOn | None:
    """The sign-on of the organisation with this public id, if it is on. 1 query."""
    found = SignOn.objects.select_related("organisation").filter(is_on=True)
    return found.filter(organisation__public_id=organisation_id).first()


def sign_on_for(address: str) -> SignOn | None:
    """The sign-on for somebody with ``address``, by its mail domain. 1 query."""
    found = SignOn.objects.select_related("organisation").filter(is_on=True)
    domain = domain_of(address)
    return found.filter(organisation__domains__domain=domain).first() if domain else None
