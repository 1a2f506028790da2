"""Themes weighed together: nobody sees what others weigh until it closes, and teams come of it that one can explain."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import at_local, now, today
from core.errors import Conflict
from outbox.models import Message
from programmes.enums import Role, ThemeStep
from programmes.messages.themes import plan_reminders, reminder_still_applies
from programmes.models import ThemeProposal, ThemeRound, ThemeWish
from programmes.queries.theme_people import members_of
from programmes.queries.theme_rounds import candidates, proposals_of, round_page
from programmes.queries.theme_teams import Candidate, arrange
from programmes.services.theme_rounds import (
    make_teams,
    merge_themes,
    set_deadline,
    start_weighing,
    stop_round,
    weigh_themes,
)
from teams.models import Membership
from tests import makers
from tests.programmes.theme_steps import SOON, closed, named, theme_round_of, url, weighing

pytestmark = pytest.mark.django_db


# ---- weighing, unseen ------------------------------------------------------------------------------------------


def test_nobody_reads_what_others_weigh_before_it_closes(theme_round, cast):
    one, two = named(theme_round, cast), named(theme_round, cast, "Natte voeten")
    weighing(theme_round, cast)
    weigh_themes(theme_round=theme_round, important=[one.pk, two.pk], wanted=[two.pk], by=cast["participant"])
    view = round_page(theme_round=theme_round_of(one), viewer=cast["facilitator"])
    assert {(card.important, card.wanted) for card in view.themes} == {(0, 0)}
    teams = f"{url('theme_teams', theme_round)}?theme={two.public_id}"
    assert cast.client("facilitator").get(teams).status_code == 303
    closed(theme_round, cast)
    view = round_page(theme_round=theme_round_of(one), viewer=cast["observer"])
    assert [(card.title, card.important, card.wanted) for card in view.themes] == [
        ("Natte voeten", 1, 1),
        ("Water in de wijk", 1, 0),
    ]


def test_weighing_again_replaces_what_one_said_before(theme_round, cast):
    one, two = named(theme_round, cast), named(theme_round, cast, "Natte voeten")
    weighing(theme_round, cast)
    browser, there = cast.client("participant"), url("weigh_themes", theme_round)
    browser.post(there, {f"important-{one.public_id}": "on", f"want-{one.public_id}": "on"})
    browser.post(there, {f"want-{two.public_id}": "on"})
    wish = ThemeWish.objects.get()
    assert (wish.proposal, wish.is_important, wish.wants_to_work) == (two, False, True)


def test_more_than_three_to_work_on_is_too_many_and_keeps_the_boxes(theme_round, cast):
    themes = [named(theme_round, cast, f"Thema {number}") for number in range(5)]
    weighing(theme_round, cast)
    data = {f"want-{one.public_id}": "on" for one in themes[:4]}
    response = cast.client("participant").post(url("weigh_themes", theme_round), data)
    assert response.status_code == 422
    assert response.content.decode().count(" checked") == 4
    assert not ThemeWish.objects.exists()


def test_who_marked_two_that_were_merged_counts_once(theme_round, cast):
    one, two = named(theme_round, cast), named(theme_round, cast, "Natte voeten")
    weighing(theme_round, cast)
    weigh_themes(
        theme_round=theme_round, important=[one.pk, two.pk], wanted=[one.pk, two.pk], by=cast["participant"]
    )
    closed(theme_round, cast)
    merge_themes(keep=one, absorb=[two], by=cast["facilitator"])
    view = round_page(theme_round=theme_round_of(one), viewer=cast["facilitator"])
    assert [(card.important, card.wanted) for card in view.themes] == [(1, 1)]


def test_one_theme_is_not_weighed(theme_round, cast):
    named(theme_round, cast)
    closed(theme_round, cast)
    with pytest.raises(ValidationError):
        start_weighing(theme_round=theme_round, until=now() + SOON, by=cast["facilitator"])


@pytest.mark.parametrize("act", ["close_theme_step", "let_weigh", "theme_deadline"])
def test_what_cannot_be_done_now_is_said_and_changes_nothing(theme_round, cast, act):
    named(theme_round, cast)
    stop_round(theme_round=theme_round, by=cast["facilitator"])
    response = cast.client("facilitator").post(url(act, theme_round), {"until": today() + SOON})
    assert response.status_code in {303, 422}
    assert ThemeRound.objects.get().step == ThemeStep.DONE
    with pytest.raises(Conflict):
        stop_round(theme_round=theme_round, by=cast["facilitator"])


def test_an_observer_reads_and_names_nothing(theme_round, cast):
    assert (
        cast.client("observer").post(url("name_theme", theme_round), {"title": "Van opzij"}).status_code
        == 403
    )
    assert cast.client("supporter").get(url("theme_round", cast.programme)).status_code == 403


# ---- teams -----------------------------------------------------------------------------------------------------


def through(theme_round, cast, wishes):
    """Go on to the step in which teams are made; ``wishes`` has titles by who wants to work on them."""
    titles = sorted({title for wanted in wishes.values() for title in wanted})
    themes = {title: named(theme_round, cast, title) for title in titles}
    weighing(theme_round, cast)
    for who, wanted in wishes.items():
        pks = [themes[title].pk for title in wanted]
        weigh_themes(theme_round=theme_round, important=[], wanted=pks, by=cast[who])
    closed(theme_round, cast)
    return themes


def test_a_facilitator_changes_the_proposal_and_makes_the_teams_once(theme_round, cast):
    themes = through(
        theme_round, cast, {"participant": ["Water"], "other_participant": ["Wonen"], "coach": ["Wonen"]}
    )
    keys = [themes["Water"].public_id, themes["Wonen"].public_id]
    there = url("theme_teams", theme_round)
    browser = cast.client("facilitator")
    shown = browser.get(there, {"theme": keys})
    assert shown.status_code == 200
    participant = cast.participation("participant")
    data = {
        "theme": keys,
        participant.public_id: keys[1],
        cast.participation("coach").public_id: keys[1],
        cast.participation("other_participant").public_id: keys[0],
    }
    looked = browser.post(there, data | {"look": "yes"})
    assert looked.status_code == 200
    assert ThemeRound.objects.get().step == ThemeStep.CHOOSING
    assert browser.post(there, data).status_code == 303
    made = cast.programme.themes.filter(name__in=["Water", "Wonen"])
    assert made.count() == 2
    seats = {m.participation_id: m.team.name for m in Membership.objects.active().select_related("team")}
    assert seats[participant.pk] == "Wonen"
    assert seats[cast.participation("other_participant").pk] == "Water"
    assert themes["Water"].__class__.objects.get(pk=themes["Water"].pk).theme.name == "Water"
    again = cast.client("facilitator").post(there, data)
    assert again.status_code == 303
    assert made.count() == 2
    told = Message.objects.filter(kind="theme_outcome")
    assert told.count() == 4
    assert "Wonen" in told.get(user=cast["participant"]).body
    with pytest.raises(Conflict):
        make_teams(theme_round=theme_round, places={themes["Water"]: []}, by=cast["facilitator"])


def test_a_theme_with_a_name_that_is_taken_is_refused_whole(theme_round, cast):
    themes = through(theme_round, cast, {"participant": ["Team A", "Water"]})
    before = cast.programme.themes.count()
    with pytest.raises(ValidationError):
        make_teams(
            theme_round=theme_round, places={one: [] for one in themes.values()}, by=cast["facilitator"]
        )
    with pytest.raises(ValidationError):
        make_teams(theme_round=theme_round, places={}, by=cast["facilitator"])
    with pytest.raises(ValidationError):
        make_teams(theme_round=theme_round, places={themes["Water"]: []}, by=cast["facilitator"])
    assert cast.programme.themes.count() == before
    assert ThemeRound.objects.get().step == ThemeStep.CHOOSING


def test_odd_answers_about_teams_are_left_out(theme_round, cast):
    themes = through(theme_round, cast, {"participant": ["Water", "Wonen"]})
    there = url("theme_teams", theme_round)
    browser = cast.client("facilitator")
    assert browser.get(there).status_code == 200
    assert browser.get(there, {"theme": ["x", "'", themes["Water"].public_id]}).status_code == 200
    data = {"theme": [themes["Water"].public_id], cast.participation("participant").public_id: "elders"}
    assert browser.post(there, data).status_code == 422
    assert browser.post(there, {"theme": ["x"]}).status_code == 422
    assert ThemeRound.objects.get().step == ThemeStep.CHOOSING


def group(sizes, wants=()):
    return [
        Candidate(f"{house}{n}", f"{house}{n}", house, frozenset(wants))
        for house, size in sizes.items()
        for n in range(size)
    ]


def test_teams_are_equal_and_organisations_mixed():
    people = group({"Drenthe": 6, "Limburg": 6, "Zeeland": 6})
    made = arrange(people=people, themes=["a", "b", "c"])
    assert (made.smallest, made.largest, made.fewest_organisations) == (6, 6, 3)
    for theme in "abc":
        houses = Counter(key[:-1] for key, place in made.places.items() if place == theme)
        assert set(houses.values()) == {2}


def test_what_people_want_goes_before_mixing():
    people = group({"Drenthe": 3}, ["a"]) + group({"Limburg": 3}, ["b"])
    made = arrange(people=people, themes=["a", "b"])
    assert made.wished == 6
    assert made.fewest_organisations == 1
    assert made.unwished == ()


def test_who_cannot_get_the_wish_is_named():
    made = arrange(people=group({"Drenthe": 4}, ["a"]), themes=["a", "b"])
    assert made.wished == 2
    assert len(made.unwished) == 2


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(
        st.tuples(st.sampled_from(["", "D", "L", "Z"]), st.frozensets(st.sampled_from("abcd"), max_size=3)),
        max_size=24,
    ),
    count=st.integers(1, 4),
)
def test_everybody_gets_one_place_teams_are_equal_and_the_same_wishes_give_the_same_teams(people, count):
    themes = list("abcd"[:count])
    group = [Candidate(str(n), f"p{n:02}", house, wants) for n, (house, wants) in enumerate(people)]
    made = arrange(people=group, themes=themes)
    assert set(made.places) == {one.key for one in group}
    assert made.largest - made.smallest <= 1
    assert arrange(people=list(group), themes=themes) == made
    # No two people who change places would make it better
    for one in group:
        for other in group:
            here, there = made.places[one.key], made.places[other.key]
            gain = (there in one.wants) + (here in other.wants) - (here in one.wants) - (there in other.wants)
            assert gain <= 0


def test_no_theme_and_nobody_make_no_teams():
    assert arrange(people=[], themes=["a"]).places == {}
    assert arrange(people=group({"D": 2}), themes=[]).places == {}


def test_wishes_follow_a_theme_into_the_one_that_stands_for_it(theme_round, cast):
    themes = through(theme_round, cast, {"participant": ["Water"], "coach": ["Natte voeten"]})
    merge_themes(keep=themes["Water"], absorb=[themes["Natte voeten"]], by=cast["facilitator"])
    found = candidates(
        theme_round=theme_round, proposals=proposals_of(theme_round), people=members_of(cast.programme)
    )
    wants = {one.name: one.wants for one in found}
    assert wants[cast["coach"].name] == {themes["Water"].public_id}


# ---- messages --------------------------------------------------------------------------------------------------


def test_who_did_not_answer_is_reminded_on_the_morning_of_the_last_day(theme_round, cast):
    named(theme_round, cast)
    last = today() + SOON
    set_deadline(theme_round=theme_round, until=at_local(last, dt.time(23, 59)), by=cast["facilitator"])
    morning = at_local(last, dt.time(9, 0))
    due = list(plan_reminders(morning - dt.timedelta(minutes=1), morning))
    assert {plan.to for plan in due} == {cast["other_participant"], cast["coach"]}
    assert list(plan_reminders(morning, morning + dt.timedelta(hours=1))) == []
    closed(theme_round, cast)
    assert list(plan_reminders(morning - dt.timedelta(minutes=1), morning)) == []


def test_a_reminder_does_not_go_to_who_answered_meanwhile(theme_round, cast):
    message = Message(params={"round": theme_round.pk, "step": "proposing"}, user=cast["participant"])
    assert reminder_still_applies(message) == ""
    named(theme_round, cast)
    assert reminder_still_applies(message) != ""


@pytest.mark.parametrize("zone_day", [dt.date(2027, 3, 28), dt.date(2026, 10, 25)])
def test_the_last_day_ends_on_the_wall_clock_also_when_the_clock_changes(cast, zone_day):
    end = at_local(zone_day, dt.time(23, 59))
    round_ = ThemeRound(programme=cast.programme, proposing_until=end)
    assert round_.step in set(ThemeStep)
    assert end.astimezone(dt.UTC).hour in {21, 22}


def test_the_home_of_the_programme_asks_and_goes_on_asking_quietly(theme_round, cast):
    home = reverse("overviews:programme", args=[cast.programme.public_id])
    link = url("theme_round", cast.programme)
    assert link in cast.client("participant").get(home).content.decode()
    assert link not in cast.client("observer").get(home).content.decode()
    named(theme_round, cast)
    assert link in cast.client("participant").get(home).content.decode()
    closed(theme_round, cast)
    assert link not in cast.client("participant").get(home).content.decode()


def test_the_page_takes_as_many_queries_for_one_theme_as_for_forty(theme_round, cast, flat_queries):
    named(theme_round, cast)
    for _number in range(10):
        makers.join(cast.programme, role=Role.PARTICIPANT, team=cast.team)
    people = [one.person for one in members_of(cast.programme)]
    closed(theme_round, cast)

    def grow():
        ThemeProposal.objects.bulk_create(
            ThemeProposal(
                round=theme_round,
                proposer=cast.programme.participations.get(person=person),
                title=f"Thema {number}",
            )
            for person in people
            for number in range(4)
        )

    flat_queries(cast.client("facilitator"), url("theme_round", cast.programme), grow, 20)
