"""Groups whose voice a programme should hear, and what facilitators write of each: heard, planned, left out."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from programmes.enums import HearingKind
from programmes.models import Hearing, Moment, Participation, Programme, StakeholderGroup, Theme
from programmes.queries.blind_spots import start_set

MOST_GROUPS = 40


@transaction.atomic
def begin_groups(*, programme: Programme, by: User) -> None:
    """Give ``programme`` the groups that fit its way of working. One that has groups keeps those."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    if StakeholderGroup.objects.present().filter(programme=programme).exists():
        return
    StakeholderGroup.objects.bulk_create(
        StakeholderGroup(programme=programme, name=entry["name"], kinds=entry["from"], position=place)
        for place, entry in enumerate(start_set(programme.kind))
    )
    record(by, "programmes.groups_begun", programme, scope=programme.scope)


@transaction.atomic
def add_group(*, programme: Programme, name: str, kinds: Sequence[str], by: User) -> StakeholderGroup:
    """A group below those there are. Raises ``ValidationError`` for a name that is there already."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    present = StakeholderGroup.objects.present().filter(programme=programme)
    if present.count() >= MOST_GROUPS:
        raise ValidationError(_("At most %(count)d groups fit in one programme.") % {"count": MOST_GROUPS})
    last = present.aggregate(last=Max("position"))["last"]
    group = StakeholderGroup(
        programme=programme, name=name, kinds=list(kinds), position=0 if last is None else last + 1
    )
    group.full_clean()
    group.save()
    record(by, "programmes.group_added", group, scope=programme.scope)
    return group


@transaction.atomic
def change_group(*, group: StakeholderGroup, name: str, kinds: Sequence[str], by: User) -> StakeholderGroup:
    """Change the name of a group, and whose people speak for it. Raises ``ValidationError`` as ``add_group``."""
    Programme.objects.select_for_update().get(pk=group.programme_id)
    group.name, group.kinds = name, list(kinds)
    group.full_clean()
    group.save(update_fields=["name", "kinds"])
    record(by, "programmes.group_changed", group, scope=group.programme.scope)
    return group


@transaction.atomic
def remove_group(*, group: StakeholderGroup, by: User) -> None:
    """Take a group out with all that was written of it; ``restore_group`` brings both back."""
    if StakeholderGroup.objects.present().filter(pk=group.pk).update(removed_at=now()):
        record(by, "programmes.group_removed", group, scope=group.programme.scope)


@transaction.atomic
def restore_group(*, group: StakeholderGroup, by: User) -> None:
    """Put a group back. Raises ``Conflict`` where another one has its name by now."""
    try:
        with transaction.atomic():
            restored = StakeholderGroup.objects.filter(pk=group.pk, removed_at__isnull=False).update(
                removed_at=None
            )
    except IntegrityError:
        raise Conflict(_("Somebody added a group with this name meanwhile.")) from None
    if restored:
        record(by, "programmes.group_restored", group, scope=group.programme.scope)


@transaction.atomic
def note_hearing(
    *,
    group: StakeholderGroup,
    theme: Theme | None,
    kind: HearingKind,
    by: User,
    moment: Moment | None = None,
    what: str = "",
    on: dt.date | None = None,
    asks: Participation | None = None,
) -> Hearing:
    """Write of ``group`` at ``theme`` (None: at every one) that it was heard, is planned, or is left out, and why.

    Writing the same meeting twice keeps one. Raises ``ValidationError`` where it is not said what and when, and
    ``Conflict`` where somebody else left the group out first, or took it away.
    """
    if not StakeholderGroup.objects.select_for_update().present().filter(pk=group.pk).exists():
        raise Conflict(_("Somebody took this group out meanwhile. Put it back first."))
    present = Hearing.objects.present().filter(group=group, theme=theme, kind=kind)
    if kind == HearingKind.LEFT and (there := present.first()) is not None:
        raise Conflict(_("Somebody else wrote already why not: “%(because)s”.") % {"because": there.what})
    same: Hearing | None = present.filter(moment=moment).first() if moment is not None else None
    if same is not None:
        return same
    for one in (theme, moment, asks):
        if one is not None and one.programme_id != group.programme_id:
            raise ValidationError(_("This belongs to another programme."))
    hearing = Hearing(
        programme_id=group.programme_id,
        group=group,
        theme=theme,
        kind=kind,
        moment=moment,
        what=what,
        on=on,
        asks=asks,
        by=by,
    )
    hearing.full_clean()
    hearing.save()
    record(by, "programmes.hearing_noted", hearing, scope=group.programme.scope, kind=str(kind))
    return hearing


@transaction.atomic
def remove_hearing(*, hearing: Hearing, by: User) -> None:
    """Take back what was written; ``restore_hearing`` brings it back."""
    if Hearing.objects.present().filter(pk=hearing.pk).update(removed_at=now()):
        record(by, "programmes.hearing_removed", hearing, scope=hearing.programme.scope)


@transaction.atomic
def restore_hearing(*, hearing: Hearing, by: User) -> None:
    """Bring back what was written. Raises ``Conflict`` where somebody wrote another reason meanwhile."""
    try:
        with transaction.atomic():
            restored = Hearing.objects.filter(pk=hearing.pk, removed_at__isnull=False).update(removed_at=None)
    except IntegrityError:
        raise Conflict(_("Somebody else wrote another reason meanwhile.")) from None
    if restored:
        record(by, "programmes.hearing_restored", hearing, scope=hearing.programme.scope)
