"""Who may do what with people and organisations."""

from django.utils.translation import gettext_lazy as _
from rules import predicate

from accounts.models import Organisation
from core.access import Standing, add_rule

ADMINISTRATOR = "administrator"


@predicate
def administers(standing: Standing, organisation: Organisation) -> bool:
    """Whether this person administers the organisation."""
    return ADMINISTRATOR in standing.roles("organisation", organisation.pk)


add_rule(
    "accounts.administer_organisation",
    administers,
    who=_("An administrator of the organisation can do this."),
)
