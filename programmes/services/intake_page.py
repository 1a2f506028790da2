"""What keeps machines from the page on which anybody brings a question, without a puzzle for people.

The page has a signed word that tells which page it is and since when; a field that people do not see; and a count per
network and per address that mail would go to. Whoever is refused reads why, and keeps what was typed.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from accounts.services.limits import hidden, place_of
from core.clock import now
from core.identifiers import new_public_id
from core.limits import Limit

FROM_NETWORK = (Limit("intake", 60, 600), Limit("intake-long", 240, 4 * 3600))
"""A café of sixty people behind one router, each of whom brings something within ten minutes; four times that in an
evening."""
TO_ADDRESS = Limit("intake-address", 4, 24 * 3600)
"""Mails that ask one address whether it is right: nobody fills somebody else's mailbox by it."""
QUICKEST = dt.timedelta(seconds=4)
"""Nobody reads and fills in the page in less."""

_signer = signing.TimestampSigner(salt="programmes.intake")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not taken in, in a sentence, and the status that goes with it."""

    sentence: str
    status: int = 422


def new_page() -> str:
    """The signed word of a page that is shown now."""
    return _signer.sign(new_public_id())


def key_of(page: str) -> str:
    """Which page it is; empty where the word is not ours."""
    try:
        return _signer.unsign(page)
    except signing.BadSignature:
        return ""


def refusal_of(*, page: str, trap: str, network: str, email: str) -> Refusal | None:
    """Why what came from ``page`` is not taken in; None where it is, and then it counts.

    ``trap`` is what stands in the field that people do not see, ``email`` the address that would get a mail ("": none).
    """
    if trap:
        return Refusal(
            _("A field was filled in that people do not see. Look at your words and send them again.")
        )
    if not key_of(page):
        return Refusal(_("This page was open for too long. Your words are still there: send them again."))
    if now() - _signed_at(page) < QUICKEST:
        return Refusal(_("That was very fast. Look at your words and send them again."))
    place = place_of(network)
    if any(limit.is_reached(place) for limit in FROM_NETWORK):
        return Refusal(
            _(
                "Very much came from your network just now. Wait ten minutes and send it again; your words stay here."
            ),
            status=429,
        )
    if email and TO_ADDRESS.is_reached(hidden(email)):
        return Refusal(
            _("This address got several mails from us today. Open one of them first, or send this tomorrow."),
            status=429,
        )
    for limit in FROM_NETWORK:
        limit.count(place)
    if email:
        TO_ADDRESS.count(hidden(email))
    return None


def _signed_at(page: str) -> dt.datetime:
    """When ``page`` was made."""
    stamp = page.rsplit(":", 2)[-2]
    return dt.datetime.fromtimestamp(signing.b62_decode(stamp), tz=dt.UTC)
