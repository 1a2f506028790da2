"""Decisions: recorded once, on a text that the team agrees to, by the facilitator or the client; and corrected."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from core.access import allowed
from core.clock import today
from core.errors import Conflict
from ideas.models import Proposal
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from outcomes.models import Decision
from outcomes.services.results import correct_decision, record_decision
from tests.conftest import Cast
from tests.ideas.truth import truth_table
from tests.makers import make_cluster, make_team, move_to_stage

DECIDE = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      yes     no
    client             yes       yes        yes       yes      yes     no
    coach              no        no         no        no       no      no
    participant        no        no         no        no       no      no
    observer           no        no         no        no       no      no
    supporter          no        no         no        no       no      no
    administrator      no        no         no        no       no      no
    outsider           no        no         no        no       no      no
"""


def agreed(cast: Cast, **fields: Any) -> Proposal:
    by = cast["coach"]
    cluster = make_cluster(fields.get("team", cast.team))
    proposal = begin_proposal(cluster=cluster, title="Het landschapscontract", by=by)
    edit_proposal(proposal=proposal, base_version=1, fields={"what": "Betaal voor wat je ziet."}, by=by)
    return agree_proposal(proposal=proposal, by=by)


def sent(**fields: str) -> dict[str, str]:
    return {
        "body": "Het gezamenlijk bestuur",
        "decided_on": today().isoformat(),
        "verdict": "adopted",
        "how": "unanimous",
        "owner": "Femke Rijswaard",
    } | fields


def decide_url(proposal: Proposal) -> str:
    return reverse("outcomes:decide", args=[proposal.public_id])


@pytest.mark.parametrize("rule", ["outcomes.record_decision", "outcomes.correct_decision"])
def test_who_may_decide_when(cast: Cast, rule: str) -> None:
    proposal = agreed(cast)
    wrong = []
    for person, stage, expected in truth_table(DECIDE):
        cast.programme.state = "running"
        move_to_stage(cast.programme, stage)
        proposal.programme = cast.programme
        about = proposal if rule == "outcomes.record_decision" else Decision(programme=cast.programme)
        if allowed(cast[person], rule, about) != expected:
            wrong.append(f"{person} in {stage}: expected {expected}")
    assert wrong == []


def test_nothing_is_decided_about_a_text_that_is_not_agreed(cast: Cast) -> None:
    proposal = begin_proposal(cluster=make_cluster(cast.team), title="Contract", by=cast["coach"])
    assert not allowed(cast["facilitator"], "outcomes.record_decision", proposal)
    with pytest.raises(Conflict):
        record_decision(proposal=proposal, body="Bestuur", decided_on=today(), by=cast["facilitator"])


@pytest.mark.parametrize("person", ["facilitator", "client"])
def test_a_decision_is_recorded_and_everybody_reads_it(cast: Cast, person: str) -> None:
    proposal = agreed(cast)
    answer = cast.client(person).post(decide_url(proposal), sent())
    decision = Decision.objects.get()
    assert (answer.status_code, decision.recorded_by) == (303, cast.people[person])
    for reader in ("client", "supporter", "participant", "other_participant", "administrator"):
        page = cast.client(reader).get(reverse("outcomes:decision", args=[decision.public_id]))
        assert "Het gezamenlijk bestuur" in page.content.decode()
        results = cast.client(reader).get(reverse("outcomes:results", args=[cast.programme.public_id]))
        assert "Femke Rijswaard" in results.content.decode()
    assert (
        cast.client("outsider").get(reverse("outcomes:decision", args=[decision.public_id])).status_code
        == 404
    )
    shown = cast.client("coach").get(reverse("ideas:proposal", args=[proposal.public_id])).content.decode()
    assert "Het gezamenlijk bestuur" in shown


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_two_people_recording_at_once_leave_one_decision(concurrently: Any) -> None:
    from tests.conftest import make_cast

    cast = make_cast()
    proposal = agreed(cast)

    def record(person: str) -> Any:
        by = cast[person]
        return lambda: record_decision(proposal=proposal, body=person, decided_on=today(), by=by)

    results = concurrently(record("facilitator"), record("client"))
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert Decision.objects.count() == 1


def test_a_second_decision_is_a_sentence_beside_the_form(cast: Cast) -> None:
    proposal = agreed(cast)
    browser = cast.client("facilitator")
    browser.post(decide_url(proposal), sent())
    answer = browser.post(decide_url(proposal), sent(body="Een ander bestuur"))
    assert answer.status_code == 422
    assert "Een ander bestuur" in answer.content.decode()
    assert browser.get(decide_url(proposal)).status_code == 303


def test_a_correction_says_in_the_trail_which_fields_and_not_what(cast: Cast) -> None:
    decision = record_decision(proposal=agreed(cast), body="Bestuur", decided_on=today(), by=cast["client"])
    url = reverse("outcomes:correct", args=[decision.public_id])
    answer = cast.client("facilitator").post(url, sent(owner="Wil Aarnoutse"))
    assert answer.status_code == 303
    entry = AuditEntry.objects.get(verb="outcomes.decision_corrected")
    assert entry.keys == {"fields": ["body", "owner"]}
    decision.refresh_from_db()
    assert decision.owner == "Wil Aarnoutse"
    correct_decision(decision=decision, owner="Wil Aarnoutse", by=cast["client"])
    assert AuditEntry.objects.filter(verb="outcomes.decision_corrected").count() == 1
    assert cast.client("coach").get(url).status_code == 403


TOMORROW = (today() + dt.timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    "odd",
    [
        {"body": ""},
        {"body": "x" * 161},
        {"decided_on": ""},
        {"decided_on": "2026-02-30"},
        {"decided_on": "0001-01-01"},
        {"decided_on": "9999-12-31"},
        {"decided_on": TOMORROW},
        {"follow_up_on": "1999-01-01"},
        {"follow_up_on": "9999-12-31"},
        {"verdict": "perhaps"},
        {"how": ""},
        {"verdict": "rejected"},
        {"reason": "x" * 2001},
    ],
)
def test_what_cannot_be_gets_a_sentence_and_nothing_is_lost(cast: Cast, odd: dict[str, str]) -> None:
    answer = cast.client("client").post(decide_url(agreed(cast)), sent() | odd)
    assert answer.status_code == 422
    assert "Femke Rijswaard" in answer.content.decode()
    assert not Decision.objects.exists()


def test_control_characters_are_left_out(cast: Cast) -> None:
    cast.client("client").post(
        decide_url(agreed(cast)), sent(body="Het\x00 bestuur\x07", reason="<b>omdat</b>")
    )
    decision = Decision.objects.get()
    assert (decision.body, decision.reason) == ("Het bestuur", "<b>omdat</b>")
    page = cast.client("client").get(reverse("outcomes:decision", args=[decision.public_id])).content
    assert b"<b>omdat</b>" not in page


def test_results_take_as_many_queries_for_many_proposals(cast: Cast, flat_queries: Any) -> None:
    def grow() -> None:
        for number in range(12):
            team = make_team(cast.programme, name=f"Team {number}", letter=f"Z{number}")
            record_decision(proposal=agreed(cast, team=team), body="B", decided_on=today(), by=cast["client"])

    record_decision(proposal=agreed(cast), body="B", decided_on=today(), by=cast["client"])
    flat_queries(
        cast.client("client"), reverse("outcomes:results", args=[cast.programme.public_id]), grow, 12
    )
