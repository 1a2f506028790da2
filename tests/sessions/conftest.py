"""A running programme of theme teams whose mail goes into a folder."""

from pathlib import Path
from typing import Any

import pytest
import time_machine

from outbox.models import PlannerRun
from programmes.models import Programme
from sessions.models import Session
from tests import makers
from tests.programmes.worlds import plan_programme
from tests.sessions.mailing import START


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
