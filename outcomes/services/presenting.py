"""Presenting: what is shown full screen, in which order, and what the room says of it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from ideas.models import Proposal
from outcomes.enums import ReactionKind
from outcomes.models import Presentation, Reaction
from programmes.models import Participation
from sessions.enums import SessionState
from sessions.models import Session
from sessions.services.holding import held_evening, held_open_evening
from sessions.services.live import tell_screens

LONGEST = 60


def add_presentation(
    *,
    evening: Session,
    by: User,
    proposal: Proposal | None = None,
    title: str = "",
    speaker: str = "",
    minutes: int = 5,
) -> Presentation:
    """Put a proposal, or something called ``title``, at the end of what is presented at ``evening``.

    Raises ``Conflict`` where the proposal is in the order already, and when the evening is over or off;
    ``ValidationError`` for one of another programme, or where there is neither.
    """
    if proposal is not None and proposal.programme_id != evening.programme_id:
        raise ValidationError(_("This belongs to another programme."))
    if proposal is None and not title:
        raise ValidationError({"title": _("Choose a proposal, or write what is presented.")})
    try:
        with transaction.atomic():
            evening = held_open_evening(evening)
            last = Presentation.objects.filter(evening=evening).aggregate(last=Max("position"))["last"]
            made = Presentation.objects.create(
                evening=evening,
                position=0 if last is None else last + 1,
                proposal=proposal,
                title="" if proposal else title,
                speaker=speaker,
                minutes=minutes,
            )
            record(by, "outcomes.presentation_added", made, scope=evening.programme.scope)
            tell_screens(evening=evening)
    except IntegrityError as clash:
        raise Conflict(_("This proposal is in the order already.")) from clash
    return made


@transaction.atomic
def move_presentation(*, presentation: Presentation, steps: int, by: User) -> None:
    """Move it ``steps`` places down the order (up when negative)."""
    rows = list(Presentation.objects.select_for_update().filter(evening=presentation.evening_id))
    rows.sort(key=lambda row: (row.position, row.pk))
    place = next(number for number, row in enumerate(rows) if row.pk == presentation.pk)
    rows.insert(max(0, min(len(rows) - 1, place + steps)), rows.pop(place))
    for number, row in enumerate(rows):
        row.position = number
    Presentation.objects.bulk_update(rows, ["position"])
    record(by, "outcomes.presentation_moved", presentation, scope=presentation.programme.scope)
    tell_screens(evening=presentation.evening)


@transaction.atomic
def remove_presentation(*, presentation: Presentation, by: User) -> None:
    """Take it out of the order. Raises ``Conflict`` once it was presented: what people said of it stays."""
    if Presentation.objects.select_for_update().get(pk=presentation.pk).began_at is not None:
        raise Conflict(_("This was presented already. It stays in the order."))
    record(by, "outcomes.presentation_removed", presentation, scope=presentation.programme.scope)
    evening = presentation.evening
    presentation.delete()
    tell_screens(evening=evening)


@transaction.atomic
def go_on_presenting(
    *, evening: Session, seen: Presentation | None, steps: int, by: User
) -> Presentation | None:
    """From ``seen``, which is on the person's screen (None: nothing yet), to the one ``steps`` further; beyond the last
    one, or with 0 steps, nothing is on the wall. Where somebody else went on already nothing happens.

    Returns what is on the wall. Raises ``Conflict`` when the evening does not run.
    """
    evening = held_evening(evening)
    if evening.state != SessionState.RUNNING:
        raise Conflict(_("The evening does not run now."))
    rows = list(Presentation.objects.filter(evening=evening).order_by("position", "pk"))
    on = next((row for row in rows if row.is_on), None)
    if (on.pk if on else None) != (seen.pk if seen else None):
        return on
    place = rows.index(on) + steps if on else (0 if steps > 0 else len(rows) - 1)
    target = rows[place] if steps and 0 <= place < len(rows) else None
    if on is not None and steps < 0 and target is None:
        return on
    Presentation.objects.filter(evening=evening, is_on=True).update(is_on=False)
    if target is not None:
        Presentation.objects.filter(pk=target.pk).update(is_on=True, began_at=now())
        target.refresh_from_db(fields=["is_on", "began_at"])
    record(
        by, "outcomes.presented", evening, scope=evening.programme.scope, shown=target.pk if target else None
    )
    tell_screens(evening=evening)
    return target


@transaction.atomic
def give_presentation_time(*, presentation: Presentation, minutes: int, by: User) -> None:
    """Let it take ``minutes`` more (fewer when negative), of 1 to 60."""
    changed = Presentation.objects.filter(
        pk=presentation.pk, minutes__gte=1 - minutes, minutes__lte=LONGEST - minutes
    ).update(minutes=F("minutes") + minutes)
    if changed:
        record(
            by,
            "outcomes.presentation_time",
            presentation,
            scope=presentation.programme.scope,
            minutes=minutes,
        )
        tell_screens(evening=presentation.evening)


@transaction.atomic
def show_reactions(*, presentation: Presentation, shown: bool, by: User) -> None:
    """Let everybody read what people said of it, or nobody any more. A second time changes nothing."""
    if Presentation.objects.filter(pk=presentation.pk, reactions_shown_at__isnull=shown).update(
        reactions_shown_at=now() if shown else None
    ):
        if shown:
            record(by, "outcomes.reactions_shown", presentation, scope=presentation.programme.scope)
        else:
            record(by, "outcomes.reactions_hidden", presentation, scope=presentation.programme.scope)
        tell_screens(evening=presentation.evening)


@transaction.atomic
def react(*, presentation: Presentation, participation: Participation, kind: str, text: str) -> Reaction:
    """Keep the one reaction of a person to what is presented, in place of the one before.

    Raises ``Conflict`` when it is not on the wall any more. The trail says nothing of it: nobody should read there who
    said something before it is shown.
    """
    now_on = Presentation.objects.select_for_update().filter(pk=presentation.pk, is_on=True).exists()
    if not now_on:
        raise Conflict(_("This is not presented any more. Your reaction did not go along."))
    reaction, _made = Reaction.objects.update_or_create(
        presentation=presentation,
        participation=participation,
        defaults={"kind": ReactionKind(kind), "text": text},
    )
    shown = Presentation.objects.filter(pk=presentation.pk, reactions_shown_at__isnull=False).exists()
    tell_screens(evening=presentation.evening, phones=shown)
    return reaction
