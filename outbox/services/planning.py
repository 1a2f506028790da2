"""The planner's run: everything that fell due since the last one becomes a row, once, however late the run comes."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db import transaction

from core.background import knock
from core.clock import now
from outbox.models import Message, PlannerRun
from outbox.services.kinds import kind_of
from outbox.services.queue import Planned, Planner, insert_rows, make_row, missing, planners

log = logging.getLogger(__name__)


def plan(until: dt.datetime | None = None) -> int:
    """Ask every planner about the time since its last run and write what it tells. Returns how many messages are new.

    The first run of a planner begins now. A planner that breaks keeps its window and stops no other one. Two runs at
    once write everything once. With ``until`` in the future what falls due until then is written ahead, and asked about
    again in its time, so that a date that is moved meanwhile is not forgotten.
    """
    at = now()
    written = sum(_run(name, planner, at, until or at) for name, planner in sorted(planners.items()))
    if Message.objects.claimable(at).exists():
        knock("outbox.send")
    return written


def _run(name: str, planner: Planner, at: dt.datetime, until: dt.datetime) -> int:
    run, _ = PlannerRun.objects.get_or_create(planner=name, defaults={"planned_until": at})
    if until <= run.planned_until:
        return 0
    planned, whole = _ask(name, planner, run.planned_until, until)
    rows = []
    for told in missing({told.dedupe_key: told for told in planned}):
        try:
            rows.append(make_row(told))
        except Exception:
            log.exception("message_not_made", extra={"planner": name, "key": told.dedupe_key})
            whole = False
    with transaction.atomic():
        written = insert_rows(rows)
        if whole:
            # It only goes up: of two runs at once the later end stands, and each wrote all until its own end.
            PlannerRun.objects.filter(pk=run.pk, planned_until__lt=min(until, at)).update(
                planned_until=min(until, at)
            )
    return written


def _ask(name: str, planner: Planner, since: dt.datetime, until: dt.datetime) -> tuple[list[Planned], bool]:
    """What ``planner`` tells about the window, and whether it came to its end."""
    planned: list[Planned] = []
    try:
        for told in planner(since, until):
            kind_of(told.kind)
            planned.append(told)
    except Exception:
        log.exception("planner_failed", extra={"planner": name})
        return planned, False
    return planned, True


def forecast(*, scope: str, until: dt.datetime) -> list[Planned]:
    """What the planners would write for ``scope`` until ``until`` if nothing changed; first due first."""
    at = now()
    since = dict(PlannerRun.objects.values_list("planner", "planned_until"))
    told: Iterable[Planned] = (
        plan
        for name, planner in sorted(planners.items())
        for plan in _ask(name, planner, since.get(name, at), until)[0]
    )
    wanted = {plan.dedupe_key: plan for plan in told if plan.scope == scope}
    return sorted(missing(wanted), key=lambda plan: (plan.sendable_from, plan.batch_key, plan.address))
