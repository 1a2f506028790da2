"""The screen of the messages of a programme."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from outbox.queries import token_of
from outbox.services.planning import forecast, plan
from outbox.services.queue import queue_message, register_planner
from tests.conftest import Cast
from tests.makers import make_person
from tests.outbox.conftest import NOON, Stage
from tests.outbox.test_planning import Calendar

pytestmark = pytest.mark.django_db


def write(cast: Cast, dedupe: str = "1", people: int = 2, **more: Any) -> None:
    more.setdefault("due_at", now() + dt.timedelta(days=1))
    who = [make_person(name=f"Rogier {number}") for number in range(people)]
    queue_message(
        "soon", to=who, scope=cast.programme.scope, params={}, dedupe=dedupe, why="Je doet mee.", **more
    )


def url(cast: Cast, name: str = "messages", *, batch: str = "") -> str:
    arguments = [cast.programme.public_id, *([token_of(batch)] if batch else [])]
    return reverse(f"programmes:{name}", args=arguments)


def page(cast: Cast, query: str = "", person: str = "facilitator") -> str:
    response = cast.client(person).get(url(cast) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_who_may_see_and_who_may_change(cast: Cast, stage: Stage) -> None:
    write(cast)
    seen = {name: cast.client(name).get(url(cast)).status_code for name in cast.people}
    held = {
        name: cast.client(name).post(url(cast, "hold_messages", batch="soon:1")).status_code
        for name in cast.people
    }
    may_see = {"facilitator": 200, "administrator": 200, "outsider": 404}
    assert seen == {name: may_see.get(name, 403) for name in cast.people}
    assert held == {name: {"facilitator": 303, "outsider": 404}.get(name, 403) for name in cast.people}


def test_what_comes_is_shown_with_who_when_and_why(cast: Cast, stage: Stage) -> None:
    write(cast)
    html = page(cast)
    for words in (
        "Herinnering: je interview",
        "Je doet mee.",
        "Rogier 0",
        "Vandaag om 20.00 uur sluit het huiswerk.",
    ):
        assert words in html
    assert "Lever je interview in" in html


def test_somebody_else_can_be_chosen(cast: Cast, stage: Stage) -> None:
    write(cast)
    other = Message.objects.order_by("pk")[1]
    html = page(cast, f"?batch={token_of('soon:1')}&to={token_of(other.dedupe_key)}")
    assert "<dd>Rogier 1</dd>" in html


def test_a_personal_link_is_not_shown_but_said(cast: Cast, stage: Stage) -> None:
    queue_message(
        "link",
        to=make_person(),
        scope=cast.programme.scope,
        params={},
        dedupe="1",
        why="x",
        due_at=now() + dt.timedelta(days=1),
    )
    html = page(cast)
    assert "[persoonlijke link]" in html
    assert "/link/" not in html


def test_what_a_planner_foresees_is_shown_and_becomes_a_row_when_it_is_held(cast: Cast, stage: Stage) -> None:
    due = now() + dt.timedelta(days=1)
    register_planner("p", Calendar(make_person(name="Lotte"), [due], scope=cast.programme.scope))
    plan()
    assert "Lotte" in page(cast)
    assert not Message.objects.exists()
    [told] = forecast(scope=cast.programme.scope, until=due)
    cast.client("facilitator").post(url(cast, "hold_messages", batch=told.batch_key))
    assert Message.objects.get().state == MessageState.HELD
    assert "Lotte" in page(cast, "?tab=held")


def test_what_goes_in_the_daily_post_is_said(cast: Cast, stage: Stage, noon: Any) -> None:
    noon.move_to(NOON)
    queue_message(
        "soon", to=[make_person(name="Lotte", mail_rhythm="daily"), make_person(name="Rogier")],
        scope=cast.programme.scope, params={}, dedupe="1", why="Je doet mee.", due_at=NOON,
    )  # fmt: skip
    html = page(cast)
    assert "om 12.00 uur gaat er één bericht weg" in html
    assert "Eén van hen krijgt het in de dagelijkse post van 7.30 uur." in html
    assert "Het gaat mee in de dagelijkse post van 7.30 uur." in html  # as Lotte sees it
    Message.objects.filter(user__name="Lotte").update(state="sent", sent_at=NOON)
    assert "Het ging mee in de dagelijkse post van 7.30 uur." in page(cast, "?tab=sent")
    assert "dagelijkse post" not in page(cast)


def test_what_a_planner_foresees_for_the_daily_post_is_said(cast: Cast, stage: Stage, noon: Any) -> None:
    noon.move_to(NOON)
    lotte = make_person(name="Lotte", mail_rhythm="daily")
    soon = Calendar(lotte, [NOON + dt.timedelta(hours=1)], scope=cast.programme.scope)
    register_planner("p", lambda since, until: [replace(told, kind="soon") for told in soon(since, until)])
    plan()
    html = page(cast)
    assert "om 7.30 uur gaat er één bericht weg" in html
    assert "Het gaat mee in de dagelijkse post van 7.30 uur." in html


def test_only_one_person_can_be_skipped_and_taken_back(cast: Cast, stage: Stage) -> None:
    write(cast)
    first = Message.objects.order_by("pk")[0]
    browser = cast.client("facilitator")
    browser.post(url(cast, "skip_messages", batch="soon:1"), {"to": token_of(first.dedupe_key)})
    assert sorted(Message.objects.values_list("state", flat=True)) == ["planned", "skipped"]
    said = browser.get(url(cast)).content.decode()
    undo = reverse("programmes:release_messages", args=[cast.programme.public_id, token_of("soon:1")])
    assert f"{undo}?to={token_of(first.dedupe_key)}" in said
    browser.post(f"{undo}?to={token_of(first.dedupe_key)}")
    assert set(Message.objects.values_list("state", flat=True)) == {"planned"}


def test_the_text_is_changed_for_all_of_a_batch(cast: Cast, stage: Stage) -> None:
    write(cast)
    browser = cast.client("facilitator")
    assert "Dag Rogier" not in browser.get(url(cast, "edit_messages", batch="soon:1")).content.decode()
    refused = browser.post(url(cast, "edit_messages", batch="soon:1"), {"subject": "", "body": ""})
    assert refused.status_code == 422
    browser.post(url(cast, "edit_messages", batch="soon:1"), {"subject": "Nieuw", "body": "Anders"})
    assert set(Message.objects.values_list("subject", "body")) == {("Nieuw", "Anders")}


def test_sending_now_asks_once_and_says_to_whom(cast: Cast, stage: Stage) -> None:
    write(cast)
    browser = cast.client("facilitator")
    asked = browser.get(url(cast, "send_messages", batch="soon:1")).content.decode()
    assert "Rogier 0" in asked
    assert "Rogier 1" in asked
    assert set(Message.objects.values_list("urgency", flat=True)) == {"soon"}
    chosen = browser.post(url(cast, "send_messages", batch="soon:1"), {"to": ""})
    assert chosen.headers["Location"] == url(cast, "send_messages", batch="soon:1")
    assert set(Message.objects.values_list("urgency", flat=True)) == {"soon"}
    browser.post(url(cast, "send_messages", batch="soon:1"), {"sure": "yes"})
    assert set(Message.objects.values_list("urgency", flat=True)) == {"now"}


def test_what_was_sent_meanwhile_is_a_sentence_and_no_error(cast: Cast, stage: Stage) -> None:
    write(cast)
    Message.objects.update(state="sent", sent_at=now())
    browser = cast.client("facilitator")
    assert browser.post(url(cast, "hold_messages", batch="soon:1")).status_code == 303
    assert browser.get(url(cast, "edit_messages", batch="soon:1")).status_code == 404
    assert "Rogier" in page(cast, "?tab=sent")


def test_another_programmes_messages_are_out_of_reach(cast: Cast, stage: Stage) -> None:
    queue_message(
        "soon", to=make_person(name="Elders"), scope="programme:999999", params={}, dedupe="9", why="x"
    )
    assert "Elders" not in page(cast)
    cast.client("facilitator").post(url(cast, "hold_messages", batch="soon:9"))
    assert Message.objects.get().state == MessageState.PLANNED


def test_a_message_of_a_kind_that_is_gone_is_still_shown(cast: Cast, stage: Stage) -> None:
    write(cast)
    Message.objects.update(kind="of an older version", state="failed", reason="550 no such user")
    assert "550 no such user" in page(cast, "?tab=failed")


@pytest.mark.parametrize("query", ["?tab=x", "?tab="])
def test_a_tab_that_is_not_there_is_not_found(cast: Cast, query: str) -> None:
    assert cast.client("facilitator").get(url(cast) + query).status_code == 404


@pytest.mark.parametrize(
    "query", ["?page=-1", "?page=٣", "?page=999999999", "?batch=%00", "?batch=x&to=y", "?tab=sent&page=2"]
)
def test_odd_questions_get_an_answer(cast: Cast, stage: Stage, query: str) -> None:
    write(cast)
    assert cast.client("facilitator").get(url(cast) + query).status_code in {200, 400}


def test_htmx_gets_the_fragment(cast: Cast, stage: Stage) -> None:
    write(cast)
    html = cast.client("facilitator").get(url(cast), headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith('<div class="kw-stack kw-stack--wide" id="messages">')


@pytest.mark.parametrize("tab", ["coming", "sent"])
def test_the_screen_takes_as_many_queries_for_one_batch_as_for_forty(
    cast: Cast, stage: Stage, flat_queries: Callable[..., int], tab: str
) -> None:
    def grow(batches: int = 20) -> None:
        for number in range(batches):
            write(cast, dedupe=f"{tab}{batches}{number}", people=3)
        register_planner(
            "p", Calendar(make_person(), [now() + dt.timedelta(days=2)] * 40, scope=cast.programme.scope)
        )
        if tab == "sent":
            Message.objects.update(state="sent", sent_at=now())

    grow(1)
    client: Client = cast.client("facilitator")
    flat_queries(client, f"{url(cast)}?tab={tab}", grow, 20)
