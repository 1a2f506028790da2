"""Invitations that were sent: once more to all who did not answer, and taken back."""

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from accounts.services.links import end_links
from accounts.services.profile import forget_unused_account
from core.access import forget_standing
from core.errors import Conflict
from core.identifiers import new_public_id
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.invitations_sent import home_of, last_invitations
from programmes.services.days import keep_a_facilitator
from programmes.services.people import INVITATION, hold, invite_once_more, is_fresh


@transaction.atomic
def invite_all_again(*, programme: Programme, by: User) -> int:
    """Send a new invitation with a new link to everybody who is not in yet, but to whom one just went. Returns to how
    many.

    Raises ``Conflict`` before the programme runs.
    """
    programme = hold(programme)
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(_("The invitation goes out when the programme starts."))
    waiting = (
        Participation.objects.enlisted()
        .filter(programme=programme, accepted_at__isnull=True)
        .select_related("person")
        .order_by("pk")
    )
    last = last_invitations(programme)
    batch = f"{INVITATION}:{programme.pk}:again:{new_public_id()}"
    count = 0
    for participation in waiting:
        before = last.get(participation.pk)
        if before is None or not is_fresh(before):
            invite_once_more(programme, participation, before, by, batch)
            count += 1
    return count


@transaction.atomic
def withdraw_invitation(*, participation: Participation, by: User) -> None:
    """Take back the invitation of somebody who did not come in: the links end at once, mail that waits does not go, and
    nothing tells any more that this person was on the list.

    Raises ``Conflict`` for who is in or in whose name something was made, ``ValidationError`` for the last facilitator.
    """
    programme = hold(participation.programme)
    participation = Participation.objects.select_related("person").get(pk=participation.pk)
    person = participation.person
    if participation.accepted_at is not None or participation.until is not None:
        raise Conflict(_("This person has come in. Let this person leave instead."))
    if _hangs_on(participation):
        raise Conflict(
            _("Something was made in the name of this person already. Let this person leave instead.")
        )
    keep_a_facilitator(programme, participation)
    end_links(user=person, leads_to=home_of(programme))
    waiting = Message.objects.of_scope(programme.scope).filter(
        user=person, state__in=[MessageState.PLANNED, MessageState.HELD, MessageState.FAILED]
    )
    waiting.update(state=MessageState.SKIPPED, reason=_("The invitation was withdrawn."))
    record(by, "programmes.invitation_withdrawn", participation, scope=programme.scope)
    participation.delete()
    forget_standing(person)
    forget_unused_account(person=person)


def _hangs_on(participation: Participation) -> bool:
    """Whether anything but a place in a team hangs on ``participation``: an idea that a scribe typed, an answer."""
    relations = Participation._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: participation}).exists()
        for relation in relations
        if isinstance(relation, ForeignObjectRel)
        and relation.related_name not in {"memberships", "contacts", "past_roles"}
    )
