"""Evenings and other moments of the world that is walked."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from core.clock import now
from outcomes.models import Body, Endorsement, Point, Presentation, RegionalTask
from programmes.models import Moment, Participation, PlanChange
from reports.verslag.services.writing import edit_verslag, ensure_verslag
from sessions.models import AgendaItem, Asked, DatePoll, OwnMethod, PollDay, Scribe, Seating, SeatingPlace
from sessions.services.coming import answer_token
from sessions.services.day_answers import answer_token as answer_days_token
from teams.models import Team
from tests import makers


def fill(place: Any, team: Team, author: Participation, *, secret: Callable[[str, str], str]) -> None:
    """An evening that runs, one that is planned, one for all teams and one that is over; the author comes."""
    programme = team.programme
    moment = makers.make_moment(programme, days=0, name=f"Avond {secret(place.tenant, 'evening')}")
    live = place.keep(
        "evening_id",
        makers.make_evening(
            programme, team=team, moment=moment, title=moment.name, state="running", opened_at=now()
        ),
    )
    block = AgendaItem.objects.create(
        evening=live,
        position=1,
        method="brainstorm",
        title="Vangen",
        minutes=20,
        notes=secret(place.tenant, "notes"),
    )
    place.keep("item_id", block)
    AgendaItem.objects.create(evening=live, position=2, method="brainstorm", title="Nog eens", minutes=20)
    place.keep("block_id", block)
    place.keep("scribe_id", Scribe.objects.create(evening=live, participation=author))
    planned = place.keep(
        "evening_id planned", makers.make_evening(programme, days=7, team=team, title="Later")
    )
    later = AgendaItem.objects.create(
        evening=planned, position=1, method="brainstorm", title="Straks", minutes=20, notes=block.notes
    )
    place.keep("item_id planned", later)
    place.keep("evening_id together", makers.make_evening(programme, days=14, title="Samen"))
    over = makers.make_evening(programme, days=-7, team=team, title="Voorbij", revealed=True)
    place.keep("evening_id over", over)
    _verslagen(place, team, author, secret(place.tenant, "verslag"))
    place.keep("moment_id", planned.moment)
    milestone = makers.make_moment(programme, days=9, kind="milestone", name="Tussenstand")
    place.keep("moment_id milestone", milestone)
    place.keep("move_id", _plan_change(planned.moment))
    place.keep("word", "nothing")
    asked = makers.attend(planned, author, "yes", answered_at=now(), wants="no", asked_at=now())
    place.keep("attendance_id", asked)
    seating = Seating.objects.create(evening=live, kind="tables", seed=1)
    SeatingPlace.objects.create(seating=seating, participation=author, table=1)
    place.keep("seating_id", seating)
    _conference(place, live, author, secret)
    off = makers.make_evening(
        programme,
        days=21,
        team=team,
        title="Afgezegd",
        state="off",
        off_at=now(),
        off_reason="De zaal is dicht.",
    )
    place.keep("evening_id off", off)
    place.keep("source_id", planned)
    place.keep("position", 0)
    own = OwnMethod.objects.create(
        organisation=programme.host,
        like="conversation",
        name=f"Werkvorm {secret(place.tenant, 'method')}",
        purpose="Elkaar horen.",
        steps="Begin.",
    )
    place.keep("own_id", own)
    place.keep("key own", own.key)
    place.keep("key library", "brainwriting")
    _date_poll(place, team, author, secret(place.tenant, "days"))
    place.keep("token evening", answer_token(evening=planned, participation=author))


def _conference(place: Any, evening: Any, author: Participation, secret: Callable[[str, str], str]) -> None:
    """The author speaks for an organisation; what it said was not shown yet. A task, and something presented now."""
    programme = evening.programme
    body = Body.objects.create(
        programme=programme,
        name=f"Gemeente {secret(place.tenant, 'body')}",
        speaker=author,
        capacity="wethouder",
    )
    point = Point.objects.create(
        programme=programme, evening=evening, title=f"Punt {secret(place.tenant, 'point')}"
    )
    said = Endorsement.objects.create(
        point=point,
        body=body,
        stance="remark",
        remark=secret(place.tenant, "endorsed"),
        speaker=author,
        capacity="wethouder",
        at=now(),
    )
    task = RegionalTask.objects.create(
        programme=programme, what=f"Opgave {secret(place.tenant, 'task')}", made_by=author.person
    )
    shown = Presentation.objects.create(evening=evening, title="Een film", is_on=True, began_at=now())
    kept = {"body": body, "point": point, "endorsement": said, "task": task, "presentation": shown}
    for name, one in kept.items():
        place.keep(f"{name}_id", one)


def _verslagen(place: Any, team: Team, author: Participation, words: str) -> None:
    """The verslag of an evening that people have, and one that nobody sent yet."""
    for state, days in (("", -14), (" unsent", -21)):
        evening = makers.make_evening(team.programme, days=days, team=team, title="Geweest", revealed=True)
        verslag = ensure_verslag(evening=evening, by=author.person)
        edit_verslag(verslag=verslag, introduction=words, by=author.person)
        if not state:
            verslag.times_sent, verslag.sent_at = 1, now()
            verslag.save()
        place.keep(f"verslag_id{state}", verslag)


def _date_poll(place: Any, team: Team, author: Participation, note: str) -> None:
    """The author is asked on which of two days an evening can be."""
    evening = makers.make_evening(team.programme, days=28, team=team, title="Wanneer")
    poll = DatePoll.objects.create(evening=evening, note=note, closes_at=now() + dt.timedelta(days=7))
    for days in (0, 1):
        PollDay.objects.create(poll=poll, starts_at=evening.starts_at + dt.timedelta(days=days))
    asked = Asked.objects.create(poll=poll, participation=author)
    place.keep("poll_id", poll)
    place.keep("day_id", poll.days.first())
    place.keep("token days", answer_days_token(asked))


def _plan_change(moment: Moment) -> PlanChange:
    """Somebody moved ``moment``, and nobody waits for a message about it."""
    return PlanChange.objects.create(
        programme=moment.programme, moment=moment, before=moment.at, after=moment.at, back="nothing"
    )
