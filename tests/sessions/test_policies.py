"""Who may do what with evenings, in which stage and state; and which evenings exist for whom at all."""

from typing import Any

import pytest

from core.access import allowed, who_can
from sessions.models import AgendaItem, Attendance, Session
from tests import makers
from tests.conftest import Cast, make_cast
from tests.ideas.truth import truth_table
from tests.sessions.worlds import make_blocks

SEE_ALL = """
                       preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes        yes      yes     yes
    coach              yes       yes        yes        yes      yes     yes
    participant        yes       yes        yes        yes      yes     yes
    other_participant  yes       yes        yes        yes      yes     yes
    observer           yes       yes        yes        yes      yes     yes
    supporter          yes       yes        yes        yes      yes     yes
    client             yes       yes        yes        yes      yes     yes
    administrator      yes       yes        yes        yes      yes     yes
    outsider           no        no         no         no       no      no
"""
SEE_TEAM = """
                       preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes        yes      yes     yes
    coach              yes       yes        yes        yes      yes     yes
    participant        yes       yes        yes        yes      yes     yes
    other_participant  no        no         no         no       no      no
    observer           yes       yes        yes        yes      yes     yes
    supporter          no        no         no         no       no      no
    client             no        no         no         no       no      no
    administrator      yes       yes        yes        yes      yes     yes
    outsider           no        no         no         no       no      no
"""
ANSWER_TEAM = """
                       preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes        yes      yes     no
    coach              yes       yes        yes        yes      yes     no
    participant        yes       yes        yes        yes      yes     no
    other_participant  no        no         no         no       no      no
    observer           yes       yes        yes        yes      yes     no
    supporter          no        no         no         no       no      no
    client             no        no         no         no       no      no
    administrator      no        no         no         no       no      no
    outsider           no        no         no         no       no      no
"""
LEAD_ALL = """
                       preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes        yes      yes     no
    coach              no        no         no         no       no      no
    participant        no        no         no         no       no      no
    other_participant  no        no         no         no       no      no
    observer           no        no         no         no       no      no
    supporter          no        no         no         no       no      no
    client             no        no         no         no       no      no
    administrator      no        no         no         no       no      no
    outsider           no        no         no         no       no      no
"""
LEAD_TEAM = LEAD_ALL.replace(
    "coach              no        no         no         no       no      no",
    "coach              yes       yes        yes        yes      yes     no",
)
ATTENDANCE_TEAM = """
                       preparing collecting clustering deciding sharing closed
    facilitator        yes       yes        yes        yes      yes     yes
    coach              yes       yes        yes        yes      yes     yes
    participant        no        no         no         no       no      no
    other_participant  no        no         no         no       no      no
    observer           no        no         no         no       no      no
    supporter          no        no         no         no       no      no
    client             no        no         no         no       no      no
    administrator      no        no         no         no       no      no
    outsider           no        no         no         no       no      no
"""
RUN_OF_SHOW_ALL = ATTENDANCE_TEAM
REMOVE = LEAD_ALL

CASES = [
    ("evenings.see_evening", False, SEE_ALL),
    ("evenings.see_evening", True, SEE_TEAM),
    ("evenings.answer", True, ANSWER_TEAM),
    ("evenings.lead_evening", False, LEAD_ALL),
    ("evenings.lead_evening", True, LEAD_TEAM),
    ("evenings.note_presence", True, LEAD_TEAM),
    ("evenings.change_evening", False, LEAD_ALL),
    ("evenings.change_evening", True, LEAD_TEAM),
    ("evenings.remove_evening", True, REMOVE),
    ("evenings.see_attendance", True, ATTENDANCE_TEAM),
    ("evenings.see_wall", True, ATTENDANCE_TEAM),
    ("evenings.see_run_of_show", False, RUN_OF_SHOW_ALL),
]


@pytest.mark.parametrize(
    ("rule", "of_team", "table"), CASES, ids=[f"{rule}-{of_team}" for rule, of_team, _table in CASES]
)
def test_who_may_do_what_in_which_stage(cast: Cast, rule: str, of_team: bool, table: str) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team if of_team else None)
    wrong = []
    for person, stage, may in truth_table(table):
        cast.programme.state = "running"
        makers.move_to_stage(cast.programme, stage)
        evening.programme = cast.programme
        if allowed(cast[person], rule, evening) is not may:
            wrong.append(f"{person} in {stage}: expected {may}")
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "planned", "running", "closed"),
    [
        ("evenings.answer", True, True, False),
        ("evenings.change_evening", True, True, False),
        ("evenings.remove_evening", True, False, False),
        ("evenings.lead_evening", True, True, True),
        ("evenings.see_wall", True, True, True),
    ],
)
def test_what_a_facilitator_may_depends_on_how_far_the_evening_is(
    cast: Cast, rule: str, planned: bool, running: bool, closed: bool
) -> None:
    evening = makers.make_evening(cast.programme)
    for state, may in (("planned", planned), ("running", running), ("closed", closed)):
        evening.state = state
        assert allowed(cast["facilitator"], rule, evening) is may, state


@pytest.mark.django_db
def test_in_a_concept_only_the_facilitator_and_the_administrator_see_an_evening() -> None:
    cast = make_cast(state="concept")
    evening = makers.make_evening(cast.programme)
    seeing = {name for name in cast.people if allowed(cast[name], "evenings.see_evening", evening)}
    assert seeing == {"facilitator", "administrator"}
    listed = {name for name in cast.people if Session.objects.visible_to(cast[name]).exists()}
    assert listed == {"facilitator", "administrator"}
    assert not any(allowed(cast[name], "evenings.answer", evening) for name in cast.people)


def seen_by(cast: Cast, objects: Any) -> set[str]:
    """The names of those for whom ``objects`` shows something."""
    return {name for name in cast.people if objects.visible_to(cast[name]).exists()}


def test_an_evening_of_one_team_exists_for_that_team_alone(cast: Cast) -> None:
    makers.make_evening(cast.programme, team=cast.team)
    assert seen_by(cast, Session.objects) == {
        "facilitator",
        "coach",
        "participant",
        "observer",
        "administrator",
    }


def test_an_evening_for_all_teams_exists_for_everybody_in_the_programme_and_nobody_else(cast: Cast) -> None:
    makers.make_evening(cast.programme)
    assert seen_by(cast, Session.objects) == set(cast.people) - {"outsider"}


def test_one_who_left_sees_nothing_of_it(cast: Cast) -> None:
    makers.make_evening(cast.programme)
    participation = cast.participation("participant")
    participation.until = participation.since
    participation.save()
    assert not Session.objects.visible_to(cast["participant"]).exists()


@pytest.mark.parametrize(("of_team", "readers"), [(True, {"facilitator", "coach"}), (False, {"facilitator"})])
def test_blocks_can_be_loaded_only_by_those_who_lead_the_evening(
    cast: Cast, of_team: bool, readers: set[str]
) -> None:
    make_blocks(makers.make_evening(cast.programme, team=cast.team if of_team else None))
    assert seen_by(cast, AgendaItem.objects) == readers


def test_what_somebody_said_about_coming_is_seen_by_that_person_and_who_leads(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team)
    makers.attend(evening, cast.participation("participant"), "yes", wishes="geen vlees")
    assert seen_by(cast, Attendance.objects) == {"facilitator", "coach", "participant"}


def test_every_refusal_says_who_can() -> None:
    for rule in {rule for rule, *_ in CASES}:
        assert who_can(rule).endswith(".")
