"""Which organisations somebody may open."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from core.access import standing_of

if TYPE_CHECKING:
    from accounts.models import Organisation  # noqa: F401 - named in quotes below


class OrganisationQuerySet(QuerySet["Organisation"]):
    """Organisations, and those that somebody administers."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """Those that ``user`` administers, with their style."""
        return self.filter(pk__in=standing_of(user).where("organisation")).select_related("style")
