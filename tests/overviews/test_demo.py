"""The demo is made by the services, once; each of its programmes is as far as its story says, on whatever day."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from homework.models import Picture
from ideas.models import Proposal
from overviews.services.demo import build, together
from overviews.services.demo.people import ADMIN, FACILITATOR, KNOWN, PASSWORD, PEOPLE
from overviews.services.demo.stories import STORIES
from overviews.services.demo.story import Story
from programmes.enums import Role
from programmes.models import Programme
from programmes.services.blueprints import find_blueprint


def test_it_refuses_outside_the_demo(db):
    with pytest.raises(CommandError, match="KOERSWERK_DEMO"):
        call_command("demo")


@pytest.mark.embedded
def test_the_main_programme_is_made_once_and_everybody_can_come_in(db, settings):
    settings.DEMO = True
    for _ in range(2):
        out = io.StringIO()
        call_command("demo", main_only=True, stdout=out)
    programme, group = Programme.objects.order_by("pk")
    assert group.begun_from.count() == 1
    assert programme.sessions.filter(state="closed").count() == 3
    assert programme.sessions.filter(state="planned").count() == 3
    assert programme.assignments.filter(submissions__state="draft").exists()
    assert Proposal.objects.filter(state="agreed").count() == 2
    assert programme.decisions.count() == 1
    assert programme.koersdocument.inclusions.count() >= 16
    assert Picture.objects.exclude(description="").count() == 2
    for somebody in (ADMIN, FACILITATOR, *PEOPLE):
        assert somebody.email in out.getvalue() or somebody not in (FACILITATOR, ADMIN)
        assert User.objects.get(email=somebody.email).check_password(PASSWORD)
    coming = programme.sessions.filter(state="planned").order_by("moment__at")[0]
    for screen in ("live/", "wall/", ""):
        assert f"/evenings/{coming.public_id}/{screen}  (" in out.getvalue()


@pytest.mark.parametrize(
    ("kind", "began"),
    [
        ("theme_teams", build.DAYS_AGO),
        ("leading_group", together.DAYS_AGO),
        *((story.kind, story.began) for story in STORIES if story.began > 0),
    ],
)
def test_what_is_over_does_not_depend_on_the_day_of_the_week(kind: str, began: int) -> None:
    """It began on a Thursday, up to six days later than its story says: nothing of its plan may lie in between."""
    plan = find_blueprint(kind).plan
    day_of = {evening["key"]: evening["day"] for evening in plan["evenings"]}
    homework = [day_of[one["for"]] + one["days"] for one in plan["homework"]]
    phases = [phase["day"] for phase in plan["phases"]]
    assert not {*day_of.values(), *homework, *phases} & set(range(began - 6, began + 1))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind)
def test_whoever_is_named_in_a_story_is_known_and_sits_in_one_team_of_it(story: Story) -> None:
    named = [who for roles in story.cast.values() for names in roles.values() for who in names]
    assert set(named) <= set(KNOWN)
    assert len(named) == len(set(named))
    teams = {team: roles for team, roles in story.cast.items() if team}
    assert all(Role.COACH in roles for roles in teams.values())
    seated = {who for roles in teams.values() for names in roles.values() for who in names}
    spoke: list[Any] = [
        one for part in (story.thoughts, story.homework) for many in part.values() for one in many
    ]
    assert {one.who for one in spoke} <= seated


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.kind)
def test_whatever_a_story_names_stands_in_its_blueprint(story: Story) -> None:
    """A title with a typing error would leave its words out without a sound."""
    plan = find_blueprint(story.kind).plan
    evenings = {one["title"] for one in plan["evenings"]}
    assert set(story.thoughts) <= evenings
    assert {story.bundled} - {""} <= evenings
    homework = {one["title"] for one in plan["homework"]} | ({story.extra.title} if story.extra else set())
    assert set(story.homework) <= homework
    assert set(story.parts) <= {one["title"] for one in plan["koersdocument"]}
