"""From when until when somebody sits in a team, as what; and never in two places of one team at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access import standing_of
from core.clock import today
from core.templatetags.kw_dates import kw_date
from programmes.enums import Role
from teams.models import Membership
from teams.services import move_participation, place_participation
from tests import makers

DAY = dt.timedelta(days=1)


def roles_in(team, person):
    person.__dict__.pop("_standing", None)
    return standing_of(person).roles("team", team.pk)


def place(cast, participation, role=Role.COACH, team=None, **days):
    return place_participation(
        participation=participation, team=team or cast.team, role=role, by=cast["facilitator"], **days
    )


def spans(participation):
    rows = Membership.objects.filter(participation=participation, until__isnull=True)
    return sorted((row.starts_on, row.ends_on, row.role) for row in rows)


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("moment", "coaches"),
    [
        ("2027-02-28T23:59:59", False),
        ("2027-03-01T00:00:00", True),
        ("2027-03-27T23:59:59", True),
        ("2027-03-28T03:00:00", True),  # the night in which summer time begins
        ("2027-04-12T23:59:59", True),
        ("2027-04-13T00:00:00", False),
    ],
)
def test_a_coach_replaces_another_from_midnight_until_midnight_in_amsterdam(
    cast, wall_clock, moment, coaches
):
    one = makers.join(cast.programme, role=Role.COACH)
    Membership.objects.create(
        team=cast.team,
        participation=one,
        role=Role.COACH,
        starts_on=dt.date(2027, 3, 1),
        ends_on=dt.date(2027, 4, 12),
    )
    wall_clock(moment)
    assert (Role.COACH in roles_in(cast.team, one.person)) is coaches
    home = reverse("overviews:team", args=[cast.team.public_id])
    found = cast.team.__class__.objects.visible_to(one.person).filter(pk=cast.team.pk).exists()
    assert found is coaches, home


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("first", "last"), [(None, None), (5, None), (None, 5), (5, 8), (10, 12), (1, 30), (10, None)]
)
def test_the_database_refuses_two_places_at_once(cast, first, last):
    one = makers.join(cast.programme)
    day = today()
    common = {"team": cast.team, "participation": one}
    Membership.objects.create(starts_on=day + 5 * DAY, ends_on=day + 10 * DAY, role=Role.COACH, **common)
    wanted = {
        "starts_on": None if first is None else day + first * DAY,
        "ends_on": None if last is None else day + last * DAY,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(role=Role.PARTICIPANT, **wanted, **common)
    elsewhere = Membership.objects.create(
        team=cast.other_team, participation=one, role=Role.PARTICIPANT, **wanted
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=elsewhere.pk).update(team=cast.team)
    Membership.objects.create(role=Role.PARTICIPANT, starts_on=day + 11 * DAY, **common)
    Membership.objects.create(role=Role.PARTICIPANT, ends_on=day + 4 * DAY, **common)


def test_last_before_first_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            team=cast.team,
            participation=makers.join(cast.programme),
            starts_on=today(),
            ends_on=today() - DAY,
        )


def test_a_participant_stands_in_as_coach_of_the_own_team_and_is_participant_again_after_it(cast):
    one = makers.join(cast.programme, team=cast.team)
    first, last = today() + 10 * DAY, today() + 20 * DAY
    place(cast, one, starts_on=first, ends_on=last)
    rows = Membership.objects.filter(participation=one).order_by("pk")
    assert [(row.role, row.starts_on, row.ends_on) for row in rows.order_by("ends_on")] == [
        ("participant", None, first - DAY),
        ("coach", first, last),
        ("participant", last + DAY, None),
    ]
    place(cast, one, starts_on=first, ends_on=last)  # pressed twice
    assert rows.count() == 3
    page = cast.client("facilitator").get(reverse("teams:list", args=[cast.programme.public_id])).text
    assert page.count(reverse("teams:place", args=[one.public_id])) == 2  # as coach, and as participant
    until, later = kw_date(first - DAY, "day"), kw_date(last + DAY, "day")
    assert f"tot en met {until}, vanaf {later}" in page


def test_the_same_role_gets_the_new_days(cast):
    one = makers.join(cast.programme)
    first = today() + 10 * DAY
    place(cast, one, starts_on=first, ends_on=first + DAY)
    place(cast, one, starts_on=first + DAY, ends_on=first + 9 * DAY)
    assert spans(one) == [(first, first + 9 * DAY, "coach")]
    place(cast, one, ends_on=first + 3 * DAY)
    assert spans(one) == [(today(), first + 3 * DAY, "coach")]
    assert Role.COACH in roles_in(cast.team, one.person)


def test_days_that_overlap_in_part_get_a_sentence_and_change_nothing(cast):
    one = makers.join(cast.programme)
    first = today() + 10 * DAY
    place(cast, one, starts_on=first, ends_on=first + 5 * DAY)
    before = spans(one)
    with pytest.raises(ValidationError) as refused:
        place(cast, one, Role.OBSERVER, starts_on=first + 3 * DAY, ends_on=first + 9 * DAY)
    assert str(one.person) in " ".join(refused.value.messages)
    assert spans(one) == before


def test_a_place_without_an_end_takes_the_place_of_all_that_was_planned(cast):
    for role in (Role.COACH, Role.PARTICIPANT, Role.OBSERVER):
        one = makers.join(cast.programme, team=cast.team)
        first = today() + 10 * DAY
        place(cast, one, starts_on=first, ends_on=first + 5 * DAY)
        place(cast, one, role)
        assert [(last, held) for _first, last, held in spans(one)] == [(None, role)]
        assert roles_in(cast.team, one.person) == {role}


def test_who_sits_there_cannot_begin_later(cast):
    one = makers.join(cast.programme, team=cast.team)
    with pytest.raises(ValidationError):
        place(cast, one, Role.PARTICIPANT, starts_on=today() + DAY)


def test_a_move_ahead_ends_the_old_place_the_day_before_and_none_sooner(cast, wall_clock):
    one = makers.join(cast.programme, team=cast.team)
    monday = today() + 7 * DAY
    move_participation(
        participation=one, to=cast.other_team, role=Role.PARTICIPANT, starts_on=monday, by=cast["facilitator"]
    )
    assert roles_in(cast.team, one.person)
    assert not roles_in(cast.other_team, one.person)
    wall_clock(f"{monday}T00:00:00")
    assert not roles_in(cast.team, one.person)
    assert roles_in(cast.other_team, one.person)


def test_moving_lets_open_screens_look_again_also_where_the_place_was_there(
    cast, django_capture_on_commit_callbacks
):
    """The one place stays as it is, and the other one ends: that changes what this person may."""
    one = makers.join(cast.programme, team=cast.team)
    Membership.objects.create(team=cast.other_team, participation=one, role=Role.PARTICIPANT)
    before, by = one.person.access_version, cast["facilitator"]
    with django_capture_on_commit_callbacks(execute=True):
        move_participation(participation=one, to=cast.other_team, role=Role.PARTICIPANT, by=by)
    one.person.refresh_from_db()
    assert one.person.access_version > before
    assert not roles_in(cast.team, one.person)


# ---- the page --------------------------------------------------------------------------------------------------


def ask(cast, participation, **given):
    url = reverse("teams:place", args=[participation.public_id])
    given = {"team": cast.other_team.public_id, "role": "coach", **given}
    return cast.client("facilitator").post(url, given)


def test_the_facilitator_lets_somebody_help_out_elsewhere_for_a_while(cast):
    one = makers.join(cast.programme, team=cast.team)
    first, last = today() + 3 * DAY, today() + 9 * DAY
    answer = ask(cast, one, starts_on=first.isoformat(), ends_on=last.isoformat(), stays="on")
    assert answer.status_code == 303
    assert [
        (row.team, row.role) for row in Membership.objects.enlisted().filter(participation=one).order_by("pk")
    ] == [
        (cast.team, "participant"),
        (cast.other_team, "coach"),
    ]
    page = cast.client("facilitator").get(reverse("programmes:person", args=[one.public_id])).content.decode()
    assert "Coach van team Team B" in page
    listed = cast.client("facilitator").get(reverse("teams:list", args=[cast.programme.public_id]))
    assert str(one.person) in listed.content.decode()
    for other in ("participant", "coach"):  # plans are the facilitator's
        seen = cast.client(other).get(reverse("teams:list", args=[cast.programme.public_id])).content.decode()
        assert seen.count(str(one.person)) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"starts_on": "2020-01-01"}, {"ends_on": "2020-01-01"}, {"starts_on": "9999-12-31"}, {"ends_on": "\x00"},
        {"starts_on": "0001-01-01"}, {"starts_on": "٢٠٢٧-٠١-٠١"}, {"ends_on": "31-02-2027"},
    ],
)  # fmt: skip
def test_days_that_cannot_be_get_a_sentence_and_stay_in_the_form(cast, given):
    one = makers.join(cast.programme, team=cast.team)
    before = spans(one)
    answer = ask(cast, one, **given)
    assert answer.status_code in {400, 422}
    assert spans(one) == before


def test_last_before_first_stands_beside_the_field(cast):
    one = makers.join(cast.programme)
    first = today() + 5 * DAY
    answer = ask(cast, one, starts_on=first.isoformat(), ends_on=(first - DAY).isoformat())
    assert answer.status_code == 422
    assert "ligt voor de eerste" in answer.content.decode()
