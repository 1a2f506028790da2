"""Filters on evenings."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from core.access import standing_of
from programmes.enums import Role
from programmes.querysets import programmes_seen

if TYPE_CHECKING:
    from sessions.models import AgendaItem, Attendance, Seat, Session  # noqa: F401 - named in quotes below


def evenings_seen(user: Any, along: str = "") -> Q:
    """The evenings that ``user`` may see, as a filter on a model from which ``along`` ("evening__") leads to Session.

    Those for everybody in the programme, and those of one's own team; a facilitator and an administrator see all. A
    guest sees the one evening of the own seat.
    """
    standing = standing_of(user)
    as_guest = Q(**{f"{along}pk__in": standing.where("evening", Role.GUEST)})
    for_me = (
        Q(**{f"{along}team__isnull": True})
        | Q(**{f"{along}team__in": standing.where("team")})
        | Q(**{f"{along}programme__in": standing.where("programme", Role.FACILITATOR)})
        | Q(**{f"{along}programme__host_id__in": standing.where("organisation")})
    )
    return (programmes_seen(user, f"{along}programme__") & for_me) | as_guest


def steers(user: Any, along: str) -> Q:
    """The evenings that ``user`` leads, or whose draaiboek is open to a coach, as a filter like ``evenings_seen``."""
    standing = standing_of(user)
    return Q(**{f"{along}programme__in": standing.where("programme", Role.FACILITATOR)}) | Q(
        **{f"{along}team__in": standing.where("team", Role.COACH)}
    )


class SessionQuerySet(QuerySet["Session"]):
    """Evenings, and those that somebody may see."""

    def visible_to(self, user: Any) -> "SessionQuerySet":
        """The evenings that ``user`` may see, with what the rules look at."""
        return self.filter(evenings_seen(user)).select_related("programme__phase", "team", "moment")


class AgendaItemQuerySet(QuerySet["AgendaItem"]):
    """Blocks of draaiboeken."""

    def present(self) -> "AgendaItemQuerySet":
        """Those that nobody took out."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """The blocks of evenings that ``user`` leads, taken out or not, with what the rules look at."""
        return self.filter(evenings_seen(user, "evening__"), steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment"
        )


class AttendanceQuerySet(QuerySet["Attendance"]):
    """Who comes."""

    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """One's own, and those at evenings that ``user`` leads."""
        standing = standing_of(user)
        mine = Q(participation__person_id=standing.user_id, participation__until__isnull=True)
        return self.filter(evenings_seen(user, "evening__"), mine | steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment", "participation__person"
        )


class SeatQuerySet(QuerySet["Seat"]):
    """Guests of evenings."""

    def held(self) -> "SeatQuerySet":
        """Those of guests who are still there."""
        return self.filter(ended_at__isnull=True, participation__until__isnull=True)

    def visible_to(self, user: Any) -> "SeatQuerySet":
        """Those at evenings that ``user`` leads."""
        return self.filter(evenings_seen(user, "evening__"), steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment", "participation__person", "team"
        )
