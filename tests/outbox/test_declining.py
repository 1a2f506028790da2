"""The link "I want less mail": opening it changes nothing, pressing a button does."""

import pytest
from django.test import Client

from accounts.enums import MailRhythm
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


def rhythm_of(reader: User) -> str:
    reader.refresh_from_db()
    return reader.mail_rhythm


def test_opening_the_link_changes_nothing(url: str, reader: User) -> None:
    assert Client().get(url).status_code == 200
    assert rhythm_of(reader) == MailRhythm.AT_ONCE


def test_each_button_chooses_and_the_same_choice_again_changes_nothing(url: str, reader: User) -> None:
    browser = Client()
    for chosen in ("daily", "daily", "needed", "at_once"):
        page = browser.post(url, {"rhythm": chosen})
        assert page.status_code == 200
        assert rhythm_of(reader) == chosen
        assert f'value="{chosen}"' not in page.content.decode()
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["outbox.daily_mail_wanted", "outbox.extra_mail_declined", "outbox.extra_mail_wanted"]


@pytest.mark.parametrize(
    "posted", [{"List-Unsubscribe": "One-Click"}, {"rhythm": "never"}, {"rhythm": "\x00"}]
)
def test_a_mail_program_declines_by_itself_in_one_click(
    url: str, reader: User, posted: dict[str, str]
) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url, posted).status_code == 200
    assert rhythm_of(reader) == MailRhythm.NEEDED


@pytest.mark.parametrize("token", ["x", "MTI:1vNotASignature:abc", "%00", "../../admin"])
def test_a_forged_link_is_not_found(token: str) -> None:
    assert Client().get(f"/mail/less/{token}/").status_code in {400, 404}
