"""Celery's way into the trail, and to what has to be forgotten."""

from celery import shared_task

from accounts.services.audit_seals import seal_trail
from accounts.services.devices import forget_ended_stays


@shared_task(name="accounts.seal_trail", ignore_result=True)
def seal() -> None:
    """Seal what was written since the last time."""
    seal_trail()


@shared_task(name="accounts.forget_ended_stays", ignore_result=True)
def forget() -> None:
    """Forget the sessions that are over, and what was kept of their devices."""
    forget_ended_stays()
