"""Evenings made by a blueprint and by hand, their settings, and taking one out."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.urls import reverse

from core.clock import at_local, local, today
from core.errors import Conflict
from programmes.models import Moment, Reminder
from sessions.enums import MethodAim
from sessions.models import AgendaItem, Session
from sessions.queries.methods import FILE, LANGUAGES, PANELS, method_keys, methods
from sessions.services.live import open_evening
from sessions.services.planning import create_evening, remove_evening
from tests import makers
from tests.conftest import Cast
from tests.programmes.worlds import plan_programme
from tests.sessions.worlds import make_blocks


@pytest.mark.embedded
def test_the_blueprint_of_theme_teams_becomes_evenings_with_draaiboeken(db: None) -> None:
    programme = plan_programme()
    evenings = list(programme.sessions.order_by("moment__at"))
    assert [evening.title for evening in evenings][:2] == ["Startavond", "Avond 1"]
    assert (evenings[-1].kind, evenings[-1].minutes) == ("closing", 210)
    for evening in evenings:
        items = list(evening.items.present())
        assert sum(item.minutes for item in items) == evening.minutes
        assert [item.position for item in items] == list(range(len(items)))
        assert {item.method for item in items} <= set(method_keys())
        kinds = Reminder.objects.filter(moment__anchor=evening.moment).values_list("kind", flat=True)
        assert set(kinds) == {"evening_invitation", "evening_reminder"}


def test_an_evening_of_a_concept_moves_along_with_the_start(db: None) -> None:
    from programmes.services.dates import move_moment

    programme = plan_programme()
    by = programme.created_by
    assert by is not None
    evening = create_evening(
        programme=programme, day=dt.date(2027, 2, 10), clock=dt.time(19, 0), by=by, title="Extra"
    )
    move_moment(moment=programme.moments.get(kind="start"), to=dt.date(2027, 2, 11), by=by)
    evening.moment.refresh_from_db()
    assert local(evening.moment.at) == local(at_local(dt.date(2027, 2, 17), dt.time(19, 0)))


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"minutes": 10}, {"minutes": 721}, {"place": "x" * 201}, {"kind": "party"}]
)
def test_an_evening_that_cannot_be_is_refused_and_leaves_nothing(
    cast: Cast, wrong: dict[str, object]
) -> None:
    before = Moment.objects.count()
    words: dict[str, object] = {"title": "Extra", **wrong}
    with pytest.raises(ValidationError):
        create_evening(
            programme=cast.programme,
            day=today() + dt.timedelta(days=9),
            clock=dt.time(19),
            by=cast["facilitator"],
            **words,
        )
    assert Moment.objects.count() == before


def test_a_running_programme_gets_no_evening_in_the_past(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        create_evening(
            programme=cast.programme,
            day=today() - dt.timedelta(days=1),
            clock=dt.time(19),
            by=cast["facilitator"],
            title="x",
        )


NEW = {
    "title": "Extra avond",
    "kind": "creative_evening",
    "team": "",
    "clock": "19:00",
    "minutes": "90",
    "place": "",
    "practical": "",
    "goal": "",
}


def test_a_facilitator_adds_an_evening_for_one_team(cast: Cast) -> None:
    url = reverse("evenings:new", args=[cast.programme.public_id])
    day = (today() + dt.timedelta(days=30)).isoformat()
    answer = cast.client("facilitator").post(url, {**NEW, "day": day, "team": cast.team.public_id})
    evening = Session.objects.get()
    assert (answer.status_code, evening.team, evening.minutes) == (303, cast.team, 90)
    assert cast.client("coach").get(url).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2027-03-28", "clock": "02:30"},  # that hour does not exist
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "2026-02-29"},
        {"day": "2020-01-01"},
        {"minutes": "-5"},
        {"minutes": "NaN"},
        {"minutes": "٣"},
        {"team": "somebody-elses"},
        {"title": "   "},
    ],
)
def test_an_impossible_evening_comes_back_with_a_sentence(cast: Cast, wrong: dict[str, str]) -> None:
    url = reverse("evenings:new", args=[cast.programme.public_id])
    data = {**NEW, "day": (today() + dt.timedelta(days=30)).isoformat(), **wrong}
    answer = cast.client("facilitator").post(url, data)
    assert answer.status_code == 422
    assert not Session.objects.exists()


def test_settings_change_words_and_say_where_the_date_is_moved(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    url = reverse("evenings:settings", args=[evening.public_id])
    laptop = cast.client("facilitator")
    assert reverse("programmes:move_moment", args=[evening.moment.public_id]) in laptop.get(url).text
    data = {
        "title": "Avond twee",
        "kind": "conference",
        "goal": "",
        "place": "Zwolle",
        "practical": "",
        "minutes": "120",
    }
    assert laptop.post(url, data).status_code == 303
    evening.refresh_from_db()
    assert (evening.title, evening.place, evening.minutes, evening.ics_sequence) == (
        "Avond twee",
        "Zwolle",
        120,
        1,
    )
    assert laptop.post(url, {**data, "minutes": "1"}).status_code == 422
    assert cast.client("participant").get(url).status_code == 403


def test_removing_asks_once_says_what_happens_and_needs_a_facilitator(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team)
    url = reverse("evenings:remove", args=[evening.public_id])
    page = cast.client("facilitator").get(url)
    assert "Nog niemand" in page.text or "nog niemand" in page.text
    assert Session.objects.exists()
    assert cast.client("coach").post(url).status_code == 403
    assert cast.client("facilitator").post(url).status_code == 303
    assert not Session.objects.exists()
    assert not Moment.objects.filter(pk=evening.moment_id).exists()


def test_an_evening_with_ideas_or_that_was_opened_stays(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    makers.make_idea(cast.team, evening=evening)
    with pytest.raises(Conflict):
        remove_evening(evening=evening, by=cast["facilitator"])
    url = reverse("evenings:remove", args=[evening.public_id])
    assert cast.client("facilitator").post(url).status_code == 409
    assert Session.objects.filter(pk=evening.pk).exists()
    opened = makers.make_evening(cast.programme)
    make_blocks(opened)
    open_evening(evening=opened, by=cast["facilitator"])
    with pytest.raises(Conflict):
        remove_evening(evening=opened, by=cast["facilitator"])
    assert AgendaItem.objects.filter(evening=opened).count() == 3


def test_every_method_has_everything_in_both_languages() -> None:
    from django.utils import translation

    assert len(method_keys()) >= 24
    read = {}
    for language in LANGUAGES:
        with translation.override(language):
            read[language] = methods()
    for key in method_keys():
        dutch, english = read["nl"][key], read["en"][key]
        for method in (dutch, english):
            assert method.name
            assert method.purpose.endswith(".")
            assert len(method.steps) >= 3
            assert 0 < method.minutes <= 60
            assert 0 < method.least < method.most
            assert method.when_not
            assert method.aim in MethodAim.values
            assert set(method.panels) <= set(PANELS)
            assert get_template(method.drawing)
        assert len(dutch.steps) == len(english.steps)
        assert len(dutch.when_not) == len(english.when_not)
        assert bool(dutch.material) == bool(english.material)
        assert dutch.purpose != english.purpose
    assert FILE.read_text(encoding="utf-8").count("captures: true") == 5
