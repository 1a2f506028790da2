"""Filters on evenings."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access import standing_of
from programmes.enums import Role
from programmes.querysets import in_force, looked_after_by, programmes_seen

if TYPE_CHECKING:
    from sessions.models import (  # noqa: F401 - named in quotes below
        AgendaItem,
        Attendance,
        DatePoll,
        OwnMethod,
        PollDay,
        Scribe,
        Seat,
        Seating,
        Session,
        Word,
    )


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
        """Those that nobody took out, with the methods of the organisation."""
        return self.filter(removed_at__isnull=True).select_related("own_method")

    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """The blocks of evenings that ``user`` leads, taken out or not, with what the rules look at."""
        return self.filter(evenings_seen(user, "evening__"), steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment", "own_method"
        )


class OwnMethodQuerySet(QuerySet["OwnMethod"]):
    """Methods that organisations made."""

    def present(self) -> "OwnMethodQuerySet":
        """Those that nobody took out of the library."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, user: Any) -> "OwnMethodQuerySet":
        """Those of the organisations that ``user`` administers or facilitates a programme of."""
        return self.filter(organisation_id__in=looked_after_by(user)).select_related("organisation")


class AttendanceQuerySet(QuerySet["Attendance"]):
    """Who comes."""

    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """One's own, and those at evenings that ``user`` leads."""
        standing = standing_of(user)
        mine = Q(participation__person_id=standing.user_id) & in_force("participation__")
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


class SeatingQuerySet(QuerySet["Seating"]):
    """Tables and pairs."""

    def visible_to(self, user: Any) -> "SeatingQuerySet":
        """Those of evenings that ``user`` leads; others read the own table on the page of the evening."""
        return self.filter(evenings_seen(user, "evening__"), steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment"
        )


def _asks(user: Any, along: str = "") -> Q:
    """That ``user`` is asked, as a filter on a model from which ``along`` ("poll__") leads to DatePoll."""
    mine = Q(**{f"{along}asked__participation__person_id": standing_of(user).user_id})
    return mine & in_force(f"{along}asked__participation__")


def polls_seen(user: Any, along: str = "") -> Q:
    """The datumprikkers that ``user`` may see, as a filter like ``evenings_seen``.

    Of programmes that one facilitates, and those in which one is asked oneself, as long as one takes part.
    """
    steered = Q(**{f"{along}evening__programme__in": standing_of(user).where("programme", Role.FACILITATOR)})
    return steered | (programmes_seen(user, f"{along}evening__programme__") & _asks(user, along))


class DatePollQuerySet(QuerySet["DatePoll"]):
    """Datumprikkers, and those that somebody may see."""

    def live(self) -> "DatePollQuerySet":
        """Those in which no day was chosen yet, and that were not withdrawn."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user: Any) -> "DatePollQuerySet":
        """Those that ``user`` steers or is asked in, with what the rules look at."""
        asked = self.model.objects.filter(_asks(user), pk=OuterRef("pk"))
        return (
            self.filter(polls_seen(user))
            .annotate(asks_me=Exists(asked))
            .select_related("evening__programme__phase", "evening__team", "evening__moment", "chosen")
            .distinct()
        )


class PollDayQuerySet(QuerySet["PollDay"]):
    """Proposed days."""

    def visible_to(self, user: Any) -> "PollDayQuerySet":
        """Those of datumprikkers that ``user`` sees, with what the rules look at."""
        return (
            self.filter(polls_seen(user, "poll__"))
            .select_related("poll__evening__programme__phase", "poll__evening__team", "poll__evening__moment")
            .distinct()
        )


class ScribeQuerySet(QuerySet["Scribe"]):
    """Who writes for others."""

    def visible_to(self, user: Any) -> "ScribeQuerySet":
        """Oneself, as long as one takes part, and those at evenings that ``user`` leads."""
        mine = Q(participation__person_id=standing_of(user).user_id) & in_force("participation__")
        return self.filter(evenings_seen(user, "evening__"), mine | steers(user, "evening__")).select_related(
            "evening__programme__phase", "evening__team", "evening__moment", "participation__person", "team"
        )


class WordQuerySet(QuerySet["Word"]):
    """What people say in rounds."""

    def said(self) -> "WordQuerySet":
        """Words that stand: nobody passed, and nobody took them off the wall."""
        return self.filter(hidden_at__isnull=True).exclude(text="")

    def visible_to(self, user: Any) -> "WordQuerySet":
        """Those at evenings that ``user`` leads, shown without a name; everybody else reads what the room was shown."""
        return self.filter(
            evenings_seen(user, "item__evening__"), steers(user, "item__evening__")
        ).select_related("item__evening__programme__phase", "item__evening__team", "item__evening__moment")
