"""What a new programme begins from: a blueprint, a question that lies there, an earlier programme, a file."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from core.clock import today
from outbox.models import Message
from programmes.models import Programme
from programmes.queries.beginnings import MOST, sources_for
from programmes.services.blueprints import blueprints
from programmes.services.own_blueprints import newer_than, plan_like
from programmes.services.programmes import create_programme
from sessions.models import Session
from tests import makers
from tests.programmes.desks import bring, desk_of
from tests.programmes.worlds import evening, plan_programme

pytestmark = pytest.mark.django_db

BEGIN = "programmes:begin"


def like(programme: Programme) -> str:
    """The address at which one begins like ``programme``."""
    return f"{reverse(BEGIN)}?programme={programme.public_id}"


def answers(programme: Programme, **more: str) -> dict[str, str]:
    """What the first step takes when one begins like ``programme``."""
    return {
        "name": "Themateams, tweede ronde",
        "question": "",
        "client": "",
        "mandate": "",
        "starts_on": "2028-02-03",
        "region": "noord",
        "host": programme.host.public_id,
    } | more


def test_the_first_page_offers_questions_earlier_programmes_and_a_file_without_a_page_more(
    browser, programme, by
):
    brought = bring(desk_of(programme.host), title="Wie mag over de dijk?")
    page = browser.get(reverse(BEGIN)).content.decode()
    assert f"?question={brought.public_id}" in page
    assert f"?programme={programme.public_id}" in page
    assert reverse("programmes:import_blueprint") in page
    assert reverse("programmes:from_file") in page
    assert (
        '<details class="kw-fold"><summary>Liever beginnen' in page
    )  # folded: who wants a blueprint passes it by


def test_who_begins_a_first_programme_is_offered_no_empty_lists(db):
    browser = Client()
    browser.force_login(makers.make_admin(makers.make_organisation()))
    page = browser.get(reverse(BEGIN)).content.decode()
    assert reverse("programmes:import_blueprint") in page
    assert "Een eerder traject" not in page
    assert "Een vraagstuk dat er ligt" not in page


def test_what_was_answered_no_or_begun_already_is_not_offered(programme, by):
    desk = desk_of(programme.host)
    bring(desk, title="Een verhaal", kind="story")
    done = bring(desk, title="Al begonnen")
    done.programme = programme
    done.save()
    bring(desk, title="Ligt er nog")
    bring(desk_of(makers.make_organisation()), title="Van anderen")
    offered = [one.label for source in sources_for(by) for one in source.beginnings]
    assert offered == [
        "Ligt er nog",
        programme.name,
        "Een bestand met een traject",
        "Een bestand met een blauwdruk",
    ]


def test_no_more_is_offered_than_one_looks_through_in_as_many_queries(
    programme, by, django_assert_num_queries
):
    desk = desk_of(programme.host)
    for number in range(MOST + 3):
        bring(desk, title=f"Vraagstuk {number}")
        makers.join(makers.make_programme(), by, "facilitator")
    by.__dict__.pop("_standing", None)
    len(sources_for(by))
    with django_assert_num_queries(2):
        found = sources_for(by)
    assert [len(source.beginnings) for source in found] == [MOST, MOST, 2]


def test_a_programme_begins_with_the_plan_of_an_earlier_one_as_it_is_now(browser, programme, by):
    moved = Session.objects.get(moment=evening(programme, "Avond 2"))
    item = moved.items.get(method="brainstorm")
    item.title = "Een blok van ons"
    item.save()
    Session.objects.filter(pk=moved.pk).update(title="Avond met ondernemers")
    makers.make_idea(programme.teams.first(), text="Wat iemand bedacht")
    makers.join(programme, makers.make_person(name="Piet Deelnemer"))
    page = browser.get(like(programme)).content.decode()
    assert f"Je begint met het plan van ‘{programme.name}’" in page
    assert 'name="blueprint"' not in page
    response = browser.post(like(programme), answers(programme))
    made = Programme.objects.get(name="Themateams, tweede ronde")
    assert response.url == reverse("programmes:setup_themes", args=[made.public_id])
    assert made.kind == programme.kind
    assert (made.sessions.count(), made.sessions.filter(title="Avond met ondernemers").count()) == (6, 1)
    assert made.sessions.get(title="Avond met ondernemers").items.filter(title="Een blok van ons").exists()
    assert made.moments.filter(kind="reminder").count() == programme.moments.filter(kind="reminder").count()
    assert made.themes.count() == 0
    assert made.ideas.count() == 0
    assert [one.person for one in made.participations.all()] == [by]
    assert made.blueprint["like"] == programme.name
    assert newer_than(made) is None
    calendar = browser.get(reverse("programmes:setup_calendar", args=[made.public_id])).content.decode()
    assert f"Gemaakt naar het plan van {programme.name}" in calendar


def test_client_mandate_region_and_host_come_along_and_themes_if_one_wants(browser, programme):
    programme.client = Organisation.objects.create(name="Het gezamenlijk bestuur")
    programme.mandate, programme.region = "Alles tot tienduizend euro.", "zuid"
    programme.save()
    initial = browser.get(like(programme)).context["form"]
    assert initial["client"].value() == "Het gezamenlijk bestuur"
    assert initial["mandate"].value() == "Alles tot tienduizend euro."
    assert initial["region"].value() == "zuid"
    assert initial["starts_on"].value().weekday() == programme.starts_on.weekday()
    assert not initial["with_themes"].value()
    browser.post(like(programme), answers(programme, with_themes="on"))
    made = Programme.objects.get(name="Themateams, tweede ronde")
    assert [one.name for one in made.themes.all()] == [one.name for one in programme.themes.all()]
    assert made.teams.count() == 3


def test_a_new_version_of_a_blueprint_is_not_told_to_who_began_from_a_programme(programme):
    choice = plan_like(programme)
    assert choice.key not in {one.key for one in blueprints()}
    assert choice.origin["like"] == programme.name


@pytest.mark.parametrize("role", ["coach", "participant", "client"])
def test_the_plan_of_a_programme_that_one_does_not_guide_cannot_be_taken(role, programme):
    person = makers.make_person()
    makers.join(programme, person, role)
    makers.join(makers.make_programme(), person, "facilitator")  # who may begin programmes elsewhere
    browser = Client()
    browser.force_login(person)
    page = browser.get(like(programme)).content.decode()
    assert "Je begint met het plan" not in page
    assert f'href="{like(programme)}"' not in page
    assert 'name="blueprint"' in page


def test_a_concept_and_an_unknown_programme_are_no_earlier_programme(browser, by):
    concept = plan_programme(by=by)
    for address in (
        like(concept),
        f"{reverse(BEGIN)}?programme=zzzzzzzzzzzz",
        f"{reverse(BEGIN)}?programme=%00",
    ):
        page = browser.get(address)
        assert page.status_code in {200, 400}
        assert f'href="{like(concept)}"' not in page.content.decode()
        assert "Je begint met het plan" not in page.content.decode()


def test_a_programme_without_evenings_has_no_plan_to_take_over(browser, by):
    bare = makers.make_programme(name="Zonder avonden")
    bare.refresh_from_db()
    makers.join(bare, by, "facilitator")
    by.__dict__.pop("_standing", None)
    with pytest.raises(ValidationError):
        plan_like(bare)
    response = browser.post(like(bare), answers(bare))
    assert response.status_code == 422
    assert "Het plan van ‘Zonder avonden’ kan niet worden overgenomen" in response.content.decode()
    assert not Programme.objects.filter(name="Themateams, tweede ronde").exists()


def test_a_programme_tells_where_one_begins_another_like_it(browser, programme):
    page = browser.get(reverse("programmes:programme_blueprint", args=[programme.public_id])).content.decode()
    assert like(programme) in page


def test_a_first_day_stands_there_already_on_which_nobody_is_away(browser):
    day = browser.get(reverse(BEGIN)).context["form"]["starts_on"].value()
    assert day.weekday() == 3
    assert day >= today() + dt.timedelta(weeks=5)


def test_beginning_sends_nothing(browser, programme):
    before = Message.objects.count()
    browser.post(like(programme), answers(programme))
    assert Message.objects.count() == before


def test_wrong_words_are_kept_and_nothing_is_made(programme, by):
    with pytest.raises(ValidationError):
        create_programme(
            like=programme, name="x", question="", client=None, host=programme.host, mandate="",
            starts_on=dt.date(2028, 2, 3), themes=[], by=by,
        )  # fmt: skip
