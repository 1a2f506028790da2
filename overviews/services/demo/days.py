"""A day that is sought in the demo: an evening for which people say when they can."""

import datetime as dt
from collections.abc import Mapping

from accounts.models import User
from core.clock import at_local, local, now
from programmes.models import Participation, Programme
from sessions.enums import SessionKind
from sessions.models import Asked, Session
from sessions.services.date_polls import ask_for_days
from sessions.services.day_answers import answer_days

ANSWERS = {
    "joost": ("no", "yes", "yes"),
    "elske": ("maybe", "yes", "no"),
    "rogier": ("yes", "yes", "maybe"),
    "imke": ("yes", "maybe", "no"),
}
"""By the first word of a name, about the three days."""


def seek_a_day(programme: Programme, *, people: Mapping[str, Participation], by: User) -> None:
    """Ask on which of three days the second evening to come can be, and let some people answer."""
    planned = Session.objects.filter(programme=programme, state="planned", moment__at__gt=now()).exclude(
        kind=SessionKind.CLOSING
    )
    found = list(planned.select_related("moment", "programme").order_by("moment__at")[:2])
    if len(found) < 2:
        return
    evening = found[1]
    day, clock = local(evening.moment.at).date(), evening.moment.clock
    poll = ask_for_days(
        evening=evening,
        starts=[at_local(day + dt.timedelta(days=later), clock) for later in (0, 1, 5)],
        closes_at=at_local(local(now()).date() + dt.timedelta(days=6), dt.time(23, 59)),
        emails=["wethouder@veenrode.example"],
        note="Op donderdag vergaderen de raden van drie gemeenten. Kan het ook anders?",
        by=by,
    )
    days = [one.public_id for one in poll.days.all()]
    for name, choices in ANSWERS.items():
        asked = Asked.objects.select_related("poll").get(poll=poll, participation=people[name])
        answer_days(
            asked=asked, answers=dict(zip(days, choices, strict=True)), seen=0, by=people[name].person
        )
