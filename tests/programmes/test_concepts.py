"""A programme that has not started: left, taken up again where it was, thrown away; and nobody hears of it."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from core.clock import now
from core.errors import Conflict
from outbox.models import Message
from outbox.services import planning
from programmes.models import Moment, Programme
from programmes.services.concepts import drop_concept
from programmes.services.programmes import start_programme
from programmes.services.questions import begin_programme_with
from sessions.models import Session
from tests import makers
from tests.programmes.desks import bring, desk_of
from tests.programmes.test_setup import admin as admin  # a fixture
from tests.programmes.test_setup import at, begin, days_of
from tests.programmes.worlds import guided, plan_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    """A facilitator with a concept, signed in."""
    return guided()


def test_one_goes_on_at_the_step_after_the_last_that_was_done(admin):
    admin.post(reverse("programmes:begin"), begin(admin, starts_on="2028-02-03"))
    programme = Programme.objects.get()

    def goes_on() -> str:
        return admin.get(at("setup", programme)).url

    assert goes_on() == at("setup_themes", programme)
    admin.post(at("setup_themes", programme), {"themes": ""})  # left out on purpose: it is not asked again
    assert goes_on() == at("setup_calendar", programme)
    admin.post(at("setup_calendar", programme), days_of(programme))
    assert goes_on() == at("setup_people", programme)
    admin.post(at("setup_themes", programme), {"themes": "Landschap"})  # going back loses no ground
    assert goes_on() == at("setup_people", programme)
    makers.join(programme, makers.make_person())
    assert goes_on() == at("setup_review", programme)


def test_steps_that_were_come_to_are_links_and_later_ones_are_not(admin):
    admin.post(reverse("programmes:begin"), begin(admin, starts_on="2028-02-03"))
    programme = Programme.objects.get()
    page = admin.get(at("setup_themes", programme)).content.decode()
    assert at("setup_question", programme) in page
    assert at("setup_calendar", programme) not in page
    admin.post(at("setup_themes", programme), {"themes": ""})
    admin.post(at("setup_calendar", programme), days_of(programme))
    page = admin.get(at("setup_question", programme)).content.decode()
    assert at("setup_review", programme) in page


def test_a_concept_stands_on_my_programmes_and_leads_on(facilitator):
    page = facilitator.get(reverse("overviews:mine")).content.decode()
    assert f'class="kw-card__link" href="{at("setup", facilitator.programme)}"' in page
    assert "Ga verder met opzetten" in page


def test_an_administrator_who_does_not_guide_it_is_not_sent_into_the_steps(facilitator):
    administrator = makers.make_admin(facilitator.programme.host)
    facilitator.force_login(administrator)
    page = facilitator.get(reverse("overviews:mine")).content.decode()
    assert at("setup", facilitator.programme) not in page


def test_nothing_leaves_before_the_start_whatever_is_done(admin):
    before = Message.objects.count()
    admin.post(reverse("programmes:begin"), begin(admin, starts_on="2028-02-03"))
    programme = Programme.objects.get()
    admin.post(at("setup_themes", programme), {"themes": "Landschap\nBestuur"})
    days = days_of(programme)
    admin.post(at("setup_calendar", programme), days)
    pasted = {"people": "a@provincie.example\nb@provincie.example", "role": "participant", "team": ""}
    admin.post(at("setup_people", programme), pasted | {"invite": "yes"})
    for step in ("setup_question", "setup_themes", "setup_calendar", "setup_people", "setup_review"):
        admin.get(at(step, programme))
    Moment.objects.filter(programme=programme, kind="reminder").update(at=now())
    planning.plan()
    planning.plan()
    assert Message.objects.count() == before
    admin.post(at("start", programme))
    invitations = Message.objects.filter(scope=programme.scope, kind="invitation")
    assert sorted(invitations.values_list("recipient", flat=True)) == [
        "a@provincie.example",
        "b@provincie.example",
    ]


def test_going_on_with_lines_in_the_box_reads_them_and_loses_none(facilitator):
    programme = facilitator.programme
    lines = {"people": "Els <els@water.example>\nkapot@", "role": "participant", "team": "", "go": "on"}
    page = facilitator.post(at("setup_people", programme), lines)
    assert page.status_code == 200
    assert "Deze mensen staan nog niet op de lijst." in page.content.decode()
    assert "els@water.example" in page.content.decode()
    assert programme.participations.count() == 1
    assert facilitator.post(at("setup_people", programme), {"people": " ", "go": "on"}).url == at(
        "setup_review", programme
    )


def test_the_preview_says_who_gets_mail_at_the_start_and_so_does_the_start(facilitator):
    programme = facilitator.programme
    for name in ("Els", "Tarik"):
        makers.join(programme, makers.make_person(name=name)).__class__.objects.filter(
            person__name=name
        ).update(accepted_at=None)
    page = facilitator.get(at("setup_review", programme)).content.decode()
    assert "2 mensen krijgen mail" in page
    assert "2 mensen zitten nog in geen team." in page
    assert "Els, Tarik" in page
    assert "aan 2 mensen" in page
    told = facilitator.post(at("start", programme), follow=True).content.decode()
    assert "2 mensen krijgen nu hun uitnodiging." in told


def test_who_brought_the_question_stands_among_those_who_hear_of_the_start(by):
    brought = bring(desk_of(makers.make_organisation()))
    brought.confirmed_at = now()
    brought.save()
    browser = guided(by=by)
    programme = plan_programme(by=by)
    brought.programme = programme
    brought.save()
    by.__dict__.pop("_standing", None)
    assert "aan wie het vraagstuk inbracht" in browser.get(at("setup_review", programme)).content.decode()


def test_a_concept_is_thrown_away_with_what_was_made_for_it_and_nobody_hears_of_it(facilitator):
    programme = facilitator.programme
    lines = {
        "people": "nieuw@water.example",
        "role": "participant",
        "team": programme.teams.first().public_id,
    }
    facilitator.post(at("setup_people", programme), lines | {"invite": "yes"})
    known = makers.make_person(email="bekend@water.example")
    makers.join(programme, known)
    makers.join(makers.make_programme(), known)
    page = facilitator.get(at("drop_concept", programme)).content.decode()
    assert "De kalender met 6 avonden verdwijnt" in page
    assert "De lijst met 2 mensen verdwijnt." in page
    assert Programme.objects.filter(pk=programme.pk).exists()
    response = facilitator.post(at("drop_concept", programme))
    assert (response.status_code, response.url) == (303, reverse("overviews:mine"))
    assert not Programme.objects.filter(pk=programme.pk).exists()
    assert not Session.objects.filter(programme=programme.pk).exists()
    assert not Moment.objects.filter(programme=programme.pk).exists()
    assert not User.objects.filter(email="nieuw@water.example").exists()  # nobody ever told this person
    assert User.objects.filter(pk__in=[known.pk, facilitator.person.pk]).count() == 2
    assert not Message.objects.exists()
    entry = AuditEntry.objects.get(verb="programmes.concept_dropped")
    assert entry.scope == programme.host.scope


def test_the_question_that_a_concept_began_with_lies_there_again(by):
    brought = bring(desk_of(makers.make_organisation()), title="Wie mag over de dijk?")
    programme = begin_programme_with(
        brought=brought, by=by, blueprint_key="theme_teams", name="Dijken", question="", client=None,
        host=brought.organisation, mandate="", starts_on=plan_programme().starts_on, themes=[],
    )  # fmt: skip
    drop_concept(programme=programme, by=by)
    brought.refresh_from_db()
    assert brought.programme is None


@pytest.mark.parametrize("like", ["doetank", "course", "leading_group", "learning", "open"])
def test_every_way_of_working_can_be_thrown_away(like, by):
    programme = plan_programme(by=by, blueprint_key=like, name="Weg ermee")
    drop_concept(programme=programme, by=by)
    assert not Programme.objects.exists()


def test_what_started_meanwhile_is_not_thrown_away(facilitator):
    programme = facilitator.programme
    stale = Programme.objects.get(pk=programme.pk)
    start_programme(programme=programme, by=facilitator.person)
    with pytest.raises(Conflict):
        drop_concept(programme=stale, by=facilitator.person)
    assert facilitator.post(at("drop_concept", programme)).status_code == 403
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_a_concept_in_which_something_was_made_stays(facilitator):
    programme = facilitator.programme
    makers.make_idea(programme.teams.first(), text="Een idee van het begin")
    response = facilitator.post(at("drop_concept", programme))
    assert response.status_code == 422
    assert "In dit traject is al iets gemaakt." in response.content.decode()
    assert programme.sessions.count() == 6


def test_two_who_throw_it_away_at_once_both_get_an_answer(facilitator):
    programme = facilitator.programme
    drop_concept(programme=programme, by=facilitator.person)
    with pytest.raises(Conflict):
        drop_concept(programme=programme, by=facilitator.person)


@pytest.mark.parametrize("person", ["administrator", "coach", "participant", "client", "outsider"])
def test_who_does_not_guide_it_cannot_throw_it_away(cast, person):
    Programme.objects.filter(pk=cast.programme.pk).update(state="concept")
    response = cast.client(person).post(at("drop_concept", cast.programme))
    assert response.status_code in {403, 404}
    assert Programme.objects.filter(pk=cast.programme.pk).exists()
