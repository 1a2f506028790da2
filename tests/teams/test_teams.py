"""Teams: their letters, who is in them, and who sees what of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry
from core.access import standing_of
from core.clock import now
from programmes.enums import Role
from teams.models import Membership, Team
from teams.services import create_team, free_letter, move_participation, place_invited, place_participation
from tests import makers


@pytest.mark.parametrize(
    ("name", "taken", "letter"),
    [
        ("Landschap", set(), "L"),
        ("Landschap", {"L"}, "A"),
        ("Visie op binnenlands bestuur", {"V"}, "O"),
        ("Landelijk wonen", {"L"}, "W"),
        ("Éénheid", set(), "N"),
        ("12 ideeën", set(), "I"),
        ("水", set(), "A"),
        ("", set("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "AA"),
    ],
)
def test_a_team_gets_a_letter_that_is_free(name, taken, letter):
    assert free_letter(name, taken) == letter


@given(st.lists(st.text(max_size=12), max_size=40))
def test_letters_are_capitals_and_never_given_twice(names):
    taken: set[str] = set()
    for name in names:
        letter = free_letter(name, taken)
        assert letter not in taken
        assert letter.isascii()
        assert letter.isalpha()
        assert letter == letter.upper()
        taken.add(letter)


def test_teams_of_one_programme_have_their_own_names_and_letters(cast):
    by = cast["facilitator"]
    one = create_team(programme=cast.programme, name="Landschap", theme=None, by=by)
    other = create_team(programme=cast.programme, name="Lucht", theme=None, by=by)
    assert (one.letter, other.letter) == ("L", "U")
    assert other.position == one.position + 1
    with pytest.raises(ValidationError):
        create_team(programme=cast.programme, name=" Landschap ", theme=None, by=by)


@pytest.mark.django_db(transaction=True)
def test_two_teams_made_at_once_get_two_letters(concurrently):
    programme = makers.make_programme(teams=0)
    results = concurrently(
        *[
            lambda name=name: create_team(programme=programme, name=name, theme=None, by=None)
            for name in ("Land", "Lucht")
        ]
    )
    assert all(isinstance(result, Team) for result in results), results
    assert len(set(programme.teams.values_list("letter", flat=True))) == 2


def test_placing_twice_is_one_membership_and_a_new_role_changes_it(cast):
    participation = makers.join(cast.programme)
    by = cast["facilitator"]
    for _ in range(2):
        place_participation(participation=participation, team=cast.team, role=Role.PARTICIPANT, by=by)
    place_participation(participation=participation, team=cast.team, role=Role.COACH, by=by)
    membership = Membership.objects.active().get(participation=participation)
    assert membership.role == Role.COACH
    assert AuditEntry.objects.filter(verb="teams.placed").count() == 2


def test_moving_ends_the_old_membership_and_the_new_standing_counts_at_once(cast):
    participation = cast.participation("participant")
    person = participation.person
    assert standing_of(person).where("team") == {cast.team.pk}
    move_participation(
        participation=participation, to=cast.other_team, role=Role.PARTICIPANT, by=cast["facilitator"]
    )
    assert standing_of(person).where("team") == {cast.other_team.pk}
    assert Membership.objects.filter(participation=participation, until__isnull=False).count() == 1


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.CLIENT, Role.SUPPORTER, "x"])
def test_a_role_that_no_team_has_is_refused(cast, role):
    with pytest.raises(ValidationError):
        place_participation(participation=makers.join(cast.programme), team=cast.team, role=role, by=None)


def test_a_team_of_another_programme_and_a_person_who_left_are_refused(cast):
    elsewhere = makers.make_programme().teams.get()
    participation = makers.join(cast.programme)
    with pytest.raises(ValidationError):
        place_participation(participation=participation, team=elsewhere, role=Role.PARTICIPANT, by=None)
    with pytest.raises(ValidationError):
        place_invited(participation, elsewhere.pk, Role.PARTICIPANT)
    participation.until = now()
    participation.save()
    with pytest.raises(ValidationError):
        place_participation(participation=participation, team=cast.team, role=Role.PARTICIPANT, by=None)


def test_an_invitation_places_in_the_team_that_it_names(cast):
    participation = makers.join(cast.programme, invited_by=cast["facilitator"])
    place_invited(participation, cast.team.pk, Role.PARTICIPANT)
    assert Membership.objects.get(participation=participation).team == cast.team


# ---- pages -----------------------------------------------------------------------------------------------------


def teams_url(cast) -> str:
    """The page with the teams."""
    return reverse("teams:list", args=[cast.programme.public_id])


def test_the_coach_is_named_and_facilitators_see_who_has_no_team(cast):
    loose = makers.join(cast.programme).person
    page = cast.client("facilitator").get(teams_url(cast)).content.decode()
    assert "Coach" in page
    assert loose.name in page
    assert "Nog niet in een team" in page
    assert "Dit team heeft nog geen coach." in page


@pytest.mark.parametrize(
    ("person", "status", "names", "places"),
    [
        ("facilitator", 200, True, True), ("coach", 200, True, False), ("participant", 200, True, False),
        ("observer", 200, True, False), ("administrator", 200, True, False), ("supporter", 200, False, False),
        ("client", 200, False, False), ("outsider", 404, False, False), ("nobody", 302, False, False),
    ],
)  # fmt: skip
def test_who_sees_which_people(cast, person, status, names, places):
    response = cast.client(person).get(teams_url(cast))
    assert response.status_code == status
    page = response.content.decode()
    assert (cast.people["other_participant"].name in page) == names
    place = reverse("teams:place", args=[cast.participation("participant").public_id])
    assert (place in page) == places


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("facilitator", 200),
        ("coach", 404),
        ("participant", 403),
        ("administrator", 403),
        ("outsider", 404),
        ("nobody", 302),
    ],
)
def test_who_may_place_a_participant(cast, person, status):
    """A participant sees his own participation, and may not change it; a coach does not see it at all."""
    address = reverse("teams:place", args=[cast.participation("participant").public_id])
    assert cast.client(person).get(address).status_code == status


def test_a_facilitator_moves_somebody_by_the_form(cast):
    participation = cast.participation("participant")
    address = reverse("teams:place", args=[participation.public_id])
    browser = cast.client("facilitator")
    assert browser.post(address, {"team": "nope", "role": "participant"}).status_code == 422
    assert browser.post(address, {"team": cast.other_team.public_id, "role": "client"}).status_code == 422
    response = browser.post(address, {"team": cast.other_team.public_id, "role": "coach"})
    assert (response.status_code, response.url) == (303, teams_url(cast))
    assert Membership.objects.active().get(participation=participation).role == Role.COACH


def test_the_teams_take_as_many_queries_for_two_people_and_for_forty(cast, flat_queries):
    def grow() -> None:
        for _ in range(40):
            makers.join(cast.programme, team=cast.team)
        makers.make_team(cast.programme)

    flat_queries(cast.client("facilitator"), teams_url(cast), grow, 12)
