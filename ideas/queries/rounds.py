"""A round of dots as each viewer may see it: one's own dots while it is open, the outcome once it is closed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from core.charts import Bars, draw_bars
from ideas.enums import RoundState
from ideas.models import Ballot, Cluster, Idea, Vote, VotingRound
from ideas.queries.words import in_words
from programmes.enums import Role
from sessions.enums import SessionState
from sessions.models import Seat
from teams.models import Membership


@dataclass(frozen=True, slots=True)
class Choice:
    """A bundle on the ballot, with one's own dots."""

    public_id: str
    title: str
    about: str
    """"7 ideeën, van L12 tot L68"."""
    mine: int


@dataclass(frozen=True, slots=True)
class RoundView:
    """What a person sees of a round."""

    choices: tuple[Choice, ...]
    budget: int
    left: int
    dots: tuple[bool, ...]
    """The budget as dots: True for one that is still to be placed."""
    is_open: bool
    may_place: bool
    may_close: bool
    voted: int
    """How many people placed a dot."""
    voters: int
    outcome: Bars | None
    """Dots per bundle, the most first; None while the round is open."""
    headline: str
    placed: int


def round_view(*, voting_round: VotingRound, viewer: Any) -> RoundView:
    """``voting_round`` for ``viewer``. 6 queries.

    While it is open nobody reads the dots of others, the facilitator neither.
    """
    is_open = voting_round.state == RoundState.OPEN
    own = dict(
        Vote.objects.filter(ballot__round=voting_round, ballot__voter__person=viewer, dots__gt=0).values_list(
            "cluster_id", "dots"
        )
    )
    clusters = list(_clusters_of(voting_round))
    left = max(0, voting_round.budget - sum(own.values()))
    outcome = None if is_open else _outcome(voting_round, clusters)
    return RoundView(
        choices=tuple(_choices(clusters, own, is_open=is_open)),
        budget=voting_round.budget,
        left=left,
        dots=tuple(place < left for place in range(voting_round.budget)),
        is_open=is_open,
        may_place=allowed(viewer, "ideas.place_dots", voting_round),
        may_close=allowed(viewer, "ideas.close_round", voting_round),
        voted=Ballot.objects.filter(round=voting_round, spent__gt=0).count(),
        voters=_voters(voting_round),
        outcome=outcome,
        headline=_headline(outcome),
        placed=sum(bar.value for bar in outcome.rows) if outcome else 0,
    )


def _voters(voting_round: VotingRound) -> int:
    """How many people can place dots, or did: the members of the team, and guests at its table. 2 queries."""
    members = Membership.objects.active().filter(
        team=voting_round.team_id, role__in=[Role.PARTICIPANT, Role.COACH]
    )
    at_the_table = Seat.objects.held().filter(team=voting_round.team_id, evening__state=SessionState.RUNNING)
    return members.count() + at_the_table.count()


def _clusters_of(voting_round: VotingRound) -> Any:
    """The bundles that can be chosen; of a closed round those of that time, also when they are gone since."""
    of_team = Cluster.objects.filter(team=voting_round.team_id).select_related("team")
    if voting_round.closed_at is None:
        return of_team.present()
    had_dots = Vote.objects.filter(ballot__round=voting_round, dots__gt=0).values("cluster")
    return of_team.filter(Q(is_gone=False, created_at__lte=voting_round.closed_at) | Q(pk__in=had_dots))


def _choices(clusters: list[Cluster], own: dict[int, int], *, is_open: bool) -> list[Choice]:
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
    given = dict(
        Vote.objects.filter(ballot__round=voting_round)
        .order_by()
        .values_list("cluster_id")
        .annotate(dots=Sum("dots"))
    )
    ranked = sorted(clusters, key=lambda cluster: -given.get(cluster.pk, 0))
    rows = [(cluster.title, given.get(cluster.pk, 0)) for cluster in ranked]
    return draw_bars(_("Dots per bundle"), rows, of=_("Bundle"), counted=_("Dots"))


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
    return _("A tie: %(titles)s have %(dots)s each.") % {"titles": _join(first), "dots": dots}


def _join(titles: list[str]) -> str:
    quoted = [f"“{title}”" for title in titles]
    return _("%(some)s and %(last)s") % {"some": ", ".join(quoted[:-1]), "last": quoted[-1]}


def version_of(*, public_id: str) -> int:
    """The version of a round, whoever asks. 1 query."""
    return VotingRound.objects.values_list("version", flat=True).get(public_id=public_id)


def version_for(listener: Any, *, public_id: str) -> int | None:
    """The version of a round for an open screen, or None when ``listener`` may not see it any more. 4 queries."""
    rounds = VotingRound.objects.visible_to(listener).filter(public_id=public_id)
    return rounds.values_list("version", flat=True).first()
