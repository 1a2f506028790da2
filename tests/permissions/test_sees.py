"""For whom things exist at all, where no address of the walk tells it."""

import datetime as dt

import pytest

from core.clock import now, today
from homework.models import Assignment, Submission
from ideas.models import Idea
from programmes.models import Participation
from reports.koersdocument.models import Koersdocument
from sessions.models import AgendaItem, Attendance
from tests import makers
from tests.conftest import Cast, make_cast

pytestmark = pytest.mark.django_db
WORKERS = {"facilitator", "coach", "participant", "other_participant", "observer"}


@pytest.mark.parametrize(
    ("state", "readers"),
    [("running", WORKERS | {"client", "administrator"}), ("concept", {"facilitator", "administrator"})],
)
def test_a_draft_is_there_for_everybody_in_the_programme_but_supporters(
    state: str, readers: set[str]
) -> None:
    cast = make_cast(state=state)
    Koersdocument.objects.create(programme=cast.programme)
    seeing = {name for name in cast.people if Koersdocument.objects.visible_to(cast[name]).exists()}
    assert seeing == readers


def test_homework_for_all_teams_is_there_for_who_works_in_the_programme(cast: Cast) -> None:
    makers.make_assignment(cast.programme)
    seeing = {name for name in cast.people if Assignment.objects.visible_to(cast[name]).exists()}
    assert seeing == WORKERS


def test_who_came_back_in_another_role_does_not_see_what_was_answered_then(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    before = cast.participation("participant")
    makers.attend(evening, before)
    assert Attendance.objects.visible_to(cast["participant"]).exists()
    assert not Attendance.objects.visible_to(cast["observer"]).exists()
    before.until = now()
    before.save(update_fields=["until"])
    before.memberships.update(until=now())
    makers.join(cast.programme, cast["participant"], "supporter")
    assert not Attendance.objects.visible_to(cast["participant"]).exists()


def test_before_a_programme_starts_its_facilitator_alone_sees_who_comes_and_the_draaiboek() -> None:
    cast = make_cast(state="concept")
    evening = makers.make_evening(cast.programme, team=cast.team)
    for name in ("coach", "participant"):
        makers.attend(evening, cast.participation(name))
    AgendaItem.objects.create(evening=evening, position=1, method="brainstorm", title="Vangen", minutes=20)
    for things in (Attendance, AgendaItem):
        assert {name for name in cast.people if things.objects.visible_to(cast[name]).exists()} == {
            "facilitator"
        }


@pytest.mark.parametrize(("days", "seen"), [(-1, True), (1, False)])
def test_homework_that_is_shown_from_the_evening_on_is_seen_in_the_team_from_then_on(
    cast: Cast, days: int, seen: bool
) -> None:
    evening = makers.make_evening(cast.programme, days=days, team=cast.team)
    shown = makers.make_assignment(cast.programme, team=cast.team, visibility="from_evening", evening=evening)
    colleague = makers.join(cast.programme, role="participant", team=cast.team)
    makers.make_submission(shown, colleague)
    assert Submission.objects.visible_to(cast["participant"]).exists() is seen
    assert not Submission.objects.visible_to(cast["other_participant"]).exists()


@pytest.mark.parametrize(("days", "seen"), [(0, True), (1, False)])
def test_somebody_sees_the_own_place_from_the_first_day_on(cast: Cast, days: int, seen: bool) -> None:
    starts_on = today() + dt.timedelta(days=days)
    place = makers.join(cast.programme, role="participant", team=cast.team, starts_on=starts_on)
    assert Participation.objects.visible_to(place.person).filter(pk=place.pk).exists() is seen


def test_who_typed_a_hidden_idea_for_somebody_else_sees_it(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team)
    author = makers.join(cast.programme, role="participant", team=cast.team)
    makers.make_idea(cast.team, author, evening=evening, written_by=cast["participant"])
    seeing = {name for name in cast.people if Idea.objects.visible_to(cast[name]).exists()}
    assert seeing == {"facilitator", "participant"}


def test_after_the_reveal_the_whole_team_sees_the_ideas_of_the_evening(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team, revealed=True)
    author = makers.join(cast.programme, role="participant", team=cast.team)
    makers.make_idea(cast.team, author, evening=evening)
    seeing = {name for name in cast.people if Idea.objects.visible_to(cast[name]).exists()}
    assert seeing == {"facilitator", "coach", "participant", "observer"}
