"""Dots: the budget holds whatever happens, and nobody reads the outcome before the closing."""

from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import AuditEntry
from core.errors import Conflict
from ideas.models import Ballot, Cluster, Vote, VotingRound
from ideas.queries.rounds import round_view
from ideas.services.clusters import remove_cluster
from ideas.services.rounds import close_round, give_dot, open_round, take_dot
from tests import makers
from tests.conftest import Cast, make_cast
from tests.makers import make_cluster

HTMX = {"HX-Request": "true"}


def opened(
    cast: Cast, *, budget: int = 5, bundles: tuple[str, ...] = ("Boer", "Sloot", "Kind")
) -> VotingRound:
    for position, title in enumerate(bundles):
        make_cluster(cast.team, ideas=2, title=title, position=position)
    return open_round(team=cast.team, title="Waar wil je mee verder?", budget=budget, by=cast["coach"])


def dots_of(voting_round: VotingRound) -> int:
    return Vote.objects.filter(ballot__round=voting_round).aggregate(all=Sum("dots"))["all"] or 0


# ---- the budget -----------------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_fifty_taps_at_once_from_two_phones_keep_the_budget(concurrently: Any) -> None:
    cast = make_cast()
    voting_round = opened(cast, budget=5)
    clusters = list(Cluster.objects.all())
    voter = cast.participation("participant")

    def phone(start: int) -> Any:
        def tap() -> int:
            for number in range(25):
                give_dot(voting_round=voting_round, cluster=clusters[(start + number) % 3], voter=voter)
            return 25

        return tap

    assert concurrently(phone(0), phone(1)) == [25, 25]
    assert Ballot.objects.get().spent == dots_of(voting_round) == 5


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_giving_and_taking_at_once_keeps_ballot_and_dots_equal(concurrently: Any) -> None:
    cast = make_cast()
    voting_round = opened(cast, budget=5)
    first, second, _third = Cluster.objects.all()
    voter = cast.participation("participant")

    def repeat(tap: Any, cluster: Cluster) -> Any:
        return lambda: [tap(voting_round=voting_round, cluster=cluster, voter=voter) for _ in range(10)]

    taps = ((give_dot, first), (take_dot, first), (give_dot, second), (take_dot, second))
    results = concurrently(*(repeat(service, cluster) for service, cluster in taps))
    assert all(isinstance(result, list) for result in results)
    assert Ballot.objects.get().spent == dots_of(voting_round) <= 5


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_no_dot_slips_in_behind_the_closing(concurrently: Any) -> None:
    cast = make_cast()
    voting_round = opened(cast, budget=20)
    cluster = Cluster.objects.all()[0]
    voter, by = cast.participation("participant"), cast["coach"]

    def tap() -> int:
        kept = 0
        try:
            for _ in range(20):
                give_dot(voting_round=voting_round, cluster=cluster, voter=voter)
                kept += 1
        except Conflict:
            pass
        return kept

    kept, _closed = concurrently(tap, lambda: close_round(voting_round=VotingRound.objects.get(), by=by))
    assert dots_of(voting_round) == kept


class DotsMachine(RuleBasedStateMachine):
    """Two voters, three bundles, a budget of three: any taps in any order."""

    def __init__(self) -> None:
        super().__init__()
        programme = makers.make_programme()
        self.team = programme.teams.get()
        self.by = makers.join(programme, role="coach", team=self.team).person
        self.voters = [makers.join(programme, team=self.team) for _ in range(2)]
        self.clusters = [makers.make_cluster(self.team) for _ in range(3)]
        self.round = open_round(team=self.team, title="Waarmee verder?", budget=3, by=self.by)
        self.model: dict[tuple[int, int], int] = {}
        self.is_open = True

    def spent(self, voter: int) -> int:
        return sum(dots for (who, _cluster), dots in self.model.items() if who == voter)

    @rule(voter=st.integers(0, 1), cluster=st.integers(0, 2))
    def give(self, voter: int, cluster: int) -> None:
        if self.tap(give_dot, voter, cluster) and self.spent(voter) < 3:
            self.model[voter, cluster] = self.model.get((voter, cluster), 0) + 1

    @rule(voter=st.integers(0, 1), cluster=st.integers(0, 2))
    def take(self, voter: int, cluster: int) -> None:
        if self.tap(take_dot, voter, cluster) and self.model.get((voter, cluster), 0):
            self.model[voter, cluster] -= 1

    def tap(self, service: Any, voter: int, cluster: int) -> bool:
        """Whether the round was open, and the service agreed that it was."""
        try:
            service(voting_round=self.round, cluster=self.clusters[cluster], voter=self.voters[voter])
        except Conflict:
            assert not self.is_open
        else:
            assert self.is_open
        return self.is_open

    @rule()
    def close(self) -> None:
        close_round(voting_round=self.round, by=self.by)
        self.is_open = False

    @invariant()
    def what_is_stored_is_what_was_tapped(self) -> None:
        for place, voter in enumerate(self.voters):
            ballot = Ballot.objects.filter(round=self.round, voter=voter).first()
            assert (ballot.spent if ballot else 0) == self.spent(place) <= 3
        stored = {
            (vote.ballot.voter_id, vote.cluster_id): vote.dots
            for vote in Vote.objects.filter(ballot__round=self.round, dots__gt=0).select_related("ballot")
        }
        assert stored == {
            (self.voters[voter].pk, self.clusters[cluster].pk): dots
            for (voter, cluster), dots in self.model.items()
            if dots
        }

    @invariant()
    def the_outcome_shows_only_when_it_is_closed(self) -> None:
        view = round_view(voting_round=self.round, viewer=self.by)
        outcome = view.outcome.rows if view.outcome else ()
        assert sum(bar.value for bar in outcome) == (0 if self.is_open else sum(self.model.values()))


class DotsHold(HypothesisCase):
    """The state machine, in a transaction per example."""

    def test_any_taps_in_any_order(self) -> None:
        run_state_machine_as_test(
            DotsMachine,
            settings=settings(
                max_examples=15,
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


# ---- opening and closing --------------------------------------------------------------------------------------------


def test_a_round_needs_two_bundles_and_a_team_has_one_at_a_time(cast: Cast) -> None:
    with pytest.raises(Conflict):
        opened(cast, bundles=("Boer",))
    opened(cast, bundles=("Sloot",))
    with pytest.raises(Conflict):
        open_round(team=cast.team, title="Nog een", budget=3, by=cast["coach"])


def test_a_bundle_that_is_taken_away_later_keeps_its_dots(cast: Cast) -> None:
    voting_round = opened(cast)
    cluster = Cluster.objects.get(title="Sloot")
    give_dot(voting_round=voting_round, cluster=cluster, voter=cast.participation("participant"))
    close_round(voting_round=voting_round, by=cast["coach"])
    remove_cluster(cluster=cluster, by=cast["coach"])
    make_cluster(cast.team, title="Van later")
    view = round_view(voting_round=voting_round, viewer=cast["coach"])
    assert view.outcome is not None
    assert [(bar.label, bar.value) for bar in view.outcome.rows] == [("Sloot", 1), ("Boer", 0), ("Kind", 0)]


def test_a_tie_is_called_a_tie(cast: Cast) -> None:
    voting_round = opened(cast)
    for title in ("Boer", "Sloot"):
        cluster = Cluster.objects.get(title=title)
        give_dot(voting_round=voting_round, cluster=cluster, voter=cast.participation("participant"))
    close_round(voting_round=voting_round, by=cast["coach"])
    headline = round_view(voting_round=voting_round, viewer=cast["coach"]).headline
    assert "“Boer”" in headline
    assert "“Sloot”" in headline
    assert "“Kind”" not in headline


def test_the_trail_tells_no_single_dot(cast: Cast) -> None:
    voting_round = opened(cast)
    give_dot(
        voting_round=voting_round, cluster=Cluster.objects.all()[0], voter=cast.participation("participant")
    )
    close_round(voting_round=voting_round, by=cast["coach"])
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {
        "ideas.round_opened",
        "ideas.round_closed",
    }


# ---- the pages ------------------------------------------------------------------------------------------------------


def tap(
    cast: Cast, person: str, voting_round: VotingRound, title: str, way: str = "give", **headers: str
) -> Any:
    url = reverse("ideas:place_dot", args=[voting_round.public_id])
    cluster = Cluster.objects.get(title=title)
    return cast.client(person).post(url, {"cluster": cluster.public_id, "way": way}, headers=headers)


def test_a_participant_places_and_takes_back_dots(cast: Cast) -> None:
    voting_round = opened(cast)
    assert tap(cast, "participant", voting_round, "Boer").status_code == 303
    fragment = tap(cast, "participant", voting_round, "Boer", **HTMX)
    assert fragment.status_code == 200
    assert 'id="budget" role="status" data-hx-swap-oob="true"' in fragment.content.decode()
    tap(cast, "participant", voting_round, "Boer", way="take")
    assert Ballot.objects.get().spent == dots_of(voting_round) == 1


@pytest.mark.parametrize("person", ["facilitator", "observer"])
def test_who_may_look_but_not_vote_gets_a_sentence(cast: Cast, person: str) -> None:
    voting_round = opened(cast)
    assert tap(cast, person, voting_round, "Boer").status_code == 403
    assert b"kw-vote__give" not in cast.client(person).get(url_of(voting_round)).content
    assert not Ballot.objects.exists()


def url_of(voting_round: VotingRound) -> str:
    return reverse("ideas:round", args=[voting_round.public_id])


def test_a_tap_after_the_closing_shows_the_outcome_and_says_why(cast: Cast) -> None:
    voting_round = opened(cast)
    tap(cast, "participant", voting_round, "Boer")
    close_round(voting_round=voting_round, by=cast["coach"])
    answer = tap(cast, "participant", voting_round, "Sloot", **HTMX)
    assert answer.status_code == 200
    assert b'role="alert"' in answer.content
    assert b"kw-outcome" in answer.content
    assert dots_of(voting_round) == 1


@pytest.mark.parametrize("person", ["facilitator", "coach", "observer", "participant"])
def test_while_it_is_open_nobody_reads_the_dots_of_others(cast: Cast, person: str) -> None:
    voting_round = opened(cast)
    before = cast.client(person).get(url_of(voting_round)).content.decode()
    other = makers.join(cast.programme, team=cast.team)
    give_dot(voting_round=voting_round, cluster=Cluster.objects.get(title="Sloot"), voter=other)
    after = cast.client(person).get(url_of(voting_round)).content.decode()
    assert without_people(before) == without_people(after)


def without_people(body: str) -> str:
    """The page without the count of people who voted, and without what is new in each response."""
    import re

    return re.sub(r"csrf[^>]*>|X-CSRFToken[^}]*|<p class=\"kw-muted kw-small\">\d+ (van|of).*?</p>", "", body)


def test_the_outcome_is_a_table_beside_the_bars(cast: Cast) -> None:
    voting_round = opened(cast)
    tap(cast, "participant", voting_round, "Sloot")
    tap(cast, "participant", voting_round, "Sloot")
    cast.client("coach").post(reverse("ideas:close_round", args=[voting_round.public_id]))
    body = cast.client("observer").get(url_of(voting_round)).content.decode()
    assert "<caption" in body
    assert 'width="1000"' in body
    assert body.index("Sloot") < body.index("Boer")


def test_a_bundle_of_another_team_takes_no_dots(cast: Cast) -> None:
    voting_round = opened(cast)
    strange = make_cluster(cast.other_team, title="Vreemd")
    with pytest.raises(Conflict):
        give_dot(voting_round=voting_round, cluster=strange, voter=cast.participation("participant"))
    assert tap(cast, "participant", voting_round, "Vreemd").status_code == 404
    url = reverse("ideas:place_dot", args=[voting_round.public_id])
    for odd in ({}, {"cluster": "\x00"}, {"cluster": "x" * 999}):
        assert cast.client("participant").post(url, odd).status_code == 404


def test_the_form_of_a_round_refuses_odd_budgets(cast: Cast) -> None:
    for title in ("Boer", "Sloot"):
        make_cluster(cast.team, title=title)
    url = reverse("ideas:open_round", args=[cast.team.public_id])
    for budget in ("0", "-1", "21", "1e9", "NaN", "", "٣.٥"):
        answer = cast.client("facilitator").post(url, {"title": "Waarmee verder?", "budget": budget})
        assert answer.status_code == 422, budget
    assert (
        cast.client("facilitator").post(url, {"title": "Waarmee verder?", "budget": "3"}).status_code == 303
    )


def test_a_round_takes_as_many_queries_for_many_bundles(cast: Cast, flat_queries: Any) -> None:
    voting_round = opened(cast)

    def grow() -> None:
        for number in range(37):
            make_cluster(cast.team, ideas=1, title=f"Bundel {number}")

    flat_queries(cast.client("participant"), url_of(voting_round), grow, 14)
    close_round(voting_round=voting_round, by=cast["coach"])
    flat_queries(cast.client("participant"), url_of(voting_round), lambda: None, 14)


@pytest.mark.embedded
@pytest.mark.django_db
def test_the_outcome_stands_in_the_frame_of_the_programme_with_the_way_on() -> None:
    cast = make_cast()
    voting_round = opened(cast, budget=5)
    page = reverse("ideas:round", args=[voting_round.public_id])
    phone = cast.client("participant")
    assert "data-stream" in phone.get(page).content.decode()
    close_round(voting_round=voting_round, by=cast["facilitator"])
    html = phone.get(page).content.decode()
    assert "Naar de bundels" in html
    assert cast.programme.name in html
    assert "data-stream" not in html
    fragment = phone.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "Naar de bundels" in fragment
    assert "<html" not in fragment
