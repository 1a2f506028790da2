"""The ways to what a team chooses: lists, the page and the console of an evening."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from ideas.enums import ChoiceKind, RoundState
from ideas.models import Choice, Cluster, Proposal, VotingRound
from sessions.models import Session
from teams.models import Team


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """Something that a team chooses or chose, in a list."""

    url: str
    title: str
    kind: str
    is_open: bool
    outcome: str
    """Of a closed consent round whether there is consent; empty otherwise."""
    is_agreed: bool


def _line(choice: Choice) -> ChoiceLine:
    outcome = ""
    if choice.kind == ChoiceKind.CONSENT and choice.state == RoundState.CLOSED:
        outcome = _("nobody objects") if choice.agreed_at else _("not agreed yet")
    return ChoiceLine(
        reverse("ideas:choice", args=[choice.public_id]),
        choice.title,
        str(choice.get_kind_display()),
        choice.state == RoundState.OPEN,
        outcome,
        choice.agreed_at is not None,
    )


def choices_of(
    *, team: Team, viewer: Any, proposal: Proposal | None = None, cluster: Cluster | None = None
) -> tuple[ChoiceLine, ...]:
    """What ``team`` chose and chooses, the newest first; only what is about ``proposal`` or ``cluster``, if given.
    1 query.
    """
    choices = Choice.objects.visible_to(viewer).filter(team=team)
    if proposal is not None:
        choices = choices.filter(proposal=proposal)
    if cluster is not None:
        choices = choices.filter(clusters=cluster)
    return tuple(_line(choice) for choice in choices)


@dataclass(frozen=True, slots=True)
class Here:
    """Something to choose on the page of an evening."""

    url: str
    title: str
    label: str
    """What the button says."""
    team: str


def choosing_at(*, evening: Session, viewer: Any) -> tuple[Here, ...]:
    """What ``viewer`` can answer now at ``evening``: dots, and what is chosen otherwise. 2 queries."""
    at = Q(programme=evening.programme_id, state=RoundState.OPEN)
    if evening.team_id is not None:
        at &= Q(team=evening.team_id)
    labels = {
        ChoiceKind.CONSENT: _("Can you live with this?"),
        ChoiceKind.SCORES: _("Give your scores"),
        ChoiceKind.RANKING: _("Put them in your order"),
    }
    return tuple(
        [
            Here(reverse("ideas:round", args=[one.public_id]), one.title, _("Place your dots"), one.team.name)
            for one in VotingRound.objects.visible_to(viewer).filter(at)
            if allowed(viewer, "ideas.place_dots", one)
        ]
        + [
            Here(
                reverse("ideas:choice", args=[one.public_id]),
                one.title,
                labels[ChoiceKind(one.kind)],
                one.team.name,
            )
            for one in Choice.objects.visible_to(viewer).filter(at)
            if allowed(viewer, "ideas.answer_choice", one)
        ]
    )


@dataclass(frozen=True, slots=True)
class OnConsole:
    """Something that is chosen at an evening, for who leads it."""

    url: str
    title: str
    kind: str
    answered: int
    wall_url: str
    """Empty for dots, which have no wall of their own."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen at an evening, and what its leader can begin."""

    running: tuple[OnConsole, ...]
    begin: tuple[tuple[str, str], ...]
    """Address and label; only where the evening is of one team."""


def choosing_on_console(*, evening: Session, viewer: Any) -> Choosing | None:
    """What the teams of ``evening`` choose, for who leads it; None where there is nothing. 2 queries."""
    at = Q(programme=evening.programme_id, state=RoundState.OPEN)
    if evening.team_id is not None:
        at &= Q(team=evening.team_id)
    rounds = VotingRound.objects.visible_to(viewer).filter(at)
    voted = Count("ballots", filter=Q(ballots__spent__gt=0))
    running = [
        OnConsole(reverse("ideas:round", args=[one.public_id]), one.title, _("round of dots"), one.voted, "")
        for one in rounds.annotate(voted=voted)
    ]
    choices = Choice.objects.visible_to(viewer).filter(at)
    running += [
        OnConsole(
            reverse("ideas:choice", args=[one.public_id]),
            one.title,
            str(one.get_kind_display()),
            one.answered,
            reverse("ideas:choice_wall", args=[one.public_id]),
        )
        for one in choices.annotate(answered=Count("answers"))
    ]
    begin = ways_to_choose(evening.team, viewer=viewer) if evening.team is not None else ()
    return Choosing(tuple(running), begin) if running or begin else None


def ways_to_choose(team: Team, *, viewer: Any) -> tuple[tuple[str, str], ...]:
    """The ways in which ``viewer`` may let ``team`` choose, beside dots: address and label. No query."""
    if not allowed(viewer, "ideas.open_choice", team):
        return ()
    return (
        (reverse("ideas:open_consent", args=[team.public_id]), _("Ask for consent")),
        (reverse("ideas:open_scores", args=[team.public_id]), _("Let people give scores")),
        (reverse("ideas:open_ranking", args=[team.public_id]), _("Let people put in order")),
    )
