"""The regional agenda, on a page, on the wall and in a document."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from core.access import allowed
from outcomes.enums import TaskForm
from outcomes.models import RegionalTask, TaskShare
from programmes.models import Programme
from sessions.models import Session


@dataclass(frozen=True, slots=True)
class Share:
    """A body that takes part in a task."""

    body: str
    gives: str
    asks: str


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task of the agenda."""

    public_id: str
    number: int
    what: str
    why: str
    origin: str
    """The goal or decision that it comes from."""
    origin_url: str
    form: str
    is_open: bool
    """Whether its form is to be decided still."""
    puller: str
    """The organisation, and who."""
    shares: tuple[Share, ...]
    """Of who takes part; who pulls it only with what it gives or asks."""
    starts_on: dt.date | None
    first_step: str
    first_on: dt.date | None
    change_url: str
    may_move: bool
    is_first: bool
    is_last: bool


def agenda_of(*, programme: Programme, viewer: Any, evening: Session | None = None) -> tuple[TaskCard, ...]:
    """The tasks of ``programme`` in their order; with ``evening`` only those of that evening. ``viewer`` None: for the
    document. 2 queries.
    """
    if viewer is None:
        seen = RegionalTask.objects.select_related("puller", "goal", "decision__proposal")
    else:
        seen = RegionalTask.objects.visible_to(viewer)
    tasks = seen.present().filter(programme=programme)
    if evening is not None:
        tasks = tasks.filter(evening=evening)
    shares = Prefetch("shares", TaskShare.objects.select_related("body"))
    rows = list(tasks.prefetch_related(shares))
    may_move = viewer is not None and allowed(viewer, "outcomes.run_conference", programme)
    return tuple(
        task_card(row, number, viewer, may_move=may_move, of=len(rows)) for number, row in enumerate(rows, 1)
    )


def task_card(task: RegionalTask, number: int, viewer: Any, *, may_move: bool, of: int) -> TaskCard:
    """``task`` for a screen. No query when its shares were fetched along."""
    origin, url = "", ""
    if task.decision is not None:
        origin = task.decision.proposal.title
        url = reverse("outcomes:decision", args=[task.decision.public_id])
    elif task.goal is not None:
        origin = task.goal.text
    may = viewer is not None and allowed(viewer, "outcomes.change_task", task)
    return TaskCard(
        public_id=task.public_id,
        number=number,
        what=task.what,
        why=task.why,
        origin=origin,
        origin_url=url,
        form=str(task.get_form_display()),
        is_open=task.form == TaskForm.OPEN,
        puller=", ".join(filter(None, (task.puller.name if task.puller else "", task.pulled_by))),
        shares=tuple(
            Share(one.body.name, one.gives, one.asks)
            for one in task.shares.all()
            if one.body_id != task.puller_id or one.gives or one.asks
        ),
        starts_on=task.starts_on,
        first_step=task.first_step,
        first_on=task.first_on,
        change_url=reverse("outcomes:task", args=[task.public_id]) if may else "",
        may_move=may_move,
        is_first=number == 1,
        is_last=number == of,
    )


def count_tasks(*, programme: Programme) -> int:
    """How many tasks stand on the agenda of ``programme``. 1 query."""
    return RegionalTask.objects.present().filter(programme=programme).count()
