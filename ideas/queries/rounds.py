"""A round of dots as each viewer may see it: one's own dots while it is open, the outcome once it is closed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from core.charts import Bars, draw_bars
from ideas.enums import RoundState
from ideas.models import Ballot, Cluster, Idea, PaperDots, Vote, VotingRound
from ideas.queries.words import in_words
from programmes.enums import Role
from programmes.queries.signing import signatures_of
from sessions.enums import SessionState
from sessions.models import Seat
from teams.models import Membership, Team


@dataclass(frozen=True, slots=True)
class Choice:
    """A bundle on the ballot, with one's own dots."""

    public_id: str
    title: str
    about: str
    """"7 ideeën, van L12 tot L68"."""
    mine: int
    is_own: bool
    """Whether an idea of one's own lies in it, in a round that leaves those out."""


@dataclass(frozen=True, slots=True)
class Taps:
    """What a tap changes for who taps: the dots on each bundle, and what is left of the budget."""

    choices: tuple[Choice, ...]
    budget: int
    left: int
    dots: tuple[bool, ...]
    """The budget as dots: True for one that is still to be placed."""


@dataclass(frozen=True, slots=True)
class RoundView(Taps):
    """What a person sees of a round."""

    is_open: bool
    may_place: bool
    may_close: bool
    voted: int
    """How many people placed a dot."""
    voters: int
    outcome: Bars | None
    """Dots per bundle, the most first; None while the round is open."""
    headline: str
    ties: tuple[str, ...]
    """Which bundles have as many dots as each other below the first place, in sentences."""
    placed: int
    own_ideas: bool
    paper_ballots: int
    """How many ballots on paper were entered."""
    may_enter_paper: bool


def taps_of(*, voting_round: VotingRound, viewer: Any) -> Taps:
    """What a tap of ``viewer`` in ``voting_round``, which is open, changes. 2 queries.

    Hundreds tap within half a minute: what a bundle holds, and how many people placed dots, stands on the page already.
    """
    own = _own_dots(voting_round, viewer)
    choices = [
        Choice(cluster.public_id, cluster.title, "", own.get(cluster.pk, 0), False)
        for cluster in _clusters_of(voting_round)
    ]
    left = _left(voting_round, own)
    return Taps(tuple(choices), voting_round.budget, left, _as_dots(left, voting_round.budget))


def _own_dots(voting_round: VotingRound, viewer: Any) -> dict[int, int]:
    """The dots of ``viewer`` by bundle (primary key)."""
    placed = Vote.objects.filter(ballot__round=voting_round, ballot__voter__person=viewer, dots__gt=0)
    return dict(placed.values_list("cluster_id", "dots"))


def _left(voting_round: VotingRound, own: dict[int, int]) -> int:
    return max(0, voting_round.budget - sum(own.values()))


def _as_dots(left: int, budget: int) -> tuple[bool, ...]:
    return tuple(place < left for place in range(budget))


def round_view(*, voting_round: VotingRound, viewer: Any) -> RoundView:
    """``voting_round`` for ``viewer``. 7 queries.

    While it is open nobody reads the dots of others, the facilitator neither.
    """
    is_open = voting_round.state == RoundState.OPEN
    own = _own_dots(voting_round, viewer)
    clusters = list(_clusters_of(voting_round))
    left_out: set[int] = set()
    if is_open and not voting_round.own_ideas:
        own_clusters = Idea.objects.filter(cluster__in=clusters).of(viewer.pk)
        left_out = {pk for pk in own_clusters.values_list("cluster", flat=True) if pk is not None}
    left = _left(voting_round, own)
    outcome = None if is_open else _outcome(voting_round, clusters)
    return RoundView(
        choices=tuple(_choices(clusters, own, left_out, is_open=is_open)),
        budget=voting_round.budget,
        left=left,
        dots=_as_dots(left, voting_round.budget),
        is_open=is_open,
        may_place=allowed(viewer, "ideas.place_dots", voting_round),
        may_close=allowed(viewer, "ideas.close_round", voting_round),
        voted=Ballot.objects.filter(round=voting_round, spent__gt=0).count() + voting_round.paper_ballots,
        voters=voters_in(voting_round.team) + voting_round.paper_ballots,
        outcome=outcome,
        headline=_headline(outcome),
        ties=ties_below_first(outcome) if outcome else (),
        placed=sum(bar.value for bar in outcome.rows) if outcome else 0,
        own_ideas=voting_round.own_ideas,
        paper_ballots=voting_round.paper_ballots,
        may_enter_paper=allowed(viewer, "ideas.enter_paper", voting_round),
    )


def voters_in(team: Team) -> int:
    """How many people choose with ``team``: its members, and guests at its table. 2 queries."""
    members = Membership.objects.active().filter(team=team, role__in=[Role.PARTICIPANT, Role.COACH])
    at_the_table = Seat.objects.held().filter(team=team, evening__state=SessionState.RUNNING)
    return members.count() + at_the_table.count()


def _clusters_of(voting_round: VotingRound) -> Any:
    """The bundles that can be chosen; of a closed round those of that time, also when they are gone since."""
    of_team = Cluster.objects.filter(team=voting_round.team_id).select_related("team")
    if voting_round.closed_at is None:
        return of_team.present()
    had_dots = Vote.objects.filter(ballot__round=voting_round, dots__gt=0).values("cluster")
    on_paper = voting_round.paper.filter(dots__gt=0).values("cluster")
    of_that_time = Q(is_gone=False, created_at__lte=voting_round.closed_at)
    return of_team.filter(of_that_time | Q(pk__in=had_dots) | Q(pk__in=on_paper))


def _choices(
    clusters: list[Cluster], own: dict[int, int], left_out: set[int], *, is_open: bool
) -> list[Choice]:
    numbers: dict[int, list[int]] = {}
    letter = clusters[0].team.letter if clusters and is_open else ""
    if is_open:
        rows = Idea.objects.revealed().filter(cluster__in=clusters).order_by("number")
        for cluster_id, number in rows.values_list("cluster_id", "number"):
            if cluster_id is not None:
                numbers.setdefault(cluster_id, []).append(number)
    return [
        Choice(
            cluster.public_id,
            cluster.title,
            _about(letter, numbers.get(cluster.pk, [])),
            own.get(cluster.pk, 0),
            cluster.pk in left_out,
        )
        for cluster in clusters
    ]


def _about(letter: str, numbers: list[int]) -> str:
    if not numbers:
        return ""
    count = ngettext("%(count)d idea", "%(count)d ideas", len(numbers)) % {"count": len(numbers)}
    if len(numbers) == 1:
        return f"{count}, {letter}{numbers[0]}"
    return _("%(count)s, from %(first)s to %(last)s") % {
        "count": count, "first": f"{letter}{numbers[0]}", "last": f"{letter}{numbers[-1]}",
    }  # fmt: skip


def _outcome(voting_round: VotingRound, clusters: list[Cluster]) -> Bars:
    given = {cluster: dots for (_round, cluster), dots in dots_given([voting_round]).items()}
    ranked = sorted(clusters, key=lambda cluster: -given.get(cluster.pk, 0))
    rows = [(cluster.title, given.get(cluster.pk, 0)) for cluster in ranked]
    return draw_bars(_("Dots per bundle"), rows, of=_("Bundle"), counted=_("Dots"))


def dots_given(rounds: Iterable[VotingRound]) -> dict[tuple[int, int], int]:
    """The dots of ``rounds``, from phones and from paper, by round and bundle (primary keys). 2 queries."""
    on_phones = Vote.objects.filter(ballot__round__in=rounds, dots__gt=0).order_by()
    on_paper = PaperDots.objects.filter(round__in=rounds, dots__gt=0)
    given: Counter[tuple[int, int]] = Counter()
    for round_pk, cluster, dots in on_phones.values_list("ballot__round", "cluster").annotate(
        all=Sum("dots")
    ):
        given[round_pk, cluster] += dots
    for round_pk, cluster, dots in on_paper.values_list("round", "cluster", "dots"):
        given[round_pk, cluster] += dots
    return dict(given)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A bundle on the form for ballots on paper."""

    cluster: Cluster
    dots: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What was entered of ballots on paper, for who enters it."""

    rows: tuple[PaperRow, ...]
    ballots: int
    entered_by: str
    """Who entered or corrected it last; empty where nothing was."""
    entered_at: dt.datetime | None


def paper_of(*, voting_round: VotingRound) -> Paper:
    """What was counted on paper, per bundle that can be chosen. 3 queries."""
    rows = {row.cluster_id: row for row in voting_round.paper.select_related("entered_by")}
    last = max(rows.values(), key=lambda row: row.entered_at, default=None)
    by = last.entered_by if last else None
    signed = signatures_of(programme_id=voting_round.programme_id, people={by.pk}) if by else {}
    return Paper(
        rows=tuple(
            PaperRow(cluster, rows[cluster.pk].dots if cluster.pk in rows else 0)
            for cluster in _clusters_of(voting_round)
        ),
        ballots=voting_round.paper_ballots,
        entered_by=signed.get(by.pk, "") if by else "",
        entered_at=last.entered_at if last else None,
    )


def ties_below_first(outcome: Bars) -> tuple[str, ...]:
    """A sentence for each number that several bundles share, below the highest; nothing of nothing is no tie."""
    by_value: dict[int, list[str]] = {}
    for bar in outcome.rows:
        by_value.setdefault(bar.value, []).append(bar.label)
    shared = sorted(by_value.items(), reverse=True)[1:]
    return tuple(
        _("%(titles)s share a place, with %(value)s each.")
        % {"titles": join_titles(titles), "value": in_words(value)}
        for value, titles in shared
        if value and len(titles) > 1
    )


def _headline(outcome: Bars | None) -> str:
    """Who leads, in a sentence; a tie is called a tie."""
    if outcome is None or not outcome.rows:
        return ""
    best = outcome.rows[0].value
    if not best:
        return _("Nobody placed a dot.")
    first = [bar.label for bar in outcome.rows if bar.value == best]
    dots = ngettext("%(count)s dot", "%(count)s dots", best) % {"count": in_words(best)}
    if len(first) == 1:
        return _("“%(title)s” has most: %(dots)s.") % {"title": first[0], "dots": dots}
    return _("A tie: %(titles)s have %(dots)s each.") % {"titles": join_titles(first), "dots": dots}


def join_titles(titles: list[str]) -> str:
    """Two titles or more in quotation marks, as they stand in a sentence."""
    quoted = [f"“{title}”" for title in titles]
    return _("%(some)s and %(last)s") % {"some": ", ".join(quoted[:-1]), "last": quoted[-1]}


def version_of(*, public_id: str) -> int:
    """The version of a round, whoever asks. 1 query."""
    return VotingRound.objects.values_list("version", flat=True).get(public_id=public_id)


def version_for(listener: Any, *, public_id: str) -> int | None:
    """The version of a round for an open screen, or None when ``listener`` may not see it any more. 4 queries."""
    rounds = VotingRound.objects.visible_to(listener).filter(public_id=public_id)
    return rounds.values_list("version", flat=True).first()
