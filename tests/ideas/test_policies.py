"""Who may do what with ideas, bundles, dots and proposals, in which stage: tables as somebody would write them."""

from typing import Any

import pytest

from core.access import allowed, who_can
from core.clock import now
from ideas.models import Proposal, VotingRound
from tests.conftest import Cast
from tests.ideas.truth import truth_table
from tests.makers import make_cluster, make_evening, make_idea, move_to_stage

WRITE = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      no      no
    coach              yes       yes        yes       yes      no      no
    participant        yes       yes        yes       yes      no      no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    supporter          no        no         no        no       no      no
    client             no        no         no        no       no      no
    administrator      no        no         no        no       no      no
    outsider           no        no         no        no       no      no
"""
EDIT_OWN = """
                    preparing collecting clustering deciding sharing closed
    facilitator        no        no         no        no       no      no
    coach              no        no         no        no       no      no
    participant        yes       yes        no        no       no      no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
"""
EDIT_OWN_HIDDEN = """
                    preparing collecting clustering deciding sharing closed
    facilitator        no        no         no        no       no      no
    coach              no        no         no        no       no      no
    participant        yes       yes        yes       yes      no      no
"""
END = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      yes     no
    coach              yes       yes        yes       yes      yes     no
    participant        yes       yes        yes       yes      yes     no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    client             no        no         no        no       no      no
"""
BUNDLE = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      no      no
    coach              yes       yes        yes       yes      no      no
    participant        no        no         yes       no       no      no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    supporter          no        no         no        no       no      no
    client             no        no         no        no       no      no
    administrator      no        no         no        no       no      no
    outsider           no        no         no        no       no      no
"""
OPEN_ROUND = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      no      no
    coach              yes       yes        yes       yes      no      no
    participant        no        no         no        no       no      no
    observer           no        no         no        no       no      no
    client             no        no         no        no       no      no
    administrator      no        no         no        no       no      no
"""
PLACE_DOTS = """
                    preparing collecting clustering deciding sharing closed
    facilitator        no        no         no        no       no      no
    coach              yes       yes        yes       yes      yes     no
    participant        yes       yes        yes       yes      yes     no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    supporter          no        no         no        no       no      no
    client             no        no         no        no       no      no
    administrator      no        no         no        no       no      no
    outsider           no        no         no        no       no      no
"""
BEGIN_PROPOSAL = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      yes     no
    coach              yes       yes        yes       yes      yes     no
    participant        no        no         yes       yes      yes     no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    client             no        no         no        no       no      no
"""
EDIT_PROPOSAL = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      yes     no
    coach              yes       yes        yes       yes      yes     no
    participant        yes       yes        yes       yes      yes     no
    other_participant  no        no         no        no       no      no
    observer           no        no         no        no       no      no
    client             no        no         no        no       no      no
"""
AGREE = """
                    preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes       yes      yes     no
    coach              yes       yes        yes       yes      yes     no
    participant        no        no         no        no       no      no
    observer           no        no         no        no       no      no
    client             no        no         no        no       no      no
"""


def thing(name: str, cast: Cast) -> Any:
    """What the rule is asked about, of the cast's team, new for each question."""
    if name == "team":
        return cast.team
    if name == "idea":
        return make_idea(cast.team, cast.participation("participant"))
    if name == "hidden idea":
        return make_idea(cast.team, cast.participation("participant"), evening=make_evening(cast.programme))
    if name == "cluster":
        return make_cluster(cast.team)
    if name == "round":
        return VotingRound(programme=cast.programme, team=cast.team, title="Waarmee verder?")
    return Proposal(programme=cast.programme, team=cast.team, title="Het contract")


TABLES = {
    ("ideas.capture_idea", "team"): WRITE,
    ("ideas.edit_idea", "idea"): EDIT_OWN,
    ("ideas.edit_idea", "hidden idea"): EDIT_OWN_HIDDEN,
    ("ideas.end_idea", "idea"): END,
    ("ideas.bundle_ideas", "cluster"): BUNDLE,
    ("ideas.open_round", "team"): OPEN_ROUND,
    ("ideas.place_dots", "round"): PLACE_DOTS,
    ("ideas.begin_proposal", "cluster"): BEGIN_PROPOSAL,
    ("ideas.edit_proposal", "proposal"): EDIT_PROPOSAL,
    ("ideas.agree_proposal", "proposal"): AGREE,
}


@pytest.mark.parametrize(("rule", "about"), TABLES)
def test_who_may_do_it_when(cast: Cast, rule: str, about: str) -> None:
    wrong = []
    for person, stage, expected in truth_table(TABLES[rule, about]):
        cast.programme.state = "running"
        move_to_stage(cast.programme, stage)
        cast.team.programme = cast.programme
        if allowed(cast[person], rule, thing(about, cast)) != expected:
            wrong.append(f"{person} in {stage}: expected {expected}")
    assert wrong == []


@pytest.mark.parametrize(
    "rule",
    ["ideas.end_idea", "ideas.edit_idea", "ideas.place_dots", "ideas.close_round", "ideas.agree_proposal"],
)
def test_a_refusal_says_who_can(cast: Cast, rule: str) -> None:
    assert who_can(rule).endswith(".")


def test_nobody_ends_an_idea_that_is_still_hidden(cast: Cast) -> None:
    idea = thing("hidden idea", cast)
    assert not allowed(cast["facilitator"], "ideas.end_idea", idea)
    assert not allowed(cast["participant"], "ideas.end_idea", idea)


def test_nobody_places_dots_in_a_closed_round(cast: Cast) -> None:
    closed = VotingRound(programme=cast.programme, team=cast.team, state="closed", closed_at=now())
    assert not allowed(cast["participant"], "ideas.place_dots", closed)
    assert not allowed(cast["coach"], "ideas.close_round", closed)


def test_an_agreed_proposal_is_opened_again_before_it_changes(cast: Cast) -> None:
    agreed = Proposal(programme=cast.programme, team=cast.team, state="agreed", agreed_at=now())
    for person in ("facilitator", "coach", "participant"):
        assert not allowed(cast[person], "ideas.edit_proposal", agreed)
    assert allowed(cast["coach"], "ideas.reopen_proposal", agreed)
    assert not allowed(cast["participant"], "ideas.reopen_proposal", agreed)


def test_a_concept_shows_its_ideas_to_its_facilitator_only(cast: Cast) -> None:
    cast.programme.state = "concept"
    assert allowed(cast["facilitator"], "ideas.see_ideas", cast.programme)
    assert not allowed(cast["participant"], "ideas.see_ideas", cast.programme)
