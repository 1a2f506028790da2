"""Mail domains: who adds which, and who comes in by one."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, MailDomain, OrganisationAdmin, User
from accounts.queries.domains import domain_of, organisation_with_mail
from accounts.services.domains import add_domain, clean_domain, join_by_mail, remove_domain
from core.access import standing_of
from outbox.models import Message
from programmes.models import Participation
from tests import makers
from tests.accounts.test_doors import CONFIRM, ask, code_in, user_of


@pytest.fixture
def open_house(db):
    """An organisation with the mail domain noord.example."""
    organisation = makers.make_organisation(name="Provincie Noord")
    add_domain(organisation=organisation, domain="noord.example", by=None)
    return organisation


# ---- what is a domain ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("noord.example", "noord.example"),
        (" @Noord.Example ", "noord.example"),
        ("anneke@noord.example", "noord.example"),
        ("noord.example.", "noord.example"),
        ("fryslân.example", "xn--frysln-0ta.example"),
        ("XN--FRYSLN-0TA.example", "xn--frysln-0ta.example"),
        ("mail.noord.example", "mail.noord.example"),
    ],
)
def test_a_domain_is_kept_in_one_form(typed, kept):
    assert clean_domain(typed) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "", "nl", "@", ".", "..", "-a.nl", "a-.nl", "a_b.nl", "a b.nl", "a.1", "10.0.0.1", "http://a.nl/", "a.nl/b",
        "x" * 64 + ".nl", ".".join(["abcdefgh"] * 40), "a..nl", "a.nl\x00", "a.nl\r\nb.nl", "\u202ea.nl", "💡", "a@b@",
    ],
)  # fmt: skip
def test_what_is_no_domain_is_told(wrong):
    with pytest.raises(ValidationError, match="maildomein"):
        clean_domain(wrong)


@pytest.mark.parametrize(
    "provider", ["gmail.com", "Outlook.com", "someone@ziggo.nl", "hotmail.com", "kpnmail.nl"]
)
def test_a_provider_for_everybody_is_refused_with_the_reason(provider):
    with pytest.raises(ValidationError, match="iedereen"):
        clean_domain(provider)


def test_the_domain_of_an_address():
    assert domain_of("A@Fryslân.Example") == "xn--frysln-0ta.example"
    assert domain_of('"a@b"@noord.example') == "noord.example"
    assert domain_of("nothing") == ""
    assert domain_of("a@" + "x" * 70 + ".nl") == ""


# ---- who adds one ----------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_administrator_adds_the_domain_of_the_own_address_and_takes_it_away(db):
    organisation = makers.make_organisation()
    admin = makers.make_admin(organisation, makers.make_person(email="anneke@noord.example"))
    for _twice in range(2):
        add_domain(organisation=organisation, domain="@noord.example", by=admin)
    assert organisation_with_mail("Ieder@NOORD.example") == organisation
    assert AuditEntry.objects.filter(verb="accounts.domain_added", scope=organisation.scope).count() == 1
    remove_domain(organisation=organisation, domain="noord.example", by=admin)
    assert organisation_with_mail("ieder@noord.example") is None
    assert AuditEntry.objects.filter(verb="accounts.domain_removed").count() == 1


@pytest.mark.parametrize("other", ["zuid.example", "mail.noord.example", "example"])
def test_a_domain_that_is_not_the_own_one_is_refused(db, other):
    organisation = makers.make_organisation()
    admin = makers.make_admin(organisation, makers.make_person(email="anneke@noord.example"))
    with pytest.raises(ValidationError):
        add_domain(organisation=organisation, domain=other, by=admin)
    assert not MailDomain.objects.exists()


def test_a_domain_has_one_organisation(open_house):
    with pytest.raises(ValidationError, match="andere organisatie"):
        add_domain(organisation=makers.make_organisation(), domain="noord.example", by=None)
    remove_domain(organisation=makers.make_organisation(), domain="noord.example", by=None)
    assert organisation_with_mail("a@noord.example") == open_house


@pytest.mark.django_db(transaction=True)
def test_two_organisations_that_take_a_domain_at_once_leave_it_with_one(concurrently):
    organisations = [makers.make_organisation() for _ in range(4)]
    results = concurrently(*[
        lambda one=one: add_domain(organisation=one, domain="noord.example", by=None) for one in organisations
    ])  # fmt: skip
    assert MailDomain.objects.count() == 1
    assert sorted(type(one).__name__ for one in results) == ["MailDomain", *["ValidationError"] * 3]


def test_who_runs_the_installation_adds_any_domain(db, capsys):
    organisation = makers.make_organisation(name="Provincie Noord")
    call_command("mail_domain", "add", "provincie noord", "noord.example")
    assert organisation_with_mail("a@noord.example") == organisation
    call_command("mail_domain", "list")
    assert "noord.example" in capsys.readouterr().out
    with pytest.raises(CommandError, match="gmail"):
        call_command("mail_domain", "add", "Provincie Noord", "gmail.com")
    with pytest.raises(CommandError, match="no organisation"):
        call_command("mail_domain", "add", "Provincie West", "west.example")
    call_command("mail_domain", "remove", "Provincie Noord", "noord.example")
    assert not MailDomain.objects.exists()


# ---- coming in -------------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_somebody_unknown_at_an_open_domain_comes_in_by_a_code_without_any_role(open_house, smtp_sink):
    browser = Client()
    assert ask(browser, "Nieuw@Noord.example")["Location"] == CONFIRM
    code = code_in(smtp_sink, "nieuw@noord.example")
    assert not User.objects.filter(email="nieuw@noord.example").exists()
    assert code not in str(Message.objects.values())
    assert browser.post(CONFIRM, {"code": code})["Location"] == reverse("overviews:mine")
    person = User.objects.get(email="nieuw@noord.example")
    assert user_of(browser) == str(person.pk)
    assert person.organisation == open_house
    assert standing_of(person).grants == {}
    assert not person.has_usable_password()
    assert not Participation.objects.filter(person=person).exists()
    assert not OrganisationAdmin.objects.filter(user=person).exists()
    assert AuditEntry.objects.filter(verb="accounts.joined_by_mail", by=person).count() == 1
    assert browser.get(reverse("overviews:mine")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_wrong_code_makes_no_account_and_a_new_one_can_be_asked_for(open_house, smtp_sink):
    browser = Client()
    ask(browser, "nieuw@noord.example")
    code_in(smtp_sink, "nieuw@noord.example")
    smtp_sink.clear()
    assert browser.post(CONFIRM, {"code": "x"}).status_code == 422
    assert not User.objects.exists()
    assert browser.post(CONFIRM, {"action": "resend"})["Location"] == CONFIRM
    assert browser.post(CONFIRM, {"code": code_in(smtp_sink, "nieuw@noord.example")}).status_code == 302
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_domain_that_was_closed_meanwhile_lets_nobody_in(open_house, smtp_sink):
    browser = Client()
    ask(browser, "nieuw@noord.example")
    code = code_in(smtp_sink, "nieuw@noord.example")
    remove_domain(organisation=open_house, domain="noord.example", by=None)
    browser.post(CONFIRM, {"code": code})
    assert user_of(browser) is None
    assert not User.objects.exists()


def code_of(browser):
    """The code that stands in the session, whether it was sent or not."""
    return browser.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"]


def test_the_code_that_went_to_nobody_lets_nobody_in_either(open_house):
    makers.make_person(email="weg@noord.example", is_active=False)
    for address in ("vreemd@elders.example", "vreemd@mail.noord.example", "weg@noord.example"):
        browser = Client()
        ask(browser, address)
        answer = browser.post(CONFIRM, {"code": code_of(browser)}, follow=True)
        assert user_of(browser) is None
        assert "te vaak" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_closed_account_at_an_open_domain_gets_no_code(open_house, smtp_sink):
    makers.make_person(email="weg@noord.example", is_active=False)
    makers.make_person(email="hier@noord.example")
    ask(Client(), "weg@noord.example")
    ask(Client(), "vreemd@elders.example")
    ask(Client(), "hier@noord.example")
    code_in(smtp_sink, "hier@noord.example")
    assert not smtp_sink.to("weg@noord.example")
    assert not smtp_sink.to("vreemd@elders.example")


def test_asking_takes_the_same_for_known_open_and_strange_addresses(open_house, django_assert_num_queries):
    makers.make_person(email="known@noord.example")
    counts, pages = [], []
    for address in ("known@noord.example", "new@noord.example", "new@elders.example"):
        cache.clear()
        browser = Client()
        with django_assert_num_queries(99, exact=False) as captured:
            ask(browser, address)
        counts.append(len(captured))
        pages.append(browser.get(CONFIRM).content.decode().replace(address, "…").split("<main")[1].count("<"))
    assert len(set(counts)) == 1
    assert len(set(pages)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_prove_one_address_at_once_are_one_person(concurrently):
    add_domain(organisation=makers.make_organisation(), domain="noord.example", by=None)
    people = concurrently(*[lambda: join_by_mail(address="nieuw@noord.example")] * 6)
    assert {person.pk for person in people} == {User.objects.get().pk}
