"""Guests of an evening: somebody with a name and a phone, and nothing that one could sign in with."""

from django.utils.translation import get_language

from accounts.enums import Language
from accounts.models import GUEST_DOMAIN, User
from core.access import forget_standing
from core.identifiers import new_public_id


def make_guest(*, name: str) -> User:
    """A guest called ``name``, who reads in the language of the page that is open now."""
    public_id = new_public_id()
    language = get_language() or Language.DUTCH
    return User.objects.create_user(
        f"{public_id}{GUEST_DOMAIN}",
        public_id=public_id,
        name=name,
        is_guest=True,
        language=language if language in Language.values else Language.DUTCH,
    )


def show_out(*, guest: User) -> None:
    """Let ``guest`` in nowhere any more: every page that is open on that phone ends at once."""
    guest.is_active = False
    guest.save(update_fields=["is_active"])
    forget_standing(guest)


def let_in_again(*, guest: User) -> None:
    """Let ``guest``, who was shown out by mistake, go on where the phone was."""
    guest.is_active = True
    guest.save(update_fields=["is_active"])
    forget_standing(guest)
