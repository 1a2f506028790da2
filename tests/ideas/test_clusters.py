"""Bundles: made, filled, moved, joined, split, emptied and taken away, and each step undone."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from core.errors import Conflict
from ideas.models import Cluster, ClusterChange, Idea
from ideas.services.clusters import (
    empty_cluster,
    fill_cluster,
    make_cluster,
    merge_clusters,
    move_cluster,
    remove_cluster,
    rename_cluster,
    split_cluster,
    undo_change,
)
from ideas.services.rounds import open_round
from teams.models import Team
from tests import makers
from tests.conftest import Cast, make_cast
from tests.makers import make_evening, make_idea


def state_of(team: Team) -> tuple[dict[int, int | None], dict[int, tuple[str, int]]]:
    """Where each idea is, and name and place of each bundle that is there."""
    places: dict[int, int | None] = dict(Idea.objects.filter(team=team).values_list("pk", "cluster_id"))
    rows = Cluster.objects.present().filter(team=team).values_list("pk", "title", "position")
    return places, {pk: (title, position) for pk, title, position in rows}


def undo_last(team: Team, by: Any) -> None:
    change = ClusterChange.objects.filter(team=team, undone_at__isnull=True).first()
    assert change is not None
    undo_change(change=change, by=by)


# ---- the services ---------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_joining_two_bundles_keeps_authors_and_origin(cast: Cast) -> None:
    by = cast["coach"]
    evening = make_evening(cast.programme, revealed=True)
    idea = make_idea(cast.team, cast.participation("participant"), evening=evening)
    keep = make_cluster(team=cast.team, title="Boer", by=by, ideas=[make_idea(cast.team)])
    absorb = make_cluster(team=cast.team, title="Akker", by=by, ideas=[idea])
    merge_clusters(keep=keep, absorb=absorb, by=by)
    idea.refresh_from_db()
    assert (idea.cluster, idea.author, idea.evening) == (keep, cast.participation("participant"), evening)
    assert list(Cluster.objects.present().filter(team=cast.team)) == [keep]


def test_a_bundle_that_went_leaves_its_name_free(cast: Cast) -> None:
    by = cast["coach"]
    remove_cluster(cluster=make_cluster(team=cast.team, title="Boer", by=by), by=by)
    make_cluster(team=cast.team, title="Boer", by=by)
    with pytest.raises(Conflict, match=r"naam|name"):
        make_cluster(team=cast.team, title="Boer", by=by)


def test_undo_says_so_when_the_old_name_is_taken(cast: Cast) -> None:
    by = cast["coach"]
    remove_cluster(cluster=make_cluster(team=cast.team, title="Boer", by=by), by=by)
    removal = ClusterChange.objects.get(kind="remove")
    make_cluster(team=cast.team, title="Boer", by=by)
    with pytest.raises(Conflict):
        undo_change(change=removal, by=by)
    removal.refresh_from_db()
    assert removal.undone_at is None


def test_undo_refuses_when_somebody_moved_the_same_idea_since(cast: Cast) -> None:
    by = cast["coach"]
    idea = make_idea(cast.team)
    first = make_cluster(team=cast.team, title="Boer", by=by, ideas=[idea])
    made = ClusterChange.objects.get()
    fill_cluster(team=cast.team, cluster=None, ideas=[idea], by=cast["facilitator"])
    with pytest.raises(Conflict):
        undo_change(change=made, by=by)
    assert Cluster.objects.present().filter(pk=first.pk).exists()


def test_undoing_twice_changes_nothing(cast: Cast) -> None:
    by = cast["coach"]
    make_cluster(team=cast.team, title="Boer", by=by, ideas=[make_idea(cast.team)])
    change = ClusterChange.objects.get()
    undo_change(change=change, by=by)
    undo_change(change=change, by=by)
    assert not Cluster.objects.present().exists()


@pytest.mark.parametrize("state", ["hidden", "ended", "other team"])
def test_only_open_ideas_of_the_team_go_into_a_bundle(cast: Cast, state: str) -> None:
    idea = {
        "hidden": lambda: make_idea(cast.team, evening=make_evening(cast.programme)),
        "ended": lambda: make_idea(cast.team, state="not_further", ending="bestaat al"),
        "other team": lambda: make_idea(cast.other_team),
    }[state]()
    with pytest.raises(Conflict):
        make_cluster(team=cast.team, title="Boer", by=cast["coach"], ideas=[idea])
    assert not Cluster.objects.exists()
    assert not ClusterChange.objects.exists()


def test_bundles_stay_while_people_place_dots(cast: Cast) -> None:
    by = cast["coach"]
    one, two = (make_cluster(team=cast.team, title=title, by=by) for title in ("Boer", "Sloot"))
    open_round(team=cast.team, title="Waarmee verder?", budget=5, by=by)
    for step in (
        lambda: merge_clusters(keep=one, absorb=two, by=by),
        lambda: remove_cluster(cluster=one, by=by),
        lambda: undo_last(cast.team, by),
    ):
        with pytest.raises(Conflict):
            step()
    rename_cluster(cluster=one, title="De boer", by=by)


def test_splitting_takes_only_what_is_inside(cast: Cast) -> None:
    by = cast["coach"]
    inside, outside = make_idea(cast.team), make_idea(cast.team)
    cluster = make_cluster(team=cast.team, title="Boer", by=by, ideas=[inside])
    with pytest.raises(Conflict):
        split_cluster(cluster=cluster, ideas=[outside], title="Nieuw", by=by)
    split_cluster(cluster=cluster, ideas=[inside], title="Nieuw", by=by)
    assert not cluster.ideas.exists()


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_two_facilitators_bundling_at_once_lose_nothing(concurrently: Any) -> None:
    cast = make_cast()
    ideas = [make_idea(cast.team) for _ in range(6)]
    by = cast["coach"]

    def bundle(title: str, part: list[Idea]) -> Any:
        return lambda: make_cluster(team=cast.team, title=title, by=by, ideas=part)

    results = concurrently(bundle("Boer", ideas[:3]), bundle("Boer", ideas[3:]), bundle("Sloot", ideas[3:]))
    made = [result for result in results if isinstance(result, Cluster)]
    assert {result.title for result in made} == {"Boer", "Sloot"}
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert sorted(Cluster.objects.values_list("position", flat=True)) == [0, 1]


# ---- any steps, then undone -----------------------------------------------------------------------------------------

steps = st.lists(
    st.tuples(
        st.sampled_from(["make", "fill", "loose", "merge", "split", "empty", "remove", "rename", "move"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=8,
)


class UndoingGivesEverythingBack(HypothesisCase):
    """Whatever was done with bundles, undoing it step by step gives the beginning back."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def test_steps_and_their_undoing(self, plan: list[tuple[str, int, int]]) -> None:
        programme = makers.make_programme()
        team = programme.teams.get()
        by = makers.join(programme, role="coach", team=team).person
        for number in range(2):
            makers.make_cluster(team, ideas=2, position=number)
        makers.make_idea(team)
        trail = [state_of(team)]
        for number, (step, one, other) in enumerate(plan):
            try:
                self.act(team, by, step, one, other, f"Bundel {number}")
            except Conflict:
                assert state_of(team) == trail[-1], "a refused step changed something"
                continue
            if state_of(team) != trail[-1]:
                trail.append(state_of(team))
        authors = dict(Idea.objects.values_list("pk", "author_id"))
        while len(trail) > 1:
            trail.pop()
            undo_last(team, by)
            assert state_of(team) == trail[-1]
        assert dict(Idea.objects.values_list("pk", "author_id")) == authors

    @staticmethod
    def act(team: Team, by: Any, step: str, one: int, other: int, title: str) -> None:
        clusters = list(Cluster.objects.present().filter(team=team))
        ideas = list(Idea.objects.filter(team=team).order_by("pk"))
        idea = ideas[one % len(ideas)]
        if step == "make":
            make_cluster(team=team, title=title, by=by, ideas=ideas[one % len(ideas) :])
        elif step == "loose":
            fill_cluster(team=team, cluster=None, ideas=[idea], by=by)
        elif not clusters:
            raise Conflict("nothing to do")
        else:
            first, second = clusters[one % len(clusters)], clusters[other % len(clusters)]
            {
                "fill": lambda: fill_cluster(team=team, cluster=second, ideas=[idea], by=by),
                "merge": lambda: merge_clusters(keep=first, absorb=second, by=by),
                "split": lambda: split_cluster(cluster=first, ideas=[idea], title=title, by=by),
                "empty": lambda: empty_cluster(cluster=first, by=by),
                "remove": lambda: remove_cluster(cluster=first, by=by),
                "rename": lambda: rename_cluster(cluster=first, title=title, by=by),
                "move": lambda: move_cluster(cluster=first, steps=other - 2, by=by),
            }[step]()


# ---- the pages ------------------------------------------------------------------------------------------------------


def board_url(cast: Cast) -> str:
    return reverse("ideas:clusters", args=[cast.team.public_id])


def test_a_coach_ticks_ideas_into_a_new_bundle_and_undoes_it(cast: Cast) -> None:
    ideas = [make_idea(cast.team) for _ in range(3)]
    browser = cast.client("coach")
    sent = {
        "ideas": [idea.public_id for idea in ideas[:2]],
        "target": "new",
        "title": "De boer als beheerder",
    }
    answer = browser.post(board_url(cast), sent, follow=True)
    body = answer.content.decode()
    assert "De boer als beheerder" in body
    assert Cluster.objects.get().ideas.count() == 2
    undo = reverse("ideas:undo_bundling", args=[ClusterChange.objects.get().public_id])
    assert undo in body
    browser.post(undo)
    assert not Cluster.objects.present().exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"target": "new", "title": ""},
        {"target": "new", "title": "x" * 161},
        {"target": "none"},
        {"target": "\x00"},
        {"target": "new", "title": "Boer", "ideas": ["\x00", "zzzzzzzzzzzz"]},
        {"title": "Boer"},
    ],
)
def test_a_half_filled_board_gets_a_sentence(cast: Cast, sent: dict[str, Any]) -> None:
    make_idea(cast.team)
    answer = cast.client("coach").post(board_url(cast), sent)
    assert answer.status_code == 422
    assert b"kw-summary" in answer.content
    assert not Cluster.objects.exists()


def test_each_button_of_a_bundle_does_what_it_says(cast: Cast) -> None:
    by = cast["coach"]
    ideas = [make_idea(cast.team) for _ in range(2)]
    one = make_cluster(team=cast.team, title="Boer", by=by, ideas=ideas)
    two = make_cluster(team=cast.team, title="Sloot", by=by)
    browser = cast.client("coach")

    def post(name: str, **fields: str) -> int:
        return browser.post(reverse(f"ideas:{name}", args=[one.public_id]), fields).status_code

    assert post("rename_cluster", title="De boer") == 303
    assert post("rename_cluster", title="Sloot") == 422
    assert post("rename_cluster", title="") == 422
    assert post("reorder_cluster", way="down") == 303
    assert list(Cluster.objects.present()) == [two, one]
    assert post("split_cluster", title="Nieuw") == 422
    unticked = browser.post(reverse("ideas:split_cluster", args=[one.public_id]), {"title": "Nieuw"}).text
    assert "Vink ten minste één idee aan." in unticked
    assert "Ideas:" not in unticked
    assert post("split_cluster", title="Nieuw", ideas=ideas[0].public_id) == 303
    assert post("merge_cluster", absorb="x") == 422
    assert post("merge_cluster", absorb=two.public_id) == 303
    assert post("empty_cluster") == 303
    assert one.ideas.count() == 0
    assert post("remove_cluster") == 303
    assert cast.client("coach").get(reverse("ideas:cluster", args=[one.public_id])).status_code == 404


def test_who_may_not_bundle_sees_the_bundles_and_no_buttons(cast: Cast) -> None:
    make_cluster(team=cast.team, title="Boer", by=cast["coach"], ideas=[make_idea(cast.team)])
    for person in ("participant", "observer"):
        body = cast.client(person).get(board_url(cast)).content.decode()
        assert "Boer" in body
        assert 'type="checkbox"' not in body
        answer = cast.client(person).post(board_url(cast), {"target": "new", "title": "Zelf"})
        assert answer.status_code == 403
    assert cast.client("other_participant").get(board_url(cast)).status_code == 404


def test_the_board_takes_as_many_queries_for_many_ideas(cast: Cast, flat_queries: Any) -> None:
    def grow() -> None:
        for _ in range(5):
            makers.make_cluster(cast.team, ideas=7)
            make_idea(cast.team, cast.participation("participant"))

    grow()
    flat_queries(cast.client("coach"), board_url(cast), grow, 16)


def test_a_bundle_takes_as_many_queries_for_many_ideas(cast: Cast, flat_queries: Any) -> None:
    cluster = makers.make_cluster(cast.team, ideas=2)

    def grow() -> None:
        for _ in range(38):
            make_idea(cast.team, cast.participation("participant"), cluster=cluster)
        makers.make_cluster(cast.team)

    makers.make_cluster(cast.team)
    flat_queries(cast.client("coach"), reverse("ideas:cluster", args=[cluster.public_id]), grow, 16)
