"""Evenings at which the people of a programme are expected somewhere else."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.clock import at_local
from programmes.models import Participation, Programme
from programmes.queries.busy import diaries_of
from tests import makers
from tests.programmes.worlds import evening, guided, plan_programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_december_2026():
    with time_machine.travel("2026-12-01T09:00:00Z", tick=True):
        yield


@pytest.fixture
def facilitator():
    """A facilitator with a concept, signed in; Avond 2 is on Thursday 8 April at 17.30."""
    return guided()


def at(name: str, programme: Programme) -> str:
    """The address of a page of ``programme``."""
    return reverse(f"programmes:{name}", args=[programme.public_id])


def elsewhere(*people, day="2027-04-08", clock="19:00", minutes=120, team=None, **fields):
    """An evening of another programme for ``people``."""
    host = fields.pop("within", None) or makers.make_programme(name="Kopgroep van de buren", **fields)
    held = makers.make_evening(host, title="Geheim beraad", minutes=minutes, team=team)
    held.moment.at = at_local(dt.date.fromisoformat(day), dt.time.fromisoformat(clock))
    held.moment.save()
    for person in people:
        if not Participation.objects.filter(programme=host, person=person).exists():
            makers.join(host, person, team=team)
    return held


def clashes(facilitator, name="Avond 2"):
    """What is said of the evening called ``name``."""
    programme = facilitator.programme
    facilitator.person.__dict__.pop("_standing", None)
    diaries = diaries_of(programme=programme, viewer=facilitator.person)
    return diaries.clashes(evening(programme, name).pk)


def invited(programme, **fields):
    """Somebody on the list of ``programme``."""
    person = makers.make_person(**fields)
    makers.join(programme, person)
    return person


def test_people_who_are_expected_elsewhere_are_counted_without_the_name_of_what_one_may_not_see(facilitator):
    one, other = invited(facilitator.programme), invited(facilitator.programme)
    elsewhere(one, other)
    assert clashes(facilitator) == ("2 mensen hebben dan een avond van een ander traject.",)
    assert clashes(facilitator, "Avond 1") == ()


def test_a_programme_that_one_may_see_has_its_name(facilitator):
    held = elsewhere(invited(facilitator.programme), facilitator.person)
    assert clashes(facilitator) == ("Jij en één ander hebben dan ‘Geheim beraad’ van Kopgroep van de buren.",)
    held.programme.participations.exclude(person=facilitator.person).delete()
    assert clashes(facilitator) == ("Jij hebt dan ‘Geheim beraad’ van Kopgroep van de buren.",)


@pytest.mark.parametrize(
    ("clock", "minutes", "meet"),
    [
        ("15:30", 120, False),  # until 17.30, when ours begins
        ("15:30", 121, True),
        ("19:59", 60, True),  # ours lasts until 20.00
        ("20:00", 60, False),
        ("18:00", 30, True),
    ],
)
def test_only_evenings_that_overlap_clash(facilitator, clock, minutes, meet):
    elsewhere(invited(facilitator.programme), clock=clock, minutes=minutes)
    assert bool(clashes(facilitator)) is meet


@pytest.mark.parametrize("role", ["supporter", "client"])
def test_who_is_not_expected_at_evenings_does_not_clash(facilitator, role):
    person = makers.make_person()
    makers.join(facilitator.programme, person, role)
    elsewhere(person)
    assert clashes(facilitator) == ()


def test_who_left_does_not_count_nor_does_a_closed_programme_or_the_concept_of_others(facilitator):
    gone = invited(facilitator.programme)
    facilitator.programme.participations.filter(person=gone).update(until=dt.datetime.now(dt.UTC))
    elsewhere(gone)
    closed = elsewhere(invited(facilitator.programme)).programme
    Programme.objects.filter(pk=closed.pk).update(state="closed", closed_at=dt.datetime.now(dt.UTC))
    stranger = makers.make_person()
    hidden = plan_programme(by=stranger)
    makers.join(hidden, invited(facilitator.programme))
    assert clashes(facilitator) == ()


def test_a_concept_of_ones_own_counts(facilitator):
    plan_programme(by=facilitator.person, name="Mijn andere plan")
    assert clashes(facilitator) == ("Jij hebt dan ‘Avond 2’ van Mijn andere plan.",)


def test_two_teams_that_share_a_person_clash_within_a_programme(facilitator):
    programme = facilitator.programme
    team, other = programme.teams.all()[:2]
    person = makers.make_person()
    makers.join(programme, person, team=team)
    held = elsewhere(within=programme, team=team)
    assert clashes(facilitator) == (
        f"Jij en één ander hebben dan ‘Geheim beraad’ van team {held.team.name}.",
    )
    held.team = other
    held.save()
    assert clashes(facilitator) == (f"Jij hebt dan ‘Geheim beraad’ van team {other.name}.",)


def test_the_calendar_says_it_and_proposes_a_day_on_which_nobody_is_engaged(facilitator):
    programme = facilitator.programme
    person = invited(programme)
    elsewhere(person)
    elsewhere(person, day="2027-04-15")
    page = facilitator.get(at("setup_calendar", programme)).content.decode()
    assert "Eén persoon heeft dan een avond van een ander traject." in page
    assert "Geheim beraad" not in page
    days = {f"day_{one.public_id}": str(one.at.date()) for one in programme.moments.filter(kind="session")}
    chosen = {"later": evening(programme, "Avond 2").public_id}
    facilitator.post(at("setup_calendar", programme), days | chosen)
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 22)


def test_a_day_that_is_asked_for_is_looked_at_too(facilitator):
    programme = facilitator.programme
    elsewhere(invited(programme), day="2027-04-14")
    days = {f"day_{one.public_id}": str(one.at.date()) for one in programme.moments.filter(kind="session")}
    asked = {f"day_{evening(programme, 'Avond 2').public_id}": "2027-04-14", "look": "1"}
    page = facilitator.post(at("setup_calendar", programme), days | asked).content.decode()
    assert "Eén persoon heeft dan" in page
    assert evening(programme, "Avond 2").at.date() == dt.date(2027, 4, 8)


def test_an_evening_that_is_left_there_stays_without_being_asked_again(facilitator):
    programme = facilitator.programme
    elsewhere(invited(programme))
    days = {f"day_{one.public_id}": str(one.at.date()) for one in programme.moments.filter(kind="session")}
    facilitator.post(
        at("setup_calendar", programme), days | {"stay": evening(programme, "Avond 2").public_id}
    )
    page = facilitator.get(at("setup_calendar", programme)).content.decode()
    assert "Eén persoon heeft dan" in page
    assert "Wordt do 15 apr" not in page
    assert "Eén persoon heeft dan" not in facilitator.get(at("setup_review", programme)).content.decode()


def test_the_review_lists_holidays_and_engagements_together_with_the_way_to_another_day(facilitator):
    programme = facilitator.programme
    elsewhere(invited(programme))
    page = facilitator.get(at("setup_review", programme)).content.decode()
    section = page.split('id="clashes"')[1].split("</section>")[0]
    assert "Avond 2" in section
    assert "Eén persoon heeft dan een avond van een ander traject." in section
    assert "Dit is Hemelvaartsdag." in section
    assert f"#day_{evening(programme, 'Avond 3').public_id}" in section


def test_a_school_holiday_clashes_where_it_counts_and_nowhere_else(facilitator):
    programme = facilitator.programme
    away = {f"day_{one.public_id}": str(one.at.date()) for one in programme.moments.filter(kind="session")}
    away[f"day_{evening(programme, 'Avond 1').public_id}"] = "2027-02-18"
    facilitator.post(at("setup_calendar", programme), away)
    assert (
        "Dit is Voorjaarsvakantie (Zuid)." in facilitator.get(at("setup_review", programme)).content.decode()
    )
    Programme.objects.filter(pk=programme.pk).update(region="noord")
    assert (
        "Voorjaarsvakantie"
        not in facilitator.get(at("setup_review", programme))
        .content.decode()
        .split('id="clashes"')[1]
        .split("</section>")[0]
    )


def test_moving_an_evening_of_a_running_programme_says_who_has_something_else_then(facilitator):
    programme = plan_programme(by=facilitator.person, running=True)
    elsewhere(invited(programme), day="2027-04-15")
    facilitator.person.__dict__.pop("_standing", None)
    moment = evening(programme, "Avond 2")
    move = reverse("programmes:move_moment", args=[moment.public_id])
    page = facilitator.get(f"{move}?day=2027-04-15&clock=17:30").content.decode()
    assert "Avond 2: Eén persoon heeft dan een avond van een ander traject." in page
    assert "heeft dan" not in facilitator.get(f"{move}?day=2027-04-14&clock=17:30").content.decode()


def test_looking_takes_as_many_queries_for_one_engagement_and_for_forty(
    facilitator, django_assert_num_queries
):
    programme = facilitator.programme
    for number in range(40):
        elsewhere(invited(programme), day=f"2027-0{4 + number % 3}-{1 + number % 28:02}")
    with django_assert_num_queries(4):
        diaries_of(programme=programme, viewer=facilitator.person)
