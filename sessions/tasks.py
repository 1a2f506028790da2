"""Celery's way into what happens around evenings by itself."""

from celery import shared_task

from sessions.services.date_polls import forget_addresses
from sessions.services.places import let_all_move_up


@shared_task(name="sessions.forget_asked", ignore_result=True)
def forget_asked() -> None:
    """Erase addresses of people without an account who were asked about days, some time after."""
    forget_addresses()


@shared_task(name="sessions.let_move_up", ignore_result=True)
def let_move_up() -> None:
    """Give places that somebody left behind without a word to who waits."""
    let_all_move_up()
