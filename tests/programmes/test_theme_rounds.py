"""Themes mapped together: nobody sees what others name until it closes, and what belongs together is put together."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from core.clock import now, today
from core.errors import Conflict
from outbox.models import Message
from programmes.enums import ThemeStep
from programmes.models import ThemeProposal, ThemeRound
from programmes.queries.theme_rounds import round_page
from programmes.services.theme_rounds import (
    merge_themes,
    open_round,
    rename_theme,
    split_theme,
    take_away_theme,
)
from tests.programmes.theme_steps import SOON, closed, named, theme_round_of, url, weighing

pytestmark = pytest.mark.django_db
PEOPLE = ("participant", "other_participant", "coach")


def page(cast, who):
    return cast.client(who).get(url("theme_round", cast.programme)).content.decode()


# ---- opening ---------------------------------------------------------------------------------------------------


def test_a_facilitator_opens_a_round_and_everybody_who_works_hears_of_it(cast):
    browser, there = cast.client("facilitator"), url("theme_round", cast.programme)
    assert browser.get(there).status_code == 200
    past = browser.post(there, {"until": today() - dt.timedelta(days=1)})
    assert past.status_code == 422
    assert browser.post(there, {"until": today() + SOON}).status_code == 303
    told = set(Message.objects.filter(kind="theme_round_opened").values_list("user", flat=True))
    assert told == {cast[name].pk for name in PEOPLE}
    assert browser.post(there, {"until": today() + SOON}).status_code == 422
    assert ThemeRound.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_opening_at_once_leave_one_round_and_a_sentence(cast, concurrently):
    def opening():
        return open_round(programme=cast.programme, until=now() + SOON, by=cast["facilitator"])

    results = concurrently(opening, opening)
    assert ThemeRound.objects.count() == 1
    assert sum(isinstance(one, Conflict) for one in results) == 1


def test_nobody_but_a_facilitator_opens_one_and_a_concept_has_none(cast):
    there = url("theme_round", cast.programme)
    for who in PEOPLE:
        cast.client(who).post(there, {"until": today() + SOON})
    cast.programme.state = "concept"
    cast.programme.save()
    with pytest.raises(Conflict):
        open_round(programme=cast.programme, until=now() + SOON, by=cast["facilitator"])
    assert not ThemeRound.objects.exists()


# ---- naming, unseen --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["facilitator", "coach", "other_participant", "observer"])
def test_nobody_sees_what_others_named_before_it_closes_but_their_number(theme_round, cast, who):
    theme = named(theme_round, cast, "Geheim thema", why="Stil gehouden.")
    text = page(cast, who)
    assert "Geheim" not in text
    assert "Stil gehouden" not in text
    assert cast["participant"].name not in text
    assert cast.client(who).get(url("theme", theme)).status_code == 404
    assert "Geheim thema" in page(cast, "participant")
    closed(theme_round, cast)
    assert "Geheim thema" in page(cast, who)


def test_a_facilitator_who_named_one_gets_no_peep_by_its_page(theme_round, cast):
    named(theme_round, cast, "Geheim thema")
    own = named(theme_round, cast, "Van mijzelf", who="facilitator")
    response = cast.client("facilitator").get(url("theme", own), follow=True)
    assert "Geheim" not in response.content.decode()


def test_naming_leaves_no_trail_of_who_did_it(theme_round, cast):
    named(theme_round, cast)
    assert not AuditEntry.objects.filter(by=cast["participant"], verb__contains="theme").exists()


def test_the_same_theme_twice_is_one_and_five_is_the_most(theme_round, cast):
    for _tap in range(2):
        named(theme_round, cast, "Water  in de wijk")
    assert ThemeProposal.objects.count() == 1
    for number in range(4):
        named(theme_round, cast, f"Thema {number}")
    response = cast.client("participant").post(url("name_theme", theme_round), {"title": "Te veel"})
    assert response.status_code == 422
    assert ThemeProposal.objects.count() == 5
    named(theme_round, cast, who="coach")


@pytest.mark.parametrize(
    "data",
    [{"title": ""}, {"title": "ab"}, {"title": "x" * 121}, {"title": "Goed zo", "why": "y" * 1_000_000}],
)
def test_what_does_not_fit_is_said(theme_round, cast, data):
    assert cast.client("participant").post(url("name_theme", theme_round), data).status_code == 422
    assert not ThemeProposal.objects.exists()


def test_who_is_too_late_keeps_the_words(theme_round, cast):
    closed(theme_round, cast)
    response = cast.client("participant").post(url("name_theme", theme_round), {"title": "Net te laat"})
    assert response.status_code == 422
    assert not ThemeProposal.objects.exists()


def test_one_takes_away_what_one_named_and_nobody_elses(theme_round, cast):
    theme = named(theme_round, cast)
    assert cast.client("coach").post(url("take_away_theme", theme)).status_code == 404
    assert cast.client("participant").post(url("take_away_theme", theme)).status_code == 303
    assert not ThemeProposal.objects.exists()
    other = named(theme_round, cast)
    closed(theme_round, cast)
    with pytest.raises(Conflict):
        take_away_theme(proposal=other, by=cast["participant"])


# ---- putting together ------------------------------------------------------------------------------------------


def test_merging_keeps_who_named_what_and_is_undone_whole(theme_round, cast):
    keep, gone = named(theme_round, cast), named(theme_round, cast, "Natte voeten", who="coach")
    closed(theme_round, cast)
    merge_themes(keep=keep, absorb=[gone], by=cast["facilitator"])
    view = round_page(theme_round=theme_round_of(keep), viewer=cast["facilitator"])
    assert [card.title for card in view.themes] == ["Water in de wijk"]
    assert cast["participant"].name in view.themes[0].by
    assert cast["coach"].name in view.themes[0].by
    split_theme(proposal=gone, by=cast["facilitator"])
    view = round_page(theme_round=theme_round_of(keep), viewer=cast["facilitator"])
    assert [card.title for card in view.themes] == ["Water in de wijk", "Natte voeten"]


def test_two_facilitators_merging_at_once_leave_one_merge_and_no_circle(theme_round, cast):
    one, two = named(theme_round, cast), named(theme_round, cast, "Natte voeten")
    closed(theme_round, cast)
    merge_themes(keep=one, absorb=[two], by=cast["facilitator"])
    for keep, absorb in ((two, [one]), (one, [two])):
        with pytest.raises(Conflict):
            merge_themes(keep=keep, absorb=absorb, by=cast["facilitator"])
    with pytest.raises(ValidationError):
        merge_themes(keep=one, absorb=[one], by=cast["facilitator"])


def test_another_name_leaves_the_words_of_who_named_it(theme_round, cast):
    theme = named(theme_round, cast)
    closed(theme_round, cast)
    browser = cast.client("facilitator")
    assert browser.post(url("theme", theme), {"title": "Water"}).status_code == 303
    theme.refresh_from_db()
    assert (str(theme), theme.title) == ("Water", "Water in de wijk")
    assert "Water in de wijk" in page(cast, "participant")
    rename_theme(proposal=theme, title="Water in de wijk", by=cast["facilitator"])
    theme.refresh_from_db()
    assert theme.new_title == ""


def test_themes_stay_as_they_are_while_people_name_or_weigh(theme_round, cast):
    one, two = named(theme_round, cast), named(theme_round, cast, "Natte voeten")
    for _step in range(2):
        for change in (
            lambda: merge_themes(keep=one, absorb=[two], by=cast["facilitator"]),
            lambda: rename_theme(proposal=one, title="Anders", by=cast["facilitator"]),
            lambda: split_theme(proposal=one, by=cast["facilitator"]),
        ):
            with pytest.raises(Conflict):
                change()
        if ThemeRound.objects.get().step == ThemeStep.PROPOSING:
            weighing(theme_round, cast)
