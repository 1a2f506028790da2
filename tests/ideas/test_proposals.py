"""Proposals: written together without losing a word, agreed, and only then read outside the team."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.clock import today
from core.errors import Conflict
from ideas.forms.proposals import SafeLinkField
from ideas.models import Proposal, ProposalVersion
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal, reopen_proposal
from outcomes.services.results import record_decision
from tests.conftest import Cast
from tests.makers import make_cluster, make_programme, make_team

WORDS = {
    "title": "Het landschapscontract",
    "form": "film",
    "link": "https://vimeo.com/1234",
    "what": "Betaal de boer voor wat een wandelaar ziet.",
    "for_whom": "",
    "society_notices": "",
    "first_step": "Een proef langs één pad.",
    "who_is_needed": "",
    "which_goal": "",
}


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    return begin_proposal(cluster=make_cluster(cast.team, ideas=2), title="Het contract", by=cast["coach"])


def edit_url(proposal: Proposal) -> str:
    return reverse("ideas:edit_proposal", args=[proposal.public_id])


def page_url(proposal: Proposal) -> str:
    return reverse("ideas:proposal", args=[proposal.public_id])


# ---- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_each_text_is_kept_as_a_version(cast: Cast, proposal: Proposal) -> None:
    edit_proposal(proposal=proposal, base_version=1, fields=WORDS, by=cast["participant"])
    edit_proposal(proposal=proposal, base_version=2, fields=WORDS | {"what": "Anders."}, by=cast["coach"])
    texts = ProposalVersion.objects.order_by("number").values_list("number", "content__what", "by__name")
    assert list(texts) == [(1, "", "Coach"), (2, WORDS["what"], "Participant"), (3, "Anders.", "Coach")]


def test_who_was_slower_loses_nothing_and_sees_both_texts(cast: Cast, proposal: Proposal) -> None:
    edit_proposal(
        proposal=proposal, base_version=1, fields=WORDS | {"what": "Van de coach"}, by=cast["coach"]
    )
    browser = cast.client("participant")
    answer = browser.post(edit_url(proposal), WORDS | {"what": "Van de deelnemer", "version": 1})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Van de deelnemer" in body
    assert "Van de coach" in body
    assert 'name="version" value="2"' in body
    proposal.refresh_from_db()
    assert proposal.what == "Van de coach"
    assert browser.post(edit_url(proposal), WORDS | {"what": "Samen", "version": 2}).status_code == 303
    proposal.refresh_from_db()
    assert proposal.what == "Samen"


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_two_writers_at_the_same_moment_leave_one_text_and_one_conflict(concurrently: Any) -> None:
    team = make_programme().teams.get()
    from tests.makers import join

    by = join(team.programme, role="coach", team=team).person
    proposal = begin_proposal(cluster=make_cluster(team), title="Contract", by=by)

    def write(what: str) -> Any:
        mine = Proposal.objects.get(pk=proposal.pk)
        return lambda: edit_proposal(proposal=mine, base_version=1, fields={"what": what}, by=by)

    results = concurrently(write("Een"), write("Twee"))
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert ProposalVersion.objects.count() == 2


def test_a_participant_writes_from_beginning_to_end(cast: Cast, proposal: Proposal) -> None:
    browser = cast.client("participant")
    assert browser.post(edit_url(proposal), WORDS | {"version": 1}).status_code == 303
    body = browser.get(page_url(proposal)).content.decode()
    assert WORDS["what"] in body
    assert 'href="https://vimeo.com/1234"' in body
    assert "Vimeo" in body
    assert browser.get(reverse("ideas:present_proposal", args=[proposal.public_id])).status_code == 200


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("", ""),
        (
            "https://www.youtube.com/watch?v=abc&t=1s&list=%F0",
            "https://www.youtube.com/watch?v=abc&t=1s&list=%F0",
        ),
        ("youtu.be/abc", "https://youtu.be/abc"),
        ("  https://vimeo.com/12 ", "https://vimeo.com/12"),
        ("https://wiki.example.org/pagina", "https://wiki.example.org/pagina"),
    ],
)
def test_a_link_to_the_web_is_kept(link: str, kept: str) -> None:
    assert SafeLinkField(required=False).clean(link) == kept


@pytest.mark.parametrize(
    "link",
    [
        "http://vimeo.com/12",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://printer.local/",
        "https://intranet/",
        "https://example.org/" + "x" * 500,
        "https:// example.org",
        "https://exa\x00mple.org/",
        "https://[",
    ],
)
def test_any_other_link_is_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        SafeLinkField(required=False).clean(link)


@pytest.mark.parametrize(
    "odd", [{"title": ""}, {"form": "x"}, {"link": "javascript:alert(1)"}, {"what": "x" * 4001}]
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(
    cast: Cast, proposal: Proposal, odd: dict[str, str]
) -> None:
    answer = cast.client("coach").post(edit_url(proposal), WORDS | {"version": 1} | odd)
    assert answer.status_code == 422
    assert WORDS["first_step"] in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "99999999999999999999", "NaN"])
def test_a_forged_version_is_refused(cast: Cast, proposal: Proposal, version: str) -> None:
    assert cast.client("coach").post(edit_url(proposal), WORDS | {"version": version}).status_code == 422


# ---- agreeing, and who reads it -------------------------------------------------------------------------------------


def readers(cast: Cast, proposal: Proposal) -> set[str]:
    return {
        person for person in cast.people if cast.client(person).get(page_url(proposal)).status_code == 200
    }


def test_outside_the_team_a_proposal_is_read_once_it_is_agreed(cast: Cast, proposal: Proposal) -> None:
    inside = {"facilitator", "coach", "participant", "observer"}
    edit_proposal(proposal=proposal, base_version=1, fields=WORDS, by=cast["coach"])
    assert readers(cast, proposal) == inside
    agree_proposal(proposal=proposal, by=cast["coach"])
    assert readers(cast, proposal) == set(cast.people) - {"outsider"}
    reopen_proposal(proposal=proposal, by=cast["coach"])
    assert readers(cast, proposal) == inside


def test_the_client_reads_the_text_and_neither_versions_nor_bundle(cast: Cast, proposal: Proposal) -> None:
    edit_proposal(
        proposal=proposal, base_version=1, fields=WORDS | {"what": "Ruwe gedachte"}, by=cast["coach"]
    )
    edit_proposal(proposal=proposal, base_version=2, fields=WORDS, by=cast["coach"])
    agree_proposal(proposal=proposal, by=cast["coach"])
    assert proposal.cluster is not None
    body = cast.client("client").get(page_url(proposal)).content.decode()
    assert WORDS["what"] in body
    assert "Ruwe gedachte" not in body
    assert proposal.cluster.title not in body
    listed = (
        cast.client("client")
        .get(reverse("ideas:proposals", args=[cast.programme.public_id]))
        .content.decode()
    )
    assert WORDS["title"] in listed


def test_agreeing_needs_an_answer_to_the_first_question(cast: Cast, proposal: Proposal) -> None:
    with pytest.raises(ValidationError):
        agree_proposal(proposal=proposal, by=cast["coach"])
    answer = cast.client("coach").post(
        reverse("ideas:agree_proposal", args=[proposal.public_id]), follow=True
    )
    assert answer.status_code == 200
    proposal.refresh_from_db()
    assert proposal.state == "draft"


def test_an_agreed_text_stays_until_it_is_opened_again(cast: Cast, proposal: Proposal) -> None:
    edit_proposal(proposal=proposal, base_version=1, fields=WORDS, by=cast["coach"])
    browser = cast.client("coach")
    browser.post(reverse("ideas:agree_proposal", args=[proposal.public_id]))
    assert browser.post(edit_url(proposal), WORDS | {"version": 2}).status_code == 403
    with pytest.raises(Conflict):
        edit_proposal(proposal=proposal, base_version=2, fields=WORDS, by=cast["coach"])
    browser.post(reverse("ideas:reopen_proposal", args=[proposal.public_id]))
    assert browser.post(edit_url(proposal), WORDS | {"version": 2}).status_code == 303


def test_what_was_decided_upon_does_not_open_again(cast: Cast, proposal: Proposal) -> None:
    edit_proposal(proposal=proposal, base_version=1, fields=WORDS, by=cast["coach"])
    agree_proposal(proposal=proposal, by=cast["coach"])
    record_decision(proposal=proposal, body="Het bestuur", decided_on=today(), by=cast["facilitator"])
    with pytest.raises(Conflict):
        reopen_proposal(proposal=proposal, by=cast["coach"])
    cast.client("coach").post(reverse("ideas:reopen_proposal", args=[proposal.public_id]))
    proposal.refresh_from_db()
    assert proposal.state == "agreed"


def test_the_list_takes_as_many_queries_for_many_proposals(cast: Cast, flat_queries: Any) -> None:
    def grow() -> None:
        for number in range(20):
            team = make_team(cast.programme, name=f"Team {number}", letter=f"Z{number}")
            begin_proposal(cluster=make_cluster(team), title="Contract", by=cast["coach"])

    begin_proposal(cluster=make_cluster(cast.team), title="Contract", by=cast["coach"])
    flat_queries(
        cast.client("facilitator"), reverse("ideas:proposals", args=[cast.programme.public_id]), grow, 12
    )


def test_a_proposal_takes_as_many_queries_for_many_versions(
    cast: Cast, proposal: Proposal, flat_queries: Any
) -> None:
    def grow() -> None:
        for version in range(2, 20):
            edit_proposal(proposal=proposal, base_version=version, fields=WORDS, by=cast["coach"])

    edit_proposal(proposal=proposal, base_version=1, fields=WORDS, by=cast["coach"])
    flat_queries(cast.client("coach"), page_url(proposal), grow, 16)
