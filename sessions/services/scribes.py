"""Who writes for others at an evening."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from programmes.models import Participation
from sessions.models import Scribe, Session
from teams.models import Team


def note_scribe(
    *, evening: Session, participation: Participation, team: Team | None, by: User, by_link: bool = False
) -> Scribe:
    """Let somebody write for others at ``evening``: at the table of ``team``, at all (None), or ``by_link`` for those
    who take part by the video link (then without a team).

    Who is noted already gets the other task. Raises ``ValidationError`` for a team that is not at this evening.
    """
    if team is not None and evening.team_id not in {None, team.pk}:
        raise ValidationError({"team": _("This team is not at this evening.")})
    try:
        with transaction.atomic():
            scribe = Scribe.objects.create(
                evening=evening, participation=participation, team=team, by_link=by_link, noted_by=by
            )
            _record(scribe, "evenings.scribe_noted", by)
    except IntegrityError:
        with transaction.atomic():
            scribe = Scribe.objects.select_for_update().get(evening=evening, participation=participation)
            if (scribe.team, scribe.by_link) != (team, by_link):
                scribe.team, scribe.by_link = team, by_link
                scribe.save(update_fields=["team", "by_link"])
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
