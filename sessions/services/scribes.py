"""Who writes for others at an evening."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from programmes.models import Participation
from sessions.models import Scribe, Session
from teams.models import Team


def note_scribe(*, evening: Session, participation: Participation, team: Team | None, by: User) -> Scribe:
    """Let somebody write for others at ``evening``, at the table of ``team`` or at all (None).

    Who is noted already gets the other table. Raises ``ValidationError`` for a team that is not at this evening.
    """
    if team is not None and evening.team_id not in {None, team.pk}:
        raise ValidationError({"team": _("This team is not at this evening.")})
    try:
        with transaction.atomic():
            scribe = Scribe.objects.create(
                evening=evening, participation=participation, team=team, noted_by=by
            )
            _record(scribe, "evenings.scribe_noted", by)
    except IntegrityError:
        with transaction.atomic():
            scribe = Scribe.objects.select_for_update().get(evening=evening, participation=participation)
            if scribe.team_id != (team.pk if team else None):
                scribe.team = team
                scribe.save(update_fields=["team"])
                _record(scribe, "evenings.scribe_noted", by)
    return scribe


@transaction.atomic
def drop_scribe(*, scribe: Scribe, by: User) -> None:
    """Let somebody write for others no longer; what this person wrote stays. A second time changes nothing."""
    _record(scribe, "evenings.scribe_dropped", by)
    Scribe.objects.filter(pk=scribe.pk).delete()


def _record(scribe: Scribe, verb: str, by: User) -> None:
    record(
        by,
        verb,
        scribe.evening,
        scope=scribe.evening.programme.scope,
        for_whom=scribe.participation.person,
        team=scribe.team_id,
    )
