"""Since when somebody wrote no idea any more."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Max

from core.clock import now
from ideas.models import Idea
from programmes.enums import Consent

LONG = dt.timedelta(days=21)
"""How long without an idea is worth a word."""


def last_ideas(participations: Collection[int], teams: dict[int, set[int]]) -> dict[int, dt.datetime]:
    """When each of ``participations`` (primary keys) had an idea last, where that is long ago and the team had ideas
    since. 3 queries.

    Only of who lets the own name stand below ideas: of the others nobody may learn when they wrote one. And only of
    ideas that were shown: what is hidden tells nothing here. ``teams``: the teams (primary keys) of each.
    """
    shown = Idea.objects.revealed()
    own = dict(
        shown.filter(author__in=participations, author__consent=Consent.NAME)
        .values_list("author")
        .annotate(last=Max("created_at"))
        .order_by()
    )
    shared = (
        shown.filter(others__in=participations, others__consent=Consent.NAME)
        .values_list("others")
        .annotate(last=Max("created_at"))
        .order_by()
    )
    for pk, last in shared:
        own[pk] = max(last, own.get(pk, last))
    of_team = dict(
        shown.filter(team__in={team for seats in teams.values() for team in seats})
        .values_list("team")
        .annotate(last=Max("created_at"))
        .order_by()
    )
    here = now()
    return {
        pk: last
        for pk, last in own.items()
        if last < here - LONG
        and any(of_team.get(team, last) > last + dt.timedelta(days=1) for team in teams.get(pk, ()))
    }
