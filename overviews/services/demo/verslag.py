"""The verslag of an evening of the demo: written that night, and read by everybody since."""

import datetime as dt

from accounts.models import User
from outbox.enums import MessageState
from outbox.models import Message
from overviews.services.demo.accounts import put_back
from reports.verslag.services.sending import KIND, send_verslag
from reports.verslag.services.writing import edit_verslag, ensure_verslag
from sessions.models import Session

WORDS = {
    "title": "Vijftien ideeën, en drie keer ruzie over regels",
    "introduction": (
        "We aten snert, we luisterden naar de interviews uit het huiswerk en we schreven twintig minuten lang in stilte. "
        "Daarna werd het hard. Over regels zijn we het nog niet eens, en dat staat hier ook.\n\n"
        "> Ik kwam voor de dijk. Ik ga weg met een buurman."
    ),
    "agreed": (
        "We schrijven voortaan eerst, en praten dan – met instemming van iedereen\n"
        "De avonden blijven op donderdag – wie niet kan, schrijft mee op afstand"
    ),
    "points": (
        "Zaal voor avond 4 vastleggen – Joost, volgende week\n"
        "Drie boeren bellen voor een tweede interview – Tarik, voor avond 3"
    ),
    "remarks": {"votes": "Er werd lang gekeken voor de eerste stip viel. Twee mensen bewaarden er een paar."},
}


def write_verslag(evening: Session, *, by: User) -> None:
    """What ``by`` wrote of ``evening`` and sent two hours after it."""
    verslag = ensure_verslag(evening=evening, by=by)
    edit_verslag(verslag=verslag, by=by, **WORDS)
    send_verslag(verslag=verslag, seen=0, by=by)
    at = evening.ends_at + dt.timedelta(hours=2)
    put_back(verslag, gathered_at=at, changed_at=at, sent_at=at)
    Message.objects.filter(kind=KIND, params__verslag=verslag.pk).update(
        state=MessageState.SENT, due_at=at, created_at=at, sent_at=at
    )
