"""Celery's way into the outbox."""

from celery import shared_task

from outbox.services.planning import plan
from outbox.services.sending import send_due


@shared_task(name="outbox.plan", ignore_result=True)
def plan_messages() -> None:
    """Write down what fell due."""
    plan()


@shared_task(name="outbox.send", ignore_result=True)
def send_messages() -> None:
    """Send what is due."""
    send_due(for_seconds=5)
