"""A blueprint of an organisation in its editor, worked on by several at once."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.errors import Conflict
from programmes.models import Blueprint, BlueprintDraft, Programme
from programmes.services import own_blueprints as services
from programmes.services.blueprints import find_blueprint
from tests import makers
from tests.programmes.shelf import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(programme: Programme, by: User) -> BlueprintDraft:
    """A draft that began as one of ours."""
    return services.open_draft(organisation=programme.host, plan=find_blueprint("open").plan, by=by)


def fields_of(page: Any) -> dict[str, str]:
    """What a browser would send of the form on a page."""
    import lxml.html

    form = next(
        one
        for one in lxml.html.fromstring(page.content).forms
        if one.method == "POST" and "seen" in one.fields
    )
    return {name: value or "" for name, value in form.form_values()}


def edit(draft: BlueprintDraft, part: str) -> str:
    """The address of the form of a part."""
    if part == "about":
        return reverse("programmes:edit_blueprint_about", args=[draft.public_id])
    return reverse("programmes:edit_blueprint_part", args=[draft.public_id, part])


@pytest.mark.parametrize("part", ["about", "phases", "evenings", "homework", "koersdocument"])
def test_a_form_sent_as_it_came_changes_nothing(browser, draft, part):
    before = BlueprintDraft.objects.get(pk=draft.pk).plan
    page = browser.get(edit(draft, part))
    assert page.status_code == 200
    response = browser.post(edit(draft, part), fields_of(page))
    assert response.status_code == 303, response.content.decode()
    assert BlueprintDraft.objects.get(pk=draft.pk).plan == before | {"version": 1}


def test_an_evening_sent_as_it_came_changes_nothing(browser, draft):
    url = reverse("programmes:edit_blueprint_evening", args=[draft.public_id, "evening_1"])
    before = BlueprintDraft.objects.get(pk=draft.pk).plan
    response = browser.post(url, fields_of(browser.get(url)))
    assert response.status_code == 303, response.content.decode()
    assert BlueprintDraft.objects.get(pk=draft.pk).plan == before | {"version": 1}


def test_an_evening_is_added_and_another_taken_away_with_its_homework(browser, draft):
    url = edit(draft, "evenings")
    data = fields_of(browser.get(url))
    data |= {
        "evenings-1-gone": "on",
        "evenings-2-title": "Een derde avond",
        "evenings-2-kind": "creative_evening",
        "evenings-2-day": "14",
        "evenings-2-time": "19:30",
        "evenings-2-minutes": "90",
    }
    assert browser.post(url, data).status_code == 303
    plan = BlueprintDraft.objects.get(pk=draft.pk).plan
    assert [(one["key"], one["day"]) for one in plan["evenings"]] == [
        ("evening_1", 0),
        ("een_derde_avond", 14),
    ]
    assert plan["homework"] == []


def test_blocks_change_places_and_the_minutes_are_checked_beside_their_field(browser, draft):
    url = reverse("programmes:edit_blueprint_evening", args=[draft.public_id, "evening_1"])
    data = fields_of(browser.get(url)) | {"items-0-place": "99", "items-1-minutes": "lang"}
    response = browser.post(url, data)
    assert response.status_code == 422
    items = response.context["items"].formset.forms
    assert "Hier hoort een heel getal" in str(items[1].errors["minutes"])
    data |= {"items-1-minutes": "200"}
    response = browser.post(url, data)
    assert "Het draaiboek duurt" in str(response.context["form"].errors["minutes"])
    data |= {"items-1-minutes": "20"}
    assert browser.post(url, data).status_code == 303
    plan = BlueprintDraft.objects.get(pk=draft.pk).plan
    assert plan["evenings"][0]["items"][-1]["title"] == "Wie zit hier, en waarom?"


@pytest.mark.parametrize(("part", "name"), [("about", "name"), ("phases", "phases-0-name")])
def test_what_is_left_empty_is_said_in_the_words_of_the_screen(browser, draft, part, name):
    answer = browser.post(edit(draft, part), fields_of(browser.get(edit(draft, part))) | {name: ""})
    assert answer.status_code == 422
    assert "Vul dit nog in." in answer.text
    assert "Het veld" not in answer.text


def test_a_day_that_breaks_homework_says_of_which_homework(browser, draft):
    url = edit(draft, "evenings")
    data = fields_of(browser.get(url)) | {"evenings-1-day": "1"}
    response = browser.post(url, data)
    assert response.status_code == 422
    assert "Huiswerk: Praat met iemand van buiten over de vraag" in response.content.decode()


def test_two_who_change_the_same_part_see_both_and_nothing_is_lost(browser, draft, by):
    url = edit(draft, "about")
    mine = fields_of(browser.get(url)) | {"name": "Mijn naam ervoor"}
    theirs = fields_of(browser.get(url)) | {"name": "Hun naam ervoor"}
    assert browser.post(url, theirs).status_code == 303
    response = browser.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mijn naam ervoor" in page
    assert "Hun naam ervoor" in page
    assert BlueprintDraft.objects.get(pk=draft.pk).plan["name"] == "Hun naam ervoor"
    assert browser.post(url, fields_of(response)).status_code == 303
    assert BlueprintDraft.objects.get(pk=draft.pk).plan["name"] == "Mijn naam ervoor"


def test_two_who_change_different_parts_do_not_meet(browser, draft):
    one, other = edit(draft, "about"), edit(draft, "phases")
    about, phases = fields_of(browser.get(one)), fields_of(browser.get(other))
    assert browser.post(one, about | {"name": "Anders"}).status_code == 303
    assert browser.post(other, phases | {"phases-0-name": "Ophalen"}).status_code == 303
    plan = BlueprintDraft.objects.get(pk=draft.pk).plan
    assert (plan["name"], plan["phases"][0]["name"]) == ("Anders", "Ophalen")


def test_a_draft_becomes_a_version_once(browser, draft, by):
    url = reverse("programmes:publish_blueprint", args=[draft.public_id])
    assert browser.post(url).status_code == 303
    kept = Blueprint.objects.get()
    assert (kept.version, kept.key) == (1, "eigen_werkwijze")
    with pytest.raises(Conflict):
        services.publish_draft(draft=draft, by=by)
    browser.post(reverse("programmes:draft_of_blueprint", args=[kept.public_id]))
    again = BlueprintDraft.objects.get()
    assert again.key == kept.key
    assert services.open_draft(organisation=kept.organisation, plan=kept.plan, key=kept.key, by=by) == again


def test_every_page_about_blueprints_answers(browser, programme, draft, by):
    kept = keep(programme, by)
    again = keep(programme, by, key=kept.key, summary="Beter.")
    services.open_draft(organisation=programme.host, plan=kept.plan, key=kept.key, by=by)
    for name, value in (
        ("ready_blueprint", "course"),
        ("ready_blueprint_file", "course"),
        ("blueprint", kept.public_id),
        ("blueprint", again.public_id),
        ("blueprint_draft", draft.public_id),
        ("blueprint_draft", BlueprintDraft.objects.get(key=kept.key).public_id),
        ("drop_blueprint", draft.public_id),
        ("programme_blueprint", programme.public_id),
        ("save_blueprint", programme.public_id),
    ):
        assert browser.get(reverse(f"programmes:{name}", args=[value])).status_code == 200, name
    for name in ("blueprints", "import_blueprint", "begin"):
        assert browser.get(reverse(f"programmes:{name}")).status_code == 200, name
    assert "Onze werkwijze" in browser.get(reverse("programmes:begin")).content.decode()


def test_one_of_ours_becomes_ones_own(browser, programme):
    response = browser.post(
        reverse("programmes:draft_of_ready", args=["doetank"]), {"organisation": programme.host.public_id}
    )
    assert response.status_code == 303
    assert BlueprintDraft.objects.get().plan["kind"] == "doetank"
    other = makers.make_organisation()
    refused = browser.post(
        reverse("programmes:draft_of_ready", args=["doetank"]), {"organisation": other.public_id}
    )
    assert refused.status_code == 404


def test_what_somebody_types_into_a_draft_never_breaks_it(browser, draft):
    for part in ("phases", "evenings", "homework", "koersdocument"):
        url = edit(draft, part)
        good = fields_of(browser.get(url))
        for wrong in (
            "\x00",
            "9" * 5_000,
            "٣",
            "x" * 60_000,
            "<b>&amp;",
            "2027-02-30",
            "{{ x }}",
            "- a\n- b: *c",
        ):
            for name in [one for one in good if one.startswith(f"{part}-0-") and not one.endswith("-gone")][
                :6
            ]:
                assert browser.post(url, good | {name: wrong}).status_code in {303, 409, 422}, (
                    part,
                    name,
                    wrong,
                )


def test_the_list_takes_the_same_queries_for_one_and_for_many(browser, programme, by, flat_queries):
    first = keep(programme, by)

    def more() -> None:
        Blueprint.objects.bulk_create(
            Blueprint(organisation=programme.host, key=f"n{number}", version=1, plan=first.plan)
            for number in range(39)
        )

    flat_queries(browser, reverse("programmes:blueprints"), more, 14)


@pytest.mark.django_db(transaction=True)
def test_versions_made_at_the_same_moment_count_on(concurrently):
    host = makers.make_organisation()
    by = makers.make_person()
    plan = find_blueprint("open").plan
    concurrently(*[lambda: services.keep_blueprint(organisation=host, plan=plan, key="eigen", by=by)] * 4)
    kept = Blueprint.objects.filter(organisation=host).order_by("version")
    assert [one.version for one in kept] == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_part_at_the_same_moment_one_hears_of_the_other(concurrently):
    host = makers.make_organisation()
    by = makers.make_person()
    draft = services.open_draft(organisation=host, plan=find_blueprint("open").plan, by=by)
    about = services.part_of(draft.plan, "about")
    seen = services.seen_of(about)

    def save(name: str) -> Any:
        return services.change_draft(
            draft=draft, part="about", entries=about | {"name": name}, seen=seen, by=by
        )

    results = concurrently(lambda: save("Een"), lambda: save("Ander"))
    assert sum(isinstance(one, Conflict) for one in results) == 1
