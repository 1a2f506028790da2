"""A colleague who lost phone and recovery codes, and an administrator who helps."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.services.second_factor import help_who_lost_factor
from core.errors import Conflict
from outbox.models import Message
from tests import makers
from tests.accounts.factors import PAGE, PASSWORD, PROOF, give_app, with_password


@pytest.fixture
def here(db):
    return makers.make_organisation(name="Provincie Utrecht")


@pytest.fixture
def anneke(here):
    """The administrator who helps."""
    return makers.make_admin(
        here, makers.make_person(name="Anneke Visser", email="anneke@example.org", password=PASSWORD)
    )


@pytest.fixture
def tarik(here):
    """Another administrator, who has an app on a phone that is gone."""
    return give_app(
        makers.make_admin(
            here, makers.make_person(name="Tarik Bouazza", email="tarik@example.org", password=PASSWORD)
        )
    )


def address(organisation, person):
    return reverse("accounts:lost_second_step", args=[organisation.public_id, person.public_id])


def proved(person):
    """A browser in which ``person`` came in a moment ago."""
    browser = Client()
    with_password(browser, person)
    return browser


def test_an_administrator_helps_a_colleague_who_signs_in_without_a_second_step_and_sets_up_a_new_one(
    here, anneke, tarik, settings
):
    browser = proved(anneke)
    listed = browser.get(reverse("accounts:organisation", args=[here.public_id])).content.decode()
    assert address(here, tarik) in listed
    assert address(here, anneke) not in listed
    assert "Bel of ga langs" in browser.get(address(here, tarik)).content.decode()
    assert browser.post(address(here, tarik)).status_code == 303
    assert not Authenticator.objects.filter(user=tarik).exists()
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = True
    his = proved(tarik)  # no second step is asked
    assert his.get("/me/")["Location"] == PAGE


def test_the_colleague_is_told_by_whom_and_the_trail_of_the_organisation_has_it(here, anneke, tarik):
    help_who_lost_factor(organisation=here, person=tarik, by=anneke)
    mail = Message.objects.filter(kind="account", user=tarik).latest("pk")
    assert "Anneke Visser" in str(mail.params)
    entry = AuditEntry.objects.get(verb="accounts.second_factor_lost")
    assert (entry.by, entry.object_id, entry.scope) == (anneke, tarik.pk, here.scope)
    assert entry.keys == {}
    trail = proved(anneke).get(reverse("accounts:trail", args=[here.public_id])).content.decode()
    assert "Tarik" not in trail or "kwijt" in trail


def test_somebody_who_only_comes_from_here_is_helped_too(here, anneke):
    one = give_app(makers.make_person(name="Ruben", organisation=here))
    listed = proved(anneke).get(reverse("accounts:organisation", args=[here.public_id])).content.decode()
    assert address(here, one) in listed
    help_who_lost_factor(organisation=here, person=one, by=anneke)
    assert not Authenticator.objects.filter(user=one).exists()


def test_who_helps_shows_first_who_that_is(here, anneke, tarik):
    browser = Client()
    browser.force_login(anneke, backend="allauth.account.auth_backends.AuthenticationBackend")
    for ask in (browser.get, browser.post):
        answer = ask(address(here, tarik))
        assert (answer.status_code, answer["Location"].startswith(PROOF)) == (303, True)
    assert Authenticator.objects.filter(user=tarik).exists()


def test_nobody_helps_oneself(here, anneke):
    give_app(anneke)
    with pytest.raises(ValidationError, match=r"yourself|jezelf"):
        help_who_lost_factor(organisation=here, person=anneke, by=anneke)
    assert Authenticator.objects.filter(user=anneke).exists()


def test_who_belongs_elsewhere_is_not_found(here, anneke):
    stranger = give_app(makers.make_person(organisation=makers.make_organisation()))
    browser = proved(anneke)
    assert browser.get(address(here, stranger)).status_code == 404
    assert browser.post(address(here, stranger)).status_code == 404
    with pytest.raises(ValidationError):
        help_who_lost_factor(organisation=here, person=stranger, by=anneke)
    assert Authenticator.objects.filter(user=stranger).exists()


def test_the_door_of_another_organisation_is_not_opened_from_here(here, anneke):
    """Who comes from here and administers elsewhere: one mailbox would open that organisation."""
    elsewhere = makers.make_organisation()
    one = give_app(makers.make_admin(elsewhere, makers.make_person(name="Ruben", organisation=here)))
    browser = proved(anneke)
    page = browser.get(address(here, one)).content.decode()
    assert "beheert ook een andere organisatie" in page
    assert "kw-button--danger" not in page
    assert browser.post(address(here, one)).status_code == 422
    assert Authenticator.objects.filter(user=one).exists()
    makers.make_admin(elsewhere, anneke)
    anneke.__dict__.pop("_standing", None)
    help_who_lost_factor(organisation=here, person=one, by=anneke)
    assert not Authenticator.objects.filter(user=one).exists()


def test_a_second_press_is_told(here, anneke, tarik):
    help_who_lost_factor(organisation=here, person=tarik, by=anneke)
    with pytest.raises(Conflict):
        help_who_lost_factor(organisation=here, person=tarik, by=anneke)
    assert proved(anneke).post(address(here, tarik)).status_code == 422


def test_a_participant_does_not_find_the_page(here, tarik):
    other = makers.make_person(password=PASSWORD)
    assert proved(other).get(address(here, tarik)).status_code == 404
