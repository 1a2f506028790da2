"""Proposals and the policy goals that they serve."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.enums import ProposalState
from ideas.models import Proposal
from programmes.models import PolicyGoal
from programmes.queries.goals import GoalThing, Stand


def goals_of(proposal: Proposal) -> list[PolicyGoal]:
    """The goals that ``proposal`` serves. 1 query."""
    return list(proposal.goals.select_related("agreement"))


def proposals_on_goals(goals: Iterable[int], programmes: Iterable[int], viewer: Any) -> Iterable[GoalThing]:
    """The proposals on ``goals`` that ``viewer`` may see; without a viewer those that the teams agree to. 1 query."""
    seen = (
        Proposal.objects.visible_to(viewer)
        if viewer is not None
        else Proposal.objects.filter(agreed_at__isnull=False)
    )
    rows = seen.filter(programme__in=list(programmes), goals__in=list(goals)).values_list(
        "goals", "programme", "public_id", "title", "state"
    )
    for goal_id, programme_id, public_id, title, state in rows.order_by("pk"):
        draft = state == ProposalState.DRAFT
        words = _("draft of the proposal “%(title)s”") if draft else _("proposal “%(title)s”")
        yield GoalThing(
            goal_id,
            programme_id,
            Stand.PROPOSAL,
            words % {"title": title},
            reverse("ideas:proposal", args=[public_id]),
        )
