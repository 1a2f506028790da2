"""The regional agenda: typed along by who leads or writes, filled in later, ordered, taken off and put back."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import today
from outcomes.models import RegionalTask
from outcomes.services.conference import add_body
from outcomes.services.regional import add_task, change_task, move_task, put_back_task, remove_task
from sessions.models import Scribe
from tests import makers
from tests.conftest import Cast
from tests.outcomes.conferences import Conference, conference


@pytest.fixture
def here(cast: Cast) -> Conference:
    return conference(cast, method="regional_agenda")


def agenda_url(cast: Cast) -> str:
    return reverse("outcomes:agenda", args=[cast.programme.public_id])


def test_a_task_is_typed_on_one_line_and_the_wall_shows_it(here: Conference, cast: Cast) -> None:
    url = f"{agenda_url(cast)}?evening={here.evening.public_id}"
    browser = cast.client("facilitator")
    sent = {"what": "Het peil van de Turfvaart", "form": "network", "puller": here.water.public_id}
    assert browser.post(url, sent).status_code == 303
    task = RegionalTask.objects.get()
    assert (task.puller, task.form, task.evening) == (here.water, "network", here.evening)
    assert [share.body for share in task.shares.all()] == [here.water]
    wall = browser.get(reverse("evenings:wall", args=[here.evening.public_id])).text
    assert "Het peil van de Turfvaart" in wall
    assert "Waterschap De Turf" in wall
    phone = cast.client("participant").get(reverse("evenings:evening", args=[here.evening.public_id])).text
    assert "Het peil van de Turfvaart" in phone
    assert "Netwerk" in cast.client("client").get(agenda_url(cast)).text.replace("netwerk", "Netwerk")
    empty = browser.post(url, {"what": "", "form": "network"})
    assert empty.status_code == 422


def test_who_does_not_lead_reads_and_does_not_write(here: Conference, cast: Cast) -> None:
    for person in ("participant", "coach", "client", "supporter", "administrator"):
        browser = cast.client(person)
        assert browser.get(agenda_url(cast)).status_code == 200, person
        assert browser.post(agenda_url(cast), {"what": "Iets"}).status_code == 403, person
    assert cast.client("outsider").get(agenda_url(cast)).status_code == 404
    assert not RegionalTask.objects.exists()


def test_a_scribe_types_along_and_mends_the_own_task_alone(here: Conference, cast: Cast) -> None:
    scribe = Scribe.objects.create(evening=here.evening, participation=cast.participation("participant"))
    browser = cast.client("participant")
    url = reverse("outcomes:write_agenda", args=[scribe.public_id])
    assert browser.post(url, {"what": "Een spreekuur op het erf"}).status_code == 303
    mine = RegionalTask.objects.get()
    assert mine.evening == here.evening
    other = add_task(programme=cast.programme, what="Van een ander", by=cast["facilitator"])
    assert browser.get(reverse("outcomes:task", args=[mine.public_id])).status_code == 200
    assert browser.get(reverse("outcomes:task", args=[other.public_id])).status_code == 403
    assert cast.client("other_participant").get(url).status_code == 404


def test_a_task_is_filled_in_with_what_each_gives_and_asks(here: Conference, cast: Cast) -> None:
    task = add_task(programme=cast.programme, what="Het peil", by=cast["facilitator"])
    browser = cast.client("facilitator")
    url = reverse("outcomes:task", args=[task.public_id])
    assert "Van licht naar zwaar" in browser.get(url).text
    sent = {
        "what": "Het peil van de Turfvaart",
        "why": "Wie het verhoogt, raakt een erf.",
        "form": "project",
        "puller": here.water.public_id,
        "pulled_by": "Bert de Wit",
        "starts_on": today().isoformat(),
        "first_step": "Samen gaan kijken",
        "first_on": (today() + dt.timedelta(days=14)).isoformat(),
        f"gives-{here.province.public_id}": "een dag in de week",
        f"asks-{here.province.public_id}": "de meetgegevens",
    }
    assert browser.post(url, sent).status_code == 303
    task.refresh_from_db()
    assert (task.form, task.pulled_by, task.first_step) == ("project", "Bert de Wit", "Samen gaan kijken")
    said = {share.body: (share.gives, share.asks) for share in task.shares.all()}
    assert said == {here.province: ("een dag in de week", "de meetgegevens"), here.water: ("", "")}
    page = cast.client("client").get(agenda_url(cast)).text
    assert "de meetgegevens" in page
    assert "projectgroep" in page
    assert page.count("Waterschap De Turf") == 1
    wrong = browser.post(url, sent | {"starts_on": "0001-01-01"})
    assert wrong.status_code == 422
    assert "Kijk naar het jaar" in wrong.text


def test_tasks_are_ordered_taken_off_and_put_back(here: Conference, cast: Cast) -> None:
    by = cast["facilitator"]
    first, second = (add_task(programme=cast.programme, what=what, by=by) for what in ("Een", "Twee"))
    assert add_task(programme=cast.programme, what="Twee", by=by) == second
    move_task(task=second, steps=-1, by=by)
    assert [one.what for one in RegionalTask.objects.present()] == ["Twee", "Een"]
    steer = reverse("outcomes:steer_task", args=[second.public_id])
    answer = cast.client("facilitator").post(steer, {"do": "remove"}, follow=True)
    assert "Ongedaan maken" in answer.text
    assert [one.what for one in RegionalTask.objects.present()] == ["Een"]
    cast.client("facilitator").post(steer)
    assert RegionalTask.objects.present().count() == 2
    remove_task(task=first, by=by)
    remove_task(task=first, by=by)
    put_back_task(task=first, by=by)
    assert AuditEntry.objects.filter(verb="outcomes.task_removed").count() == 2


def test_nothing_of_another_programme_gets_on_the_agenda(here: Conference, cast: Cast) -> None:
    elsewhere = makers.make_programme()
    facilitator = makers.join(elsewhere, role="facilitator").person
    body = add_body(programme=elsewhere, name="Gemeente Ver", by=facilitator)
    task = add_task(programme=cast.programme, what="Een", by=cast["facilitator"])
    with pytest.raises(ValidationError):
        change_task(task=task, puller=body, by=cast["facilitator"])
    with pytest.raises(ValidationError):
        add_task(programme=cast.programme, what="Twee", puller=body, by=cast["facilitator"])


def test_the_agenda_takes_the_same_queries_for_one_task_and_for_many(
    here: Conference, cast: Cast, flat_queries: Any
) -> None:
    by = cast["facilitator"]
    add_task(programme=cast.programme, what="Een", puller=here.water, evening=here.evening, by=by)

    def more() -> None:
        for number in range(12):
            add_task(programme=cast.programme, what=f"Opgave {number}", puller=here.province, by=by)

    flat_queries(cast.client("facilitator"), agenda_url(cast), more, 16)
