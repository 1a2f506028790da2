"""Policy goals: read line by line, added all or none, served by programmes, and what hangs on each."""

import datetime as dt
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.clock import now, today
from core.errors import Conflict
from ideas.models import Proposal
from ideas.services.proposals import tie_goals
from outcomes.services.results import record_decision
from programmes.models import Agreement, PolicyGoal
from programmes.queries.goal_line import Pole, draw_goals
from programmes.queries.goal_lines import read_due, read_goals
from programmes.queries.goals import goals_of_organisation, goals_of_programme
from programmes.services import goals as services
from tests import makers


def make_agreement(programme, by, **fields):
    fields.setdefault("name", "Dichterbij")
    return services.make_agreement(
        organisation=programme.host,
        starts_on=today() - dt.timedelta(days=200),
        ends_on=today() + dt.timedelta(days=600),
        by=by,
        **fields,
    )


@pytest.fixture
def served(cast):
    """Three goals that the programme of the cast serves."""
    by = cast["facilitator"]
    agreement = make_agreement(cast.programme, by)
    lines = read_goals(
        "Eén vast gezicht; oktober 2027\nEen brief die iedereen begrijpt\nMinder regels; 2026-02-01"
    )
    services.add_goals(agreement=agreement, lines=lines, by=by, programme=cast.programme)
    return list(cast.programme.served_goals.order_by("goal__number"))


def propose(cast, goal, *, agreed):
    state = {"state": "agreed", "agreed_at": now()} if agreed else {}
    team = cast.programme.teams.first()
    proposal = Proposal.objects.create(
        programme=cast.programme, team=team, title="Eén formulier", what="Iets.", **state
    )
    tie_goals(proposal=proposal, add=[goal], leave=[], by=cast["facilitator"])
    return proposal


# ---- reading ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("31-12-2027", dt.date(2027, 12, 31)),
        ("2027-12-31", dt.date(2027, 12, 31)),
        ("oktober 2027", dt.date(2027, 10, 31)),
        ("okt. 2027", dt.date(2027, 10, 31)),
        ("5 maart 2028", dt.date(2028, 3, 5)),
        ("february 2028", dt.date(2028, 2, 29)),
        ("2028", dt.date(2028, 12, 31)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(words, day):
    assert read_due(words) == day


@pytest.mark.parametrize(
    "words", ["29-02-2027", "ooit", "31-12-27", "0001-01-01", "2027-13-01", "٢٠٢٧", "9999"]
)
def test_what_is_no_day_is_said_beside_its_line(words):
    line = read_goals(f"Een doel; {words}")[0]
    assert words in line.problem
    assert not line.is_new


def test_columns_of_a_spreadsheet_are_found_by_their_names():
    lines = read_goals(
        'Nr;Doel;Klaar\n1;"Wonen; ook voor jongeren";juni 2027\n2;Zorg dichtbij;\n3;;juni 2027\n'
    )
    assert [(one.text, one.due_on) for one in lines[:2]] == [
        ("Wonen; ook voor jongeren", dt.date(2027, 6, 30)),
        ("Zorg dichtbij", None),
    ]
    assert lines[2].problem


def test_marks_of_a_list_go_and_doubles_are_left_out():
    lines = read_goals("1. Wonen\n- wonen\n• Zorg, dichtbij\n", known=["ZORG, dichtbij"])
    assert [(one.text, one.is_double) for one in lines] == [
        ("Wonen", False),
        ("wonen", True),
        ("Zorg, dichtbij", True),
    ]


@given(st.text(max_size=400))
def test_no_text_makes_reading_fail_and_no_line_is_lost(text):
    lines = read_goals(text)
    assert all(one.text or one.problem for one in lines)


# ---- adding ----------------------------------------------------------------------------------------------------


def test_goals_are_added_all_or_none(cast):
    agreement = make_agreement(cast.programme, cast["facilitator"])
    with pytest.raises(ValidationError):
        services.add_goals(
            agreement=agreement, lines=read_goals("Goed\nOok goed; ooit"), by=cast["facilitator"]
        )
    assert not PolicyGoal.objects.exists()


def test_a_file_of_windows_is_looked_at_first_and_added_then(cast):
    browser, url = (
        cast.client("facilitator"),
        reverse("programmes:add_goals", args=[cast.programme.public_id]),
    )
    content = "Doel;Klaar\r\nCafé in elk dorp;juni 2027\r\nIets;ooit\r\n".encode("cp1252")
    period = {"agreement": "new", "name": "Samen", "starts_on": "2026-05-01", "ends_on": "2030-05-01"}
    upload = SimpleUploadedFile("doelen.csv", content, "text/csv")
    page = browser.post(url, {**period, "goals": "", "file": upload, "add": "yes"})
    assert page.status_code == 422
    assert "Café in elk dorp" in page.content.decode()
    assert not Agreement.objects.exists()
    answer = browser.post(url, {**period, "goals": "Doel;Klaar\nCafé in elk dorp;juni 2027", "add": "yes"})
    assert answer.status_code == 303
    assert cast.programme.served_goals.get().goal.due_on == dt.date(2027, 6, 30)


def test_looking_adds_nothing(cast):
    browser = cast.client("facilitator")
    url = reverse("programmes:add_goals", args=[cast.programme.public_id])
    period = {"agreement": "new", "name": "Samen", "starts_on": "2026-05-01", "ends_on": "2030-05-01"}
    assert browser.post(url, {**period, "goals": "Wonen", "look": ""}).status_code == 200
    assert not PolicyGoal.objects.exists()


def test_a_goal_of_another_organisation_cannot_be_served(cast, served):
    other = makers.make_programme()
    with pytest.raises(ValidationError):
        services.serve_goals(programme=other, add=[served[0].goal], leave=[], by=cast["facilitator"])


def test_two_who_choose_at_once_each_change_only_their_own(cast, served):
    """The form knows what was ticked when it was made."""
    browser = cast.client("facilitator")
    url = reverse("programmes:choose_goals", args=[cast.programme.public_id])
    keys = [one.goal.public_id for one in served]
    services.serve_goals(programme=cast.programme, add=[], leave=[served[1].goal], by=cast["facilitator"])
    browser.post(url, {"was": " ".join(keys), "ticked": keys[:2]})
    assert set(cast.programme.served_goals.values_list("goal__public_id", flat=True)) == {keys[0]}


def test_a_goal_that_is_served_stays(cast, served):
    with pytest.raises(Conflict):
        services.remove_goal(goal=served[0].goal, by=cast["administrator"])
    assert PolicyGoal.objects.filter(pk=served[0].goal_id).exists()


# ---- coverage --------------------------------------------------------------------------------------------------


def stands(cast, person):
    page = goals_of_programme(programme=cast.programme, viewer=cast[person])
    return {row.number: row.stand for row in page.rows}


def test_what_hangs_on_a_goal_decides_how_it_stands(cast, served):
    team = cast.programme.teams.first()
    services.tie_themes(served=served[0], add=[team.theme], leave=[], by=cast["facilitator"])
    proposal = propose(cast, served[1].goal, agreed=True)
    assert stands(cast, "client") == {1: "theme", 2: "proposal", 3: "nothing"}
    record_decision(proposal=proposal, body="Het college", decided_on=today(), by=cast["client"])
    assert stands(cast, "client")[2] == "decided"


def test_a_draft_counts_for_the_team_and_for_nobody_else(cast, served):
    propose(cast, served[2].goal, agreed=False)
    assert stands(cast, "facilitator")[3] == "proposal"
    assert stands(cast, "client")[3] == "nothing"
    assert goals_of_programme(programme=cast.programme, viewer=None).empty == 3


def test_goals_with_nothing_come_first_and_those_due_first_before_them(cast, served):
    services.tie_themes(
        served=served[2], add=[cast.programme.teams.first().theme], leave=[], by=cast["facilitator"]
    )
    page = goals_of_programme(programme=cast.programme, viewer=cast["facilitator"])
    assert [row.number for row in page.rows][-1] == 3
    assert page.empty == 2
    assert page.first is page.rows[0]


def test_leaving_a_goal_needs_a_reason_and_can_be_taken_back(cast, served):
    url = reverse("programmes:served_goal", args=[served[0].public_id])
    browser = cast.client("facilitator")
    assert browser.post(url, {"because": " "}).status_code == 422
    assert browser.post(url, {"because": "Dat doet de gemeente."}).status_code == 303
    assert stands(cast, "client")[1] == "left"
    with pytest.raises(Conflict, match="Dat doet de gemeente"):
        services.leave_goal(served=served[0], because="Iets anders", by=cast["facilitator"])
    browser.post(reverse("programmes:take_up_goal", args=[served[0].public_id]))
    assert stands(cast, "client")[1] == "nothing"


def test_the_organisation_sees_which_programmes_serve_what(cast, served):
    page = goals_of_organisation(organisation=cast.programme.host, viewer=cast["administrator"])[0]
    assert page.goals.rows[0].programmes == (cast.programme.name,)
    browser = cast.client("administrator")
    where = reverse("programmes:organisation_goals", args=[cast.programme.host.public_id])
    assert served[0].goal.text in browser.get(where).content.decode()
    edit = reverse("programmes:edit_goal", args=[served[0].goal.public_id])
    assert browser.post(edit, {"text": served[1].goal.text, "due_on": ""}).status_code == 422
    assert browser.post(edit, {"text": "Eén gezicht", "due_on": "2027-12-31"}).status_code == 303


def test_flags_stand_apart_and_on_the_line():
    begin, end = dt.date(2026, 5, 1), dt.date(2028, 5, 1)
    drawn = draw_goals(
        [Pole(number, end, "none") for number in range(1, 6)], begin=begin, end=end, here=begin
    )
    places = [flag.x for flag in drawn.flags]
    assert max(places) <= 1090
    assert all(right - left >= 36 for left, right in itertools.pairwise(places))


def test_pages_take_the_same_queries_for_one_goal_and_for_forty(cast, served, flat_queries):
    by, programme = cast["facilitator"], cast.programme

    def grow():
        lines = read_goals("\n".join(f"Doel {number}" for number in range(37)))
        added = services.add_goals(
            agreement=served[0].goal.agreement, lines=lines, by=by, programme=programme
        )
        for goal in added:
            propose(cast, goal, agreed=True)

    flat_queries(cast.client("client"), reverse("programmes:goals", args=[programme.public_id]), grow, 14)


def test_a_proposal_says_which_goals_it_serves(cast, served):
    proposal = propose(cast, served[0].goal, agreed=True)
    browser = cast.client("participant")
    page = browser.get(reverse("ideas:proposal", args=[proposal.public_id])).content.decode()
    assert served[0].goal.text in page
    url = reverse("ideas:proposal_goals", args=[proposal.public_id])
    key = served[1].goal.public_id
    assert browser.post(url, {"was": "", "ticked": [key]}).status_code == 303
    assert proposal.goals.count() == 2
    assert cast.client("client").get(url).status_code == 403


def test_the_word_for_today_leaves_room_for_a_flag_that_comes_soon():
    begin, end, here = dt.date(2026, 5, 1), dt.date(2028, 5, 1), dt.date(2027, 5, 1)
    soon = draw_goals([Pole(1, here + dt.timedelta(days=20), "none")], begin=begin, end=end, here=here)
    late = draw_goals([Pole(1, end, "none")], begin=begin, end=end, here=here)
    assert soon is not None
    assert late is not None
    assert (soon.today_anchor, late.today_anchor) == ("end", "start")
    assert soon.today_words_x < late.today_words_x
