"""Several people bundle at once: each sees what another did, and nobody takes a card away unseen."""

from typing import Any

import pytest
from django.urls import reverse

from core.errors import Conflict
from ideas.models import Cluster, ClusterChange
from ideas.queries.clusters import board_version, board_version_for, last_steps
from ideas.services.clusters import fill_cluster, make_cluster, undo_change
from tests.conftest import Cast, make_cast
from tests.makers import make_idea


def address(cast: Cast) -> str:
    return reverse("ideas:clusters", args=[cast.team.public_id])


def test_who_moves_a_card_that_another_moved_reads_where_it_went(cast: Cast) -> None:
    idea = make_idea(cast.team, text="Koeien op de dijk")
    make_cluster(team=cast.team, title="Sloot", by=cast["coach"])
    sloot = Cluster.objects.get()
    page = cast.client("coach").get(address(cast)).content.decode()
    assert f'value="{idea.public_id}."' in page
    boer = make_cluster(team=cast.team, title="Boer", ideas=[idea], by=cast["facilitator"])
    late = {"ideas": [f"{idea.public_id}."], "target": sloot.public_id}
    answer = cast.client("coach").post(address(cast), late)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "‘Koeien op de dijk’" in body
    assert "het ligt nu in ‘Boer’" in body
    idea.refresh_from_db()
    assert idea.cluster == boer
    again = f'value="{idea.public_id}.{boer.public_id}" checked'
    assert again in body
    now = {"ideas": [f"{idea.public_id}.{boer.public_id}"], "target": sloot.public_id}
    assert cast.client("coach").post(address(cast), now).status_code == 303
    idea.refresh_from_db()
    assert idea.cluster == sloot


@pytest.mark.django_db(transaction=True)
def test_two_who_move_the_same_card_at_once_move_it_once(concurrently: Any) -> None:
    cast = make_cast()
    idea = make_idea(cast.team)
    boer = make_cluster(team=cast.team, title="Boer", by=cast["coach"])
    sloot = make_cluster(team=cast.team, title="Sloot", by=cast["coach"])
    seen: dict[str, str | None] = {idea.public_id: None}
    by = cast["coach"]

    def move(cluster: Cluster) -> Any:
        return lambda: fill_cluster(team=cast.team, cluster=cluster, ideas=[idea], by=by, seen_in=seen)

    results = concurrently(move(boer), move(sloot))
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    refused = results.index(next(one for one in results if isinstance(one, Conflict)))
    idea.refresh_from_db()
    assert idea.cluster == (sloot, boer)[refused]


def test_each_step_and_each_undo_is_news_for_open_screens(cast: Cast) -> None:
    idea = make_idea(cast.team)
    versions = [board_version(cast.team.pk)]
    boer = make_cluster(team=cast.team, title="Boer", by=cast["coach"])
    versions.append(board_version(cast.team.pk))
    fill_cluster(team=cast.team, cluster=boer, ideas=[idea], by=cast["facilitator"])
    versions.append(board_version(cast.team.pk))
    undo_change(change=ClusterChange.objects.all()[0], by=cast["coach"])
    versions.append(board_version(cast.team.pk))
    assert versions == [0, 1, 2, 3]
    assert board_version_for(cast["observer"], team_id=cast.team.pk) == 3
    assert board_version_for(cast["other_participant"], team_id=cast.team.pk) is None
    page = cast.client("coach").get(address(cast)).content.decode()
    assert 'data-version="3"' in page
    assert reverse("ideas:bundles_stream", args=[cast.team.public_id]) in page
    fragment = cast.client("coach").get(address(cast), headers={"HX-Request": "true"}).content.decode()
    assert "Boer" in fragment
    assert "<html" not in fragment


def test_any_step_of_anybody_can_be_undone_from_the_list(cast: Cast) -> None:
    make_cluster(team=cast.team, title="Boer", by=cast["coach"])
    make_cluster(team=cast.team, title="Sloot", by=cast["facilitator"])
    first = ClusterChange.objects.order_by("pk")[0]
    undo = reverse("ideas:undo_bundling", args=[first.public_id])
    assert undo in cast.client("facilitator").get(address(cast)).content.decode()
    assert undo not in cast.client("observer").get(address(cast)).content.decode()
    cast.client("facilitator").post(undo)
    assert [one.title for one in Cluster.objects.present()] == ["Sloot"]
    assert [step.is_undone for step in last_steps(team=cast.team, viewer=cast["coach"])] == [False, True]


def test_the_bundles_take_as_many_queries_after_many_steps(cast: Cast, flat_queries: Any) -> None:
    make_cluster(team=cast.team, title="Boer", by=cast["coach"])

    def grow() -> None:
        for number in range(12):
            make_cluster(team=cast.team, title=f"Bundel {number}", by=cast["facilitator"])

    flat_queries(cast.client("coach"), address(cast), grow, 20)
