"""Which organisations somebody may open, and a trail that nothing changes."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.db.models import QuerySet

from core.access import standing_of

if TYPE_CHECKING:
    from accounts.models import AuditEntry, Organisation  # noqa: F401 - named in quotes below


class OrganisationQuerySet(QuerySet["Organisation"]):
    """Organisations, and those that somebody administers."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """Those that ``user`` administers, with their style."""
        return self.filter(pk__in=standing_of(user).where("organisation")).select_related("style")


class AuditEntryQuerySet(QuerySet["AuditEntry"]):
    """The trail, which is written and read, never changed.

    Erasing a person (``on_delete=SET_NULL``) and sealing go by the base manager, and the database lets nothing else
    through.
    """

    def update(self, **fields: Any) -> NoReturn:
        """Refused."""
        raise RuntimeError("An entry of the trail is written once.")

    def delete(self) -> NoReturn:
        """Refused."""
        raise RuntimeError("An entry of the trail stays.")
