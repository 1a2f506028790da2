"""A conference: who takes part, what is put to them, and what each of them says of it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from ideas.models import Proposal
from outcomes.enums import EndorsementStance
from outcomes.models import Body, Decision, Endorsement, Point
from programmes.models import Participation, Programme
from sessions.enums import NEVER_OPENED, SessionState
from sessions.models import Session
from sessions.services.holding import held_evening, held_open_evening
from sessions.services.live import tell_screens

OF_BODY = ("name", "speaker", "speaker_name", "capacity")
OF_POINT = ("title", "text")
SAYS = ("stance", "remark", "decide_by", "speaker", "speaker_name", "capacity")


# ---- who takes part ---------------------------------------------------------------------------------------------


def add_body(
    *,
    programme: Programme,
    name: str,
    by: User,
    speaker: Participation | None = None,
    speaker_name: str = "",
    capacity: str = "",
) -> Body:
    """Put an organisation on the list of those that take part. Raises ``Conflict`` where it is on it already."""
    try:
        with transaction.atomic():
            body = Body.objects.create(
                programme=programme,
                name=name,
                speaker=speaker,
                speaker_name="" if speaker else speaker_name,
                capacity=capacity,
            )
            record(by, "outcomes.body_added", body, scope=programme.scope)
    except IntegrityError as clash:
        raise Conflict(_("This organisation is on the list already.")) from clash
    return body


def change_body(*, body: Body, by: User, **fields: Any) -> Body:
    """Give a body another name, or let somebody else speak for it (keys of ``OF_BODY``).

    What it said stays in the name of who said it. Raises ``Conflict`` where another one has that name.
    """
    if fields.get("speaker"):
        fields["speaker_name"] = ""
    changed = [name for name in OF_BODY if name in fields and getattr(body, name) != fields[name]]
    if not changed:
        return body
    try:
        with transaction.atomic():
            for name in changed:
                setattr(body, name, fields[name])
            body.save(update_fields=changed)
            record(by, "outcomes.body_changed", body, scope=body.programme.scope, fields=changed)
            for evening in _evenings_now(body.programme):
                tell_screens(evening=evening)
    except IntegrityError as clash:
        raise Conflict(_("This organisation is on the list already.")) from clash
    return body


@transaction.atomic
def remove_body(*, body: Body, by: User) -> None:
    """Take a body off the list. Raises ``Conflict`` once it said something, or takes part in a task."""
    if body.endorsements.exists() or body.shares.exists() or body.pulled_tasks.exists():
        raise Conflict(
            _("This organisation said something already, or takes up a task. It stays on the list.")
        )
    record(by, "outcomes.body_removed", body, scope=body.programme.scope)
    body.delete()


def _evenings_now(programme: Programme) -> list[Session]:
    """The evenings that run, at which points are put to the bodies."""
    running = Session.objects.filter(programme=programme, state=SessionState.RUNNING)
    return list(running.exclude(points=None).distinct())


# ---- what is put to them ----------------------------------------------------------------------------------------


@transaction.atomic
def add_point(
    *,
    evening: Session,
    title: str,
    by: User,
    text: str = "",
    proposal: Proposal | None = None,
    decision: Decision | None = None,
) -> Point:
    """Put a point to the bodies at ``evening``, after those that are there.

    Raises ``Conflict`` when the evening is over or off, ``ValidationError`` for what is of another programme.
    """
    evening = held_open_evening(evening)
    if any(one is not None and one.programme_id != evening.programme_id for one in (proposal, decision)):
        raise ValidationError(_("This belongs to another programme."))
    last = Point.objects.filter(evening=evening).aggregate(last=Max("position"))["last"]
    point = Point.objects.create(
        programme=evening.programme,
        evening=evening,
        position=0 if last is None else last + 1,
        title=title,
        text=text,
        proposal=proposal,
        decision=decision,
    )
    record(by, "outcomes.point_added", point, scope=evening.programme.scope)
    tell_screens(evening=evening)
    return point


@transaction.atomic
def change_point(*, point: Point, by: User, **fields: Any) -> Point:
    """Give a point other words. Raises ``Conflict`` once a body said something of it: that was about these words."""
    changed = [name for name in OF_POINT if name in fields and getattr(point, name) != fields[name]]
    if not changed:
        return point
    _hold(point)
    if point.endorsements.exists():
        raise Conflict(_("An organisation said something of these words already. They stay as they are."))
    for name in changed:
        setattr(point, name, fields[name])
    point.save(update_fields=changed)
    record(by, "outcomes.point_changed", point, scope=point.programme.scope, fields=changed)
    tell_screens(evening=point.evening)
    return point


@transaction.atomic
def move_point(*, point: Point, steps: int, by: User) -> None:
    """Move a point ``steps`` places down (up when negative)."""
    rows = list(Point.objects.select_for_update().filter(evening=point.evening_id).order_by("position", "pk"))
    place = next(number for number, row in enumerate(rows) if row.pk == point.pk)
    rows.insert(max(0, min(len(rows) - 1, place + steps)), rows.pop(place))
    for number, row in enumerate(rows):
        row.position = number
    Point.objects.bulk_update(rows, ["position"])
    record(by, "outcomes.point_moved", point, scope=point.programme.scope)
    tell_screens(evening=point.evening)


@transaction.atomic
def remove_point(*, point: Point, by: User) -> None:
    """Take a point away. Raises ``Conflict`` once a body said something of it."""
    _hold(point)
    if point.endorsements.exists():
        raise Conflict(_("An organisation said something of this point already. It stays."))
    record(by, "outcomes.point_removed", point, scope=point.programme.scope)
    evening = point.evening
    point.delete()
    tell_screens(evening=evening)


@transaction.atomic
def show_point(*, point: Point, by: User) -> Point:
    """Put what the bodies say of ``point`` on the wall, in place of another point. Everybody reads it from now on."""
    Point.objects.filter(pk=point.pk).update(shown_at=now())
    point.refresh_from_db(fields=["shown_at"])
    record(by, "outcomes.point_shown", point, scope=point.programme.scope)
    tell_screens(evening=point.evening)
    return point


@transaction.atomic
def hide_point(*, point: Point, by: User) -> Point:
    """Take it off the wall. As long as it is not settled nobody but the facilitators reads it then."""
    if Point.objects.filter(pk=point.pk, shown_at__isnull=False).update(shown_at=None):
        point.refresh_from_db(fields=["shown_at"])
        record(by, "outcomes.point_hidden", point, scope=point.programme.scope)
        tell_screens(evening=point.evening)
    return point


# ---- what they say ----------------------------------------------------------------------------------------------


def _hold(point: Point) -> Session:
    """The evening of ``point`` and the point itself, held: nothing is settled while something is said."""
    evening = held_evening(point.evening)
    locked = Point.objects.select_for_update().get(pk=point.pk)
    point.shown_at, point.frozen_at, point.evening = locked.shown_at, locked.frozen_at, evening
    return evening


def _checked(body: Body, said: dict[str, Any]) -> dict[str, Any]:
    """What a body says, complete; ``ValidationError`` where something is missing."""
    stance = EndorsementStance(said["stance"])
    remark = str(said.get("remark") or "")
    if stance == EndorsementStance.REMARK and not remark:
        raise ValidationError({"remark": _("Write the remark.")})
    decide_by = said.get("decide_by") if stance == EndorsementStance.HOME else None
    if stance == EndorsementStance.HOME and decide_by is None:
        raise ValidationError({"decide_by": _("Say by which day the organisation decides.")})
    name = str(said.get("speaker_name") or "")
    speaker = None if name else body.speaker
    if not (name or speaker):
        name = body.speaker_name
    if not (name or speaker):
        raise ValidationError({"speaker_name": _("Write down who said it.")})
    capacity = str(said.get("capacity") or body.capacity)
    if not capacity:
        raise ValidationError({"capacity": _("Write down in which capacity: alderman, member of the board.")})
    return {
        "stance": stance,
        "remark": remark,
        "decide_by": decide_by,
        "speaker": speaker,
        "speaker_name": name,
        "capacity": capacity,
    }


@transaction.atomic
def note_endorsement(
    *,
    point: Point,
    body: Body,
    stance: str,
    by: User,
    remark: str = "",
    decide_by: dt.date | None = None,
    speaker_name: str = "",
    capacity: str = "",
) -> Endorsement:
    """Keep what ``body`` says of ``point``. Until the point is settled it takes the place of what it said before.

    ``decide_by`` is the day before which a body that takes it home decides. ``speaker_name`` is who said it, where it
    was not who speaks for the body. What comes in later is kept with its date, below what was taken home. Raises
    ``Conflict`` before the evening was opened, and where a body spoke already and the point is settled;
    ``ValidationError`` where something is missing, or point and body are of different programmes.
    """
    if body.programme_id != point.programme_id:
        raise ValidationError(_("This belongs to another programme."))
    evening = _hold(point)
    if evening.state in NEVER_OPENED:
        raise Conflict(_("This evening was not opened yet. Endorsing begins then."))
    said = _checked(
        body,
        {
            "stance": stance,
            "remark": remark,
            "decide_by": decide_by,
            "speaker_name": speaker_name,
            "capacity": capacity,
        },
    )
    before = Endorsement.objects.filter(point=point, body=body, replaced_at__isnull=True).first()
    at = now()
    if before is not None and not point.is_settled:
        if all(getattr(before, name) == said[name] for name in SAYS):
            return before
        for name in SAYS:
            setattr(before, name, said[name])
        before.at, before.noted_by = at, by
        before.save(update_fields=[*SAYS, "at", "noted_by"])
        kept = before
    elif before is not None and before.stance != EndorsementStance.HOME:
        raise Conflict(_("This was settled. A facilitator can correct it, and the correction shows."))
    else:
        kept = _replace(before, at, point=point, body=body, noted_by=by, is_late=point.is_settled, **said)
    record(
        by, "outcomes.endorsed", kept, scope=point.programme.scope,
        point=point.pk, body=body.pk, stance=str(kept.stance), late=kept.is_late,
    )  # fmt: skip
    tell_screens(evening=evening, phones=point.is_open_to_all)
    return kept


def _replace(before: Endorsement | None, at: dt.datetime, **fields: Any) -> Endorsement:
    if before is not None:
        Endorsement.objects.filter(pk=before.pk).update(replaced_at=at)
    return Endorsement.objects.create(follows=before, at=at, **fields)


@transaction.atomic
def settle_endorsements(*, evening: Session, by: User) -> int:
    """Settle what the bodies said at ``evening``: it does not change any more, and everybody reads it. Returns how many
    points that were. A second time changes nothing.

    Raises ``Conflict`` before the evening was opened.
    """
    evening = held_evening(evening)
    if evening.state in NEVER_OPENED:
        raise Conflict(_("This evening was not opened yet."))
    settled = Point.objects.filter(evening=evening, frozen_at__isnull=True).update(frozen_at=now())
    if settled:
        record(by, "outcomes.endorsements_settled", evening, scope=evening.programme.scope, points=settled)
        tell_screens(evening=evening)
    return settled


@transaction.atomic
def correct_endorsement(
    *,
    endorsement: Endorsement,
    stance: str,
    because: str,
    by: User,
    remark: str = "",
    decide_by: dt.date | None = None,
    speaker_name: str = "",
    capacity: str = "",
) -> Endorsement:
    """Correct what a body said of a point that is settled, ``because``. What stood there stays to be read below it.

    Raises ``Conflict`` where it is not settled (then it is just changed), or somebody corrected it meanwhile.
    """
    point = endorsement.point
    evening = _hold(point)
    if not point.is_settled:
        raise Conflict(_("This is not settled yet: it can simply be changed."))
    if not because:
        raise ValidationError({"because": _("Write why it is corrected.")})
    current = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if current.replaced_at is not None:
        raise Conflict(_("Somebody corrected this meanwhile. Look at what stands there now."))
    said = _checked(
        endorsement.body,
        {
            "stance": stance,
            "remark": remark,
            "decide_by": decide_by,
            "speaker_name": speaker_name,
            "capacity": capacity,
        },
    )
    made = _replace(
        current, now(), point=point, body=endorsement.body, noted_by=by, is_late=True, because=because, **said
    )
    record(
        by, "outcomes.endorsement_corrected", made, scope=point.programme.scope,
        before=current.pk, stance=str(made.stance),
    )  # fmt: skip
    tell_screens(evening=evening)
    return made
