"""A programme goes into a file and comes out of it as it was: dates, chain, texts and people."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEntry, User
from core.clock import local
from homework.models import Assignment
from outbox.models import Message
from overviews.services.demo.build import build_demo
from programmes.enums import ProgrammeState, Region, Role
from programmes.models import Moment, Participation, Programme, Reminder
from programmes.queries.dates import Tie, Wish
from programmes.queries.file_of import programme_as_file
from programmes.queries.rules import Rule
from programmes.services.blueprints import blueprints, known_words
from programmes.services.dates import move_moments
from programmes.services.files import begin_from_file, file_of
from programmes.services.programme_file import read_file
from programmes.services.programmes import change_programme, start_programme
from sessions.models import AgendaItem, Session
from tests import makers
from tests.programmes import travellers
from tests.programmes.travellers import begin, chain_of, days_of, file
from tests.programmes.worlds import THEMES, plan_programme

pytestmark = pytest.mark.django_db

NASTY = st.sampled_from(
    [
        "Gewoon",
        "👩‍👩‍👧 samen, n\u0303 en e\u0301",
        "\u202ertl\u202c עברית",
        "=SOM(A1)",
        "- geen lijst: echt niet # toch",
        "'enkel' en \"dubbel\" & <b>vet</b>",
        "tab\tdaarna",
        "eerste regel\r\ntweede regel\r\n\r\n  ingesprongen",
        "null",
        "12:30",
        "yes",
        "2027-02-30",
        "{{ template }} %(s)s",
        "\u2028regel\u2029 en \x85 en \ufeffbom",
        "x" * 150,
        "*niet &anker !label |",
        "<script>alert(1)</script>",
    ]
)
RULES = st.builds(
    Rule,
    st.integers(-3, 45),
    st.integers(0, 6),
    st.sampled_from([-1, 1, 2]),
    st.booleans(),
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_programme_in_a_file_and_out_of_it_is_the_same_also_by_another_day(data):
    by = makers.make_person()
    words = data.draw(NASTY)
    programme = plan_programme(
        by=by,
        blueprint_key=data.draw(st.sampled_from([one.key for one in blueprints()])),
        name=f"Traject {words}"[:160],
        question=data.draw(NASTY),
        mandate=data.draw(NASTY),
        client=f"Klant {words}"[:200],
        starts_on=data.draw(st.dates(dt.date(2027, 1, 4), dt.date(2028, 11, 30))),
        region=data.draw(st.sampled_from(Region.values)),
        themes=THEMES[: data.draw(st.integers(0, 3))],
        as_written=False,
    )
    travellers.load(programme, by, words)
    travellers.move(
        programme, by, data.draw(st.lists(st.tuples(st.integers(0, 12), st.integers(-9, 30)), max_size=4))
    )
    travellers.tie(
        programme,
        by,
        data.draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), RULES), max_size=2)),
    )
    if data.draw(st.booleans()):
        start_programme(programme=programme, by=by)
    one = file(programme, by)
    again = begin(one, by, programme.host)
    assert file(again, by) == one
    assert days_of(again) == days_of(programme)
    assert chain_of(again) == chain_of(programme)

    elsewhere = data.draw(st.dates(dt.date(2027, 1, 4), dt.date(2028, 11, 30)))
    moved = begin(one, by, programme.host, elsewhere)
    on_the_way = file(moved, by)
    assert file(begin(on_the_way, by, programme.host), by) == on_the_way
    if travellers.lies_on_free_days(programme):
        event("an evening lay on a free day")
        return
    assert file(begin(on_the_way, by, programme.host, programme.starts_on), by) == one


@pytest.mark.parametrize("key", [one.key for one in blueprints()])
def test_a_programme_of_each_blueprint_goes_round_and_back_in_the_wizard_too(key):
    by = makers.make_person()
    programme = plan_programme(by=by, blueprint_key=key, as_written=False, region=Region.SOUTH)
    one = file(programme, by)
    again = begin(one, by, programme.host)
    assert file(again, by) == one
    assert chain_of(again) == chain_of(programme)
    moved = begin(one, by, programme.host, dt.date(2027, 7, 1))
    assert days_of(moved) != days_of(programme)
    change_programme(
        programme=moved,
        by=by,
        name=moved.name,
        question=moved.question,
        client=moved.client,
        mandate=moved.mandate,
        starts_on=programme.starts_on,
    )
    moved.refresh_from_db()
    assert days_of(moved) == days_of(programme)
    assert file(moved, by) == one


def test_a_new_first_day_moves_everything_and_evenings_go_off_free_days_as_in_a_new_programme():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False, region=Region.MIDDLE)
    day = dt.date(2027, 6, 3)
    moved = begin(file(programme, by), by, programme.host, day)
    fresh = plan_programme(by=by, as_written=False, region=Region.MIDDLE, starts_on=day)

    def days(one: Programme) -> list[dt.date]:
        found = Moment.objects.filter(programme=one).exclude(kind="reminder").order_by("at", "kind", "pk")
        return [local(moment.at).date() for moment in found]

    assert days(moved) == days(fresh)


def test_what_somebody_put_on_a_free_day_on_purpose_stays_when_the_days_are_kept(cast):
    by = cast["facilitator"]
    programme = plan_programme(by=by)  # its third evening lies on Ascension Day
    evening = Session.objects.get(programme=programme, moment__at__date=dt.date(2027, 5, 6))
    Moment.objects.filter(pk=evening.moment_id).update(day_kept=True)
    again = begin(file(programme, by), by, programme.host)
    kept = Moment.objects.get(programme=again, day_kept=True)
    assert local(kept.at).date() == dt.date(2027, 5, 6)


def test_times_stay_on_the_wall_clock_across_summer_time():
    by = makers.make_person()
    programme = plan_programme(by=by, starts_on=dt.date(2027, 3, 18), as_written=False)
    moved = begin(file(programme, by), by, programme.host, dt.date(2027, 10, 7))
    here, there = (
        Moment.objects.filter(programme=one, kind="session", clock=dt.time(17, 30))
        for one in (programme, moved)
    )
    assert len(here) == len(there) == 5
    for evenings in (here, there):
        assert {local(moment.at).time() for moment in evenings} == {dt.time(17, 30)}
        assert len({moment.at.time() for moment in evenings}) == 2  # in UTC it is another hour


def test_a_rule_is_still_a_rule_and_a_day_put_by_hand_still_differs_from_it():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    first, second, third = Moment.objects.filter(programme=programme, kind="session").order_by("at")[:3]
    for moment in (first, second, third):
        moment.programme = programme
    move_moments(
        programme=programme, by=by, wishes=[Wish(second, None, None, Tie(first.pk, Rule(20, 1, 1, True)))]
    )
    second.refresh_from_db()
    move_moments(
        programme=programme, by=by, wishes=[Wish(second, local(second.at).date() + dt.timedelta(days=1))]
    )
    source = file(programme, by)
    assert "'on': tuesday" in source.decode()
    again = Moment.objects.get(programme=begin(source, by, programme.host), name=second.name, kind="session")
    assert (again.weekday, again.nth, again.skips_free_days, again.shifted_days) == (1, 1, True, 1)
    assert again.anchor is not None
    assert again.anchor.name == first.name


def test_the_file_of_the_demo_becomes_the_same_calendar_in_another_organisation():
    programme = build_demo()
    by = Participation.objects.filter(programme=programme, role=Role.FACILITATOR).order_by("pk")[0].person
    source = file_of(programme=programme, people=True, by=by)
    stranger, host = makers.make_person(), makers.make_organisation()
    sent = Message.objects.count()
    again = begin(source, stranger, host)
    assert days_of(again) == days_of(programme)
    assert chain_of(again) == chain_of(programme)
    assert Message.objects.count() == sent
    assert again.state == ProgrammeState.CONCEPT
    assert list(again.teams.values_list("name", "letter")) == list(
        programme.teams.values_list("name", "letter")
    )


def test_in_a_world_that_knows_nobody_the_people_come_along_with_role_function_organisation_and_team():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)
    source = file(programme, by)
    for participation in Participation.objects.filter(programme=programme).exclude(person=by):
        participation.person.email = f"weg{participation.person.pk}@example.org"
        participation.person.save()
    again = begin(source, by, makers.make_organisation())
    coach = Participation.objects.get(programme=again, role=Role.COACH)
    assert (coach.person.name, coach.person.function) == ("Mens coach", "Adviseur")
    assert str(coach.person.organisation) == "Gemeente Ergens"
    assert coach.memberships.get().team.name == THEMES[0]
    assert coach.accepted_at is None
    assert not Message.objects.filter(user=coach.person).exists()
    start_programme(programme=again, by=by)
    assert Message.objects.filter(user=coach.person).count() == 1


def test_people_and_who_leads_a_block_are_in_the_file_only_where_somebody_asks_for_them():
    by = makers.make_person(name="Geheime Naam")
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)
    without = file(programme, by, people=False).decode()
    for word in ("Geheime Naam", "@", "Anne", "Mens coach", "Gemeente Ergens"):
        assert word not in without
    with_them = file(programme, by).decode()
    for word in ("Geheime Naam", by.email, "leader: Anne", "Mens coach", "Gemeente Ergens"):
        assert word in with_them


def test_what_people_made_is_not_in_the_file(cast):
    makers.make_idea(cast.team, cast.participation("participant"), text="EenGeheimIdee")
    assignment = makers.make_assignment(cast.programme, team=cast.team)
    makers.make_submission(
        assignment, cast.participation("participant"), answers={"who": "EenGeheimAntwoord"}
    )
    source = file_of(programme=cast.programme, people=True, by=cast["facilitator"]).decode()
    assert assignment.title in source
    assert "Geheim" not in source


def test_taking_along_takes_the_same_number_of_queries_for_little_and_for_much():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            programme_as_file(
                Programme.objects.select_related("client", "host").get(pk=programme.pk), people=True
            )
        return len(captured) - 1

    before = count()
    for number in range(12):
        evening = makers.make_evening(
            programme, days=100 + number, title=f"Meer {number}", team=programme.teams.last()
        )
        AgendaItem.objects.create(evening=evening, position=0, method="brainstorm", title="x")
        makers.make_assignment(programme, days=90 + number)
        makers.join(programme, role=Role.PARTICIPANT, team=programme.teams.last())
    assert count() == before
    assert before <= 17


def test_both_ways_stand_in_the_trail():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    again = begin(file(programme, by), by, programme.host)
    told = AuditEntry.objects.filter(verb__in=["programmes.file_made", "programmes.begun_from_file"])
    assert {(entry.verb, entry.scope) for entry in told} == {
        ("programmes.file_made", programme.scope),
        ("programmes.begun_from_file", again.scope),
    }
    assert told.get(verb="programmes.file_made").keys["people"] is True


def test_goals_that_the_organisation_has_are_served_and_others_are_added_once():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)
    source = file(programme, by)
    here = begin(source, by, programme.host)
    assert [row.goal_id for row in here.served_goals.order_by("pk")] == [
        row.goal_id for row in programme.served_goals.order_by("pk")
    ]
    host = makers.make_organisation()
    for _time in range(2):
        there = begin(source, by, host)
        assert there.served_goals.count() == 2
    assert host.agreements.get().goals.count() == 2
    tied = there.served_goals.order_by("goal__number")[0].goal
    assert set(tied.themes.filter(programme=there).values_list("name", flat=True)) == set(THEMES[:2])


def test_homework_keeps_its_questions_also_where_the_recipe_has_others():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    own = [{"key": "eigen", "kind": "long", "label": "Onze eigen vraag?", "help": "", "required": True}]
    Assignment.objects.filter(programme=programme).update(fields=own, instructions="Onze opdracht.")
    again = begin(file(programme, by), by, programme.host)
    for assignment in Assignment.objects.filter(programme=again):
        assert (assignment.fields, assignment.instructions) == (own, "Onze opdracht.")


def test_reminders_keep_their_words_and_whether_they_are_on():
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    Reminder.objects.filter(moment__programme=programme).update(is_on=False, extra_text="Tot dan!\n\nMarijke")
    again = begin(file(programme, by), by, programme.host)
    rows = Reminder.objects.filter(moment__programme=again)
    assert rows.count() == Reminder.objects.filter(moment__programme=programme).count()
    assert set(rows.values_list("is_on", "extra_text")) == {(False, "Tot dan!\n\nMarijke")}


def test_half_a_programme_is_never_left_behind(monkeypatch: pytest.MonkeyPatch):
    by = makers.make_person()
    programme = plan_programme(by=by, as_written=False)
    travellers.load(programme, by)
    reading = read_file(file(programme, by), known_words())
    before = (Programme.objects.count(), Moment.objects.count(), User.objects.count())
    fields: dict[str, Any] = {"reading": reading, "host": programme.host, "people": True, "by": by}
    with pytest.raises(Exception, match=r"2000|2100"):
        begin_from_file(starts_on=dt.date(1999, 1, 1), **fields)
    Programme.objects.filter(pk=programme.pk).update(name="x")
    assert reading.plan is not None
    reading.plan["people"].append(
        {**reading.plan["people"][0], "email": "nieuw@example.org", "name": "é" * 300}
    )
    object.__setattr__(reading, "people_lines", (*reading.people_lines, 999))
    made = begin_from_file(starts_on=reading.plan["starts_on"], **fields)
    assert not Participation.objects.filter(programme=made, person__email="nieuw@example.org").exists()
    assert User.objects.count() == before[2]
