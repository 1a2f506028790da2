"""The link "I want less mail": opening it changes nothing, pressing the button does."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from outbox.services.mail import decline_url
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return make_person()


@pytest.fixture
def url(reader: User) -> str:
    return decline_url(reader).removeprefix("http://testserver")


def test_opening_the_link_changes_nothing(url: str, reader: User) -> None:
    assert Client().get(url).status_code == 200
    reader.refresh_from_db()
    assert reader.reads_extra_mail


def test_the_button_declines_and_another_takes_it_back(url: str, reader: User) -> None:
    browser = Client()
    assert browser.post(url, {"extra_mail": "no"}).status_code == 200
    assert browser.post(url, {"extra_mail": "no"}).status_code == 200
    reader.refresh_from_db()
    assert not reader.reads_extra_mail
    browser.post(url, {"extra_mail": "yes"})
    reader.refresh_from_db()
    assert reader.reads_extra_mail
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["outbox.extra_mail_declined", "outbox.extra_mail_wanted"]


def test_a_mail_program_declines_by_itself_in_one_click(url: str, reader: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    reader.refresh_from_db()
    assert not reader.reads_extra_mail


@pytest.mark.parametrize("token", ["x", "MTI:1vNotASignature:abc", "%00", "../../admin"])
def test_a_forged_link_is_not_found(token: str) -> None:
    assert Client().get(f"/mail/less/{token}/").status_code in {400, 404}
