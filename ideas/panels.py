"""What ideas show on the screens of a live evening: the card to write on, the cards to read, the dots."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import allowed
from core.slots import Filling
from ideas.forms.capture import CaptureForm
from ideas.queries.capturing import own_participation, teams_to_write_for
from ideas.queries.evenings import evening_ideas, rounds_closed_at, wall_ideas
from ideas.queries.together import catch_of, together_now
from programmes.enums import Consent
from sessions.models import Session
from sessions.panels import Panel
from sessions.queries.guests import seat_of
from teams.queries import working_team


def capture_on_phone(*, evening: Session, viewer: Any) -> Filling | None:
    """A card to write on, and below it what one wrote, alone or with the own pair or table. At most 15 queries."""
    together = together_now(evening=evening, viewer=viewer)
    shared = {"shared": together.kind if together else ""}
    card = _card_of_guest(evening, viewer, shared) or _card(evening, viewer, shared)
    if card is None:
        return None
    ideas = evening_ideas(evening=evening, viewer=viewer)
    card["form"].fields["text"].widget.attrs.pop("autofocus", None)  # the block is read first
    return Filling(
        "ideas/_capture_panel.html", {**card, "ideas": ideas, "evening": evening, "together": together}
    )


def _card(evening: Session, viewer: Any, shared: dict[str, str]) -> dict[str, Any] | None:
    programme = evening.programme
    if not allowed(viewer, "ideas.capture_ideas", programme):
        return None
    teams = teams_to_write_for(programme=programme, viewer=viewer)
    if evening.team_id is not None:
        teams = [team for team in teams if team.pk == evening.team_id]
    if not teams:
        return None
    first = working_team(programme=programme, viewer=viewer)
    own = own_participation(programme=programme, viewer=viewer)
    team = first if first in teams else teams[0]
    return {
        "form": CaptureForm(
            teams=teams,
            colleagues=[],  # a page that everybody has open does not list names: that is for the page of the card
            initial={"team": team.public_id, "evening": evening.public_id, **shared},
        ),
        "draft": f"idea-{programme.public_id}",
        "signed": own.consent if own else Consent.ANONYMOUS,
        "new_url": reverse("ideas:new", args=[programme.public_id]),
    }


def _card_of_guest(evening: Session, viewer: Any, shared: dict[str, str]) -> dict[str, Any] | None:
    if not allowed(viewer, "ideas.capture_as_guest", evening):
        return None
    seat = seat_of(viewer)
    if seat is None or seat.team is None:
        return None
    return {
        "form": CaptureForm(
            teams=[seat.team],
            colleagues=[],
            initial={"team": seat.team.public_id, "evening": evening.public_id, **shared},
        ),
        "draft": f"idea-{evening.public_id}",
        "new_url": reverse("ideas:new_as_guest", args=[evening.public_id]),
    }


def number_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """One total and its pile, as long as nobody reads the ideas. 1 query."""
    return None if evening.revealed_at is not None else _on_wall(evening)


def cards_on_wall(*, evening: Session, viewer: Any) -> Filling | None:
    """The cards, from the reveal on. 2 queries."""
    return None if evening.revealed_at is None else _on_wall(evening)


def _on_wall(evening: Session) -> Filling:
    refresh = reverse("ideas:wall_cards", args=[evening.public_id])
    return Filling("ideas/_evening_wall.html", {"ideas": wall_ideas(evening=evening), "refresh": refresh})


def outcomes_of_dots(*, evening: Session, viewer: Any) -> Filling | None:
    """The ways to the outcomes of the rounds that this evening closed. 1 query."""
    rounds = rounds_closed_at(evening=evening, viewer=viewer)
    return Filling("ideas/_dots_panel.html", {"rounds": rounds}) if rounds else None


def catching_on_console(*, evening: Session, viewer: Any) -> Filling | None:
    """Whether people write in pairs or by table, and what is missing for it. At most 2 queries."""
    catch = catch_of(evening=evening)
    if catch is None:
        return None
    url = reverse(f"evenings:{catch.kind}", args=[evening.public_id])
    return Filling("ideas/_catching.html", {"catch": catch, "url": url})


CAPTURE = Panel(
    "capture",
    _("Write ideas"),
    phone=capture_on_phone,
    console=catching_on_console,
    wall=number_on_wall,
)
DOTS = Panel("dots", _("Place dots"), phone=outcomes_of_dots, console=outcomes_of_dots)
