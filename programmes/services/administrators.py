"""How a real installation begins: an organisation, who administers it, and the first invitation."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, OrganisationAdmin, User
from accounts.services.organisations import create_organisation
from outbox.services.queue import queue_message

ADMINISTRATOR_INVITATION = "administrator_invitation"


@transaction.atomic
def found_organisation(
    *, name: str, administrator: str, kind: str, by: User | None = None
) -> tuple[Organisation, User]:
    """A new organisation called ``name``, administered by who has the address ``administrator`` and is invited by mail.

    Raises ``ValidationError`` for a name that is taken, an unknown kind, or what is no address; then nothing was done.
    """
    organisation, person = create_organisation(name=name, kind=kind, administrator=administrator, by=by)
    queue_message(
        ADMINISTRATOR_INVITATION,
        to=person,
        scope="",
        params={"organisation": organisation.pk},
        dedupe=f"organisation:{organisation.pk}",
        why=gettext_lazy("You administer an organisation in Koerswerk."),
    )
    return organisation, person


def greet_administrator(organisation: Organisation, admin: OrganisationAdmin, by: User) -> None:
    """Tell somebody by mail that he or she administers ``organisation`` as well; ``by`` gets the answer."""
    queue_message(
        ADMINISTRATOR_INVITATION,
        to=admin.user,
        scope="",
        params={"organisation": organisation.pk, "as_well": True},
        dedupe=f"administrator:{admin.pk}",
        why=gettext_lazy("You administer an organisation in Koerswerk."),
        reply_to=by,
    )
