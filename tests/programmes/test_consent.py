"""How others may see somebody: asked once, told by example, changed at any time, and careful until then."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ideas.services.proposals import edit_proposal
from programmes.enums import Consent
from programmes.models import Participation
from programmes.queries.signing import sign, signature
from tests import makers

PERSON = {"name": "Noor Postma", "function": "beleidsadviseur"}


@pytest.fixture
def noor(cast):
    """Somebody who has just come in, and was not asked yet."""
    person = makers.make_person(**PERSON, organisation=makers.make_organisation(name="Provincie Groningen"))
    cast.people["noor"] = person
    return makers.join(cast.programme, person, team=cast.team, consent_asked_at=None)


def page_of(cast):
    return reverse("overviews:programme", args=[cast.programme.public_id])


def choice_of(participation):
    return reverse("programmes:consent", args=[participation.public_id])


@pytest.mark.embedded
def test_nobody_is_named_before_choosing(noor):
    assert signature(noor) == "anoniem"
    assert str(sign(noor, known=True)) == "Noor Postma, Provincie Groningen"  # whose work needs it


def test_the_database_names_nobody_unasked(noor):
    for consent in (Consent.NAME, Consent.FUNCTION):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participation.objects.filter(pk=noor.pk).update(consent=consent)


def test_the_question_is_asked_at_home_with_an_example_of_each(cast, noor):
    page = cast.client("noor").get(page_of(cast)).content.decode()
    assert "Hoe mogen anderen je zien?" in page
    for example in ("‘Noor Postma, Provincie Groningen’", "‘beleidsadviseur’", "‘anoniem’"):
        assert example in page


@pytest.mark.parametrize("chosen", Consent.values)
def test_the_choice_holds_at_once_and_is_not_asked_again(cast, noor, chosen):
    idea = makers.make_idea(cast.team, noor)
    browser = cast.client("noor")
    answer = browser.post(choice_of(noor), {"consent": chosen, "next": page_of(cast)}, follow=True)
    said = {
        "name": "Noor Postma, Provincie Groningen",
        "function": "beleidsadviseur",
        "anonymous": "anoniem",
    }[chosen]
    assert answer.redirect_chain == [(page_of(cast), 303)]
    assert f"‘{said}’" in answer.content.decode()
    assert "Hoe mogen anderen je zien?" not in answer.content.decode()
    read = cast.client("coach").get(reverse("ideas:idea", args=[idea.public_id]))
    assert said in read.content.decode()


def test_later_leaves_one_anonymous_and_is_not_asked_again(cast, noor):
    browser = cast.client("noor")
    assert browser.post(choice_of(noor), {"later": "yes"}).status_code == 303
    noor.refresh_from_db()
    assert (noor.consent, noor.consent_asked_at is None) == ("anonymous", False)
    assert "Hoe mogen anderen je zien?" not in browser.get(page_of(cast)).content.decode()


def test_later_takes_no_choice_back(cast):
    own = cast.participation("participant")
    cast.client("participant").post(choice_of(own), {"later": "yes"})
    own.refresh_from_db()
    assert own.consent == "name"


@pytest.mark.parametrize("person", ["supporter", "client"])
def test_who_contributes_nothing_is_not_asked(cast, person):
    Participation.objects.filter(programme=cast.programme).update(consent="anonymous", consent_asked_at=None)
    assert "Hoe mogen anderen je zien?" not in cast.client(person).get(page_of(cast)).content.decode()
    assert "Hoe mogen anderen je zien?" in cast.client("observer").get(page_of(cast)).content.decode()


def test_without_a_function_the_example_says_a_participant(cast, noor):
    noor.person.function = ""
    noor.person.save()
    assert "‘een deelnemer’" in cast.client("noor").get(choice_of(noor)).content.decode()


@pytest.mark.parametrize("sent", ["", "x", "\x00", "NAME", "name\r\n", "n" * 10_000, "<b>", "anonymous,name"])
def test_what_is_no_way_to_be_named_gets_a_sentence(cast, noor, sent):
    answer = cast.client("noor").post(choice_of(noor), {"consent": sent})
    assert answer.status_code in {400, 422}
    noor.refresh_from_db()
    assert noor.consent_asked_at is None


def test_the_choice_leads_to_no_address_of_somebody_else(cast, noor):
    answer = cast.client("noor").post(choice_of(noor), {"consent": "name", "next": "https://evil.example/"})
    assert answer["Location"] == page_of(cast)


def test_the_page_about_oneself_tells_what_stands_below_ones_words(cast, noor):
    page = cast.client("noor").get(reverse("accounts:profile")).content.decode()
    assert "nog niet gekozen" in page
    cast.client("noor").post(choice_of(noor), {"consent": "function"})
    page = cast.client("noor").get(reverse("accounts:profile")).content.decode()
    assert "Onder jouw woorden staat ‘beleidsadviseur’." in page


def test_earlier_versions_of_a_proposal_are_signed_too(cast, noor):
    proposal = cast.team.proposals.create(programme=cast.programme, title="Het contract", what="x")
    for what in ("y", "z"):
        edit_proposal(proposal=proposal, base_version=proposal.version, by=noor.person, fields={"what": what})
        proposal.refresh_from_db()
    url = reverse("ideas:proposal", args=[proposal.public_id])
    assert "Noor Postma" not in cast.client("participant").get(url).content.decode()
    cast.client("noor").post(choice_of(noor), {"consent": "name"})
    assert "Noor Postma" in cast.client("participant").get(url).content.decode()
