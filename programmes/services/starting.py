"""Puts the start of a concept on another day, or under other school holidays, and fits its evenings again."""

import datetime as dt

from accounts.models import User
from programmes.enums import MomentKind
from programmes.models import Programme
from programmes.queries.dates import Wish
from programmes.queries.fitting import Fitted, fit_plan, places_untouched
from programmes.services.dates import move_moment, move_moments


def begin_on(*, programme: Programme, day: dt.date, region: str, by: User) -> None:
    """Let a concept begin on ``day``, with the school holidays of ``region``; in the caller's transaction.

    What still lies where the blueprint put it is put where the blueprint would now; what somebody moved comes along
    with the start.
    """
    plan = programme.blueprint.get("plan")
    moments = list(programme.moments.all())
    resting = places_untouched(programme=programme, moments=moments)
    if region != programme.region:
        programme.region = region
        programme.save(update_fields=["region"])
    start = next(moment for moment in moments if moment.kind == MomentKind.START)
    start.programme = programme
    move_moment(moment=start, to=day, by=by)
    programme.starts_on = day
    if plan:
        days = _days(fit_plan(plan=plan, starts_on=day, region=region))
        wishes = [Wish(moment, days[place]) for place, moment in resting.items()]
        move_moments(programme=programme, wishes=wishes, by=by)


def _days(fitted: Fitted) -> dict[tuple[str, int], dt.date]:
    days = {(str(MomentKind.SESSION), number): fit.day for number, fit in enumerate(fitted.evenings)}
    return days | {(str(MomentKind.PHASE), number): day for number, day in enumerate(fitted.phases)}
