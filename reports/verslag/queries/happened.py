"""What happened on an evening that is over: found once, and kept with its verslag.

What may change afterwards is kept as it was (who was there, where an idea lay, dots); words and names are read anew
each time, so that a choice of consent, or what was taken away, holds for a verslag too.
"""

import datetime as dt
from typing import Any

from django.db.models import Count, Q, Sum

from core.clock import local
from homework.models import Picture
from ideas.enums import RoundState
from ideas.models import Cluster, Idea, Vote, VotingRound
from outcomes.models import Decision
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.queries.live import console

SPARE = dt.timedelta(hours=3)
"""So long after its end a round still belongs to the evening: somebody forgot to close it."""


def what_happened(*, evening: Session) -> dict[str, Any]:
    """What ``evening`` brought, as ``Verslag.happened`` keeps it. At most 13 queries."""
    present = list(
        Attendance.objects.filter(evening=evening, is_present=True)
        .order_by("pk")
        .values_list("participation_id", flat=True)
    )
    ideas = list(_ideas(evening))
    rounds = list(_rounds(evening))
    titles = {pk: (title, team) for pk, title, team in _clusters(ideas)}
    return {
        "present": present,
        "away": expected_at(evening).exclude(pk__in=present).count() if present else 0,
        **_course(evening),
        "ideas": ideas,
        "bundles": {str(pk): {"title": title, "team": team} for pk, (title, team) in titles.items()},
        "rounds": rounds,
        "photos": list(
            Picture.objects.filter(
                submission__assignment__evening=evening, submission__state="handed_in"
            ).values_list("pk", flat=True)
        ),
        "decisions": list(_decisions(evening)),
    }


def _course(evening: Session) -> dict[str, Any]:
    """Each block with when it began, how long it should take and took; and by how many minutes all ended late."""
    run = console(evening=evening)
    ends = [stop.at for stop in run.stops[1:]] + [run.ends_at]
    return {
        "blocks": [
            [stop.title, stop.at.isoformat(), stop.minutes, round((until - stop.at).total_seconds() / 60)]
            for stop, until in zip(run.stops, ends, strict=False)
        ],
        "late": run.late,
    }


def _ideas(evening: Session) -> Any:
    """The ideas of the evening with the bundle in which each lies: [primary key, bundle or None]. 1 query."""
    rows = Idea.objects.revealed().filter(evening=evening).order_by("team__position", "number")
    for pk, cluster, gone in rows.values_list("pk", "cluster", "cluster__is_gone"):
        yield [pk, None if gone else cluster]


def _clusters(ideas: list[list[int | None]]) -> Any:
    used = {cluster for _idea, cluster in ideas if cluster}
    return Cluster.objects.filter(pk__in=used).values_list("pk", "title", "team")


def _rounds(evening: Session) -> Any:
    """The rounds of dots that were closed on the evening, the bundles with most dots first. 1 query, and 2 a round."""
    until = (evening.closed_at or evening.ends_at) + SPARE
    rounds = VotingRound.objects.filter(
        programme=evening.programme_id,
        state=RoundState.CLOSED,
        closed_at__range=(evening.opened_at or evening.starts_at, until),
    )
    if evening.team_id is not None:
        rounds = rounds.filter(team=evening.team_id)
    counted = rounds.annotate(voters=Count("ballots", filter=Q(ballots__spent__gt=0)))
    for one in counted.order_by("team__position", "closed_at"):
        given = dict(
            Vote.objects.filter(ballot__round=one, dots__gt=0)
            .order_by()
            .values_list("cluster")
            .annotate(dots=Sum("dots"))
        )
        chosen_from = Cluster.objects.filter(team=one.team_id).filter(
            Q(is_gone=False, created_at__lte=one.closed_at) | Q(pk__in=given)
        )
        held = chosen_from.annotate(cards=Count("ideas", filter=Q(ideas__covered_at__isnull=True)))
        rows = [
            [pk, title, given.get(pk, 0), cards]
            for pk, title, cards in held.values_list("pk", "title", "cards")
        ]
        yield {
            "title": one.title,
            "team": one.team_id,
            "budget": one.budget,
            "voters": one.voters,
            "rows": sorted(rows, key=lambda row: (-row[2], row[1])),
        }


def _decisions(evening: Session) -> Any:
    """What a body decided on the day of the evening. 1 query."""
    decided = Decision.objects.filter(
        programme=evening.programme_id, decided_on=local(evening.starts_at).date()
    )
    if evening.team_id is not None:
        decided = decided.filter(proposal__team=evening.team_id)
    return decided.values_list("pk", flat=True)
