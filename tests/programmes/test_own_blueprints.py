"""Blueprints of an organisation: kept from a programme or a file, by version."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from programmes.models import Blueprint, Programme
from programmes.queries.blueprint_changes import differences
from programmes.services import own_blueprints as services
from programmes.services.blueprint_reader import read_blueprint, write_blueprint
from programmes.services.blueprints import find_blueprint, own_blueprints
from programmes.services.programmes import create_programme
from reports.koersdocument.models import Section
from sessions.models import AgendaItem, Session
from tests import makers
from tests.programmes.shelf import keep
from tests.programmes.test_blueprints import SMALL
from tests.programmes.worlds import plan_programme

pytestmark = pytest.mark.django_db


def test_a_programme_kept_as_a_blueprint_is_the_blueprint_that_it_began_from(programme, by):
    kept = keep(programme, by)
    ours = find_blueprint("theme_teams").plan
    assert [one.sentence for one in differences(ours, kept.plan) if "naam" not in one.sentence] == [
        "samenvatting"
    ]
    assert (kept.key, kept.version, kept.organisation) == ("onze_werkwijze", 1, programme.host)
    assert [entry["key"] for entry in kept.plan["evenings"]] == [entry["key"] for entry in ours["evenings"]]
    assert AuditEntry.objects.filter(verb="programmes.blueprint_kept", scope=programme.scope).count() == 1


def test_a_blueprint_leaves_people_and_what_they_thought_up_out(programme, by):
    secret = "GEHEIM"
    Session.objects.filter(programme=programme).update(place=f"Zaal {secret}")
    AgendaItem.objects.filter(evening__programme=programme).update(leader=f"Door {secret}")
    Section.objects.filter(koersdocument__programme=programme).update(text=f"Wij schreven {secret}.")
    programme.name = f"Traject {secret}"
    programme.save()
    team = programme.teams.first()
    assert team is not None
    person = makers.join(programme, makers.make_person(name=f"Piet {secret}"), team=team)
    makers.make_idea(team, person, text=f"Idee {secret}")
    makers.make_evening(programme, title=f"Alleen ons team {secret}", team=team)
    assert secret not in write_blueprint(keep(programme, by).plan).decode()


def test_notes_come_along_only_where_their_facilitator_asks_for_it(programme, by, browser):
    item = AgendaItem.objects.filter(evening__title="Avond 1", evening__programme=programme).first()
    assert item is not None
    item.notes = "Let op: Piet is boos."
    item.save()
    assert item.notes not in write_blueprint(keep(programme, by).plan).decode()
    assert item.notes in write_blueprint(keep(programme, by, notes=True).plan).decode()
    admin = makers.make_admin(programme.host)
    assert item.notes not in write_blueprint(keep(programme, admin, notes=True).plan).decode()
    page = reverse("programmes:save_blueprint", args=[programme.public_id])
    for person, offered in ((by, True), (admin, False)):
        browser.force_login(person)
        assert ('name="notes"' in browser.get(page).content.decode()) == offered


def test_what_was_changed_in_the_programme_is_in_the_blueprint(programme, by):
    evening = programme.sessions.get(title="Avond 1")
    item = evening.items.get(method="brainstorm")
    item.title, item.minutes, item.question = "Langer bedenken", 45, "Wat zou een kind doen?"
    item.save()
    evening.items.filter(method="check_in").update(removed_at=dt.datetime.now(dt.UTC))
    kept = keep(programme, by)
    entry = next(one for one in kept.plan["evenings"] if one["key"] == "evening_1")
    told = {one["title"]: one for one in entry["items"]}
    assert told["Langer bedenken"]["question"] == "Wat zou een kind doen?"
    assert "Wat viel je op sinds de startavond?" not in told
    assert entry["minutes"] == sum(one["minutes"] for one in entry["items"])


def test_a_kept_blueprint_starts_a_programme_that_is_the_same(programme, by):
    kept = keep(programme, by)
    again = create_programme(
        blueprint_key=f"own-{kept.public_id}",
        name="Nog eens",
        question="",
        client=None,
        host=programme.host,
        mandate="",
        starts_on=programme.starts_on,
        themes=[],
        by=by,
    )
    assert again.blueprint["organisation"] == programme.host.public_id
    told = [
        [
            (one.title, one.minutes, one.moment.at, [item.title for item in one.items.all()])
            for one in Session.objects.filter(programme=each).select_related("moment")
        ]
        for each in (programme, again)
    ]
    assert told[0] == told[1]
    assert again.moments.filter(kind="reminder").count() == programme.moments.filter(kind="reminder").count()


def test_a_blueprint_kept_before_a_field_came_still_begins_a_programme(programme, by):
    kept = keep(programme, by)
    plan = kept.plan
    for evening in plan["evenings"]:
        evening.pop("summer_title")
        evening["items"] = [{k: v for k, v in item.items() if k != "question"} for item in evening["items"]]
    Blueprint.objects.filter(pk=kept.pk).update(plan=plan)
    again = plan_programme(by=by, blueprint_key=f"own-{kept.public_id}", host=programme.host)
    assert again.sessions.count() == programme.sessions.count()


def test_a_blueprint_with_a_recipe_that_is_gone_says_so(programme, by):
    kept = keep(programme, by)
    kept.plan["homework"][0]["recipe"] = "gone"
    Blueprint.objects.filter(pk=kept.pk).update(plan=kept.plan)
    with pytest.raises(ValidationError, match="gone"):
        plan_programme(by=by, blueprint_key=f"own-{kept.public_id}", host=programme.host)


def test_a_blueprint_of_somebody_else_begins_no_programme(programme, by):
    kept = keep(programme, by)
    with pytest.raises(ValidationError):
        plan_programme(blueprint_key=f"own-{kept.public_id}")


def test_a_next_version_is_a_new_row_and_the_programme_hears_of_it(programme, by, browser):
    first = keep(programme, by)
    began = plan_programme(by=by, blueprint_key=f"own-{first.public_id}", host=programme.host)
    by.__dict__.pop("_standing", None)
    assert services.newer_than(began) is None
    evening = programme.sessions.get(title="Avond 1")
    evening.goal = "Nog veel meer ideeën."
    evening.save()
    second = keep(programme, by, key=first.key)
    assert (second.key, second.version) == (first.key, 2)
    assert [one.version for one in own_blueprints([programme.host])] == [2]
    page = browser.get(reverse("programmes:programme_blueprint", args=[began.public_id])).content.decode()
    assert "Er is een nieuwere versie: 2" in page
    assert "Nog veel meer ideeën." in page
    assert Programme.objects.get(pk=began.pk).blueprint["plan"] == first.plan


def test_what_cannot_be_a_blueprint_says_why(programme, by, browser):
    phases = list(programme.phases.select_related("starts"))
    phases[2].starts.at = phases[1].starts.at
    phases[2].starts.save()
    response = browser.post(
        reverse("programmes:save_blueprint", args=[programme.public_id]),
        {"name": "X", "summary": "Y", "key": ""},
    )
    assert response.status_code == 422
    assert "Fasen: Bundelen" in response.content.decode()
    assert not Blueprint.objects.exists()


def test_a_file_goes_out_and_comes_back_the_same(programme, by, browser):
    kept = keep(programme, by)
    response = browser.get(reverse("programmes:blueprint_file", args=[kept.public_id]))
    assert response["Content-Disposition"] == 'attachment; filename="onze_werkwijze-1.yaml"'
    assert read_blueprint(response.content).plan == kept.plan
    url = reverse("programmes:import_blueprint")
    data = {"organisation": programme.host.public_id}
    looked = browser.post(url, data | {"file": SimpleUploadedFile("x.yaml", response.content)})
    assert looked.status_code == 200
    assert "Nothing" not in looked.content.decode()
    assert Blueprint.objects.count() == 1
    text = looked.context["source"]
    browser.post(url, data | {"text": text, "keep": "1"})
    second = Blueprint.objects.exclude(pk=kept.pk).get()
    assert second.key == "onze_werkwijze_2"
    assert second.plan | {"key": kept.key} == kept.plan


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SMALL.replace("name: Klein", "naam: Klein"), "regel 3"),
        (SMALL + "nieuw: veld\n", "nieuw"),
        (SMALL.replace("key: small", "format: 9\nkey: small"), "nieuwere versie van Koerswerk"),
        ("a: &a [x]\nb: *a\n", "Ankers"),
        ("phases: &p [*p]\n", "Ankers"),
        (SMALL + "koersdocument:\n" + "  - {kind: text, title: x}\n" * 10_000, "regel"),
        ("[" * 500, "regel"),
        ("\x00\x01", "tekens"),
        ("", "Kies een bestand"),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_its_text_comes_back(browser, programme, text, says):
    data = {"organisation": programme.host.public_id, "text": text, "keep": "1"}
    response = browser.post(reverse("programmes:import_blueprint"), data)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Blueprint.objects.exists()


def test_a_blueprint_for_another_organisation_cannot_be_brought_in(browser):
    other = makers.make_organisation()
    data = {"organisation": other.public_id, "text": SMALL, "keep": "1"}
    assert browser.post(reverse("programmes:import_blueprint"), data).status_code == 422
    assert not Blueprint.objects.exists()


def test_what_is_out_of_the_choice_begins_nothing_and_can_come_back(programme, by, browser):
    kept = keep(programme, by)
    url = reverse("programmes:offer_blueprint", args=[kept.public_id])
    browser.post(url)
    assert own_blueprints([programme.host]) == ()
    assert "Uit de keuze" in browser.get(reverse("programmes:blueprints")).content.decode()
    browser.post(url)
    assert len(own_blueprints([programme.host])) == 1
