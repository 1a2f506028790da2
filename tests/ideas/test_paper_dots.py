"""Dots finished: many connections on one budget, own ideas left out, ballots on paper, ties below the first place."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from core.errors import Conflict
from ideas.models import Ballot, Cluster, PaperDots, VotingRound
from ideas.queries.rounds import dots_given, round_view
from ideas.services.rounds import close_round, enter_paper, give_dot, open_round
from tests.conftest import Cast, make_cast
from tests.ideas.test_rounds import dots_of, opened, url_of, without_people
from tests.makers import make_cluster, make_idea


@pytest.mark.django_db(transaction=True)
def test_fifty_connections_at_once_keep_one_budget(concurrently: Any) -> None:
    cast = make_cast()
    voting_round = opened(cast, budget=5)
    clusters = list(Cluster.objects.all())
    voter = cast.participation("participant")

    def tap(number: int) -> Any:
        return lambda: give_dot(voting_round=voting_round, cluster=clusters[number % 3], voter=voter)

    results = concurrently(*(tap(number) for number in range(50)))
    assert all(isinstance(result, Ballot) for result in results)
    assert Ballot.objects.get().spent == dots_of(voting_round) == 5


def test_a_round_can_leave_out_bundles_with_an_idea_of_ones_own(cast: Cast) -> None:
    mine = make_cluster(cast.team, title="Van mij")
    make_idea(cast.team, cast.participation("participant"), cluster=mine)
    theirs = make_cluster(cast.team, title="Van hen", ideas=1)
    voting_round = open_round(
        team=cast.team, title="Waarmee verder?", budget=3, by=cast["coach"], own_ideas=False
    )
    voter = cast.participation("participant")
    with pytest.raises(Conflict):
        give_dot(voting_round=voting_round, cluster=mine, voter=voter)
    give_dot(voting_round=voting_round, cluster=theirs, voter=voter)
    give_dot(voting_round=voting_round, cluster=mine, voter=cast.participation("coach"))
    page = cast.client("participant").get(url_of(voting_round)).content.decode()
    assert f'id="plus-{mine.public_id}"' not in page
    assert f'id="plus-{theirs.public_id}"' in page


def test_by_default_dots_go_on_own_ideas_too_and_the_form_asks(cast: Cast) -> None:
    for title in ("Boer", "Sloot"):
        make_cluster(cast.team, title=title)
    address = reverse("ideas:open_round", args=[cast.team.public_id])
    coach = cast.client("coach")
    assert 'name="own_ideas"' in coach.get(address).content.decode()
    coach.post(address, {"title": "Waarmee verder?", "budget": "3"})
    assert VotingRound.objects.get().own_ideas is False


def paper(cast: Cast, person: str, voting_round: VotingRound, ballots: int, **dots: int) -> Any:
    sent = {f"dots-{one.public_id}": dots.get(one.title, 0) for one in Cluster.objects.all()}
    address = reverse("ideas:paper_dots", args=[voting_round.public_id])
    return cast.client(person).post(address, {"ballots": ballots, **sent})


def test_dots_on_paper_count_along_and_tell_who_entered_them(cast: Cast) -> None:
    voting_round = opened(cast, budget=3)
    sloot = Cluster.objects.get(title="Sloot")
    give_dot(voting_round=voting_round, cluster=sloot, voter=cast.participation("participant"))
    assert paper(cast, "facilitator", voting_round, 2, Boer=4, Sloot=1).status_code == 303
    close_round(voting_round=VotingRound.objects.get(), by=cast["coach"])
    view = round_view(voting_round=VotingRound.objects.get(), viewer=cast["observer"])
    assert view.outcome is not None
    assert [(bar.label, bar.value) for bar in view.outcome.rows] == [("Boer", 4), ("Sloot", 2), ("Kind", 0)]
    assert (view.voted, view.placed) == (3, 6)
    assert PaperDots.objects.get(cluster=sloot).entered_by == cast["facilitator"]
    assert dots_given([voting_round])[voting_round.pk, sloot.pk] == 2


def test_more_dots_than_the_ballots_hold_are_refused_and_stay_in_the_form(cast: Cast) -> None:
    voting_round = opened(cast, budget=3)
    answer = paper(cast, "coach", voting_round, 1, Boer=4)
    assert answer.status_code == 422
    assert 'value="4"' in answer.content.decode()
    assert not PaperDots.objects.exists()
    with pytest.raises(ValidationError):
        enter_paper(
            voting_round=voting_round, ballots=0, dots={Cluster.objects.all()[0].pk: 1}, by=cast["coach"]
        )


def test_paper_is_corrected_before_and_after_the_closing_with_a_line_in_the_trail(cast: Cast) -> None:
    voting_round = opened(cast)
    paper(cast, "coach", voting_round, 2, Boer=4)
    paper(cast, "coach", voting_round, 2, Boer=3)
    close_round(voting_round=voting_round, by=cast["coach"])
    assert paper(cast, "facilitator", voting_round, 2, Boer=2).status_code == 303
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs.count("ideas.paper_entered") == 2
    assert verbs[-1] == "ideas.paper_corrected"
    row = PaperDots.objects.get(cluster__title="Boer")
    assert (row.dots, row.entered_by) == (2, cast["facilitator"])


@pytest.mark.parametrize("person", ["coach", "observer", "participant"])
def test_while_it_is_open_no_page_of_the_round_holds_the_dots_on_paper(cast: Cast, person: str) -> None:
    voting_round = opened(cast)
    before = cast.client(person).get(url_of(voting_round)).content.decode()
    enter_paper(
        voting_round=voting_round, ballots=9, dots={Cluster.objects.all()[0].pk: 37}, by=cast["facilitator"]
    )
    after = cast.client(person).get(url_of(voting_round)).content.decode()
    assert without_people(after) == without_people(before)


def test_ties_below_the_first_place_are_told(cast: Cast) -> None:
    voting_round = opened(cast, bundles=("Boer", "Sloot", "Kind", "Dijk"))
    placed = {"Boer": 3, "Sloot": 2, "Kind": 2}
    dots = {Cluster.objects.get(title=title).pk: many for title, many in placed.items()}
    enter_paper(voting_round=voting_round, ballots=2, dots=dots, by=cast["coach"])
    close_round(voting_round=voting_round, by=cast["coach"])
    (tie,) = round_view(voting_round=VotingRound.objects.get(), viewer=cast["coach"]).ties
    assert "“Sloot”" in tie
    assert "“Kind”" in tie
    assert "“Boer”" not in tie
