"""Celery's way into what happens to people by itself."""

from celery import shared_task

from programmes.services.people import let_leave_whose_time_is_over


@shared_task(name="programmes.let_leave", ignore_result=True)
def let_leave() -> None:
    """Let everybody leave whose last day has been."""
    let_leave_whose_time_is_over()
