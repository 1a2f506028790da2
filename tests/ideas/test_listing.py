"""The list of ideas: a heading in words, filters as links, search and pages; and what becomes of a single idea."""

from typing import Any

import pytest
from django.urls import reverse

from core.errors import Conflict
from ideas.models import Idea
from ideas.queries.ideas import IdeaFilters, list_ideas, overview
from ideas.queries.listing import choices_for
from ideas.queries.search import search_ideas
from ideas.queries.words import waiting_sentence
from ideas.services.capture import edit_idea, end_idea, reopen_idea
from tests.conftest import Cast
from tests.makers import make_assignment, make_cluster, make_evening, make_idea, make_submission


def list_url(cast: Cast, query: str = "") -> str:
    return reverse("ideas:list", args=[cast.programme.public_id]) + query


def body_of(cast: Cast, person: str, query: str = "", **headers: str) -> str:
    answer = cast.client(person).get(list_url(cast, query), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


# ---- the heading ----------------------------------------------------------------------------------------------------


def test_the_heading_says_how_many_there_are_and_how_many_wait(cast: Cast) -> None:
    make_cluster(cast.team, ideas=3)
    make_idea(cast.team)
    make_idea(cast.team)
    make_idea(cast.team, state="not_further", ending="bestaat al")
    body = body_of(cast, "participant")
    assert "<h1>6 " in body
    assert cast.team.name in body
    assert waiting_sentence(2, 6) in body


@pytest.mark.parametrize(("waiting", "of"), [(0, 0), (0, 1), (1, 1), (0, 5), (1, 5), (6, 34), (13, 34)])
def test_the_sentence_about_what_waits_is_a_sentence(waiting: int, of: int) -> None:
    sentence = waiting_sentence(waiting, of)
    assert (
        sentence == ""
        if not of
        else (sentence.endswith(".") and sentence[0].isupper()) or sentence[0].isdigit()
    )


def test_no_silent_ending_only_open_ideas_in_no_bundle_wait(cast: Cast) -> None:
    waiting = make_idea(cast.team)
    make_cluster(cast.team, ideas=2)
    make_idea(cast.team, state="not_further", ending="bestaat al")
    make_idea(cast.team, evening=make_evening(cast.programme))
    assert list(Idea.objects.without_follow_up()) == [waiting]
    body = body_of(cast, "facilitator", "?waiting=1")
    assert body.count('class="kw-card kw-idea"') == 1


def test_what_waits_is_counted_for_the_chosen_team(cast: Cast) -> None:
    make_idea(cast.team)
    make_cluster(cast.team, ideas=4)
    make_idea(cast.other_team)
    make_idea(cast.other_team)
    for team, waiting in ((cast.team, 1), (cast.other_team, 2), (None, 3)):
        choices = choices_for(programme=cast.programme, viewer=cast["facilitator"])
        assert choices.chips(IdeaFilters(team=team))[-1].count == waiting


# ---- filters, search, pages -----------------------------------------------------------------------------------------


def test_filters_keep_each_other(cast: Cast) -> None:
    evening = make_evening(cast.programme, revealed=True)
    make_idea(cast.team, evening=evening, text="Van de avond")
    make_idea(cast.other_team, evening=evening, text="Van het andere team")
    make_idea(cast.team, text="Van thuis")
    body = body_of(cast, "facilitator", f"?team={cast.team.public_id}&evening={evening.public_id}")
    assert "Van de avond" in body
    assert "Van het andere team" not in body
    assert "Van thuis" not in body
    assert f"evening={evening.public_id}&amp;waiting=1" in body


def test_the_counts_are_those_that_the_viewer_may_see(cast: Cast) -> None:
    for team in (cast.team, cast.team, cast.other_team):
        make_idea(team)
    assert overview(programme=cast.programme, viewer=cast["facilitator"]).total.ideas == 3
    assert overview(programme=cast.programme, viewer=cast["observer"]).total.ideas == 2
    assert overview(programme=cast.programme, viewer=cast["client"]).total.ideas == 0


ODD = ["?team=x", "?evening=zzzzzzzzzzzz", "?after=x", "?q=%22", "?waiting=2", "?after=%F0%9F", "?q=%C3%28"]


@pytest.mark.parametrize("query", [*ODD, "?q=" + "a" * 999, "?q=%27%20OR%201", "?q=(%26"])
def test_odd_addresses_show_a_page(cast: Cast, query: str) -> None:
    make_idea(cast.team)
    body_of(cast, "participant", query)


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("boer", {"De boer als beheerder", "Boeren betalen mee"}),
        ("BEHEERDER", {"De boer als beheerder"}),
        ("beheerder boer", {"De boer als beheerder"}),
        ("betal", {"Boeren betalen mee"}),
        ("A2", {"Boeren betalen mee"}),
        ("a2", {"Boeren betalen mee"}),
        ("100%", {"Voor 100% groen"}),
        ("'; drop", set()),
        ("koe", set()),
    ],
)
def test_search_finds_words_and_codes(cast: Cast, asked: str, found: set[str]) -> None:
    for text in ("De boer als beheerder", "Boeren betalen mee", "Voor 100% groen"):
        make_idea(cast.team, text=text)
    assert {idea.text for idea in search_ideas(Idea.objects.all(), asked)} == found


def test_postgresql_knows_dutch_words(cast: Cast) -> None:
    from django.db import connection

    make_idea(cast.team, text="Laat een bewoner snoeien")
    found = search_ideas(Idea.objects.all(), "bewoners").exists()
    assert found == (connection.vendor == "postgresql")


def test_pages_hold_25_and_do_not_shift(cast: Cast) -> None:
    for number in range(60):
        make_idea(cast.team, text=f"Idee nummer {number}")
    page = list_ideas(programme=cast.programme, viewer=cast["coach"], filters=IdeaFilters())
    make_idea(cast.team, text="Net erbij")
    seen = [card.text for card in page.cards]
    while page.next_after:
        page = list_ideas(
            programme=cast.programme, viewer=cast["coach"], filters=IdeaFilters(), after=page.next_after
        )
        seen += [card.text for card in page.cards]
    assert seen == [f"Idee nummer {number}" for number in reversed(range(60))]
    first = body_of(cast, "coach")
    assert "25" in first
    assert "after=" in first
    more = body_of(
        cast, "coach", f"?after={Idea.objects.get(text='Idee nummer 20').public_id}", **{"HX-Request": "true"}
    )
    assert "<h1" not in more
    assert "Idee nummer 19" in more


def test_an_empty_list_says_what_belongs_here(cast: Cast) -> None:
    assert "kw-empty" in body_of(cast, "participant")
    make_idea(cast.team)
    assert "kw-empty" in body_of(cast, "participant", "?q=onvindbaar")


def test_the_list_takes_as_many_queries_for_many_ideas(cast: Cast, flat_queries: Any) -> None:
    submission = make_submission(make_assignment(cast.programme), cast.participation("participant"))
    evening = make_evening(cast.programme, revealed=True)

    def grow() -> None:
        for _ in range(13):
            make_idea(cast.team, cast.participation("participant"), evening=evening)
            make_idea(cast.team, cast.participation("coach"), submission=submission)
            make_cluster(cast.team, ideas=1)

    grow()
    flat_queries(cast.client("facilitator"), list_url(cast), grow, 10)


def test_the_list_is_not_for_who_reads_results_only(cast: Cast) -> None:
    for person in ("client", "supporter", "administrator"):
        assert cast.client(person).get(list_url(cast)).status_code == 403
    assert cast.client("outsider").get(list_url(cast)).status_code == 404


# ---- one idea -------------------------------------------------------------------------------------------------------


def idea_url(idea: Idea, name: str = "idea") -> str:
    return reverse(f"ideas:{name}", args=[idea.public_id])


def test_the_trace_goes_from_homework_to_bundle(cast: Cast) -> None:
    submission = make_submission(make_assignment(cast.programme), cast.participation("participant"))
    cluster = make_cluster(cast.team, ideas=1, title="De boer als beheerder")
    idea = make_idea(cast.team, cast.participation("participant"), submission=submission, cluster=cluster)
    body = cast.client("coach").get(idea_url(idea)).content.decode().partition('id="trace"')[2]
    assert body.index(submission.assignment.title) < body.index("De boer als beheerder")
    assert reverse("homework:submission", args=[submission.public_id]) in body


def test_the_author_changes_the_words_until_bundling(cast: Cast) -> None:
    idea = make_idea(cast.team, cast.participation("participant"))
    browser = cast.client("participant")
    assert browser.post(idea_url(idea, "edit"), {"text": "Andere woorden"}).status_code == 303
    assert browser.post(idea_url(idea, "edit"), {"text": ""}).status_code == 422
    idea.refresh_from_db()
    assert idea.text == "Andere woorden"
    assert cast.client("coach").post(idea_url(idea, "edit"), {"text": "Van de coach"}).status_code == 403


def test_words_do_not_change_in_an_idea_that_was_bundled_meanwhile(cast: Cast) -> None:
    idea = make_idea(cast.team, cast.participation("participant"))
    Idea.objects.filter(pk=idea.pk).update(cluster=make_cluster(cast.team))
    with pytest.raises(Conflict):
        edit_idea(idea=idea, text="Te laat", by=cast["participant"])


def test_not_further_says_why_and_can_be_undone(cast: Cast) -> None:
    idea = make_idea(cast.team, cast.participation("participant"))
    browser = cast.client("coach")
    assert browser.post(idea_url(idea, "end"), {"because": " "}).status_code == 422
    answer = browser.post(idea_url(idea, "end"), {"because": "Dat bestaat al."}, follow=True)
    assert "Dat bestaat al." in answer.content.decode()
    assert idea_url(idea, "reopen") in answer.content.decode()
    browser.post(idea_url(idea, "reopen"))
    idea.refresh_from_db()
    assert (idea.state, idea.ending) == ("open", "")


def test_ending_twice_keeps_the_first_reason(cast: Cast) -> None:
    idea = make_idea(cast.team)
    end_idea(idea=idea, because="Bestaat al.", by=cast["coach"])
    with pytest.raises(Conflict):
        end_idea(idea=idea, because="Te duur.", by=cast["coach"])
    assert Idea.objects.get().ending == "Bestaat al."
    reopen_idea(idea=idea, by=cast["coach"])
    reopen_idea(idea=idea, by=cast["coach"])
    assert Idea.objects.get().state == "open"


def test_an_idea_of_another_team_is_not_there(cast: Cast) -> None:
    idea = make_idea(cast.other_team)
    for person in ("participant", "coach", "observer", "client"):
        assert cast.client(person).get(idea_url(idea)).status_code == 404
        assert cast.client(person).post(idea_url(idea, "end"), {"because": "x"}).status_code == 404
