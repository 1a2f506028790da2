"""Who names and weighs themes, and who did not answer yet."""

from programmes.enums import AT_WORK, Role, ThemeStep
from programmes.models import Participation, Programme, ThemeProposal, ThemeRound, ThemeWish

MOST_NAMED = 5
"""Themes that one person names in a round."""
MOST_IMPORTANT = 5
MOST_WANTED = 3
"""Themes that one person marks as important, and wants to work on."""
NAMING = (Role.PARTICIPANT, Role.COACH)


def members_of(programme: Programme) -> list[Participation]:
    """Those who are asked to name and weigh themes in ``programme``, by name. 1 query."""
    return list(
        Participation.objects.active()
        .filter(programme=programme, role__in=NAMING)
        .select_related("person__organisation")
        .order_by("person__name", "pk")
    )


def told_of_outcome(programme: Programme) -> list[Participation]:
    """Those who hear which teams came of it: everybody who works in ``programme``. 1 query."""
    return list(
        Participation.objects.active()
        .filter(programme=programme, role__in=AT_WORK - {Role.FACILITATOR})
        .select_related("person")
        .order_by("pk")
    )


def answered(theme_round: ThemeRound) -> set[int]:
    """The participations (primary keys) that named or weighed something in the present step. 1 query."""
    if theme_round.step in {ThemeStep.PROPOSING, ThemeStep.SORTING}:
        return set(ThemeProposal.objects.filter(round=theme_round).values_list("proposer", flat=True))
    wishes = ThemeWish.objects.filter(proposal__round=theme_round)
    return set(wishes.values_list("participation", flat=True))
