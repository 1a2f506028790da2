"""Long work in the background: a row says what is to be done, a worker holds it for a while, and a lost one
is picked up.

A service calls ``start("reports.render_edition", edition.pk)`` inside its transaction. The queue is only a knock on the
door: when it forgets, beat finds the row.
"""

import datetime as dt
import logging
from collections.abc import Callable

from celery import current_app
from django.db import transaction
from django.db.models import F, Q

from core.clock import now
from core.models import Job

log = logging.getLogger(__name__)

Progress = Callable[[int, str], None]
"""Takes how far the work is (0-100) and what it is doing now, in words for the person who waits."""

Work = Callable[[int, Progress], None]

LEASE = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 3

_works: dict[str, Work] = {}


def register(name: str, work: Work) -> None:
    """Let ``work(pk, progress)`` do what is started under ``name``; called in ``AppConfig.ready``."""
    _works[name] = work


def knock(task: str, *arguments: object) -> None:
    """Ask a worker, after commit, to run ``task`` soon. Never fails: beat does what a broker that is down did
    not hear."""

    def send() -> None:
        try:
            current_app.send_task(task, args=arguments, retry=False)
        except Exception:
            log.warning("broker_unreachable", extra={"task": task}, exc_info=True)

    transaction.on_commit(send)


def start(work: str, argument: int) -> Job:
    """Write down that ``work`` is to be done for ``argument``; the row that exists already where it is not done yet."""
    job, _created = Job.objects.get_or_create(
        work=work,
        argument=argument,
        state__in=[Job.State.WAITING, Job.State.RUNNING],
        defaults={"state": "waiting"},
    )
    knock("core.run_job", job.pk)
    return job


def _open_jobs(at: dt.datetime) -> Q:
    return Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, leased_until__lt=at)


def run(pk: int) -> bool:
    """Do the job with primary key ``pk`` if nobody else holds it. Returns whether it was done by this call."""
    at = now()
    claimed = Job.objects.filter(_open_jobs(at), pk=pk).update(
        state=Job.State.RUNNING, leased_until=at + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    job = Job.objects.get(pk=pk)

    def progress(percent: int, doing: str) -> None:
        Job.objects.filter(pk=pk).update(progress=percent, doing=doing[:200], leased_until=now() + LEASE)

    try:
        _works[job.work](job.argument, progress)
    except Exception as problem:
        log.exception("job_failed", extra={"work": job.work, "argument": job.argument})
        final = job.attempts >= MOST_ATTEMPTS
        Job.objects.filter(pk=pk).update(
            state=Job.State.FAILED if final else Job.State.WAITING,
            error=str(problem)[:500],
            ended_at=now() if final else None,
        )
        return False
    Job.objects.filter(pk=pk).update(state=Job.State.DONE, progress=100, doing="", error="", ended_at=now())
    return True


def pick_up() -> int:
    """Run every job that waits or whose holder was lost. Returns how many were done; beat calls this each minute."""
    pks = list(Job.objects.filter(_open_jobs(now())).order_by("pk").values_list("pk", flat=True)[:50])
    return sum(run(pk) for pk in pks)
