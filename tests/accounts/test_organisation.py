"""The page of an organisation: who administers it, who comes from it, its name."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Organisation, OrganisationAdmin, User
from accounts.services.administrators import add_administrator, change_organisation, remove_administrator
from outbox.models import Message
from programmes.enums import Role
from programmes.services.programmes import organisation_of
from tests import makers


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    return browser


def address(name, organisation, *more):
    return reverse(f"accounts:{name}", args=[organisation.public_id, *more])


@pytest.fixture
def here(db):
    """An organisation with an administrator and a programme."""
    programme = makers.make_programme(host=makers.make_organisation(name="Provincie Noord"))
    return programme, makers.make_admin(programme.host, makers.make_person(name="Anneke Rozendal"))


# ---- the page --------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_administrator_sees_who_comes_from_here_and_takes_part_in_what(here):
    programme, admin = here
    own = makers.make_person(name="Lotte de Wit", organisation=programme.host, function="adviseur")
    makers.join(programme, own, Role.COACH)
    elsewhere = makers.make_programme(name="Van een ander")
    makers.join(elsewhere, own)
    makers.join(programme, makers.make_person(name="Iemand van elders"))
    page = signed_in(admin).get(address("organisation", programme.host)).content.decode()
    assert "Lotte de Wit" in page
    assert f"{programme.name} (coach)" in page
    assert "Van een ander" not in page
    assert "Iemand van elders" not in page
    assert "Anneke Rozendal" in page


def test_closed_accounts_are_not_listed(here):
    programme, admin = here
    makers.make_person(name="Wim Weg", organisation=programme.host, is_active=False)
    assert "Wim Weg" not in signed_in(admin).get(address("organisation", programme.host)).content.decode()


def test_people_are_searched_by_name_and_address_and_come_forty_at_a_time(here):
    programme, admin = here
    for number in range(45):
        makers.make_person(name=f"Naam {number:02}", organisation=programme.host)
    makers.make_person(name="Zoé", email="zoe@noord.example", organisation=programme.host)
    browser = signed_in(admin)
    first = browser.get(address("organisation", programme.host))
    assert len(first.context["page"].people.rows) == 40
    assert "1 tot en met 40 van 46" in first.content.decode()
    second = browser.get(address("organisation", programme.host), {"page": "2"})
    assert len(second.context["page"].people.rows) == 6
    assert browser.get(address("organisation", programme.host), {"page": "x"}).status_code == 200
    for asked in ("zoé", "NOORD.example"):
        found = browser.get(address("organisation", programme.host), {"q": asked}).context["page"].people
        assert [row.name for row in found.rows] == ["Zoé"]
    nobody = browser.get(address("organisation", programme.host), {"q": "%<b>"}).content.decode()
    assert "%&lt;b&gt;" in nobody


@pytest.mark.parametrize("person", ["facilitator", "participant", "outsider"])
@pytest.mark.parametrize("name", ["organisation", "organisation_settings", "add_administrator"])
def test_nobody_else_finds_it(cast, person, name):
    assert cast.client(person).get(address(name, cast.host)).status_code == 404
    assert cast.client(person).post(address(name, cast.host), {"address": "x@example.org"}).status_code == 404


def test_the_page_takes_as_many_queries_for_forty_people(here, flat_queries):
    programme, admin = here

    def grow():
        for _number in range(39):
            makers.join(programme, makers.make_person(organisation=programme.host))
            makers.make_admin(programme.host)
            makers.make_programme(host=programme.host)

    makers.join(programme, makers.make_person(organisation=programme.host))
    flat_queries(signed_in(admin), address("organisation", programme.host), grow, 14)


def test_the_way_there_stands_in_the_menu_and_at_home(here):
    programme, admin = here
    page = signed_in(admin).get(reverse("overviews:mine")).content.decode()
    assert page.count(address("organisation", programme.host)) == 2
    other = signed_in(makers.make_person()).get(reverse("overviews:mine")).content.decode()
    assert "/organisations/" not in other


# ---- administrators --------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_new_administrator_gets_a_mail_and_comes_in(here):
    programme, admin = here
    browser = signed_in(admin)
    for _twice in range(2):
        answer = browser.post(
            address("add_administrator", programme.host), {"address": " Nieuw@Example.org "}
        )
        assert answer.status_code == 303
    new = User.objects.get(email="nieuw@example.org")
    assert OrganisationAdmin.objects.filter(organisation=programme.host, user=new).count() == 1
    message = Message.objects.get(user=new)
    assert message.kind == "administrator_invitation"
    assert signed_in(new).get(address("organisation", programme.host)).status_code == 200
    entry = AuditEntry.objects.get(verb="accounts.administrator_added")
    assert (entry.by, entry.keys, entry.scope) == (admin, {"administrator": new.pk}, programme.host.scope)


@pytest.mark.parametrize(
    "wrong", ["", "geen adres", "a@b", "x" * 300 + "@example.org", "a@example.org\nBcc: b@c.nl"]
)
def test_what_is_no_address_is_told_beside_the_field_and_stays(here, wrong):
    programme, admin = here
    answer = signed_in(admin).post(address("add_administrator", programme.host), {"address": wrong})
    assert answer.status_code == 422
    assert "kw-field__error" in answer.content.decode()
    assert OrganisationAdmin.objects.count() == 1


def test_a_closed_account_does_not_administer(here):
    programme, admin = here
    closed = makers.make_person(is_active=False)
    with pytest.raises(ValidationError, match="gesloten"):
        add_administrator(organisation=programme.host, address=closed.email, by=admin)


def test_who_is_removed_sees_nothing_from_then_on(here):
    programme, admin = here
    other = makers.make_admin(programme.host, makers.make_person(name="Bas Boer"))
    theirs, mine = signed_in(other), signed_in(admin)
    assert theirs.get(address("organisation", programme.host)).status_code == 200
    away = address("remove_administrator", programme.host, other.public_id)
    assert "Bas Boer" in mine.get(away).content.decode()
    assert OrganisationAdmin.objects.count() == 2
    assert mine.post(away).status_code == 303
    assert theirs.get(address("organisation", programme.host)).status_code == 404
    assert mine.post(away).status_code == 404


def test_who_stops_goes_home(here):
    programme, admin = here
    makers.make_admin(programme.host)
    answer = signed_in(admin).post(address("remove_administrator", programme.host, admin.public_id))
    assert answer["Location"] == reverse("overviews:mine")


def test_the_last_one_who_can_sign_in_stays(here):
    programme, admin = here
    makers.make_admin(programme.host, makers.make_person(is_active=False))
    answer = signed_in(admin).post(address("remove_administrator", programme.host, admin.public_id))
    assert answer.status_code == 422
    assert "laatste beheerder" in answer.content.decode()
    assert OrganisationAdmin.objects.filter(user=admin).exists()


def test_an_administrator_of_another_organisation_is_not_removed_here(here):
    programme, admin = here
    other = makers.make_admin(makers.make_organisation())
    assert (
        signed_in(admin).post(address("remove_administrator", programme.host, other.public_id)).status_code
        == 404
    )
    assert OrganisationAdmin.objects.filter(user=other).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_at_once_leave_one(concurrently):
    organisation = makers.make_organisation()
    one, two = makers.make_admin(organisation), makers.make_admin(organisation)
    results = concurrently(
        lambda: remove_administrator(organisation=organisation, person=two, by=one),
        lambda: remove_administrator(organisation=organisation, person=one, by=two),
    )
    assert OrganisationAdmin.objects.filter(organisation=organisation).count() == 1
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "NoneType"]


# ---- its name --------------------------------------------------------------------------------------------------


def test_it_is_called_otherwise(here):
    programme, admin = here
    new = {"name": "Provincie  Zuid", "kind": "province"}
    assert signed_in(admin).post(address("organisation_settings", programme.host), new).status_code == 303
    organisation = Organisation.objects.get(pk=programme.host_id)
    assert (organisation.name, organisation.kind) == ("Provincie Zuid", "province")


def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(here):
    programme, admin = here
    makers.make_organisation(name="Bezet")
    answer = signed_in(admin).post(
        address("organisation_settings", programme.host), {"name": "bezet", "kind": "province"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Er is al een organisatie met deze naam" in page
    assert 'value="bezet"' in page
    assert "Provincie Noord" in page


@pytest.mark.parametrize(
    "data", [{"name": ""}, {"name": "x" * 201}, {"name": "\x00"}, {"name": "Ja", "kind": "keizerrijk"}]
)
def test_a_name_that_cannot_be_is_told(here, data):
    programme, admin = here
    answer = signed_in(admin).post(
        address("organisation_settings", programme.host), {"kind": "province", **data}
    )
    assert answer.status_code == 422


def test_a_service_refuses_a_kind_that_is_none(here):
    programme, admin = here
    with pytest.raises(ValidationError):
        change_organisation(organisation=programme.host, name="Ja", kind="keizerrijk", by=admin)


@pytest.mark.parametrize(
    ("client", "name"), [(None, None), ("  ", None), (" provincie noord", "Provincie Noord")]
)
def test_a_client_is_an_organisation_or_the_name_of_one(here, client, name):
    found = organisation_of(client, by=here[1])
    assert (found.name if found else None) == name
    assert organisation_of(here[0].host, by=here[1]) == here[0].host
