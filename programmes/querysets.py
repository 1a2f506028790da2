"""Filters on programmes and who takes part in them."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import ProgrammeState, Role

if TYPE_CHECKING:
    from programmes.models import Participation, Programme  # noqa: F401 - named in quotes below


def programmes_seen(user: Any, along: str = "") -> Q:
    """The programmes that ``user`` may see, as a filter on a model from which ``along`` ("programme__") leads
    to Programme.

    Facilitators see theirs from the first word on; everybody else once it runs; an administrator what the
    organisation hosts.
    """
    standing = standing_of(user)
    return (
        Q(**{f"{along}pk__in": standing.where("programme", Role.FACILITATOR)})
        | Q(**{f"{along}host_id__in": standing.where("organisation")})
        | (
            Q(**{f"{along}pk__in": standing.where("programme")})
            & ~Q(**{f"{along}state": ProgrammeState.CONCEPT})
        )
    )


class ProgrammeQuerySet(QuerySet["Programme"]):
    """Programmes, and those that somebody may see."""

    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        """What ``user`` may see, with what the rules look at."""
        return self.filter(programmes_seen(user)).select_related("phase", "host", "client")


class ParticipationQuerySet(QuerySet["Participation"]):
    """Who takes part."""

    def active(self) -> "ParticipationQuerySet":
        """Those who have not left."""
        return self.filter(until__isnull=True)

    def visible_to(self, user: Any) -> "ParticipationQuerySet":
        """People in the programmes that ``user`` steers or administers, and oneself once a programme has started."""
        standing = standing_of(user)
        return self.filter(
            Q(programme_id__in=standing.where("programme", Role.FACILITATOR))
            | Q(programme__host_id__in=standing.where("organisation"))
            | (Q(person_id=standing.user_id) & ~Q(programme__state=ProgrammeState.CONCEPT))
        ).select_related("programme__phase", "person__organisation")


class OfProgrammeQuerySet(QuerySet[Any]):
    """Rows that hang on a programme by ``programme`` and are seen by all who see that programme."""

    def visible_to(self, user: Any) -> "OfProgrammeQuerySet":
        """Those of the programmes that ``user`` may see."""
        return self.filter(programmes_seen(user, "programme__")).select_related("programme__phase")
