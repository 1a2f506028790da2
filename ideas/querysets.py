"""Filters on ideas and what comes of them."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from core.access import standing_of
from ideas.enums import IdeaState
from programmes.enums import Role
from programmes.models import Participation
from programmes.querysets import programmes_seen
from sessions.models import Session
from sessions.querysets import evenings_seen, steers
from teams.querysets import teams_seen

if TYPE_CHECKING:
    from ideas.models import (  # noqa: F401 - named in quotes below
        Choice,
        Cluster,
        Idea,
        Printing,
        Proposal,
        VotingRound,
    )


REVEALED = Q(covered_at__isnull=True) & (Q(evening__isnull=True) | Q(evening__revealed_at__isnull=False))
"""Ideas that everybody in the team reads: they hide in no evening (caught outside one, or after its reveal), and nobody
covered them."""

HIDING = Q(covered_at__isnull=True, evening__isnull=False, evening__revealed_at__isnull=True)
"""Ideas of an evening that was not revealed yet."""

PLACELESS = Q(state=IdeaState.OPEN, cluster__isnull=True)
"""Ideas that are open and in no bundle, hidden ones too: what gets an end before the programme closes."""


def co_authors() -> "QuerySet[Participation]":
    """Those whose idea it is too, by name, with what their names need: to be fetched along as ``others``."""
    return Participation.objects.select_related("person__organisation").order_by("person__name", "pk")


class IdeaQuerySet(QuerySet["Idea"]):
    """Ideas, and those that somebody may see."""

    def revealed(self) -> "IdeaQuerySet":
        """Those that everybody in the team reads (``REVEALED``)."""
        return self.filter(REVEALED)

    def uncovered(self) -> "IdeaQuerySet":
        """Those that nobody covered."""
        return self.filter(covered_at__isnull=True)

    def covered(self) -> "IdeaQuerySet":
        """Those that are not shown, although they could be."""
        return self.filter(covered_at__isnull=False)

    def without_follow_up(self) -> "IdeaQuerySet":
        """Those that wait for their place: open, in no bundle, not hidden any more."""
        return self.revealed().without_place()

    def without_place(self) -> "IdeaQuerySet":
        """All that are open and in no bundle (``PLACELESS``)."""
        return self.filter(PLACELESS)

    def _shared_by(self, user_id: int | None) -> Q:
        """What somebody wrote for the pair or the table that this person was in."""
        shared = self.model.others.through.objects.filter(participation__person=user_id)
        return Q(pk__in=shared.values("idea"))

    def _mine(self, user_id: int | None) -> Q:
        """What this person wrote, alone or with others, or typed for somebody else."""
        return Q(author__person=user_id) | Q(written_by=user_id) | self._shared_by(user_id)

    def of(self, user_id: int) -> "IdeaQuerySet":
        """What this person wrote, alone or with others."""
        return self.filter(Q(author__person=user_id) | self._shared_by(user_id))

    def written_by_or_for(self, user: Any) -> "IdeaQuerySet":
        """What ``user`` wrote, alone or with others, or typed for somebody else."""
        return self.filter(self._mine(user.pk))

    def written_by_others(self, user: Any) -> "IdeaQuerySet":
        """All the rest."""
        return self.exclude(self._mine(user.pk))

    def visible_to(self, user: Any) -> "IdeaQuerySet":
        """Ideas of the teams whose work ``user`` may see; until the reveal one's own and what one typed for others,
        for the facilitator of the programme all (shown without names). One that was covered: its authors, its scribe,
        and who steers the team. A guest: those of the evening and the table of the own seat.
        """
        standing = standing_of(user)
        mine = self._mine(standing.user_id) if standing.user_id is not None else Q(pk__in=[])
        unhidden = Q(evening__isnull=True) | Q(evening__revealed_at__isnull=False)
        uncovered = Q(covered_at__isnull=True) | Q(team_id__in=standing.where("team", Role.COACH))
        steering = Q(programme_id__in=standing.where("programme", Role.FACILITATOR))
        as_guest = Q(
            evening_id__in=standing.where("evening", Role.GUEST),
            team_id__in=standing.where("table", Role.GUEST),
        )
        here = Q(programme_id__in=standing.where("programme")) | Q(
            evening_id__in=standing.where("evening", Role.GUEST)
        )
        with_others = here & self._shared_by(standing.user_id)  # at a table sit people of several teams
        return (
            self.filter(
                teams_seen(user, "team__") | as_guest | with_others,
                mine | (unhidden & uncovered) | steering,
            )
            .select_related(
                "team",
                "programme__phase",
                "evening__moment",
                "submission__assignment",
                "author__person__organisation",
                "cluster",
            )
            .defer("programme__blueprint")  # a whole plan, which would be read for each idea of a list
        )

    def for_cards(self) -> "IdeaQuerySet":
        """Only what a card shows (``ideas.queries.ideas.idea_card``), a tenth of what ``visible_to`` fetches along.
        2 queries: with those who wrote it together."""
        return (
            self.only(
                *("public_id", "number", "text", "state", "ending", "created_at", "programme", "written_by"),
                *("covered_at", "covered_because"),
                *(
                    "team__letter",
                    "evening__title",
                    "evening__revealed_at",
                    "cluster__title",
                    "cluster__is_gone",
                ),
                *("author__consent", "author__person__name", "author__person__function"),
                "submission__assignment__title",
            )
            .select_related(None)
            .select_related("team", "evening", "cluster", "author__person", "submission__assignment")
            .with_others()
        )

    def with_others(self) -> "IdeaQuerySet":
        """With those whose idea it is too, to be named. 1 query more."""
        return self.prefetch_related(Prefetch("others", co_authors()))


class ClusterQuerySet(QuerySet["Cluster"]):
    """Bundles, and those that somebody may see."""

    def present(self) -> "ClusterQuerySet":
        """Those that were not taken away or joined with another one."""
        return self.filter(is_gone=False)

    def visible_to(self, user: Any) -> "ClusterQuerySet":
        """The present bundles of the teams whose work ``user`` may see."""
        return self.present().filter(teams_seen(user, "team__")).select_related("team", "programme__phase")


def _chosen_with(user: Any) -> Q:
    """What is chosen together by the teams whose work ``user`` may see. A guest: by the own table, while the evening
    runs, where it was not closed before that began.
    """
    standing = standing_of(user)
    here = Session.objects.filter(
        pk__in=standing.where("evening", Role.GUEST), opened_at__lte=OuterRef("closed_at")
    )
    not_over = Q(closed_at__isnull=True) | Q(Exists(here))
    as_guest = Q(not_over, team_id__in=standing.where("table at work", Role.GUEST))
    return teams_seen(user, "team__") | as_guest


class RoundQuerySet(QuerySet["VotingRound"]):
    """Rounds of dots, and those that somebody may see."""

    def visible_to(self, user: Any) -> "RoundQuerySet":
        """Those of the own teams, or of the own table (``_chosen_with``)."""
        return self.filter(_chosen_with(user)).select_related("team", "programme__phase")


class ChoiceQuerySet(QuerySet["Choice"]):
    """Consent rounds, scores and orders, and those that somebody may see."""

    def visible_to(self, user: Any) -> "ChoiceQuerySet":
        """Those of the own teams, or of the own table (``_chosen_with``)."""
        return self.filter(_chosen_with(user)).select_related(
            "team", "programme__phase", "proposal", "follows"
        )


class PrintingQuerySet(QuerySet["Printing"]):
    """Piles of paper."""

    def visible_to(self, user: Any) -> "PrintingQuerySet":
        """Those of evenings that ``user`` leads."""
        led = self.filter(evenings_seen(user, "evening__"), steers(user, "evening__"))
        return led.select_related("evening__programme__phase", "evening__team", "round__team")


class OfTeamQuerySet(QuerySet[Any]):
    """Changes: rows with ``team`` and ``programme``, seen by those who see the team's work."""

    def visible_to(self, user: Any) -> "OfTeamQuerySet":
        """Those of the teams whose work ``user`` may see."""
        return self.filter(teams_seen(user, "team__")).select_related("team", "programme__phase")


class ProposalQuerySet(QuerySet["Proposal"]):
    """Proposals, and those that somebody may see."""

    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """The team's own from the first word on; once agreed, everybody in the programme, the client too."""
        return self.filter(
            teams_seen(user, "team__") | (programmes_seen(user, "programme__") & Q(agreed_at__isnull=False))
        ).select_related("team", "programme__phase", "cluster")
