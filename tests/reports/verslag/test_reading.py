"""A verslag tells what happened, to each reader what that person may see, named as people wish."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from programmes.enums import Consent
from reports.verslag.models import Verslag
from reports.verslag.queries.reading import read_verslag
from reports.verslag.services.writing import edit_verslag, renew_verslag
from tests import makers
from tests.reports.verslag.conftest import Held, vote


def texts(held: Held, name: str) -> set[str]:
    page = read_verslag(verslag=held.verslag(), viewer=held.cast[name])
    return {card.text for bundle in page.bundles for card in bundle.ideas}


def send(verslag: Verslag) -> None:
    verslag.times_sent, verslag.sent_at = 1, verslag.changed_at
    verslag.save()


def test_it_tells_who_was_there_how_it_went_and_every_idea_also_without_a_dot(held: Held) -> None:
    page = read_verslag(verslag=held.verslag(), viewer=held.cast["facilitator"])
    assert page.title == "3 ideeën"
    assert [(one.title, one.planned, one.took) for one in page.blocks] == [
        ("Oogst", 20, 26),
        ("Bedenken", 40, 40),
    ]
    assert [(one.title, one.dots) for one in page.bundles] == [("De boer als beheerder", 3), ("", 0)]
    assert texts(held, "facilitator") == {
        "Betaal voor wat men ziet.",
        "Vergader buiten.",
        "Een leeg kantoor.",
    }
    (round_,) = page.rounds
    assert [(row.title, row.dots, row.is_tie) for row in round_.rows] == [
        ("De boer als beheerder", 3, False),
        ("Samen kijken", 0, False),
    ]
    assert (round_.placed, round_.voters, round_.left) == (3, 1, 2)
    headings = {part.kind: (part.heading, part.aside) for part in page.parts}
    assert headings["course"] == ("6 minuten later klaar", "Oogst liep uit")
    assert headings["people"][0] == "3 mensen waren er"


def test_bars_of_plan_and_reality_are_on_one_scale(held: Held) -> None:
    page = read_verslag(verslag=held.verslag(), viewer=held.cast["facilitator"])
    assert [bar.is_over for bar in page.real] == [True, False]
    assert page.real[-1].x + page.real[-1].width > page.plan[-1].x + page.plan[-1].width


def test_a_round_of_another_evening_is_not_told(held: Held) -> None:
    author = held.cast.participation("participant")
    for days in (-1, 1):
        vote(held.cast.team, author, {held.other: 5}, at=held.evening.ends_at + dt.timedelta(days=days))
    assert [one["rows"][0][2] for one in held.verslag().happened["rounds"]] == [3]


def test_each_team_reads_its_own_ideas_and_how_many_there_were_in_all(held: Held) -> None:
    assert texts(held, "participant") == {"Betaal voor wat men ziet.", "Vergader buiten."}
    assert texts(held, "other_participant") == {"Een leeg kantoor."}
    page = read_verslag(verslag=held.verslag(), viewer=held.cast["other_participant"])
    assert page.ideas == 3
    assert page.rounds == ()
    assert {part.kind: part.aside for part in page.parts}["ideas"] == "1 van de 3: die van je eigen team"


def test_people_are_named_as_they_wish_now_and_not_as_they_wished_then(held: Held) -> None:
    verslag = held.verslag()
    person = held.cast.participation("participant")
    assert "Participant" in str(read_verslag(verslag=verslag, viewer=held.cast["coach"]).tables)
    person.consent = Consent.ANONYMOUS
    person.save()
    page = read_verslag(verslag=verslag, viewer=held.cast["coach"])
    assert "Participant" not in str(page.tables) + str(page.bundles)
    assert next(table.nameless for table in page.tables if table.team == "Team A") == 1


def test_no_name_and_no_text_of_anybody_is_kept_with_it(held: Held) -> None:
    kept = str(held.verslag().happened)
    assert "Participant" not in kept
    assert "Vergader" not in kept


def test_what_moves_to_another_bundle_later_stays_where_it_lay(held: Held) -> None:
    verslag = held.verslag()
    held.bundle.ideas.update(cluster=held.other)
    page = read_verslag(verslag=verslag, viewer=held.cast["facilitator"])
    assert page.bundles[0].title == "De boer als beheerder"
    renewed = renew_verslag(verslag=verslag, by=held.cast["facilitator"])
    page = read_verslag(verslag=renewed, viewer=held.cast["facilitator"])
    assert page.bundles[0].title == "Samen kijken"


def test_filling_it_anew_keeps_own_words(held: Held) -> None:
    by = held.cast["facilitator"]
    verslag = held.verslag()
    words = {"title": "Drie keer ruzie", "introduction": "We aten snert.", "remarks": {"ideas": "Allemaal."}}
    edit_verslag(verslag=verslag, left_out=["votes"], by=by, **words)
    makers.make_idea(held.cast.team, evening=held.evening, text="Nog een.")
    renew_verslag(verslag=verslag, by=by)
    verslag.refresh_from_db()
    page = read_verslag(verslag=verslag, viewer=by)
    assert (page.title, verslag.introduction, page.ideas) == ("Drie keer ruzie", "We aten snert.", 4)
    assert "votes" not in {part.kind for part in page.shown}
    assert {part.kind: part.remark for part in page.parts}["ideas"] == "Allemaal."


def test_agreements_and_points_are_read_by_line(held: Held) -> None:
    verslag = held.verslag()
    points = "Zaal vastleggen – Joost, voor 1 april\n\n- Bellen"
    edit_verslag(verslag=verslag, points=points, by=held.cast["facilitator"])
    page = read_verslag(verslag=verslag, viewer=held.cast["facilitator"])
    assert [(one.what, one.about) for one in page.points] == [
        ("Zaal vastleggen", "Joost, voor 1 april"),
        ("Bellen", ""),
    ]


def test_it_tells_the_homework_up_to_the_next_evening_and_that_evening(held: Held) -> None:
    programme = held.cast.programme
    makers.make_assignment(programme, days=3, title="Interview")
    makers.make_assignment(programme, days=20, title="Veel later")
    makers.make_evening(
        programme, days=5, title="Afgezegd", state="off", off_at=held.evening.closed_at, off_reason="x"
    )
    makers.make_evening(programme, days=7, title="Avond 2")
    page = read_verslag(verslag=held.verslag(), viewer=held.cast["participant"])
    assert [task.title for task in page.tasks] == ["Interview"]
    assert page.next.title == "Avond 2"


def test_photos_of_its_harvest_stand_in_it_for_who_may_see_them(held: Held) -> None:
    assignment = makers.make_assignment(
        held.cast.programme, days=-1, evening=held.evening, visibility="at_once"
    )
    submission = makers.make_submission(assignment, held.cast.participation("participant"))
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "#8aa899").save(file, "PNG")
    photo = SimpleUploadedFile("sloot.png", file.getvalue())
    submission.pictures.create(image=photo, sha256="1", description="Een sloot")
    for name, seen in (("facilitator", 1), ("participant", 1), ("other_participant", 0)):
        assert len(read_verslag(verslag=held.verslag(), viewer=held.cast[name]).photos) == seen


def test_before_it_is_sent_only_who_leads_reads_it_and_afterwards_those_of_the_evening(held: Held) -> None:
    verslag = held.verslag()
    url = reverse("reports:verslag", args=[verslag.public_id])
    people = (
        "facilitator",
        "participant",
        "observer",
        "other_participant",
        "client",
        "supporter",
        "administrator",
    )

    def readers() -> set[str]:
        return {name for name in people if held.cast.client(name).get(url).status_code == 200}

    assert readers() == {"facilitator"}
    send(verslag)
    assert readers() == {"facilitator", "participant", "observer", "other_participant"}


def test_the_page_of_the_evening_leads_to_it(held: Held) -> None:
    def page(name: str) -> str:
        url = reverse("evenings:evening", args=[held.evening.public_id])
        return held.cast.client(name).get(url).content.decode()

    assert reverse("reports:write_verslag", args=[held.evening.public_id]) in page("facilitator")
    assert "verslag" not in page("participant")
    verslag = held.verslag()
    send(verslag)
    assert reverse("reports:verslag", args=[verslag.public_id]) in page("participant")


def test_the_page_takes_as_many_queries_for_forty_ideas_as_for_three(held: Held, flat_queries) -> None:
    verslag = held.verslag()
    send(verslag)

    def grow() -> None:
        for number in range(40):
            author = makers.join(held.cast.programme, team=held.cast.team)
            makers.attend(held.evening, author, is_present=True)
            makers.make_idea(held.cast.team, author, evening=held.evening, text=f"Nummer {number}")
        renew_verslag(verslag=verslag, by=held.cast["facilitator"])

    url = reverse("reports:verslag", args=[verslag.public_id])
    flat_queries(held.cast.client("participant"), url, grow, 19)


@pytest.mark.parametrize("noted", [True, False])
def test_where_nobody_noted_who_was_there_the_part_is_left_out(held: Held, noted: bool) -> None:
    if not noted:
        held.evening.attendances.update(is_present=None)
    page = read_verslag(verslag=held.verslag(), viewer=held.cast["facilitator"])
    assert ("people" in {part.kind for part in page.shown}) is noted
