"""A programme that goes on where another one came to: who and what comes along, and the line between them."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import today
from homework.models import Submission
from ideas.models import Proposal
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from outbox.models import Message
from outcomes.models import Decision, FollowUp, Lesson
from outcomes.queries.follow_up import came_along, lineage_of, luggage_of
from outcomes.services.results import begin_follow_up, make_lesson, record_decision
from programmes.enums import Consent, ProgrammeState
from programmes.models import Programme
from programmes.services.programmes import start_programme
from teams.models import Membership
from tests import makers
from tests.conftest import Cast


def proposal_of(cast: Cast, title: str) -> Proposal:
    """A proposal to which the team agreed."""
    proposal = begin_proposal(cluster=makers.make_cluster(cast.team), title=title, by=cast["coach"])
    words = {"what": "Een raad van boeren."}
    edit_proposal(proposal=proposal, base_version=1, fields=words, by=cast["coach"])
    return agree_proposal(proposal=proposal, by=cast["coach"])


def decision_on(cast: Cast, title: str = "Boerenraad", **fields: Any) -> Decision:
    """What the board decided on a new proposal."""
    return record_decision(
        proposal=proposal_of(cast, title),
        body="Gedeputeerde staten",
        decided_on=today(),
        by=cast["facilitator"],
        **fields,
    )


def lesson_of(cast: Cast) -> Lesson:
    """A lesson from the homework of the participant."""
    submission: Submission = makers.make_submission(
        makers.make_assignment(cast.programme), cast.participation("participant")
    )
    return make_lesson(
        team=cast.team, kind="worked", text="Vraag het de buren.", submission=submission, by=cast["coach"]
    )


def follow(cast: Cast, before: Programme | None = None, **fields: Any) -> Programme:
    """A follow-up of ``before``, with nothing and nobody unless ``fields`` say so."""
    given = {
        "decision": None, "blueprint": "theme_teams", "name": "Themateams, het vervolg",
        "starts_on": today() + dt.timedelta(days=60), "people": [], "lessons": [], "proposals": [],
        "by": cast["facilitator"],
    } | fields  # fmt: skip
    return begin_follow_up(before=before or cast.programme, **given)


def test_people_come_along_in_their_roles_and_hear_nothing_before_the_start(cast: Cast) -> None:
    people = [cast.participation(name) for name in ("coach", "participant", "client", "facilitator")]
    cast.programme.participations.filter(person=cast["participant"]).update(consent=Consent.NAME)
    made = follow(cast, people=people, decision=decision_on(cast))
    roles = dict(made.participations.values_list("person__email", "role"))
    assert roles == {
        cast["facilitator"].email: "facilitator",
        cast["coach"].email: "coach",
        cast["participant"].email: "participant",
        cast["client"].email: "client",
    }
    assert made.state == ProgrammeState.CONCEPT
    assert not Message.objects.exists()
    anew = made.participations.get(person=cast["participant"])
    assert (anew.consent, anew.consent_asked_at, anew.accepted_at) == (Consent.ANONYMOUS, None, None)
    start_programme(programme=made, by=cast["facilitator"])
    told = Message.objects.filter(kind="invitation").values_list("recipient", flat=True)
    assert set(told) == set(roles) - {cast["facilitator"].email}


def test_the_team_of_the_decision_comes_back_with_its_people(cast: Cast) -> None:
    people = [cast.participation(name) for name in ("coach", "participant", "other_participant")]
    made = follow(cast, people=people, decision=decision_on(cast))
    team = made.teams.get()
    assert team.name == cast.team.name
    seats = Membership.objects.filter(team=team).values_list("participation__person__email", "role")
    assert set(seats) == {(cast["coach"].email, "coach"), (cast["participant"].email, "participant")}


def test_it_keeps_question_client_and_mandate(cast: Cast) -> None:
    client = makers.make_organisation(name="IPO")
    Programme.objects.filter(pk=cast.programme.pk).update(
        question="Hoe houden we het landschap open?", mandate="Tot een ton.", client=client
    )
    made = follow(cast)
    assert (made.question, made.mandate, made.client) == (
        "Hoe houden we het landschap open?",
        "Tot een ton.",
        client,
    )
    assert (made.host, made.name) == (cast.host, "Themateams, het vervolg")


def test_pressed_twice_it_begins_once(cast: Cast) -> None:
    assert follow(cast) == follow(cast)
    assert FollowUp.objects.count() == 1
    assert (
        AuditEntry.objects.filter(verb__in=["outcomes.follow_up_begun", "outcomes.followed_up"]).count() == 2
    )


def test_what_belongs_to_another_programme_does_not_come_along(cast: Cast) -> None:
    elsewhere = makers.join(makers.make_programme(host=cast.host))
    with pytest.raises(ValidationError):
        follow(cast, people=[elsewhere])
    with pytest.raises(ValidationError):
        follow(cast, blueprint="nonsense")
    assert not FollowUp.objects.exists()


def test_only_what_is_open_is_offered(cast: Cast) -> None:
    waiting, postponed = proposal_of(cast, "Wacht"), decision_on(cast, "Later", verdict="postponed")
    decision_on(cast, "Aangenomen")
    offered = luggage_of(programme=cast.programme, viewer=cast["facilitator"])
    assert set(offered.proposals) == {waiting, postponed.proposal}
    assert cast["facilitator"] not in {one.person for one, _line in offered.people}


def test_lessons_and_proposals_can_be_read_by_who_works_there_signed_as_people_wish(cast: Cast) -> None:
    lesson, proposal = lesson_of(cast), proposal_of(cast, "Boerenraad")
    made = follow(cast, lessons=[lesson], proposals=[proposal])
    newcomer, client = makers.join(made).person, makers.join(made, role="client").person
    start_programme(programme=made, by=cast["facilitator"])
    lessons, proposals = came_along(programme=made, viewer=newcomer)
    assert [(one.text, one.url) for one in lessons] == [("Vraag het de buren.", "")]
    assert [(one.text, one.url) for one in proposals] == [("Boerenraad", "")]
    assert cast["participant"].name in lessons[0].about
    cast.programme.participations.filter(person=cast["participant"]).update(consent=Consent.ANONYMOUS)
    assert cast["participant"].name not in came_along(programme=made, viewer=newcomer)[0][0].about
    assert came_along(programme=made, viewer=client) == ((), ())
    assert came_along(programme=made, viewer=cast["facilitator"])[0][0].url
    page = cast.client("facilitator").get(reverse("outcomes:results", args=[made.public_id])).content.decode()
    assert "Wat meekwam uit het vorige traject" in page
    assert "Vraag het de buren." in page


def test_the_line_shows_on_both_homes_and_names_only_what_the_reader_may_see(cast: Cast) -> None:
    made = follow(cast, decision=decision_on(cast))
    newcomer = makers.join(made).person
    here = lineage_of(programme=cast.programme, viewer=cast["facilitator"])
    assert here is not None
    assert [one.name for one in here.after] == ["Themateams, het vervolg"]
    assert lineage_of(programme=cast.programme, viewer=cast["participant"]) is None
    start_programme(programme=made, by=cast["facilitator"])
    hidden = lineage_of(programme=cast.programme, viewer=cast["participant"])
    assert hidden is not None
    assert [(one.name, one.url) for one in hidden.after] == [("", "")]
    there = lineage_of(programme=made, viewer=newcomer)
    assert there is not None
    assert there.before is not None
    assert (there.before.name, there.by_decision) == ("", "")
    mine = lineage_of(programme=made, viewer=cast["facilitator"])
    assert mine is not None
    assert "Boerenraad" in mine.by_decision
    page = (
        cast.client("facilitator")
        .get(reverse("overviews:programme_more", args=[made.public_id]))
        .content.decode()
    )
    assert "Komt voort uit" in page
    assert cast.programme.name in page


def test_a_line_of_three_shows_whole(cast: Cast, django_assert_max_num_queries) -> None:
    second = follow(cast, name="Tweede")
    third = follow(cast, before=second, name="Derde")
    fourth = follow(cast, before=third, name="Vierde")
    assert {one.first for one in FollowUp.objects.all()} == {cast.programme}
    viewer = cast["facilitator"]
    assert viewer.is_authenticated
    with django_assert_max_num_queries(4):
        line = lineage_of(programme=third, viewer=viewer)
    assert line is not None
    assert [one.name for one in line.line] == [cast.programme.name, "Tweede", "Derde", "Vierde"]
    assert [one.is_here for one in line.line] == [False, False, True, False]
    assert line.after[0].name == fourth.name


def test_by_the_page_and_on_with_the_set_up(cast: Cast) -> None:
    decision, lesson = decision_on(cast), lesson_of(cast)
    browser = cast.client("facilitator")
    page = browser.get(reverse("outcomes:decision", args=[decision.public_id])).content.decode()
    address = (
        reverse("outcomes:follow_up", args=[cast.programme.public_id]) + f"?decision={decision.public_id}"
    )
    assert address in page
    body = browser.get(address).content.decode()
    assert "Boerenraad" in body
    assert "Vraag het de buren." in body
    coach = cast.participation("coach").public_id
    answer = browser.post(
        address,
        {
            "name": "Boeren verder", "blueprint": "theme_teams", "starts_on": today() + dt.timedelta(days=30),
            "people": [coach], "lessons": [lesson.public_id],
        },
    )  # fmt: skip
    made = FollowUp.objects.get()
    assert answer.headers["Location"] == reverse("programmes:setup_question", args=[made.programme.public_id])
    assert (made.decision, list(made.lessons.all())) == (decision, [lesson])
    assert made.programme.participations.count() == 2
    assert "Nog niemand weet ervan" in browser.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x"},
        {"starts_on": "2001-01-01"},
        {"people": ["nobody"]},
        {"blueprint": "nope"},
        {"name": "\x00"},
    ],
)
def test_bad_input_makes_nothing_and_loses_nothing(cast: Cast, wrong: dict[str, object]) -> None:
    lesson_of(cast)
    data = {"name": "Het vervolg", "blueprint": "theme_teams", "starts_on": today(), **wrong}
    address = reverse("outcomes:follow_up", args=[cast.programme.public_id])
    answer = cast.client("facilitator").post(address, data)
    assert answer.status_code == 422
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("participant", 403), ("coach", 403), ("client", 403), ("outsider", 404), ("administrator", 200)],
)
def test_who_begins_a_follow_up(cast: Cast, name: str, status: int) -> None:
    address = reverse("outcomes:follow_up", args=[cast.programme.public_id])
    assert cast.client(name).get(address).status_code == status


def test_from_a_closed_programme_it_goes_on(cast: Cast) -> None:
    makers.move_to_stage(cast.programme, "closed")
    home = cast.client("facilitator").get(reverse("overviews:programme", args=[cast.programme.public_id]))
    assert reverse("outcomes:follow_up", args=[cast.programme.public_id]) in home.content.decode()
    assert follow(cast).state == ProgrammeState.CONCEPT
