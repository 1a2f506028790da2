"""The whole demo, made once and looked at: every way of working, each in another phase, for each account."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from core.clock import now
from homework.models import Submission
from ideas.models import Idea
from overviews.queries.mine import my_programmes
from overviews.queries.quiet import quiet_page
from overviews.services.demo.build import build_demo
from programmes.enums import ProgrammeKind, ProgrammeState, Stage
from programmes.models import Programme
from sessions.enums import SessionState
from sessions.models import Session

DOORS = ("facilitator", "coach", "participant", "observer", "supporter", "client", "admin")
"""The accounts that stand on the page where one signs in."""


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Programme]:
    """The main programme, with the others beside it."""
    media = override_settings(MEDIA_ROOT=Path(tmp_path_factory.mktemp("media")))
    with django_db_blocker.unblock(), media, transaction.atomic():
        yield build_demo()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def within(demo: Programme, db: None) -> None:
    """Each test in a transaction of its own on top of that."""


def account(who: str) -> User:
    return User.objects.get(email=f"{who}@demo.example")


def test_each_way_of_working_is_there_once_and_each_in_another_stage():
    programmes = list(Programme.objects.select_related("phase"))
    assert sorted(one.kind for one in programmes) == sorted(ProgrammeKind.values)
    stages = {str(one.phase.stage if one.phase else one.state) for one in programmes}
    assert stages == {ProgrammeState.CONCEPT, *Stage.values} - {Stage.CLOSED}


def test_making_it_again_changes_nothing(demo):
    before = counted()
    assert build_demo() == demo
    assert counted() == before


def counted() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("who", DOORS)
def test_its_pages_answer_for_each_account_at_the_door(who):
    client = Client()
    client.force_login(account(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    programmes = list(Programme.objects.visible_to(account(who)))
    assert len(programmes) > 1
    pages = {
        "overviews:programme": True,
        "programmes:plan": who == "facilitator",
        "programmes:people": who in {"facilitator", "admin"},
        "reports:koersdocument": who != "supporter",
    }
    for programme in programmes:
        for name, is_open in pages.items():
            answer = client.get(reverse(name, args=[programme.public_id]))
            assert answer.status_code == (200 if is_open else 403), (programme.name, name)


@pytest.mark.parametrize("who", DOORS[:-1])
def test_my_programmes_shows_more_than_one_and_one_next_thing(who):
    page = my_programmes(viewer=account(who))
    assert len(page.running) > 1
    assert page.next is not None


def test_the_home_of_the_participant_stays_calm(demo):
    page = my_programmes(viewer=account("participant"))
    assert len(page.running) == 3
    assert page.next is not None
    assert page.next.programme == demo.name


def test_few_go_quiet(demo):
    quiet = {
        programme.pk: [
            one.name
            for team in quiet_page(programme=programme, viewer=account("facilitator")).teams
            for one in team.people
        ]
        for programme in Programme.objects.select_related("phase")
    }
    assert quiet[demo.pk] == ["Imke Zeldenrust", "Rogier Plantinga", "Petra Schouwstra"]
    assert all(len(names) <= 3 for names in quiet.values())


def test_what_is_over_lies_behind_and_what_is_planned_ahead():
    for evening in Session.objects.select_related("moment"):
        assert (evening.state == SessionState.CLOSED) == (evening.moment.at < now()), evening
    assert not Idea.objects.filter(created_at__gt=now()).exists()
    assert not Submission.objects.filter(handed_in_at__gt=now()).exists()


def test_who_had_an_idea_on_an_evening_was_there():
    ideas = Idea.objects.filter(evening__isnull=False)
    there = ideas.filter(author__attendances__evening=F("evening"), author__attendances__is_present=True)
    assert ideas.count() == there.count() > 60


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("programmes.Programme", ("name", "question", "mandate")),
        ("creative_sessions.Session", ("title", "goal", "place", "practical")),
        ("ideas.Idea", ("text",)),
        ("ideas.Cluster", ("title",)),
        ("outcomes.Lesson", ("text",)),
        ("outcomes.Decision", ("body", "reason", "owner")),
        ("reports.Koersdocument", ("title", "subtitle", "lead")),
    ],
)
def test_no_text_is_empty(label, fields):
    rows = apps.get_model(label)._default_manager.all()
    assert rows.exists()
    for name in fields:
        assert not rows.filter(**{name: ""}).exists(), name


def test_everybody_has_a_name_a_function_and_an_organisation():
    people = User.objects.filter(participations__isnull=False)
    assert not people.filter(name="").exists()
    assert not people.filter(function="").exists()
    assert not people.filter(organisation=None).exists()
