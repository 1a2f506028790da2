"""Blind spots: who was heard, who is planned, who is left out on purpose, and where nobody is yet."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import OrganisationKind
from core.clock import today
from core.errors import Conflict
from homework.queries.talks import groups_to_name
from programmes.enums import HearingKind, Role
from programmes.models import Hearing, StakeholderGroup
from programmes.queries.blind_spots import blind_spots, cell_page, start_set
from programmes.services import voices as services
from tests import makers


@pytest.fixture
def group(cast):
    """The group of the water authorities, in the programme of the cast."""
    return services.add_group(
        programme=cast.programme, name="Waterschappen", kinds=["water_authority"], by=cast["facilitator"]
    )


@pytest.fixture
def theme(cast):
    return cast.programme.teams.first().theme


def state_of(cast, theme, *, phase=None):
    page = blind_spots(programme=cast.programme, phase=phase)
    cell = page.rows[0].cells[page.themes.index(theme.name)]
    return cell.state, cell.why


def note(cast, group, theme, kind, **more):
    return services.note_hearing(group=group, theme=theme, kind=kind, by=cast["facilitator"], **more)


def test_a_group_is_heard_by_who_sits_in_the_team(cast, group, theme):
    assert state_of(cast, theme)[0] == "empty"
    body = makers.make_organisation(kind="water_authority")
    makers.join(cast.programme, makers.make_person(organisation=body), Role.PARTICIPANT, theme.team)
    assert state_of(cast, theme)[0] == "heard"


def test_an_observer_from_there_does_not_speak_for_the_group(cast, group, theme):
    body = makers.make_organisation(kind="water_authority")
    makers.join(cast.programme, makers.make_person(organisation=body), Role.OBSERVER, theme.team)
    assert state_of(cast, theme)[0] == "empty"


def test_a_talk_counts_for_the_team_once_it_is_handed_in_and_worked_out(cast, group, theme):
    author = makers.join(cast.programme, role=Role.PARTICIPANT, team=theme.team)
    task = makers.make_assignment(cast.programme)
    makers.make_submission(task, author, state="draft", talked_with=group)
    assert state_of(cast, theme)[0] == "empty"
    other = makers.join(cast.programme, role=Role.PARTICIPANT, team=theme.team)
    makers.make_submission(task, other, outcome="learned", learned="Niemand thuis.", talked_with=group)
    assert state_of(cast, theme)[0] == "empty"
    third = makers.join(cast.programme, role=Role.PARTICIPANT, team=theme.team)
    makers.make_submission(task, third, talked_with=group)
    assert state_of(cast, theme)[0] == "heard"


def test_who_did_an_interview_is_asked_for_the_group(cast, group):
    team = cast.programme.teams.first()
    task = makers.make_assignment(cast.programme)
    author = cast.participation("participant")
    assert groups_to_name(task) == [group]
    browser, url = cast.client("participant"), reverse("homework:hand_in", args=[task.public_id])
    assert "Waterschappen" in browser.get(url).content.decode()
    sent = {"who": "Ans", "quote": "Kom eens kijken.", "talked-with": group.public_id, "action": "hand_in"}
    assert browser.post(url, sent).status_code == 303
    assert author.submissions.get().talked_with == group
    assert state_of(cast, team.theme)[0] == "heard"


def test_what_is_planned_becomes_heard_when_the_evening_was_held_and_nothing_when_not(cast, group, theme):
    coming = makers.make_evening(cast.programme, days=7, title="Avond 3")
    note(cast, group, theme, HearingKind.PLANNED, moment=coming.moment)
    state, why = state_of(cast, theme)
    assert (state, "Avond 3" in why) == ("planned", True)
    coming.moment.at -= dt.timedelta(days=20)
    coming.moment.save()
    assert state_of(cast, theme)[0] == "empty"
    coming.state, coming.opened_at = "running", coming.moment.at
    coming.save()
    assert state_of(cast, theme)[0] == "heard"


def test_what_was_left_out_on_purpose_gives_way_to_who_was_heard(cast, group, theme):
    note(cast, group, theme, HearingKind.LEFT, what="gaat niet over water")
    state, why = state_of(cast, theme)
    assert (state, "gaat niet over water" in why) == ("left", True)
    note(cast, group, theme, HearingKind.HEARD, what="Dijkgroep", on=today())
    assert state_of(cast, theme) == ("heard", "Dijkgroep")


def test_a_phase_shows_what_was_heard_in_it(cast, group, theme):
    """The phases of the maker begin 30 days ago, today, and so on every 30 days."""
    note(cast, group, theme, HearingKind.HEARD, what="Gesprek", on=today() - dt.timedelta(days=10))
    assert state_of(cast, theme, phase=0)[0] == "heard"
    assert state_of(cast, theme, phase=2)[0] == "empty"


def test_what_holds_for_every_theme_stands_in_each(cast, group):
    makers.make_team(cast.programme)
    note(cast, group, None, HearingKind.HEARD, what="Startavond", on=today())
    page = blind_spots(programme=cast.programme)
    assert {cell.state for cell in page.rows[0].cells} == {"heard"}
    assert page.unheard == 0


def test_leaving_out_is_done_once_and_the_other_hears_why(cast, group, theme):
    note(cast, group, theme, HearingKind.LEFT, what="zit in een ander traject")
    with pytest.raises(Conflict, match="zit in een ander traject"):
        note(cast, group, theme, HearingKind.LEFT, what="te druk")
    assert Hearing.objects.count() == 1


def test_the_same_evening_twice_is_one(cast, group, theme):
    evening = makers.make_evening(cast.programme, days=7)
    for _ in range(2):
        note(cast, group, theme, HearingKind.PLANNED, moment=evening.moment)
    assert Hearing.objects.count() == 1


def test_the_page_of_a_cell_says_asks_and_undoes(cast, group, theme):
    browser = cast.client("facilitator")
    url = reverse("programmes:cell", args=[group.public_id, theme.public_id])
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"kind": ""}).status_code == 422
    assert browser.post(url, {"kind": "left", "because": ""}).status_code == 422
    late = {"kind": "planned", "planned_at": "", "what": "Ontbijt", "on": "2020-01-01", "asks": ""}
    assert browser.post(url, late).status_code == 422
    early = {"kind": "heard", "heard_at": "", "what": "Ontbijt", "on": str(today() + dt.timedelta(days=3))}
    assert browser.post(url, early).status_code == 422
    assert not Hearing.objects.exists()
    asks = cast.participation("coach").public_id
    good = {**early, "kind": "planned", "planned_at": "", "asks": asks}
    assert browser.post(url, good).status_code == 303
    hearing = Hearing.objects.get()
    assert hearing.asks == cast.participation("coach")
    browser.post(reverse("programmes:remove_hearing", args=[hearing.public_id]))
    assert state_of(cast, theme)[0] == "empty"
    browser.post(reverse("programmes:restore_hearing", args=[hearing.public_id]))
    assert state_of(cast, theme)[0] == "planned"
    assert [one.words for one in cell_page(group=group, theme=theme).notes]


def test_a_theme_of_another_programme_is_not_there(cast, group):
    other = makers.make_programme().teams.first().theme
    url = reverse("programmes:cell", args=[group.public_id, other.public_id])
    assert cast.client("facilitator").get(url).status_code == 404


def test_a_group_that_was_taken_out_comes_back_with_what_was_written(cast, group, theme):
    note(cast, group, theme, HearingKind.LEFT, what="te ver")
    services.remove_group(group=group, by=cast["facilitator"])
    assert not blind_spots(programme=cast.programme).rows
    with pytest.raises(Conflict):
        note(cast, group, theme, HearingKind.HEARD, what="Iets", on=today())
    services.restore_group(group=group, by=cast["facilitator"])
    assert state_of(cast, theme)[0] == "left"


def test_a_group_comes_back_only_while_its_name_is_free(cast, group):
    services.remove_group(group=group, by=cast["facilitator"])
    services.add_group(programme=cast.programme, name="waterschappen", kinds=[], by=cast["facilitator"])
    with pytest.raises(Conflict):
        services.restore_group(group=group, by=cast["facilitator"])


def test_a_programme_begins_with_the_groups_of_its_way_of_working_once(cast):
    url = reverse("programmes:begin_groups", args=[cast.programme.public_id])
    browser = cast.client("facilitator")
    for _ in range(2):
        assert browser.post(url).status_code == 303
    names = [entry["name"] for entry in start_set(cast.programme.kind)]
    assert list(StakeholderGroup.objects.values_list("name", flat=True)) == names


@pytest.mark.parametrize("kind", ["theme_teams", "doetank", "course", "leading_group", "learning", "open"])
def test_every_way_of_working_has_groups_to_begin_with(kind):
    known = set(OrganisationKind.values)
    assert len(start_set(kind)) > 4
    assert all(set(entry["from"]) <= known for entry in start_set(kind))


def test_without_themes_the_whole_programme_is_one_column(cast):
    programme = makers.make_programme(teams=0)
    makers.join(programme, cast["facilitator"], Role.FACILITATOR)
    services.begin_groups(programme=programme, by=cast["facilitator"])
    page = cast.client("facilitator").get(reverse("programmes:blind_spots", args=[programme.public_id]))
    group = programme.stakeholder_groups.first()
    url = reverse("programmes:cell_of_all", args=[group.public_id])
    assert url in page.content.decode()
    sent = {"kind": "left", "because": "te vroeg"}
    assert cast.client("facilitator").post(url, sent).status_code == 303


def test_home_says_how_many_groups_nobody_heard(cast, group):
    home = reverse("overviews:programme_more", args=[cast.programme.public_id])
    spots = reverse("programmes:blind_spots", args=[cast.programme.public_id])
    assert spots in cast.client("client").get(home).content.decode()
    assert spots not in cast.client("participant").get(home).content.decode()


def test_the_page_takes_the_same_queries_for_one_group_and_for_forty(cast, group, theme, flat_queries):
    def grow():
        for number in range(39):
            one = services.add_group(
                programme=cast.programme, name=f"Groep {number}", kinds=["company"], by=cast["facilitator"]
            )
            evening = makers.make_evening(cast.programme, days=number + 1)
            note(cast, one, theme, HearingKind.PLANNED, moment=evening.moment)

    evening = makers.make_evening(cast.programme, days=1)
    note(cast, group, theme, HearingKind.PLANNED, moment=evening.moment)
    url = reverse("programmes:blind_spots", args=[cast.programme.public_id])
    flat_queries(cast.client("coach"), url, grow, 18)
