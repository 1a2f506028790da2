"""An evening, held while it changes."""

from sessions.models import Session


def held_evening(evening: Session) -> Session:
    """The row itself, with what the rest needs, held until the transaction ends."""
    Session.objects.select_for_update().get(pk=evening.pk)
    return Session.objects.select_related("programme__reply_to", "moment", "team").get(pk=evening.pk)
