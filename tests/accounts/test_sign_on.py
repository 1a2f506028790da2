"""Signing in at one's own organisation, against a provider that runs in a process of its own."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, OrganisationAdmin, SignOn, User
from accounts.services.domains import add_domain
from accounts.services.sign_on import set_sign_on, switch_sign_on
from core.access import standing_of
from programmes.enums import Role
from programmes.models import Participation
from tests import makers
from tests.accounts.provider import Provider, run_provider
from tests.accounts.test_doors import user_of

LOTTE = {"email": "lotte@noord.example", "email_verified": True, "name": "Lotte de Wit"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """One provider for all."""
    with run_provider() as running:
        yield running


@pytest.fixture
def host(db, provider):
    """An organisation with the domain noord.example, whose sign-on is on."""
    organisation = makers.make_organisation(name="Provincie Noord")
    admin = makers.make_admin(organisation, makers.make_person(email="anneke@noord.example"))
    add_domain(organisation=organisation, domain="noord.example", by=admin)
    set_sign_on(
        organisation=organisation, issuer=provider.issuer, client_id="koers", secret="geheim", by=admin
    )
    switch_sign_on(organisation=organisation, on=True, by=admin)
    return organisation


def door(name, organisation):
    return reverse(f"accounts:sign_on_{name}", args=[organisation.public_id])


def come_in(browser, organisation, provider, subject="lotte", **query):
    """From our door to the provider and back; our last answer."""
    away = browser.get(door("away", organisation), query)
    assert away.status_code == 302, away.content.decode()
    return browser.get(provider.agree(away["Location"], subject).removeprefix("http://testserver"))


def words(answer):
    return answer.content.decode().split("<main")[1].split("</main>")[0]


# ---- coming in -------------------------------------------------------------------------------------------------


def test_somebody_new_comes_in_without_any_role_whatever_the_provider_claims(host, provider):
    programme = makers.make_programme(host=host)
    roles = {"roles": ["administrator"], "groups": ["admin"], "role": "administrator", "is_staff": True}
    provider.knows("lotte", **LOTTE, **roles)
    browser = Client()
    assert come_in(browser, host, provider)["Location"] == reverse("overviews:mine")
    person = User.objects.get(email="lotte@noord.example")
    assert user_of(browser) == str(person.pk)
    assert (person.name, person.organisation) == ("Lotte de Wit", host)
    assert standing_of(person).grants == {}
    assert not person.has_usable_password()
    assert not OrganisationAdmin.objects.filter(user=person).exists()
    assert not Participation.objects.exists()
    assert browser.get(reverse("overviews:programme", args=[programme.public_id])).status_code == 404
    assert AuditEntry.objects.filter(verb="accounts.joined_by_sign_on", by=person).count() == 1


def test_nothing_that_the_provider_says_is_kept(host, provider):
    provider.knows("lotte", **LOTTE, phone_number="0612345678", department="geheim")
    come_in(Client(), host, provider)
    come_in(Client(), host, provider)
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.extra_data) == (provider.issuer, "lotte", {})
    assert not SocialToken.objects.exists()
    assert not SocialApp.objects.exists()


def test_a_known_person_keeps_account_name_and_roles(host, provider):
    provider.knows("lotte", **LOTTE)
    person = makers.make_person(email="lotte@noord.example", name="Lotte")
    makers.join(makers.make_programme(host=host), person, Role.COACH)
    browser = Client()
    come_in(browser, host, provider)
    assert user_of(browser) == str(person.pk)
    person.refresh_from_db()
    assert person.name == "Lotte"
    assert Participation.objects.get(person=person).role == Role.COACH
    assert AuditEntry.objects.filter(verb="accounts.sign_on_linked").count() == 1


def test_after_the_first_time_subject_and_issuer_count_and_not_the_address(host, provider):
    provider.knows("lotte", **LOTTE)
    come_in(Client(), host, provider)
    first = User.objects.get(email="lotte@noord.example")
    provider.knows("lotte", **{**LOTTE, "email": "l.dewit@noord.example"})
    browser = Client()
    come_in(browser, host, provider)
    assert user_of(browser) == str(first.pk)
    assert not User.objects.filter(email="l.dewit@noord.example").exists()


def test_an_address_that_went_to_somebody_else_does_not_bring_the_account_along(host, provider):
    provider.knows("lotte", **LOTTE)
    come_in(Client(), host, provider)
    provider.knows("lars", **LOTTE)
    browser = Client()
    assert "iemand anders" in words(come_in(browser, host, provider, "lars"))
    assert user_of(browser) is None


def test_another_provider_does_not_bring_the_accounts_of_the_one_before(host, provider):
    provider.knows("lotte", **LOTTE)
    come_in(Client(), host, provider)
    with run_provider() as other:
        admin = host.admins.get().user
        set_sign_on(organisation=host, issuer=other.issuer, client_id="koers", secret="x", by=admin)
        other.knows("lotte", **{**LOTTE, "email": "iemand@noord.example"})
        browser = Client()
        come_in(browser, host, other)
        assert user_of(browser) == str(User.objects.get(email="iemand@noord.example").pk)


def test_one_goes_on_to_the_page_that_one_asked_for_and_never_elsewhere(host, provider):
    provider.knows("lotte", **LOTTE)
    assert come_in(Client(), host, provider, next="/me/")["Location"] == "/me/"
    assert come_in(Client(), host, provider, next="https://evil.example/")["Location"] == reverse(
        "overviews:mine"
    )


def test_one_stays_as_long_as_the_role_allows(host, provider):
    provider.knows("lotte", **LOTTE)
    makers.join(makers.make_programme(), makers.make_person(email="lotte@noord.example"), Role.FACILITATOR)
    browser = Client()
    come_in(browser, host, provider)
    assert browser.session.get_expiry_age() == pytest.approx(30 * 24 * 3600, abs=60)


def test_an_administrator_with_a_second_factor_is_asked_for_it(host, provider):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    admin = host.admins.get().user
    TOTP.activate(admin, generate_totp_secret())
    provider.knows("anneke", email="anneke@noord.example", email_verified=True)
    browser = Client()
    answer = come_in(browser, host, provider, "anneke")
    assert answer.status_code == 302
    assert user_of(browser) is None
    assert browser.get(reverse("overviews:mine")).status_code == 302


# ---- who does not come in --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": "lotte@noord.example", "email_verified": False}, "echt van jou"),
        ({"email": "lotte@noord.example", "email_verified": "false"}, "echt van jou"),
        ({"email": "lotte@noord.example"}, "echt van jou"),
        ({"email_verified": True}, "je e-mailadres niet"),
        ({"email": ["lotte@noord.example"], "email_verified": True}, "je e-mailadres niet"),
        ({"email": "geen adres", "email_verified": True}, "je e-mailadres niet"),
        ({"email": "lotte@zuid.example", "email_verified": True}, "geen adres van Provincie Noord"),
        ({"email": "lotte@mail.noord.example", "email_verified": True}, "geen adres van Provincie Noord"),
        ({"email": "lotte@noord.example@zuid.example", "email_verified": True}, "je e-mailadres niet"),
    ],
)
def test_without_a_verified_address_of_the_organisation_nobody_comes_in(host, provider, claims, sentence):
    provider.knows("lotte", **claims)
    before = User.objects.count()
    browser = Client()
    answer = come_in(browser, host, provider)
    assert answer.status_code == 403
    assert sentence in words(answer)
    assert user_of(browser) is None
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_microsofts_word_for_verified_counts(host, provider):
    provider.knows("lotte", email="lotte@noord.example", xms_edov="1")
    browser = Client()
    come_in(browser, host, provider)
    assert user_of(browser)


def test_who_comes_back_still_needs_an_address_of_the_organisation(host, provider):
    provider.knows("lotte", **LOTTE)
    come_in(Client(), host, provider)
    provider.knows("lotte", **{**LOTTE, "email": "lotte@elders.example"})
    browser = Client()
    assert come_in(browser, host, provider).status_code == 403
    assert user_of(browser) is None


def test_a_closed_account_does_not_come_in(host, provider):
    provider.knows("lotte", **LOTTE)
    come_in(Client(), host, provider)
    User.objects.filter(email="lotte@noord.example").update(is_active=False)
    browser = Client()
    assert come_in(browser, host, provider).status_code == 403
    assert user_of(browser) is None


def test_an_administrator_of_another_organisation_is_not_taken_over_by_a_claim(host, provider):
    makers.make_admin(makers.make_organisation(), makers.make_person(email="lotte@noord.example"))
    provider.knows("lotte", **LOTTE)
    browser = Client()
    assert "andere organisatie" in words(come_in(browser, host, provider))
    assert user_of(browser) is None
    assert not SocialAccount.objects.exists()


def test_a_provider_lets_nobody_into_another_organisation(host, provider):
    zuid = makers.make_organisation(name="Provincie Zuid")
    add_domain(organisation=zuid, domain="zuid.example", by=None)
    makers.make_person(email="baas@zuid.example")
    provider.knows("dief", email="baas@zuid.example", email_verified=True)
    browser = Client()
    assert come_in(browser, host, provider, "dief").status_code == 403
    assert user_of(browser) is None


# ---- the way there and back ------------------------------------------------------------------------------------


def test_state_nonce_and_pkce_go_along_and_no_secret(host, provider):
    away = Client().get(door("away", host))["Location"]
    asked = {key: values[0] for key, values in parse_qs(urlsplit(away).query).items()}
    assert len(asked["state"]) >= 16
    assert len(asked["nonce"]) >= 32
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) >= 43
    assert asked["response_type"] == "code"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == f"http://testserver{door('back', host)}"
    assert "geheim" not in away


def test_an_answer_works_in_the_browser_that_asked_and_once(host, provider):
    provider.knows("lotte", **LOTTE)
    mine, other = Client(), Client()
    back = provider.agree(mine.get(door("away", host))["Location"], "lotte").removeprefix("http://testserver")
    assert other.get(back).status_code == 403
    assert user_of(other) is None
    mine.get(back)
    assert user_of(mine)
    mine.post(reverse("account_logout"))
    assert mine.get(back).status_code == 403
    assert user_of(mine) is None


def test_an_id_token_of_another_attempt_is_refused(host, provider):
    provider.knows("lotte", **LOTTE)
    browser = Client()
    away = browser.get(door("away", host))["Location"]
    nonce = parse_qs(urlsplit(away).query)["nonce"][0]
    back = provider.agree(away.replace(nonce, "x" * 43), "lotte").removeprefix("http://testserver")
    answer = browser.get(back)
    assert answer.status_code == 403
    assert "andere poging" in words(answer)
    assert user_of(browser) is None


def test_an_answer_for_another_organisation_or_issuer_is_refused(host, provider):
    provider.knows("lotte", **LOTTE)
    zuid = makers.make_organisation()
    add_domain(organisation=zuid, domain="zuid.example", by=None)
    set_sign_on(
        organisation=zuid, issuer=provider.issuer, client_id="zuid", secret="x", by=makers.make_admin(zuid)
    )
    SignOn.objects.update(is_on=True)
    browser = Client()
    back = provider.agree(browser.get(door("away", host))["Location"], "lotte").removeprefix(
        "http://testserver"
    )
    assert browser.get(back.replace(host.public_id, zuid.public_id)).status_code == 403
    assert browser.get(f"{back}&iss=https://evil.example").status_code == 403
    assert user_of(browser) is None


@pytest.mark.parametrize(
    "query", ["", "?error=access_denied", "?code=x", "?state=x", "?state=x&code=y", "?code=%00"]
)
def test_an_answer_that_nobody_asked_for_is_refused(host, query):
    browser = Client()
    answer = browser.get(door("back", host) + query)
    assert answer.status_code in {400, 403}
    assert user_of(browser) is None


def test_who_stops_at_the_provider_is_told_how_else_one_comes_in(host, provider):
    browser = Client()
    state = parse_qs(urlsplit(browser.get(door("away", host))["Location"]).query)["state"][0]
    answer = browser.get(door("back", host), {"state": state, "error": "access_denied"})
    assert answer.status_code == 403
    assert reverse("account_login") in words(answer)
    assert "gestopt" in words(answer)


def test_a_page_elsewhere_does_not_sign_anybody_in_unasked(host):
    answer = Client().get(door("away", host), headers={"sec-fetch-site": "cross-site"})
    assert answer["Location"] == door("door", host)


def test_a_code_that_the_provider_does_not_know_is_told(host):
    browser = Client()
    state = parse_qs(urlsplit(browser.get(door("away", host))["Location"]).query)["state"][0]
    answer = browser.get(door("back", host), {"state": state, "code": "nooit-gegeven"})
    assert answer.status_code == 403
    assert user_of(browser) is None


def test_a_provider_that_is_down_is_told_before_and_after(db):
    with run_provider() as other:
        organisation = makers.make_organisation()
        add_domain(organisation=organisation, domain="noord.example", by=None)
        admin = makers.make_admin(organisation)
        set_sign_on(organisation=organisation, issuer=other.issuer, client_id="x", secret="x", by=admin)
        switch_sign_on(organisation=organisation, on=True, by=admin)
        other.knows("lotte", **LOTTE)
        browser = Client()
        back = other.agree(browser.get(door("away", organisation))["Location"], "lotte")
    for answer in (
        browser.get(back.removeprefix("http://testserver")),
        browser.get(door("away", organisation)),
    ):
        assert answer.status_code == 503
        assert "antwoordt nu niet" in words(answer)
    assert user_of(browser) is None


# ---- finding the door ------------------------------------------------------------------------------------------


def test_the_address_finds_the_door_and_nothing_lists_them(host):
    page = Client().get(reverse("accounts:sign_on_choose"))
    assert "Provincie Noord" not in page.content.decode()
    found = Client().post(
        reverse("accounts:sign_on_choose"), {"address": "Wie@NOORD.example", "next": "/me/"}
    )
    assert found["Location"] == f"{door('door', host)}?next=%2Fme%2F"
    page = words(Client().get(found["Location"]))
    assert "Inloggen met Provincie Noord" in page
    assert f"{door('away', host)}?next=%2Fme%2F" in page
    strange = Client().post(reverse("accounts:sign_on_choose"), {"address": "wie@elders.example"})
    assert strange.status_code == 422
    assert "wie@elders.example" in strange.content.decode()
    assert Client().post(reverse("accounts:sign_on_choose"), {"address": "x"}).status_code == 422


@pytest.mark.parametrize("name", ["door", "away", "back"])
def test_what_is_switched_off_answers_as_what_was_never_there(host, provider, name):
    provider.knows("lotte", **LOTTE)
    browser = Client()
    back = provider.agree(browser.get(door("away", host))["Location"], "lotte").removeprefix(
        "http://testserver"
    )
    switch_sign_on(organisation=host, on=False, by=host.admins.get().user)
    path = back if name == "back" else door(name, host)
    off, never = browser.get(path), browser.get(door(name, makers.make_organisation()))
    assert (off.status_code, never.status_code) == (404, 404)
    assert words(off) == words(never)
    assert user_of(browser) is None
    assert browser.post(reverse("accounts:sign_on_choose"), {"address": "a@noord.example"}).status_code == 422
