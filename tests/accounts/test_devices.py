"""Where one is signed in: what the list tells, signing out there, and what a browser keeps."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Device, User
from accounts.services.devices import BROWSERS, SYSTEMS, named_in
from accounts.services.links import make_personal_link
from tests import makers

DEVICES, ELSEWHERE, OUT = (
    reverse(name) for name in ("accounts:devices", "accounts:sign_out_elsewhere", "account_logout")
)
ME = reverse("accounts:profile")
PASSWORD = "een lang wachtwoord"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def tarik(db: None) -> User:
    return makers.make_person(email="tarik@example.org", password=PASSWORD)


def sign_in(agent: str = PHONE, email: str = "tarik@example.org") -> Client:
    """A browser that says it is ``agent``, in which somebody signed in by password."""
    browser = Client(headers={"user-agent": agent})
    browser.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert browser.session.get("_auth_user_id")
    return browser


def out_of(device: Device) -> str:
    return reverse("accounts:sign_out_device", args=[device.public_id])


@pytest.mark.embedded
def test_the_list_names_devices_in_words_and_marks_this_one(tarik: User) -> None:
    phone = sign_in(PHONE)
    sign_in(IPHONE)
    page = phone.get(DEVICES).content.decode()
    assert page.index("Chrome op Android") < page.index("Dit apparaat") < page.index("Safari op iPhone")
    assert page.count("Dit apparaat") == 1


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (PHONE, "Chrome Android"),
        (IPHONE, "Safari iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131 Edg/131.0", "Edge Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541) AppleWebKit/537.36 Chrome/131 Safari/537.36", "Chrome ChromeOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/131 Mobile Safari/604.1", "Chrome iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27.0 Chrome/125 Safari/5", "Samsung Internet Android"),
        ("curl/8", " "),
        ("", " "),
        ("<script>alert(1)</script>" * 400, " "),
    ],
)  # fmt: skip
def test_a_browser_is_known_by_what_it_says(agent: str, named: str) -> None:
    assert f"{named_in(agent, BROWSERS)} {named_in(agent, SYSTEMS)}" == named


def test_nothing_is_kept_of_the_address_and_the_browsers_own_words(tarik: User) -> None:
    browser = Client(
        headers={"user-agent": PHONE, "x-forwarded-for": "203.0.113.9"}, REMOTE_ADDR="203.0.113.9"
    )
    browser.post(reverse("account_login"), {"login": tarik.email, "password": PASSWORD})
    row = str(Device.objects.values().get()) + str(Session.objects.get().get_decoded())
    assert "203.0.113" not in row
    assert "Mozilla" not in row


def test_signing_out_on_one_device_leaves_the_others(tarik: User) -> None:
    phone, laptop = sign_in(PHONE), sign_in(IPHONE)
    there = Device.objects.get(system="iPhone")
    for _press in range(2):
        answer = phone.post(out_of(there))
        assert answer.status_code in {303, 404}
    assert laptop.get(ME).status_code == 302
    assert phone.get(ME).status_code == 200
    assert AuditEntry.objects.filter(verb="accounts.device_signed_out", by=tarik).count() == 1


def test_signing_out_everywhere_else_keeps_this_one(tarik: User) -> None:
    here, others = sign_in(), [sign_in(IPHONE) for _ in range(3)]
    answer = here.post(ELSEWHERE, follow=True)
    assert "3 andere apparaten" in answer.content.decode()
    assert [other.get(ME).status_code for other in others] == [302] * 3
    assert here.get(ME).status_code == 200
    assert Device.objects.filter(user=tarik).count() == 1
    assert here.post(ELSEWHERE).status_code == 303


def test_nobody_signs_somebody_else_out(tarik: User) -> None:
    theirs = sign_in()
    stranger = Client()
    stranger.force_login(makers.make_person())
    assert stranger.post(out_of(Device.objects.get(user=tarik))).status_code == 404
    assert Client().post(out_of(Device.objects.get(user=tarik))).status_code == 302
    assert stranger.get(out_of(Device.objects.get(user=tarik))).status_code == 405
    stranger.post(ELSEWHERE)
    assert theirs.get(ME).status_code == 200


def test_signing_out_forgets_the_device(tarik: User) -> None:
    sign_in().post(OUT)
    assert not Device.objects.exists()
    assert not Session.objects.exists()


def test_the_list_takes_as_many_queries_for_one_device_as_for_forty(tarik: User, flat_queries: Any) -> None:
    browser = sign_in()

    def grow() -> None:
        for _device in range(39):
            Client().force_login(tarik)

    flat_queries(browser, DEVICES, grow, 8)
    assert Device.objects.filter(user=tarik).count() == 40


def test_the_page_about_signing_in_leads_to_the_list(tarik: User) -> None:
    assert DEVICES in sign_in().get(reverse("accounts:security")).content.decode()


# ---- the key of a session ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["password", "link"])
def test_a_key_from_before_signing_in_is_worth_nothing_after(tarik: User, way: str) -> None:
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": "x@example.org"})
    planted = browser.session.session_key
    assert planted
    if way == "password":
        browser.get(reverse("account_login"))
        browser.post(reverse("account_login"), {"login": tarik.email, "password": PASSWORD})
    else:
        browser.post(make_personal_link(user=tarik, leads_to="/").replace("http://testserver", ""))
    if not browser.session.get("_auth_user_id"):  # a code was under way: one leaves it first
        browser.post(OUT)
        browser.post(reverse("account_login"), {"login": tarik.email, "password": PASSWORD})
    assert browser.session.get("_auth_user_id") == str(tarik.pk)
    assert browser.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_another_password_renews_the_key_and_signs_others_out(tarik: User) -> None:
    here, other = sign_in(), sign_in(IPHONE)
    before = here.session.session_key
    since = Device.objects.get(session=before).since
    answer = here.post(
        reverse("accounts:password"),
        {"password": "nog een lang wachtwoord", "again": "nog een lang wachtwoord"},
    )
    assert answer.status_code == 303, answer.content.decode()[:3000]
    assert here.get(ME).status_code == 200
    assert here.session.session_key != before
    assert other.get(ME).status_code == 302
    device = Device.objects.get(user=tarik)
    assert (device.session_id, device.since) == (here.session.session_key, since)


# ---- what a browser keeps -------------------------------------------------------------------------------------------


def test_pages_of_who_is_signed_in_are_not_stored_and_others_may_be(tarik: User) -> None:
    browser = sign_in()
    for path in (ME, DEVICES, "/nowhere/"):
        assert browser.get(path)["Cache-Control"] == "private, no-store"
    assert "no-store" not in Client().get("/ended/").get("Cache-Control", "")


def test_signing_out_lets_the_browser_forget(tarik: User) -> None:
    browser = sign_in()
    assert "Clear-Site-Data" not in browser.get(ME)
    answer = browser.post(OUT)
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "no-store" in answer["Cache-Control"]


def test_cookies_are_for_us_alone(tarik: User, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    browser = Client()
    browser.post(reverse("account_login"), {"login": tarik.email, "password": PASSWORD}, secure=True)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True, True, "Lax", "/", "",
    )  # fmt: skip
