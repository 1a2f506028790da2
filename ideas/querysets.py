"""Filters on ideas and what comes of them."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.access import standing_of
from ideas.enums import IdeaState
from programmes.enums import Role
from programmes.querysets import programmes_seen
from sessions.models import Session
from teams.querysets import teams_seen

if TYPE_CHECKING:
    from ideas.models import Choice, Cluster, Idea, Proposal, VotingRound  # noqa: F401 - named in quotes below


class IdeaQuerySet(QuerySet["Idea"]):
    """Ideas, and those that somebody may see."""

    def revealed(self) -> "IdeaQuerySet":
        """Those that hide in no evening: caught outside one, or after its reveal."""
        return self.filter(Q(evening__isnull=True) | Q(evening__revealed_at__isnull=False))

    def hidden(self) -> "IdeaQuerySet":
        """Those of an evening that was not revealed yet."""
        return self.filter(evening__isnull=False, evening__revealed_at__isnull=True)

    def without_follow_up(self) -> "IdeaQuerySet":
        """Those that wait for their place: open, in no bundle, not hidden any more."""
        return self.revealed().without_place()

    def without_place(self) -> "IdeaQuerySet":
        """All that are open and in no bundle, hidden ones too: what gets an end before the programme closes."""
        return self.filter(state=IdeaState.OPEN, cluster__isnull=True)

    def written_by_or_for(self, user: Any) -> "IdeaQuerySet":
        """What ``user`` wrote, or typed for somebody else."""
        return self.filter(Q(author__person=user) | Q(written_by=user))

    def visible_to(self, user: Any) -> "IdeaQuerySet":
        """Ideas of the teams whose work ``user`` may see; until the reveal one's own and what one typed for others,
        and for the facilitator of the programme all (shown without names). A guest: those of the evening and the table
        of the own seat.
        """
        standing = standing_of(user)
        mine = Q(author__person_id=standing.user_id) | Q(written_by_id=standing.user_id)
        unhidden = Q(evening__isnull=True) | Q(evening__revealed_at__isnull=False)
        steering = Q(programme_id__in=standing.where("programme", Role.FACILITATOR))
        as_guest = Q(
            evening_id__in=standing.where("evening", Role.GUEST),
            team_id__in=standing.where("table", Role.GUEST),
        )
        return (
            self.filter(teams_seen(user, "team__") | as_guest, mine | unhidden | steering)
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
        """Only what a card shows (``ideas.queries.ideas.idea_card``), a tenth of what ``visible_to`` fetches along."""
        return (
            self.only(
                *("public_id", "number", "text", "state", "ending", "created_at", "programme", "written_by"),
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
        )


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
