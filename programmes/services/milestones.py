"""Milestones: a name and a day in the plan, and nothing else."""

import datetime as dt
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local
from core.errors import Conflict
from core.text import clean_text
from programmes.enums import MomentKind, ProgrammeState
from programmes.models import Moment, Programme
from programmes.services.placing import let_go, place_moment

_SALT = "programmes.milestone"
_UNDO_SECONDS = 24 * 3600


@transaction.atomic
def add_milestone(*, programme: Programme, name: str, day: dt.date, by: User) -> Moment:
    """A milestone on ``day``; of a concept it moves along with the start. Raises ``ValidationError`` by field."""
    name = clean_text(name, single_line=True)
    if not name:
        raise ValidationError({"name": _("Give it a name.")})
    if not 2000 <= day.year <= 2100:
        raise ValidationError({"day": _("Choose a year between 2000 and 2100.")})
    start = programme.moments.filter(kind=MomentKind.START).first()
    if programme.state == ProgrammeState.CONCEPT and start is not None:
        where: dict[str, Any] = {"anchor": start, "offset_days": (day - programme.starts_on).days}
    else:
        where = {"day": day}
    moment = place_moment(programme=programme, kind=MomentKind.MILESTONE, name=name, **where)
    record(by, "programmes.milestone_added", moment, scope=programme.scope)
    return moment


@transaction.atomic
def rename_milestone(*, moment: Moment, name: str, seen: str, by: User) -> Moment:
    """Give a milestone another name. Raises ``Conflict`` when it is not called ``seen`` any more."""
    held = Moment.objects.select_for_update().get(pk=moment.pk)
    if held.name != seen:
        raise Conflict(_("Somebody else calls it “%(name)s” now.") % {"name": held.name})
    held.name = clean_text(name, single_line=True)
    if not held.name:
        raise ValidationError({"name": _("Give it a name.")})
    held.save(update_fields=["name"])
    record(by, "programmes.milestone_renamed", held, scope=moment.programme.scope)
    return held


@transaction.atomic
def drop_milestone(*, moment: Moment, by: User) -> str:
    """Take a milestone out of the plan; what hangs on it keeps its day. Returns the word that puts it back."""
    word = signing.dumps([moment.name, local(moment.at).date().isoformat()], salt=_SALT)
    record(by, "programmes.milestone_dropped", moment, scope=moment.programme.scope)
    let_go(moment.followers.all())
    moment.delete()
    return word


def restore_milestone(*, programme: Programme, word: str, by: User) -> Moment:
    """Put back what ``drop_milestone`` took out. Raises ``Conflict`` a day later."""
    try:
        name, day = signing.loads(word, salt=_SALT, max_age=_UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Conflict(_("This can no longer be undone here.")) from error
    return add_milestone(programme=programme, name=name, day=dt.date.fromisoformat(day), by=by)
