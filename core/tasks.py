"""Celery's way into the background jobs."""

from celery import shared_task

from core import background


@shared_task(name="core.run_job", ignore_result=True)
def run_job(pk: int) -> None:
    """Do one job."""
    background.run(pk)


@shared_task(name="core.pick_up_jobs", ignore_result=True)
def pick_up_jobs() -> None:
    """Do what was forgotten."""
    background.pick_up()
