"""A person with a password, and a browser in which that person is in."""

import pytest
from django.test import Client

from tests import makers
from tests.accounts.factors import PASSWORD, with_password


@pytest.fixture
def tarik(db):
    return makers.make_person(name="Tarik Bouazza", email="tarik@example.org", password=PASSWORD)


@pytest.fixture
def inside(tarik):
    """A browser in which Tarik came in by his password a moment ago."""
    browser = Client()
    with_password(browser, tarik)
    return browser
