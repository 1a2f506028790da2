"""A running programme of theme teams whose mail goes into a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.models import User
from outbox.models import PlannerRun
from programmes.models import Programme
from sessions.models import DatePoll, Session
from tests import makers
from tests.programmes.worlds import plan_programme
from tests.sessions.asking import DAY, ask
from tests.sessions.mailing import START, at, evening_of


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Mail goes into a folder."""
    settings.EMAIL_URL = f"file://{tmp_path}"
    return tmp_path


@pytest.fixture
def programme(db: None, mail_folder: Path) -> Programme:
    """Theme teams that start on 4 February 2027, running since 10 January, with two participants and an observer."""
    with time_machine.travel(START, tick=False):
        marit = makers.make_person(name="Marit Duinstra", email="marit@example.org")
        programme = plan_programme(running=True, by=marit)
        team = programme.teams.get(name="Landschap")
        for number in range(2):
            makers.join(programme, makers.make_person(name=f"Lotte {number}"), team=team)
        makers.join(programme, role="observer", team=team)
        makers.join(programme, role="client")
        for name in ("sessions.invitations", "sessions.reminders"):
            PlannerRun.objects.create(planner=name, planned_until=START)
        Session.objects.filter(programme=programme).update(place="Provinciehuis Zwolle")
    return programme


@pytest.fixture
def by(programme: Programme) -> User:
    """Who facilitates it."""
    return User.objects.get(email="marit@example.org")


@pytest.fixture
def evening(programme: Programme) -> Iterator[Session]:
    """The first evening, on Thursday 4 February; nobody was invited to it yet."""
    with at(DAY, 10):
        yield evening_of(programme, "Startavond")


@pytest.fixture
def poll(evening: Session, by: User) -> DatePoll:
    """People are asked on which days that evening can be."""
    return ask(evening, by)
