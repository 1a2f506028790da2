"""Fixtures that several files about programmes use."""

import pytest
from django.test import Client

from accounts.models import User
from core.clock import now
from programmes.models import Intake, Programme, ThemeRound
from programmes.services.theme_rounds import open_round
from tests import makers
from tests.conftest import Cast
from tests.programmes.desks import desk_of
from tests.programmes.theme_steps import SOON
from tests.programmes.worlds import plan_programme


@pytest.fixture
def by() -> User:
    """A facilitator."""
    return makers.make_person(name="Marijke de Wit")


@pytest.fixture
def programme(by: User) -> Programme:
    """A running programme of the facilitator, fitted into its year."""
    found = plan_programme(by=by, running=True, as_written=False)
    by.__dict__.pop("_standing", None)
    return found


@pytest.fixture
def browser(by: User, programme: Programme) -> Client:
    """The facilitator, signed in."""
    client = Client()
    client.force_login(by)
    return client


@pytest.fixture
def desk(cast: Cast) -> Intake:
    """A desk of the host where everybody may bring something."""
    return desk_of(cast.host)


@pytest.fixture
def theme_round(cast: Cast) -> ThemeRound:
    """A round of the programme in which people name themes."""
    return open_round(programme=cast.programme, until=now() + SOON, by=cast["facilitator"])
