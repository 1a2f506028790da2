"""Writing and sending a verslag: nothing is lost, and nobody gets it twice."""

import datetime as dt

import pytest
from django.urls import reverse

from core.clock import now
from core.errors import Conflict
from outbox.models import Message
from outbox.services.kinds import kind_of
from programmes.models import Moment
from reports.verslag.enums import Part
from reports.verslag.models import Verslag
from reports.verslag.services.sending import letters_of, send_verslag
from reports.verslag.services.writing import edit_verslag, ensure_verslag
from sessions.services.live import reopen_evening
from tests import makers
from tests.conftest import make_cast
from tests.reports.verslag.conftest import Held


def sent(**words: str) -> dict[str, str]:
    """A form as the page shows it at first, with other ``words``."""
    empty = {"title": "", "introduction": "", "agreed": "", "points": ""}
    for part in Part:
        empty[f"remark_{part.value}"] = ""
    seen = {f"initial-{name}": value for name, value in empty.items()}
    stands = {f"stands_{part.value}": "on" for part in Part}
    seen |= {f"initial-stands_{part.value}": "True" for part in Part}
    return {**empty, **seen, **stands, **words}


def write_url(held: Held) -> str:
    return reverse("reports:write_verslag", args=[held.evening.public_id])


def send_url(held: Held) -> str:
    return reverse("reports:send_verslag", args=[held.evening.public_id])


def test_opening_its_page_begins_it_once(held: Held) -> None:
    for _ in range(2):
        page = held.cast.client("facilitator").get(write_url(held)).content.decode()
        assert 'name="initial-title"' in page
        assert 'name="initial-stands_ideas"' in page
    assert Verslag.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_it_at_once_begin_one(concurrently) -> None:
    cast = make_cast()
    evening = makers.make_evening(cast.programme, days=-1, revealed=True)
    by = cast["facilitator"]
    one, other = concurrently(*[lambda: ensure_verslag(evening=evening, by=by)] * 2)
    assert one == other


def test_an_evening_that_is_not_over_has_none(held: Held) -> None:
    evening = makers.make_evening(held.cast.programme, days=3)
    with pytest.raises(Conflict):
        ensure_verslag(evening=evening, by=held.cast["facilitator"])
    url = reverse("reports:write_verslag", args=[evening.public_id])
    assert held.cast.client("facilitator").get(url).status_code == 403


def test_what_is_written_is_kept_and_a_part_can_be_left_out(held: Held) -> None:
    data = sent(title="Drie keer ruzie", points="Bellen – Joost", remark_ideas="Lees ze **alle**.")
    del data["stands_photos"]
    answer = held.cast.client("facilitator").post(write_url(held), {**data, "look": "1"})
    verslag = Verslag.objects.get()
    assert answer.headers["Location"] == reverse("reports:verslag", args=[verslag.public_id])
    assert (verslag.title, verslag.points) == ("Drie keer ruzie", "Bellen – Joost")
    assert (verslag.left_out, verslag.remarks) == (["photos"], {"ideas": "Lees ze **alle**."})


def test_what_somebody_else_wrote_meanwhile_stays_and_a_clash_shows_both(held: Held) -> None:
    verslag, browser = held.verslag(), held.cast.client("facilitator")
    edit_verslag(verslag=verslag, introduction="Van Joost.", by=held.cast["facilitator"])
    browser.post(write_url(held), sent(title="Van Marit"))
    verslag.refresh_from_db()
    assert (verslag.title, verslag.introduction) == ("Van Marit", "Van Joost.")
    answer = browser.post(write_url(held), sent(title="Van Marit", introduction="Ook van Marit."))
    assert answer.status_code == 422
    assert "Van Joost." in answer.content.decode()
    assert "Ook van Marit." in answer.content.decode()


def test_filling_anew_keeps_what_was_typed_with_the_same_press(held: Held) -> None:
    verslag = held.verslag()
    makers.make_idea(held.cast.team, evening=held.evening)
    held.cast.client("facilitator").post(write_url(held), {**sent(title="Mijn kop"), "renew": "1"})
    verslag.refresh_from_db()
    assert (verslag.title, len(verslag.happened["ideas"])) == ("Mijn kop", 4)


def test_an_evening_that_went_on_after_all_says_that_it_should_be_filled_anew(held: Held) -> None:
    held.verslag()
    by, page = held.cast["facilitator"], write_url(held)
    reopen_evening(evening=held.evening, by=by)
    assert held.cast.client("facilitator").get(page).status_code == 403
    held.cast.client("facilitator").post(reverse("evenings:close", args=[held.evening.public_id]))
    assert "De avond ging daarna nog door" in held.cast.client("facilitator").get(page).content.decode()


def test_the_absent_read_first_what_they_missed_and_their_homework(held: Held) -> None:
    makers.make_assignment(held.cast.programme, days=3, title="Interview")
    makers.make_evening(held.cast.programme, days=7, title="Avond 2", place="Zwolle")
    verslag = edit_verslag(verslag=held.verslag(), introduction="We aten snert.", by=held.cast["facilitator"])
    there, away = letters_of(verslag=verslag)
    assert (there.was_there, away.was_there) == (True, False)
    assert there.text.body.index("snert") < there.text.body.index("Interview")
    assert away.text.body.index("Interview") < away.text.body.index("snert")
    assert there.text.day.title.startswith("Avond 2")


def test_a_mail_that_goes_late_names_no_homework_or_evening_whose_day_has_passed(held: Held) -> None:
    programme, passed = held.cast.programme, now() - dt.timedelta(minutes=30)
    late = makers.make_assignment(programme, title="Te laat")
    Moment.objects.filter(pk=late.moment_id).update(at=passed)
    makers.make_evening(programme, moment=makers.make_moment(programme, at=passed), title="Avond 2")
    letter = letters_of(verslag=held.verslag())[0]
    assert "Te laat" not in letter.text.body
    assert letter.text.day is None


def test_who_sends_hears_that_nothing_stands_in_it_yet(held: Held) -> None:
    browser, warning = held.cast.client("facilitator"), "Er staat nog niets in deze mail"
    assert warning not in browser.get(send_url(held)).text
    verslag = held.verslag()
    verslag.left_out = [part.value for part in Part]
    verslag.save()
    assert warning in browser.get(send_url(held)).text
    _there, away = letters_of(verslag=verslag)
    assert "Dit heb je gemist" not in away.text.body


def test_it_goes_once_to_everybody_of_the_evening_however_often_the_button_is_pressed(held: Held) -> None:
    browser = held.cast.client("facilitator")
    assert "3 mensen die er waren" in browser.get(send_url(held)).content.decode()
    for _ in range(2):
        assert browser.post(send_url(held), {"seen": "0"}).status_code == 303
    letters = Message.objects.filter(kind="verslag")
    assert {one.user for one in letters} == {
        held.cast[name] for name in ("facilitator", "coach", "participant", "observer", "other_participant")
    }
    assert {one.user for one in letters if one.params["was_there"]} == {
        held.cast[name] for name in ("facilitator", "participant", "other_participant")
    }


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_send_one(concurrently) -> None:
    cast = make_cast()
    evening = makers.make_evening(cast.programme, days=-1, revealed=True)
    verslag = ensure_verslag(evening=evening, by=cast["facilitator"])
    by = cast["facilitator"]
    counts = concurrently(
        *[lambda: send_verslag(verslag=Verslag.objects.get(pk=verslag.pk), seen=0, by=by)] * 2
    )
    assert sorted(counts) == [0, 5]
    assert Message.objects.filter(kind="verslag").count() == 5


def test_an_improved_verslag_goes_again_and_takes_the_place_of_what_waits(held: Held) -> None:
    verslag, by = held.verslag(), held.cast["facilitator"]
    send_verslag(verslag=verslag, seen=0, by=by)
    edit_verslag(verslag=verslag, introduction="Nu goed.", by=by)
    assert verslag.changed_since
    assert send_verslag(verslag=verslag, seen=1, by=by) == 5
    first, second = Message.objects.filter(kind="verslag", user=held.cast["participant"]).order_by("pk")
    assert second.subject == "Verbeterd verslag van Avond 1"
    assert first.subject == "Verslag van Avond 1"
    assert kind_of("verslag").still_applies(first)
    assert not kind_of("verslag").still_applies(second)


def test_who_left_meanwhile_does_not_get_it(held: Held) -> None:
    send_verslag(verslag=held.verslag(), seen=0, by=held.cast["facilitator"])
    letter = Message.objects.get(kind="verslag", user=held.cast["participant"])
    person = held.cast.participation("participant")
    person.until = now()
    person.save()
    assert kind_of("verslag").still_applies(letter)


def test_where_nobody_noted_who_was_there_whoever_did_not_say_no_was(held: Held) -> None:
    held.evening.attendances.update(is_present=None)
    held.evening.attendances.filter(participation=held.cast.participation("observer")).update(answer="no")
    there, away = letters_of(verslag=held.verslag())
    assert there.reader.person_id != held.cast["observer"].pk
    assert away.reader.person_id == held.cast["observer"].pk


def test_a_mail_tells_nobody_the_ideas_or_bundles_of_another_team(held: Held) -> None:
    send_verslag(verslag=held.verslag(), seen=0, by=held.cast["facilitator"])
    bodies = {one.user_id: one.body for one in Message.objects.filter(kind="verslag")}
    assert "De boer als beheerder" in bodies[held.cast["participant"].pk]
    assert "De boer als beheerder" not in bodies[held.cast["other_participant"].pk]


def test_the_next_thing_after_an_evening_is_its_verslag_until_it_is_sent(held: Held) -> None:
    home = reverse("overviews:programme", args=[held.cast.programme.public_id])

    def page(name: str) -> str:
        return held.cast.client(name).get(home).content.decode()

    assert "Verslag klaarmaken" in page("facilitator")
    assert "Verslag klaarmaken" not in page("participant")
    verslag = held.verslag()
    assert "Verder met het verslag" in page("facilitator")
    send_verslag(verslag=verslag, seen=0, by=held.cast["facilitator"])
    assert write_url(held) not in page("facilitator")
