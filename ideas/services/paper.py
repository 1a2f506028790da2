"""Cards and ballots on paper: printing them with a code each, and typing what stands on them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import local, now
from core.errors import Conflict
from ideas.enums import IdeaState
from ideas.models import Cluster, Idea, Paper, PaperDots, Printing, VotingRound
from ideas.queries.paper import TAKEN_BACK_WITHIN
from ideas.services.capture import capture_idea
from programmes.models import Participation
from sessions.models import Session
from sessions.services.live import tell_screens
from teams.models import Team

CARD, BALLOT = "K", "B"
"""The letters of codes: kaart and biljet."""
MOST = 200
"""As many sheets as one printing has at most."""


@transaction.atomic
def print_paper(
    *, evening: Session, count: int, by: User, voting_round: VotingRound | None = None
) -> Printing:
    """Give out codes for ``count`` idea cards of ``evening``, or ballots of ``voting_round``, after those that it has.

    Raises ``Conflict`` for a round of another team than the evening is of.
    """
    if voting_round is not None and evening.team_id not in {None, voting_round.team_id}:
        raise Conflict(_("This round is of another team."))
    held = Session.objects.select_for_update(no_key=True).get(pk=evening.pk)
    letter = CARD if voting_round is None else BALLOT
    last = Paper.objects.filter(evening=held, code__startswith=letter).order_by("-pk").first()
    first = int(last.code[1:]) + 1 if last else 1
    printing = Printing.objects.create(evening=held, round=voting_round, made_by=by)
    Paper.objects.bulk_create(
        Paper(printing=printing, evening=held, code=f"{letter}{number}")
        for number in range(first, first + min(count, MOST))
    )
    record(by, "ideas.paper_printed", printing, scope=evening.programme.scope, count=count)
    return printing


@transaction.atomic
def type_card(*, paper: Paper, text: str, team: Team, author: Participation | None, by: User) -> Idea:
    """Keep what stands on the card ``paper`` as an idea of ``team``. The same words again give the same idea back.

    Raises ``Conflict`` when somebody typed other words from it, or it is a ballot.
    """
    held = _hold(paper)
    if held.printing.round_id is not None:
        raise Conflict(_("%(code)s is a ballot, no card.") % {"code": held.code})
    if held.idea is not None and held.idea.text == text:
        return held.idea
    _refuse_typed(held)
    idea = capture_idea(team=team, text=text, by=by, evening=held.evening, author=author)
    _enter(held, by, idea=idea)
    return idea


@transaction.atomic
def type_ballot(*, paper: Paper, dots: Mapping[int, int], by: User) -> None:
    """Count the ``dots`` by bundle (primary key) of the ballot ``paper`` along. The same dots again change nothing.

    Possible until the closing and after it, as with ``enter_paper``. Raises ``Conflict`` when it was counted already,
    or a bundle is gone, and ``ValidationError`` when there are more dots than one ballot holds.
    """
    held = _hold(paper)
    voting_round = held.printing.round
    if voting_round is None:
        raise Conflict(_("%(code)s is a card, no ballot.") % {"code": held.code})
    placed = {pk: many for pk, many in dots.items() if many}
    if held.dots is not None and held.dots == {str(pk): many for pk, many in placed.items()}:
        return
    _refuse_typed(held)
    if sum(placed.values()) > voting_round.budget:
        raise ValidationError(
            _("A ballot holds %(budget)s dots at most. Count once more.") % {"budget": voting_round.budget}
        )
    VotingRound.objects.select_for_update(no_key=True).get(pk=voting_round.pk)
    if Cluster.objects.filter(pk__in=placed, team=voting_round.team_id).count() < len(placed):
        raise Conflict(_("One of these bundles was taken away meanwhile. Look at the list first."))
    for pk, many in placed.items():
        row, _made = PaperDots.objects.get_or_create(round=voting_round, cluster_id=pk)
        PaperDots.objects.filter(pk=row.pk).update(dots=F("dots") + many, entered_by=by, entered_at=now())
    VotingRound.objects.filter(pk=voting_round.pk).update(paper_ballots=F("paper_ballots") + 1)
    _enter(held, by, dots={str(pk): many for pk, many in placed.items()})
    record(by, "ideas.paper_typed", held.printing, scope=held.evening.programme.scope)


@transaction.atomic
def take_back(*, paper: Paper, by: User) -> None:
    """Undo the typing of ``paper``: its idea goes, or its dots do not count. Its code can be typed again.

    Doing it twice changes nothing. Raises ``Conflict`` when it was too long ago, or somebody went on with it meanwhile.
    """
    held = _hold(paper)
    if held.entered_at is None:
        return
    if held.entered_at < now() - TAKEN_BACK_WITHIN:
        raise Conflict(_("That was more than an hour ago. Change it where it stands now."))
    idea, dots = held.idea, held.dots
    held.idea, held.dots, held.entered_by, held.entered_at = None, None, None, None
    held.save(update_fields=["idea", "dots", "entered_by", "entered_at"])
    if idea is not None:
        _remove(idea)
    if dots is not None:
        _uncount(held, dots)
    record(by, "ideas.paper_untyped", held.printing, scope=held.evening.programme.scope)


def _hold(paper: Paper) -> Paper:
    """The row of ``paper``, held until the transaction ends: nobody else types it meanwhile."""
    Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    rows = Paper.objects.select_related(
        "printing__round", "idea__evening", "entered_by", "evening__programme"
    )
    return rows.get(pk=paper.pk)


def _refuse_typed(paper: Paper) -> None:
    if paper.entered_at is not None:
        raise Conflict(already_typed(paper))


def already_typed(paper: Paper) -> str:
    """The sentence about a code that is typed once more."""
    words = {
        "code": paper.code,
        "who": paper.entered_by or _("somebody"),
        "at": local(paper.entered_at).strftime("%H.%M") if paper.entered_at else "",
    }
    return _("%(code)s was typed already, by %(who)s at %(at)s.") % words


def _enter(paper: Paper, by: User, **what: Any) -> None:
    paper.entered_by, paper.entered_at = by, now()
    for name, value in what.items():
        setattr(paper, name, value)
    paper.save(update_fields=[*what, "entered_by", "entered_at"])


def _remove(idea: Idea) -> None:
    """Take an idea away that was typed a moment ago, and that nobody did anything with."""
    free = Idea.objects.filter(pk=idea.pk, state=IdeaState.OPEN, cluster__isnull=True)
    if not free.exists():
        raise Conflict(_("Somebody went on with this idea meanwhile. Change it where it stands now."))
    free.delete()
    if idea.evening is not None:
        tell_screens(evening=idea.evening, phones=idea.evening.revealed_at is not None)


def _uncount(paper: Paper, dots: Mapping[str, int]) -> None:
    round_id: Any = paper.printing.round_id  # a ballot is of a round
    for pk, many in dots.items():
        counted = PaperDots.objects.filter(round=round_id, cluster=int(pk), dots__gte=many)
        if not counted.update(dots=F("dots") - many):
            raise Conflict(_("Somebody entered the count of all ballots meanwhile. Correct it there."))
    ballots = VotingRound.objects.filter(pk=round_id, paper_ballots__gte=1)
    ballots.update(paper_ballots=F("paper_ballots") - 1)
