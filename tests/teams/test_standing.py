"""What a standing is read from says the same as the filters that everything else asks."""

import datetime as dt
from itertools import product

import pytest

from core.access import standing_of
from core.clock import now, today
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from teams.models import Membership

DAYS = (None, *(today() + dt.timedelta(days=days) for days in (-1, 0, 1)))
SPANS = [
    {"starts_on": first, "ends_on": last, "until": None}
    for first, last in product(DAYS, DAYS)
    if first is None or last is None or first <= last
]
ENDED = {"starts_on": None, "ends_on": None, "until": now() + dt.timedelta(days=1)}


@pytest.mark.embedded
def test_a_standing_holds_what_the_filters_find(cast):
    person = cast["coach"]
    for part, place in product([*SPANS, ENDED], repeat=2):
        Participation.objects.filter(person=person).update(**part)
        Membership.objects.filter(participation__person=person).update(**place)
        person.__dict__.pop("_standing", None)
        standing = standing_of(person)
        active = Participation.objects.active().filter(person=person)
        seated = Membership.objects.active().filter(participation__person=person)
        assert standing.where("programme", Role.COACH) == set(active.values_list("programme", flat=True))
        assert standing.where("house", Role.COACH) == set(active.values_list("programme__host", flat=True))
        assert standing.where("team", Role.COACH) == set(seated.values_list("team", flat=True))


@pytest.mark.embedded
@pytest.mark.parametrize("state", ProgrammeState.values)
def test_the_house_of_a_closed_programme_is_nobodys(cast, state):
    closed_at = now() if state == ProgrammeState.CLOSED else None
    Programme.objects.filter(pk=cast.programme.pk).update(state=state, closed_at=closed_at)
    standing = standing_of(cast["facilitator"])
    assert standing.roles("programme", cast.programme.pk) == {Role.FACILITATOR}
    assert standing.where("house") == (set() if state == ProgrammeState.CLOSED else {cast.host.pk})


@pytest.mark.embedded
def test_a_guest_has_no_part_in_the_programme(cast):
    Participation.objects.filter(person=cast["supporter"]).update(role=Role.GUEST)
    assert standing_of(cast["supporter"]).grants == {}


@pytest.mark.embedded
def test_who_administers_stands_in_the_organisation(cast):
    assert standing_of(cast["administrator"]).grants == {("organisation", cast.host.pk): {"administrator"}}
