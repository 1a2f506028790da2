"""Reads about who takes part."""

from django.utils.translation import gettext as _

from programmes.enums import Consent
from programmes.models import Participation


def signature(participation: Participation | None) -> str:
    """How a contribution of ``participation`` is signed, as that person consented; "anonymous" where nobody is known.

    No query when ``person__organisation`` was fetched along.
    """
    if participation is None or participation.consent == Consent.ANONYMOUS:
        return _("anonymous")
    person = participation.person
    if participation.consent == Consent.FUNCTION:
        return person.function or _("a participant")
    return person.name or _("a participant")
