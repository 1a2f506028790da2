"""The pages of the datumprikker: proposing days, answering by a link, choosing."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core.clock import at_local, local, now, today
from outbox.models import Message
from sessions.models import Asked, DatePoll, Session
from sessions.services.date_polls import ask_for_days, withdraw
from sessions.services.day_answers import answer_token
from tests import makers
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(cast: Cast) -> Session:
    return makers.make_evening(cast.programme, days=21, team=cast.team, title="Avond 2")


@pytest.fixture
def poll(evening: Session, cast: Cast) -> DatePoll:
    return ask_for_days(
        evening=evening,
        starts=[evening.starts_at + dt.timedelta(days=days) for days in (0, 1, 2)],
        closes_at=at_local(today() + dt.timedelta(days=7), dt.time(23, 59)),
        emails=["gast@example.org"],
        by=cast["facilitator"],
    )


def asked(poll: DatePoll, email: str = "gast@example.org") -> Asked:
    return Asked.objects.select_related("poll").get(poll=poll, email=email)


def fields(poll: DatePoll, *choices: str, **more: str) -> dict[str, str]:
    days = poll.days.all()
    return {f"day_{day.public_id}": choice for day, choice in zip(days, choices, strict=True)} | {
        "seen": "0",
        **more,
    }


def proposal(evening: Session, *days: int, **more: str) -> dict[str, str]:
    """The form of a facilitator who proposes days so many after that of ``evening``."""
    first = local(evening.starts_at).date()
    rows = {
        key: value
        for number, later in enumerate(days, start=1)
        for key, value in (
            (f"day_{number}", (first + dt.timedelta(days=later)).isoformat()),
            (f"clock_{number}", "19:00"),
        )
    }
    until = (today() + dt.timedelta(days=5)).isoformat()
    return {**rows, "who": "team", "language": "nl", "until": until, "note": "", "emails": "", **more}


# ---- proposing -------------------------------------------------------------------------------------------------


def test_a_facilitator_proposes_days_and_comes_to_their_page(
    cast: Cast, evening: Session, client: Client
) -> None:
    client.force_login(cast["facilitator"])
    url = reverse("evenings:seek_day", args=[evening.public_id])
    assert client.get(url).status_code == 200
    data = proposal(evening, 1, 2, emails="een@example.org, twee@example.org")
    looked = client.post(url, {**data, "look": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert looked.strip().startswith("<div")
    remarkable = looked.split('name="looked" value="')[1].split('"')[0]
    assert not Message.objects.filter(kind="date_poll").exists()
    sent = client.post(url, {**data, "looked": remarkable})
    poll = DatePoll.objects.get()
    assert sent["Location"] == reverse("evenings:date_poll", args=[poll.public_id])
    assert poll.asked.filter(participation=None).count() == 2
    assert local(poll.closes_at).time() == dt.time(23, 59)
    assert client.get(url).status_code == 303  # people are asked: on to what they say


def test_a_day_with_something_in_the_way_is_looked_at_before_anything_goes(
    cast: Cast, evening: Session, client: Client
) -> None:
    makers.make_evening(cast.programme, days=22, title="Al iets anders")
    client.force_login(cast["facilitator"])
    url = reverse("evenings:seek_day", args=[evening.public_id])
    page = client.post(url, proposal(evening, 1, 2))
    assert page.status_code == 200
    assert "Al iets anders" in page.content.decode()
    assert "Kijk eerst naar deze dagen." in page.content.decode()
    assert not DatePoll.objects.exists()
    remarkable = page.content.decode().split('name="looked" value="')[1].split('"')[0]
    assert client.post(url, proposal(evening, 1, 2, looked=remarkable)).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"day_1": "geen dag"},
        {"day_1": "0001-01-01"},
        {"day_1": "9999-12-31"},
        {"clock_1": "25:99"},
        {"clock_2": ""},
        {"until": ""},
        {"who": "iedereen ter wereld"},
        {"language": "xx"},
        {"emails": "geen adres"},
        {"day_2": ""},
    ],
)
def test_a_wrong_proposal_comes_back_with_a_sentence_and_nothing_lost(
    cast: Cast, evening: Session, client: Client, wrong: dict[str, str]
) -> None:
    client.force_login(cast["facilitator"])
    data = proposal(evening, 1, 2, note="Met soep") | wrong
    url = reverse("evenings:seek_day", args=[evening.public_id])
    looked = client.post(url, {**data, "look": "1"}).content.decode()
    remarkable = looked.split('name="looked" value="')[1].split('"')[0]
    page = client.post(url, {**data, "looked": remarkable})
    assert page.status_code == 422
    assert "Met soep" in page.content.decode()
    assert not DatePoll.objects.exists()


@pytest.mark.parametrize("role", ["coach", "participant", "observer", "client", "supporter"])
def test_nobody_else_proposes_or_reads_who_said_what(
    cast: Cast, poll: DatePoll, client: Client, role: str
) -> None:
    client.force_login(cast[role])
    assert client.get(reverse("evenings:date_poll", args=[poll.public_id])).status_code in {403, 404}
    assert client.get(reverse("evenings:seek_day", args=[poll.evening.public_id])).status_code in {403, 404}


# ---- answering -------------------------------------------------------------------------------------------------


def test_somebody_without_an_account_answers_by_the_link(poll: DatePoll, client: Client) -> None:
    url = reverse("evenings:answer_days", args=[answer_token(asked(poll))])
    page = client.get(url)
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "strict-origin"
    assert asked(poll).answered_at is None  # a program that reads mail opens every link
    assert client.head(url).status_code in {200, 405}
    assert client.post(url, fields(poll, "yes", "maybe", "no", name="Gea", remark="Graag")).status_code == 303
    one = asked(poll)
    assert (one.name, one.remark, one.answers.count()) == ("Gea", "Graag", 3)
    shown = client.get(url).content.decode()
    assert "Je antwoorden zijn bewaard." in shown
    assert "Gea, op welke dagen kun je" in shown


def test_who_answers_nothing_reads_it_at_the_first_day(poll: DatePoll, client: Client) -> None:
    url = reverse("evenings:answer_days", args=[answer_token(asked(poll))])
    answer = client.post(url, {"seen": "0"})
    assert answer.status_code == 422
    first = f"day_{poll.days.order_by('starts_at').first().public_id}"
    assert answer.context["form"].errors[first] == ["Zeg van minstens één dag of je kunt."]
    assert asked(poll).answered_at is None


def test_an_answer_in_an_older_tab_stays_in_the_form_with_a_sentence(poll: DatePoll, client: Client) -> None:
    url = reverse("evenings:answer_days", args=[answer_token(asked(poll))])
    client.post(url, fields(poll, "yes", "yes", "yes"))
    late = client.post(url, fields(poll, "no", "no", "no"))
    assert late.status_code == 409
    page = late.content.decode()
    assert "Je bewaarde andere antwoorden in een ander venster." in page
    assert page.count('value="no" ') >= 3
    assert 'name="seen" value="1"' in page
    assert client.post(url, fields(poll, "no", "no", "no", seen="1")).status_code == 303
    assert set(asked(poll).answers.values_list("choice", flat=True)) == {"no"}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"seen": "-1"},
        {"seen": "99999999999999999999"},
        {"remark": "x" * 301},
        {"name": "y" * 81},
        {"first": "perhaps"},
    ],
)
def test_a_forged_answer_is_a_sentence(poll: DatePoll, client: Client, wrong: dict[str, str]) -> None:
    url = reverse("evenings:answer_days", args=[answer_token(asked(poll))])
    data = fields(poll, "yes", "yes", "yes") if wrong else {"seen": "0"}
    if "first" in wrong:
        data[next(iter(data))] = wrong["first"]
    assert client.post(url, data | wrong).status_code in {409, 422}
    assert asked(poll).answered_at is None


def test_a_closed_question_says_so_and_keeps_nothing(poll: DatePoll, cast: Cast, client: Client) -> None:
    url = reverse("evenings:answer_days", args=[answer_token(asked(poll))])
    withdraw(poll=poll, version=poll.version, by=cast["facilitator"])
    assert "is ingetrokken" in client.get(url).content.decode()
    late = client.post(url, fields(poll, "yes", "yes", "yes"))
    assert late.status_code == 409
    assert asked(poll).answered_at is None


def test_a_link_that_is_not_ours_is_a_page_and_a_guesser_waits(poll: DatePoll, client: Client) -> None:
    url = reverse("evenings:answer_days", args=["onzin"])
    assert client.get(url).status_code == 404
    for _again in range(100):
        client.get(url)
    assert client.get(url).status_code == 429


def test_others_on_the_page_are_numbers(poll: DatePoll, cast: Cast, client: Client) -> None:
    client.force_login(cast["participant"])
    url = reverse("evenings:answer_date_poll", args=[poll.public_id])
    client.post(url, fields(poll, "no", "yes", "yes"))
    client.logout()
    page = client.get(reverse("evenings:answer_days", args=[answer_token(asked(poll))])).content.decode()
    assert "Van de anderen kunnen er 0 wel, 0 als het moet en 1 niet." in page
    assert cast["participant"].name not in page


def test_who_takes_part_is_asked_at_the_evenings_and_answers_there(
    poll: DatePoll, cast: Cast, client: Client
) -> None:
    client.force_login(cast["participant"])
    home = reverse("evenings:list", args=[cast.programme.public_id])
    more = reverse("overviews:programme_more", args=[cast.programme.public_id])
    url = reverse("evenings:answer_date_poll", args=[poll.public_id])
    assert url in client.get(home).content.decode()
    assert url in client.get(more).content.decode()
    assert client.post(url, fields(poll, "yes", "no", "no")).status_code == 303
    assert "je kunt het nog wijzigen" in client.get(home).content.decode()
    client.force_login(cast["other_participant"])
    assert url not in client.get(home).content.decode()
    assert client.get(url).status_code == 404


# ---- choosing --------------------------------------------------------------------------------------------------


def test_choosing_leads_to_the_preview_of_the_move_and_that_ends_it(
    poll: DatePoll, cast: Cast, client: Client
) -> None:
    client.force_login(cast["facilitator"])
    page = client.get(reverse("evenings:date_poll", args=[poll.public_id])).content.decode()
    second = list(poll.days.all())[1]
    start = local(second.starts_at)
    there = reverse("programmes:move_moment", args=[poll.evening.moment.public_id])
    preview = client.get(there, {"day": start.date().isoformat(), "clock": f"{start:%H:%M}"})
    assert f"day={start.date().isoformat()}" in page
    assert "De datumprikker voor" in preview.content.decode()
    moved = client.post(there, {"day": start.date().isoformat(), "clock": f"{start:%H:%M}"})
    assert moved.status_code == 303
    poll.refresh_from_db()
    assert poll.chosen == second
    shown = client.get(reverse("evenings:date_poll", args=[poll.public_id])).content.decode()
    assert "Het werd" in shown


def test_the_buttons_of_the_page_say_what_happened_or_why_not(
    poll: DatePoll, cast: Cast, client: Client
) -> None:
    client.force_login(cast["facilitator"])
    back = reverse("evenings:date_poll", args=[poll.public_id])

    def press(name: str, **data: str) -> str:
        return client.post(
            reverse(f"evenings:{name}", args=[poll.public_id]), data, follow=True
        ).content.decode()

    assert "krijgen een herinnering" in press("remind_of_days")
    assert "kregen vandaag al een herinnering" in press("remind_of_days")
    assert "intussen veranderd" in press("withdraw_date_poll", version="oud")
    late = (today() + dt.timedelta(days=60)).isoformat()
    assert (
        client.post(
            reverse("evenings:ask_until", args=[poll.public_id]), {"until": late, "version": "0"}
        ).status_code
        == 422
    )
    assert "is ingetrokken" in press("withdraw_date_poll", version="0")
    soon = (today() + dt.timedelta(days=3)).isoformat()
    poll.refresh_from_db()
    assert "kunnen tot dan antwoorden" in press("ask_until", until=soon, version=str(poll.version))
    first = poll.days.first()
    assert first is not None
    poll.refresh_from_db()
    keep = reverse("evenings:keep_day", args=[first.public_id])
    assert (
        "De dag is gekozen" in client.post(keep, {"version": str(poll.version)}, follow=True).content.decode()
    )
    assert client.get(back).status_code == 200
    assert now() < first.starts_at
