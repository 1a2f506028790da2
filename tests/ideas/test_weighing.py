"""Scores and orders: what people gave, and what comes of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ideas.enums import ChoiceKind
from ideas.models import Cluster
from ideas.queries.choices import choice_view
from ideas.services.choices import answer_scores, close_choice, move_in_order, order_of
from tests.conftest import Cast
from tests.ideas.test_choices import HTMX, named, url, weighing
from tests.makers import make_cluster

# ---- scores ---------------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_scores_show_the_middle_and_the_spread_of_each_question(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.SCORES, "Boer", "Sloot", second="Hoe snel kan het?")
    boer, sloot = choice.clusters.order_by("position")
    voters = [cast.participation("participant"), cast.participation("coach"), named(cast, "Wout")]
    for voter, score in zip(voters, (2, 5, 4), strict=True):
        scores = {(boer.pk, 1): score, (boer.pk, 2): 1, (sloot.pk, 1): 3, (sloot.pk, 2): 3}
        answer_scores(choice=choice, voter=voter, scores=scores)
    close_choice(choice=choice, by=cast["coach"])
    view = choice_view(choice=choice, viewer=cast["observer"])
    first, second = view.scores
    assert [(row.title, row.median, row.lowest, row.highest) for row in first.rows] == [
        ("Boer", 4, 2, 5),
        ("Sloot", 3, 3, 3),
    ]
    assert first.rows[0].spread == (0, 1, 0, 1, 1)
    assert [row.title for row in second.rows] == ["Sloot", "Boer"]
    assert "Boer" in view.headline


def test_equal_middles_are_called_a_tie(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.SCORES, "Boer", "Sloot")
    scores = {(cluster.pk, 1): 4 for cluster in choice.clusters.all()}
    answer_scores(choice=choice, voter=cast.participation("participant"), scores=scores)
    close_choice(choice=choice, by=cast["coach"])
    headline = choice_view(choice=choice, viewer=cast["coach"]).headline
    assert "“Boer”" in headline
    assert "“Sloot”" in headline


def test_a_score_that_does_not_exist_is_refused(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.SCORES, "Boer")
    boer = choice.clusters.get()
    strange = make_cluster(cast.other_team, title="Vreemd")
    voter = cast.participation("participant")
    for key, value in (((boer.pk, 1), 6), ((boer.pk, 1), 0), ((boer.pk, 2), 3), ((strange.pk, 1), 3)):
        with pytest.raises(ValidationError):
            answer_scores(choice=choice, voter=voter, scores={key: value})
    name = f"score-1-{boer.public_id}"
    for odd in ("6", "0", "", "NaN", "\x00"):
        assert cast.client("participant").post(url("answer_choice", choice), {name: odd}).status_code == 422
    assert cast.client("participant").post(url("answer_choice", choice), {name: "5"}).status_code == 303


# ---- order ----------------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_order_is_made_by_steps_and_counted_by_borda(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.RANKING, "Boer", "Sloot", "Kind")
    boer, sloot, kind = choice.clusters.order_by("position")
    one, other = cast.participation("participant"), cast.participation("coach")
    answer = move_in_order(choice=choice, voter=one, cluster=kind, steps=-1)
    assert order_of(choice, answer) == [boer.pk, kind.pk, sloot.pk]
    answer = move_in_order(choice=choice, voter=one, cluster=kind, steps=-1)
    assert order_of(choice, answer) == [kind.pk, boer.pk, sloot.pk]
    move_in_order(choice=choice, voter=one, cluster=kind, steps=-1)
    move_in_order(choice=choice, voter=other, cluster=boer, steps=0)
    close_choice(choice=choice, by=cast["coach"])
    view = choice_view(choice=choice, viewer=cast["observer"])
    assert view.points is not None
    assert [(bar.label, bar.value) for bar in view.points.rows] == [("Boer", 5), ("Kind", 4), ("Sloot", 3)]


def test_a_tie_in_an_order_is_called_a_tie(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.RANKING, "Boer", "Sloot")
    boer, sloot = choice.clusters.order_by("position")
    move_in_order(choice=choice, voter=cast.participation("participant"), cluster=boer, steps=0)
    move_in_order(choice=choice, voter=cast.participation("coach"), cluster=sloot, steps=-1)
    close_choice(choice=choice, by=cast["coach"])
    assert choice_view(choice=choice, viewer=cast["coach"]).headline.count("“") == 2


def test_buttons_on_the_phone_move_a_bundle_without_a_drag(cast: Cast) -> None:
    choice = weighing(cast, ChoiceKind.RANKING, "Boer", "Sloot")
    sloot = Cluster.objects.get(title="Sloot")
    sent = {"cluster": sloot.public_id, "way": "up"}
    fragment = cast.client("participant").post(url("answer_choice", choice), sent, headers=HTMX)
    body = fragment.content.decode()
    assert body.index("Sloot") < body.index("Boer")
    assert "<html" not in body
    assert (
        cast.client("participant").post(url("answer_choice", choice), {"cluster": "\x00"}).status_code == 404
    )


def test_an_order_is_of_two_to_seven_bundles(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        weighing(cast, ChoiceKind.RANKING, "Boer")
    with pytest.raises(ValidationError):
        weighing(cast, ChoiceKind.RANKING, *(f"Bundel {number}" for number in range(8)))
    address = reverse("ideas:open_ranking", args=[cast.team.public_id])
    every = {"title": "Wat eerst?", "clusters": [one.public_id for one in Cluster.objects.all()]}
    assert cast.client("coach").post(address, every).status_code == 422
    every["clusters"] = every["clusters"][:7]
    assert cast.client("coach").post(address, every).status_code == 303
