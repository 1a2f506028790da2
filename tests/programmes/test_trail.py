"""Who did what: who reads it, in which sentences, and what it does not tell."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.exports import harmless, trail_csv
from accounts.models import AuditEntry
from accounts.queries.trail import TrailRow
from accounts.services.audit import record
from ideas.services.capture import capture_idea, edit_idea, end_idea
from ideas.services.rounds import give_dot, open_round
from programmes.enums import Consent
from programmes.models import Programme
from tests import makers
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def url_of(cast: Cast, **query: Any) -> str:
    return reverse("programmes:trail", args=[cast.programme.public_id], query=query)


def organisation_url(cast: Cast) -> str:
    return reverse("accounts:trail", args=[cast.host.public_id])


def lines(cast: Cast, url: str, name: str = "facilitator") -> list[str]:
    """The lines of the trail, with their time and role, in one space each."""
    response = cast.client(name).get(url)
    assert response.status_code == 200
    found = lxml.html.fromstring(response.content).xpath("//li[contains(@class, 'kw-deed')]")
    return [" ".join(line.text_content().split()) for line in found]


def write_idea(cast: Cast, text: str = "Vergader buiten", name: str = "participant") -> Any:
    author = cast.participation(name)
    return capture_idea(team=cast.team, text=text, by=cast[name], author=author)


# ---- who reads it ---------------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("name", "programme", "organisation"),
    [
        ("facilitator", 200, 404),
        ("coach", 403, 404),
        ("participant", 403, 404),
        ("observer", 403, 404),
        ("supporter", 403, 404),
        ("client", 403, 404),
        ("administrator", 200, 200),
        ("outsider", 404, 404),
        ("nobody", 302, 302),
    ],
)
def test_who_reads_the_trail(cast: Cast, name: str, programme: int, organisation: int) -> None:
    client = cast.client(name)
    for view in ("trail", "trail_file"):
        of_programme = reverse(f"programmes:{view}", args=[cast.programme.public_id])
        assert client.get(of_programme).status_code == programme
        of_organisation = reverse(f"accounts:{view}", args=[cast.host.public_id])
        assert client.get(of_organisation).status_code == organisation
    assert client.post(url_of(cast)).status_code in {302, 403, 404, 405}


def test_settings_lead_there_and_for_an_administrator_the_programme_itself(cast: Cast) -> None:
    settings = reverse("programmes:settings", args=[cast.programme.public_id])
    assert url_of(cast) in cast.client("facilitator").get(settings).content.decode()
    home = reverse("overviews:programme", args=[cast.programme.public_id])
    assert url_of(cast) in cast.client("administrator").get(home).content.decode()
    assert url_of(cast) not in cast.client("participant").get(home).content.decode()
    page = reverse("accounts:organisation", args=[cast.host.public_id])
    assert organisation_url(cast) in cast.client("administrator").get(page).content.decode()


# ---- what it says ---------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_sentence_says_who_did_what_from_which_role(cast: Cast) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    (line,) = lines(cast, url_of(cast))
    clock = makers.timezone.localtime(AuditEntry.objects.get().at).strftime("%-H.%M")
    assert line == f"{clock} Facilitator paste de instellingen van {cast.programme.name} aan Begeleider"


def test_a_sentence_is_read_in_english_too(cast: Cast, settings: Any) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    client = cast.client("facilitator")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(url_of(cast)).content.decode()
    assert "<strong>Facilitator</strong> changed the settings of <a" in page


def test_somebody_for_whom_it_was_done_is_told(cast: Cast) -> None:
    capture_idea(
        team=cast.team,
        text="Van papier",
        by=cast["facilitator"],
        author=cast.participation("participant"),
    )
    (line,) = lines(cast, url_of(cast))
    assert "Facilitator schreef een idee op: Van papier, namens Participant" in line


def test_a_link_leads_to_what_still_is_and_may_be_seen(cast: Cast) -> None:
    idea = write_idea(cast, "Een idee dat blijft")
    gone = write_idea(cast, "Een idee dat verdwijnt")
    gone.delete()
    first, second = sorted(lines(cast, url_of(cast)), key=lambda line: "blijft" not in line)
    assert "Een idee dat blijft" in first
    assert "schreef een idee op: iets dat niet (meer) te zien is" in second
    assert (
        reverse("ideas:idea", args=[idea.public_id])
        in cast.client("facilitator").get(url_of(cast)).content.decode()
    )


def test_a_reader_who_may_not_see_the_object_does_not_read_what_it_is_called(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=0, state="running", opened_at=makers.timezone.now())
    idea = makers.make_idea(cast.team, text="Geheim tot de onthulling", evening=evening)
    record(cast["facilitator"], "ideas.ended", idea, scope=cast.programme.scope)
    assert "Geheim" in lines(cast, url_of(cast), "facilitator")[0]
    assert "iets dat niet (meer) te zien is" in lines(cast, url_of(cast), "administrator")[0]


def test_names_and_titles_are_no_html(cast: Cast) -> None:
    cast.people["facilitator"].name = "<b>{what}</b>"
    cast.people["facilitator"].save()
    Programme.objects.filter(pk=cast.programme.pk).update(name="<script>{who}</script>")
    record(cast["facilitator"], "programmes.changed", cast.programme)
    page = cast.client("facilitator").get(url_of(cast)).content.decode()
    assert "<script>{who}" not in page
    assert "<b>{what}" not in page
    assert "&lt;b&gt;{what}&lt;/b&gt;" in page


def test_somebody_whose_data_were_erased_has_no_name(cast: Cast) -> None:
    person = makers.make_person(name="Wie weg is")
    record(person, "programmes.changed", cast.programme)
    person.delete()
    (line,) = lines(cast, url_of(cast))
    assert "Iemand van wie de gegevens gewist zijn paste de instellingen" in line


def test_a_verb_without_a_sentence_still_shows(cast: Cast) -> None:
    record(cast["facilitator"], "programmes.of_an_older_version", cast.programme)
    assert "Facilitator deed iets met" in lines(cast, url_of(cast))[0]


def test_the_trail_of_an_organisation_says_in_which_programme(cast: Cast) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    record(cast["administrator"], "accounts.house_logo_removed", cast.host)
    elsewhere = makers.make_programme()
    record(cast["facilitator"], "programmes.changed", elsewhere)
    of_host, of_programme = lines(cast, organisation_url(cast), "administrator")
    assert of_host.endswith(f"haalde het logo van {cast.host.name} weg Beheerder")
    assert of_programme.endswith(f"Begeleider · {cast.programme.name}")


# ---- what it does not tell ------------------------------------------------------------------------------------------


def consent(cast: Cast, name: str, choice: str) -> None:
    participation = cast.participation(name)
    participation.consent = choice
    participation.save()


@pytest.mark.parametrize("reader", ["facilitator", "administrator"])
@pytest.mark.parametrize(
    ("choice", "called"), [(Consent.ANONYMOUS, "Iemand"), (Consent.FUNCTION, "Adviseur water")]
)
def test_who_is_not_named_is_not_named_here_nor_found_by_time_role_or_filter(
    cast: Cast, reader: str, choice: str, called: str
) -> None:
    person = cast.people["participant"]
    person.name, person.function = "Wilhelmina Verstopt", "Adviseur water"
    person.save()
    consent(cast, "participant", choice)
    idea = write_idea(cast)
    edit_idea(idea=idea, text="Vergader binnen", by=cast["participant"])
    end_idea(idea=idea, because="Kan niet", by=cast["participant"])
    record(cast["facilitator"], "programmes.changed", cast.programme)

    for url in (url_of(cast), organisation_url(cast) if reader == "administrator" else url_of(cast)):
        found = lines(cast, url, reader)
        page = cast.client(reader).get(url).content.decode()
        assert "Wilhelmina" not in page
        assert person.public_id not in page
        assert len(found) == 4
        told, *hidden = found
        assert "Facilitator" in told  # the newest, and the only one with a time
        for line in hidden:
            assert line.startswith(f"–Ergens op deze dag {called} ")
            assert "Deelnemer" not in line
    assert lines(cast, url_of(cast, person=person.public_id), reader) == []
    file = reverse("programmes:trail_file", args=[cast.programme.public_id])
    assert "Wilhelmina" not in cast.client(reader).get(file).content.decode()


def test_lines_without_a_time_do_not_stand_in_the_order_of_the_clock(cast: Cast) -> None:
    consent(cast, "participant", Consent.ANONYMOUS)
    for text in ("Zaterdag", "Aardappel", "Molen"):
        write_idea(cast, text)
    told = [line.rpartition(" ")[2] for line in lines(cast, url_of(cast))]
    assert told == ["Aardappel", "Molen", "Zaterdag"]


def test_what_somebody_does_beside_contributing_is_told_with_the_name(cast: Cast) -> None:
    consent(cast, "facilitator", Consent.ANONYMOUS)
    record(cast["facilitator"], "programmes.changed", cast.programme)
    assert "Facilitator" in lines(cast, url_of(cast))[0]
    assert len(lines(cast, url_of(cast, person=cast["facilitator"].public_id))) == 1


def test_a_scribe_is_named_and_the_author_who_is_not_stays_unnamed(cast: Cast) -> None:
    consent(cast, "participant", Consent.ANONYMOUS)
    capture_idea(
        team=cast.team,
        text="Van papier",
        by=cast["facilitator"],
        author=cast.participation("participant"),
    )
    assert "Van papier, namens Iemand" in lines(cast, url_of(cast))[0]


def test_consent_in_one_programme_does_not_speak_for_another(cast: Cast) -> None:
    other = makers.make_programme(host=cast.host)
    makers.join(other, cast.people["participant"], team=other.teams.get())
    consent(cast, "participant", Consent.ANONYMOUS)
    write_idea(cast, "Hier zonder naam")
    capture_idea(
        team=other.teams.get(),
        text="Daar met naam",
        by=cast["participant"],
        author=other.participations.get(person=cast.people["participant"]),
    )
    named = [line for line in lines(cast, organisation_url(cast), "administrator") if "Participant" in line]
    assert len(named) == 1
    assert named[0].endswith(f"Deelnemer · {other.name}")
    url = f"{organisation_url(cast)}?person={cast['participant'].public_id}"
    assert len(lines(cast, url, "administrator")) == 1


@pytest.mark.embedded
def test_dots_and_hidden_ideas_leave_nothing(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=0, state="running", opened_at=makers.timezone.now())
    capture_idea(
        team=cast.team,
        text="Nog verborgen",
        by=cast["participant"],
        author=cast.participation("participant"),
        evening=evening,
    )
    assert not AuditEntry.objects.exists()
    cluster = makers.make_cluster(cast.team)
    makers.make_cluster(cast.team)
    voting = open_round(team=cast.team, title="Ronde", budget=3, by=cast["facilitator"])
    before = AuditEntry.objects.count()
    give_dot(voting_round=voting, cluster=cluster, voter=cast.participation("participant"))
    assert AuditEntry.objects.count() == before


# ---- filters, pages, file -------------------------------------------------------------------------------------------


def test_one_can_ask_for_a_person_and_a_kind(cast: Cast) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    record(cast["coach"], "programmes.changed", cast.programme)
    write_idea(cast)
    assert len(lines(cast, url_of(cast))) == 3
    assert len(lines(cast, url_of(cast, person=cast["coach"].public_id))) == 1
    assert len(lines(cast, url_of(cast, kind="programmes"))) == 2
    assert len(lines(cast, url_of(cast, kind="ideas", person=cast["coach"].public_id))) == 0


def test_the_same_in_the_same_minute_is_one_line(cast: Cast) -> None:
    for _ in range(3):
        record(cast["facilitator"], "programmes.changed", cast.programme)
    record(cast["coach"], "programmes.changed", cast.programme)
    (_coach, line) = lines(cast, url_of(cast))
    assert "(3 keer)" in line


@pytest.mark.parametrize("junk", ["x" * 5000, "é\u202e", "0 OR 1=1", "-1", "٣", "programmes.changed"])
def test_words_that_ask_nothing_are_no_trouble(cast: Cast, junk: str) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    for name in ("person", "kind", "page"):
        assert len(lines(cast, url_of(cast, **{name: junk}))) == 1


def fill(cast: Cast, count: int) -> None:
    """``count`` entries of every kind that the makers can make, by twelve people."""
    people = [makers.join(cast.programme, consent=choice).person for choice in list(Consent) * 4]
    ideas = [makers.make_idea(cast.team, text=f"Idee {number}") for number in range(20)]
    objects: list[tuple[str, Any]] = [("ideas.captured", one) for one in ideas]
    objects += [("programmes.changed", cast.programme)]
    objects += [("programmes.invited", one) for one in cast.programme.participations.all()]
    objects += [("programmes.moved", one) for one in cast.programme.moments.all()]
    AuditEntry.objects.bulk_create(
        AuditEntry(
            by=person,
            by_key=person.pk,
            role="participant",
            verb=objects[number % len(objects)][0],
            object_type=objects[number % len(objects)][1]._meta.label_lower,
            object_id=objects[number % len(objects)][1].pk,
            scope=cast.programme.scope,
        )
        for number in range(count)
        for person in [people[number % 12]]
    )


@pytest.mark.parametrize("name", ["facilitator", "administrator"])
def test_a_page_takes_as_many_queries_for_two_thousand_lines(
    cast: Cast, flat_queries: Callable[..., int], name: str
) -> None:
    fill(cast, 60)
    flat_queries(cast.client(name), url_of(cast), lambda: fill(cast, 2000), 24)
    assert len(lines(cast, url_of(cast))) == 50
    assert len(lines(cast, url_of(cast, page=42))) > 0


def test_the_page_of_an_organisation_takes_no_query_per_line(
    cast: Cast, flat_queries: Callable[..., int]
) -> None:
    fill(cast, 60)
    flat_queries(cast.client("administrator"), organisation_url(cast), lambda: fill(cast, 2000), 24)


def test_the_file_has_all_lines_with_few_queries(cast: Cast) -> None:
    fill(cast, 2000)
    client = cast.client("facilitator")
    file = reverse("programmes:trail_file", args=[cast.programme.public_id])
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(file)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2001
    assert rows[0][:3] == ["Dag", "Tijd", "Wat er gedaan is"]
    assert len(captured) < 50


def test_the_file_has_what_is_asked_for(cast: Cast) -> None:
    record(cast["facilitator"], "programmes.changed", cast.programme)
    write_idea(cast)
    file = reverse("programmes:trail_file", args=[cast.programme.public_id], query={"kind": "ideas"})
    assert cast.client("facilitator").get(file).content.decode().count("\r\n") == 2


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_in_the_file_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    row = TrailRow(dt.date(2026, 3, 29), dt.time(20, 14), f"{cell} &amp; <b>meer</b>", "", cell, cell, None)
    text = trail_csv([row]).decode("utf-8-sig")
    *_head, cells = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert cells == ["2026-03-29", "20:14", f"'{cell} & meer", f"'{cell}", f"'{cell}", ""]


def test_an_entry_of_the_night_that_the_clock_goes_back_stands_on_its_own_day(cast: Cast) -> None:
    at = dt.datetime(2026, 10, 24, 22, 30, tzinfo=dt.UTC)  # 00:30 on the 25th in Amsterdam
    entry = AuditEntry(
        by=cast["facilitator"],
        by_key=cast["facilitator"].pk,
        verb="programmes.changed",
        object_type="programmes.programme",
        object_id=cast.programme.pk,
        scope=cast.programme.scope,
    )
    AuditEntry._meta.get_field("at").auto_now_add = False
    try:
        entry.at = at
        entry.save()
    finally:
        AuditEntry._meta.get_field("at").auto_now_add = True
    page = cast.client("facilitator").get(url_of(cast)).content.decode()
    assert "zondag 25 oktober 2026" in page
    assert ">0.30<" in page
