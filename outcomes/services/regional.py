"""The regional agenda: tasks put on it, changed, ordered, taken off."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from outcomes.enums import TaskForm
from outcomes.models import Body, RegionalTask, TaskShare
from programmes.models import Programme
from sessions.models import Session
from sessions.services.live import tell_screens

OF_TASK = (
    "what", "why", "goal", "decision", "puller", "pulled_by", "form", "starts_on", "first_step", "first_on",
)  # fmt: skip


@transaction.atomic
def add_task(
    *,
    programme: Programme,
    what: str,
    by: User,
    evening: Session | None = None,
    form: str = TaskForm.OPEN,
    puller: Body | None = None,
    pulled_by: str = "",
) -> RegionalTask:
    """Put a task at the end of the agenda; the rest of it can be filled in later. The same words twice, one after the
    other, are one task.

    Raises ``ValidationError`` for a body or an evening of another programme.
    """
    _of_this_programme(programme.pk, puller, evening)
    rows = RegionalTask.objects.select_for_update().filter(programme=programme)
    newest: RegionalTask | None = rows.present().order_by("-pk").first()
    if newest is not None and newest.what == what:
        return newest
    last = rows.aggregate(last=Max("position"))["last"] if newest else None
    task: RegionalTask = RegionalTask.objects.create(
        programme=programme,
        evening=evening,
        position=0 if last is None else last + 1,
        what=what,
        form=TaskForm(form),
        puller=puller,
        pulled_by=pulled_by,
        made_by=by,
    )
    if puller is not None:
        TaskShare.objects.create(task=task, body=puller)
    record(by, "outcomes.task_added", task, scope=programme.scope)
    _tell(task)
    return task


def _of_this_programme(programme_id: int, *things: Any) -> None:
    if any(thing is not None and thing.programme_id != programme_id for thing in things):
        raise ValidationError(_("This belongs to another programme."))


def _tell(task: RegionalTask) -> None:
    if task.evening is not None:
        tell_screens(evening=task.evening)


@transaction.atomic
def change_task(
    *, task: RegionalTask, by: User, shares: Mapping[Body, tuple[str, str]] | None = None, **fields: Any
) -> RegionalTask:
    """Change what a task says (keys of ``OF_TASK``). ``shares`` are the bodies that take part, with what each gives and
    asks, in place of those from before; None leaves them.

    Raises ``ValidationError`` for a body or a decision of another programme.
    """
    _of_this_programme(task.programme_id, fields.get("puller"), fields.get("decision"), *(shares or ()))
    changed = [name for name in OF_TASK if name in fields and getattr(task, name) != fields[name]]
    for name in changed:
        setattr(task, name, fields[name])
    if changed:
        task.save(update_fields=changed)
    if shares is not None and _share(task, shares):
        changed.append("shares")
    if changed:
        record(by, "outcomes.task_changed", task, scope=task.programme.scope, fields=changed)
        _tell(task)
    return task


def _share(task: RegionalTask, shares: Mapping[Body, tuple[str, str]]) -> bool:
    """Let exactly these bodies take part; whether that is something else than it was."""
    wanted = {body.pk: said for body, said in shares.items()}
    rows = task.shares.values_list("body", "gives", "asks")
    if {body: (gives, asks) for body, gives, asks in rows} == wanted:
        return False
    task.shares.all().delete()
    TaskShare.objects.bulk_create(
        TaskShare(task=task, body_id=body, gives=gives, asks=asks) for body, (gives, asks) in wanted.items()
    )
    return True


@transaction.atomic
def move_task(*, task: RegionalTask, steps: int, by: User) -> None:
    """Move a task ``steps`` places down the agenda (up when negative)."""
    rows = list(RegionalTask.objects.select_for_update().filter(programme=task.programme_id).present())
    place = next((number for number, row in enumerate(rows) if row.pk == task.pk), None)
    if place is None:
        return
    rows.insert(max(0, min(len(rows) - 1, place + steps)), rows.pop(place))
    for number, row in enumerate(rows):
        row.position = number
    RegionalTask.objects.bulk_update(rows, ["position"])
    record(by, "outcomes.task_moved", task, scope=task.programme.scope)
    _tell(task)


@transaction.atomic
def remove_task(*, task: RegionalTask, by: User) -> None:
    """Take a task off the agenda; ``put_back_task`` brings it back. A second time changes nothing."""
    if RegionalTask.objects.filter(pk=task.pk, removed_at__isnull=True).update(removed_at=now()):
        record(by, "outcomes.task_removed", task, scope=task.programme.scope)
        _tell(task)


@transaction.atomic
def put_back_task(*, task: RegionalTask, by: User) -> None:
    """Put a task that was taken off the agenda where it was. A second time changes nothing."""
    if RegionalTask.objects.filter(pk=task.pk, removed_at__isnull=False).update(removed_at=None):
        record(by, "outcomes.task_put_back", task, scope=task.programme.scope)
        _tell(task)
