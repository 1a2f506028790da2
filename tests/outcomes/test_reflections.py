"""Looking back: for oneself, unless it is shared; until the next evening."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from outcomes.models import Reflection
from outcomes.services.reflections import write_reflection
from sessions.models import Session
from sessions.services.live import open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded, tonight
from tests.sessions.worlds import make_blocks

WORDS = {"learned": "Vragen duurt langer dan ik dacht.", "differently": "Ik begin met een wandeling."}


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of all teams that runs, in the block to look back."""
    evening = tonight(cast)
    make_blocks(evening, [("reflection", "Terugkijken", 15)])
    return loaded(open_evening(evening=evening, by=cast["facilitator"]))


def url(evening: Session) -> str:
    return reverse("outcomes:reflection", args=[evening.public_id])


def here(evening: Session) -> str:
    return reverse("evenings:evening", args=[evening.public_id])


def wrote(cast: Cast, evening: Session, person: str = "participant", *, shared: bool = False) -> Reflection:
    return write_reflection(
        evening=evening, participation=cast.participation(person), shared=shared, by=cast[person], **WORDS
    )


def test_one_answers_two_questions_on_the_phone_for_oneself(cast: Cast, evening: Session) -> None:
    phone = cast.client("participant")
    assert "Wat heb ik geleerd?" in phone.get(here(evening)).text
    answer = phone.post(url(evening), WORDS | {"next": here(evening)})
    assert answer.headers["Location"] == here(evening)
    phone.post(url(evening), WORDS | {"learned": "Toch iets anders."})
    assert Reflection.objects.get().learned == "Toch iets anders."
    mine = phone.get(reverse("outcomes:own_reflections")).text
    assert "Toch iets anders." in mine
    assert "wandeling" in mine
    for reader in set(cast.people) - {"participant"}:
        browser = cast.client(reader)
        for address in (here(evening), url(evening), reverse("outcomes:own_reflections")):
            assert "wandeling" not in browser.get(address).text, (reader, address)
    for name in ("wall", "console"):
        page = cast.client("facilitator").get(reverse(f"evenings:{name}", args=[evening.public_id])).text
        assert "wandeling" not in page
    assert not AuditEntry.objects.filter(verb__contains="reflection").exists()


def test_what_is_shared_the_group_reads_signed_by_consent_and_it_can_be_taken_back(
    cast: Cast, evening: Session
) -> None:
    cast.programme.participations.update(consent="anonymous")
    mine = wrote(cast, evening, shared=True)
    console = reverse("evenings:console", args=[evening.public_id])
    assert "wandeling" in cast.client("facilitator").get(console).text
    for reader in ("coach", "observer", "other_participant", "facilitator"):
        page = cast.client(reader).get(url(evening)).text
        assert "wandeling" in page, reader
        assert "Participant" not in page
    for reader in ("client", "supporter", "administrator"):
        assert cast.client(reader).get(url(evening)).status_code == 403
    assert cast.client("outsider").get(url(evening)).status_code == 404
    share = reverse("outcomes:share_reflection", args=[mine.public_id])
    assert cast.client("coach").post(share, {"stop": "yes"}).status_code == 403
    makers.move_to_stage(cast.programme, "closed")
    cast.client("participant").post(share, {"stop": "yes"})
    assert "wandeling" not in cast.client("coach").get(url(evening)).text
    assert cast.client("participant").post(share).status_code == 403


def test_afterwards_one_writes_until_the_next_evening_begins(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=-3, revealed=True)
    upcoming = makers.make_evening(cast.programme, days=14)
    phone = cast.client("participant")
    assert url(evening) in phone.get(here(evening)).text
    assert phone.post(url(evening), WORDS).status_code == 303
    upcoming.moment.at = evening.starts_at + dt.timedelta(hours=20)
    upcoming.moment.save()
    refused = phone.post(url(evening), {"learned": "Te laat bedacht", "differently": ""})
    assert refused.status_code == 422
    assert "Te laat bedacht" in refused.text
    assert Reflection.objects.get().learned == WORDS["learned"]
    page = phone.get(url(evening)).text
    assert WORDS["learned"] in page
    assert "<textarea" not in page


def test_an_evening_of_another_team_does_not_end_it(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=-3, team=cast.team, revealed=True)
    makers.make_evening(cast.programme, days=-1, team=cast.other_team, revealed=True)
    assert cast.client("participant").post(url(evening), WORDS).status_code == 303


@pytest.mark.parametrize(
    "odd", [{"learned": "", "differently": ""}, {"learned": "x" * 2001}, {"learned": "\x00"}]
)
def test_nothing_written_gets_a_sentence(cast: Cast, evening: Session, odd: dict[str, str]) -> None:
    answer = cast.client("participant").post(url(evening), {"learned": "", "differently": ""} | odd)
    assert answer.status_code == 422
    assert not Reflection.objects.exists()


def test_before_the_evening_begins_there_is_nothing_to_look_back_on(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=3)
    assert cast.client("participant").post(url(evening), WORDS).status_code == 403


def test_who_left_still_reads_the_own(cast: Cast, evening: Session) -> None:
    wrote(cast, evening)
    mine = cast.participation("participant")
    mine.until = evening.opened_at
    mine.save(update_fields=["until"])
    mine.memberships.update(until=evening.opened_at)
    page = cast.client("participant").get(reverse("outcomes:own_reflections")).text
    assert "wandeling" in page
    assert url(evening) not in page


def test_pages_take_as_many_queries_for_one_as_for_forty(cast: Cast, evening: Session, flat_queries) -> None:
    wrote(cast, evening, shared=True)

    def more() -> None:
        for _ in range(40):
            one = makers.join(cast.programme, team=cast.team)
            write_reflection(evening=evening, participation=one, shared=True, by=one.person, **WORDS)

    flat_queries(cast.client("coach"), url(evening), more, 14)
    flat_queries(cast.client("participant"), reverse("outcomes:own_reflections"), lambda: None, 8)
