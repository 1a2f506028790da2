"""What people say about themselves, and the organisations that they come from."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Organisation, OrganisationAdmin, User
from accounts.services.organisations import clean_address, find_or_make_organisation, find_or_make_person
from outbox.models import Message
from outbox.services.sending import send_due
from tests import makers

ME = reverse("accounts:profile")


def data(**fields):
    return {
        "name": "Lotte de Wit", "function": "adviseur", "organisation": "", "language": "nl", "mail_rhythm": "at_once"
    } | fields  # fmt: skip


@pytest.fixture
def lotte(db):
    return makers.make_person(name="Lotte", email="lotte@example.org")


@pytest.fixture
def browser(lotte):
    browser = Client()
    browser.force_login(lotte)
    return browser


def test_signed_out_one_is_asked_to_sign_in(db):
    assert Client().get(ME)["Location"] == f"{reverse('account_login')}?next={ME}"


@pytest.mark.embedded
def test_everything_is_kept_and_audited_without_a_name_in_the_trail(browser, lotte):
    answer = browser.post(ME, data(organisation="Provincie Utrecht", mail_rhythm="daily"))
    assert answer.status_code == 303
    lotte.refresh_from_db()
    assert (lotte.name, lotte.function, lotte.mail_rhythm) == ("Lotte de Wit", "adviseur", "daily")
    assert lotte.organisation.name == "Provincie Utrecht"
    trail = list(AuditEntry.objects.values())
    assert {entry["verb"] for entry in trail} == {"accounts.profile_changed", "accounts.organisation_named"}
    assert "Lotte" not in str(trail)
    assert "Utrecht" not in str(trail)


def test_a_known_organisation_is_found_whatever_the_capitals(browser, lotte):
    known = makers.make_organisation(name="Provincie Utrecht")
    browser.post(ME, data(organisation="  provincie  utrecht "))
    lotte.refresh_from_db()
    assert lotte.organisation == known
    assert Organisation.objects.count() == 1


def test_one_reads_on_in_the_language_that_one_chose(browser):
    answer = browser.post(ME, data(language="en"), follow=True)
    assert "About you" in answer.content.decode()
    assert "This is how we know you now" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "Ĳ"}, 303),
        ({"name": "x" * 200}, 303),
        ({"name": "O’Brien-van 't Hof"}, 303),
        ({"name": "x" * 201}, 422),
        ({"name": ""}, 422),
        ({"name": "\u0000 \u0007"}, 422),
        ({"function": "f" * 201}, 422),
        ({"organisation": "o" * 201}, 422),
        ({"language": "xx"}, 422),
        ({"mail_rhythm": "hourly"}, 422),
        ({"mail_rhythm": ""}, 422),
        ({"name": "a\nBcc: b@example.org"}, 303),
    ],
)
def test_what_fits_is_kept_and_what_does_not_is_told(browser, lotte, fields, status):
    answer = browser.post(ME, data(**fields))
    assert answer.status_code == status
    lotte.refresh_from_db()
    assert "\n" not in lotte.name
    assert "\x00" not in lotte.name
    if status == 422:
        assert lotte.name == "Lotte"


def test_the_list_shows_only_organisations_that_one_meets(browser, lotte):
    met = makers.join(
        makers.make_programme(), makers.make_person(organisation=makers.make_organisation(name="Bekend BV"))
    )
    makers.join(met.programme, lotte)
    makers.make_organisation(name="Verborgen BV")
    page = browser.get(ME).content.decode()
    assert "Bekend BV" in page
    assert "Verborgen BV" not in page


def test_the_page_takes_as_many_queries_for_forty_programmes(browser, lotte, flat_queries):
    makers.join(makers.make_programme(), lotte)
    flat_queries(browser, ME, lambda: [makers.join(makers.make_programme(), lotte) for _ in range(39)], 15)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_type_the_same_new_name_make_one_organisation(concurrently):
    person = makers.make_person()
    made = concurrently(*[lambda: find_or_make_organisation(name="Gemeente Veenrode", by=person)] * 6)
    assert len({organisation.pk for organisation in made}) == 1


# ---- accounts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Gerda@Example.ORG ", "gerda@example.org"),
        ("gerda+thuis@example.org", "gerda+thuis@example.org"),
        ("gerda@møller.example", "gerda@møller.example"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("ger\u0000da@example.org", "gerda@example.org"),
    ],
)
def test_an_address_is_kept_as_mail_servers_know_it(db, typed, kept):
    assert clean_address(typed) == kept
    assert find_or_make_person(email=clean_address(typed))[0].email == kept


@pytest.mark.parametrize(
    "typed",
    ["", "x", "a@b", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "a b@example.org", "@x.nl",
     "x" * 250 + "@example.org", "a@exa mple.org", "a@example..org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        clean_address(typed)
    assert len(refusal.value.messages[0]) < 200


def test_what_people_said_of_themselves_stands(db):
    lotte = makers.make_person(name="Lotte", email="lotte@example.org")
    utrecht = makers.make_organisation()
    person, made = find_or_make_person(email="lotte@example.org", name="Iemand Anders", organisation=utrecht)
    assert (person.pk, made, person.name, person.organisation) == (lotte.pk, False, "Lotte", utrecht)


# ---- how an installation begins --------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_the_command_makes_an_organisation_and_invites_its_administrator(smtp_sink, capsys):
    call_command(
        "organisation",
        "create",
        "Provincie Overijssel",
        "--admin",
        "Anneke@example.org",
        "--kind",
        "province",
    )
    said = capsys.readouterr().out
    assert "Provincie Overijssel is there" in said
    assert "anneke@example.org" in said
    organisation = Organisation.objects.get()
    assert organisation.kind == "province"
    assert OrganisationAdmin.objects.get().user.email == "anneke@example.org"
    assert send_due() == 1
    mail = smtp_sink.to("anneke@example.org")[0]
    text = mail.get_body(("plain",)).get_content()
    assert "Je beheert Provincie Overijssel" in mail["Subject"]
    link = next(word for word in text.split() if "/link/" in word).removeprefix("http://testserver")
    browser = Client()
    assert browser.post(link, {"name": "Anneke Rozendal"})["Location"] == reverse("overviews:mine")
    page = browser.get(reverse("overviews:mine"))
    assert reverse("programmes:begin") in page.content.decode()
    assert browser.session.get_expiry_age() <= 12 * 3600
    assert Message.objects.get().scope == ""


@pytest.mark.parametrize(
    ("name", "address", "word"),
    [
        ("Provincie Overijssel", "a@example.org", "organisation with this name"),
        ("PROVINCIE overijssel", "a@example.org", "organisation with this name"),
        ("Iets anders", "geen adres", "not an e-mail address"),
        ("", "a@example.org", "blank"),
        ("x" * 201, "a@example.org", "200"),
    ],
)
def test_the_command_refuses_in_a_sentence_and_does_nothing(db, name, address, word):
    makers.make_organisation(name="Provincie Overijssel")
    with pytest.raises(CommandError, match=word):
        call_command("organisation", "create", name, "--admin", address)
    assert Organisation.objects.count() == 1
    assert User.objects.count() == Message.objects.count() == 0
