"""The demo is made by the services, once, and shows a programme half-way."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from homework.models import Picture
from ideas.models import Proposal
from overviews.services.demo.people import ADMIN, FACILITATOR, PASSWORD, PEOPLE
from programmes.models import Programme


def test_it_refuses_outside_the_demo(db):
    with pytest.raises(CommandError, match="KOERSWERK_DEMO"):
        call_command("demo")


@pytest.mark.embedded
def test_it_is_made_once_and_everybody_can_come_in(db, settings):
    settings.DEMO = True
    for _ in range(2):
        out = io.StringIO()
        call_command("demo", stdout=out)
    programme = Programme.objects.get()
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
