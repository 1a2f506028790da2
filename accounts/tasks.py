"""Celery's way into the trail."""

from celery import shared_task

from accounts.services.audit_seals import seal_trail


@shared_task(name="accounts.seal_trail", ignore_result=True)
def seal() -> None:
    """Seal what was written since the last time."""
    seal_trail()
