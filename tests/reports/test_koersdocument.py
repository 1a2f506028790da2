"""The draft, what is taken up, and editions that never change."""

import datetime as dt
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from core import background
from core.access import allowed
from core.errors import Conflict
from core.models import Job
from outcomes.models import Decision, Lesson
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.models import Edition, Inclusion, Koersdocument
from reports.koersdocument.queries.results import list_results
from reports.koersdocument.services import drafting, publishing
from tests import makers
from tests.conftest import make_cast


@pytest.fixture
def koersdocument(cast):
    """A koersdocument with a part of each kind, and one result of each kind beside it."""
    document = drafting.ensure_koersdocument(programme=cast.programme)
    for kind in SectionKind:
        drafting.build_section(
            programme=cast.programme,
            entry={"kind": kind.value, "title": f"Deel {kind.value}", "text": ""},
            moment=None,
            moments={},
        )
    return document


@pytest.fixture
def results(cast):
    """One result of each kind, by kind."""
    evening = makers.make_evening(cast.programme, days=-10, revealed=True, title="Avond 2")
    author = cast.participation("participant")
    cluster = makers.make_cluster(cast.team, title="De boer als beheerder")
    idea = makers.make_idea(
        cast.team, author, evening=evening, cluster=cluster, text="Betaal voor wat men ziet."
    )
    loose = makers.make_idea(cast.team, author, evening=evening, text="Vergader buiten.")
    submission = makers.make_submission(makers.make_assignment(cast.programme), author)
    proposal = cast.team.proposals.create(
        programme=cast.programme,
        title="Het landschapscontract",
        cluster=cluster,
        what="Een afspraak van één bladzijde.",
        form="film",
        link="https://film.example/contract",
        state="agreed",
        agreed_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    )
    decision = Decision.objects.create(
        programme=cast.programme, proposal=proposal, body="Het bestuur", decided_on=dt.date(2026, 10, 1)
    )
    lesson = Lesson.objects.create(
        programme=cast.programme,
        team=cast.team,
        kind="did_not_work",
        text="Vraag het vroeger.",
        submission=submission,
    )
    assert idea.cluster == cluster
    return {
        "idea": loose,
        "cluster": cluster,
        "proposal": proposal,
        "decision": decision,
        "lesson": lesson,
        "submission": submission,
    }


def include_url(programme, kind, result):
    return reverse("reports:include", args=[programme.public_id, kind, result.public_id])


@pytest.mark.parametrize("kind", ["idea", "cluster", "proposal", "decision", "lesson", "submission"])
def test_the_switch_takes_a_result_up_once_in_its_own_part_and_out_again(cast, koersdocument, results, kind):
    facilitator = cast.client("facilitator")
    url = include_url(cast.programme, kind, results[kind])
    for _ in range(2):
        assert facilitator.post(url, {"on": "1"}).status_code == 303
    inclusion = Inclusion.objects.get()
    assert getattr(inclusion, kind) == results[kind]
    assert inclusion.section.kind == drafting.SECTION_OF[kind]
    assert facilitator.post(url, {"on": "0"}).status_code == 303
    assert not Inclusion.objects.exists()


def test_what_is_hidden_or_a_draft_cannot_be_taken_up(cast, koersdocument):
    hidden = makers.make_idea(cast.team, evening=makers.make_evening(cast.programme))
    draft = makers.make_submission(
        makers.make_assignment(cast.programme), cast.participation("participant"), state="draft"
    )
    facilitator = cast.client("facilitator")
    assert facilitator.post(include_url(cast.programme, "idea", hidden), {"on": "1"}).status_code == 404
    assert facilitator.post(include_url(cast.programme, "submission", draft), {"on": "1"}).status_code == 404
    assert list_results(koersdocument=koersdocument) == []


def test_a_result_of_another_programme_cannot_be_taken_up(cast, koersdocument):
    elsewhere = makers.make_cluster(makers.make_programme().teams.get(), ideas=1)
    answer = cast.client("facilitator").post(include_url(cast.programme, "cluster", elsewhere), {"on": "1"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("person", "reads", "writes", "states"),
    [
        ("facilitator", True, True, ["concept"]),
        ("administrator", True, False, ["concept", "checked", "final"]),
        ("client", True, False, ["checked"]),
        ("coach", True, False, []),
        ("participant", True, False, []),
        ("observer", True, False, []),
        ("supporter", False, False, []),
        ("outsider", False, False, []),
    ],
)
def test_who_reads_writes_and_publishes(cast, koersdocument, person, reads, writes, states):
    user = cast[person]
    assert allowed(user, "reports.read_draft", cast.programme) is reads
    assert allowed(user, "reports.write_draft", cast.programme) is writes
    assert [s for s in EditionState.values if allowed(user, f"reports.publish_{s}", cast.programme)] == states
    url = reverse("reports:koersdocument", args=[cast.programme.public_id])
    refused = 404 if person == "outsider" else 403
    assert cast.client(person).get(url).status_code == (200 if reads else refused)
    if not writes:
        assert cast.client(person).post(url, {"title": "x", "version": 1}).status_code in {403, 404}


def test_raw_work_is_offered_to_facilitators_alone(cast, koersdocument):
    makers.make_cluster(cast.team, ideas=1)
    idea = makers.make_idea(cast.team, text="Een ruw idee")
    desk = reverse("reports:koersdocument", args=[cast.programme.public_id])
    assert "Een ruw idee" in cast.client("facilitator").get(f"{desk}?show=all").content.decode()
    for reader in ("administrator", "client", "participant"):
        assert "Een ruw idee" not in cast.client(reader).get(f"{desk}?show=all").content.decode()
        took = cast.client(reader).post(include_url(cast.programme, "idea", idea), {"on": "1"})
        assert took.status_code == 403
    assert not koersdocument.inclusions.exists()


@pytest.mark.parametrize(
    ("person", "reads"),
    [("facilitator", True), ("coach", True), ("participant", True), ("observer", True),
     ("administrator", False), ("client", False)],
)  # fmt: skip
def test_the_list_at_the_back_of_the_draft_is_for_who_works_in_the_programme(
    cast, koersdocument, person, reads
):
    makers.make_idea(cast.team, text="Een ruw idee")
    page = cast.client(person).get(reverse("reports:preview", args=[cast.programme.public_id]))
    book = page.content.decode()
    assert ("Een ruw idee" in book) is reads
    assert ("staat in de editie" in book) is not reads


@pytest.mark.parametrize("ticked", [True, False])
def test_an_edition_has_all_ideas_where_the_facilitator_ticked_the_box(cast, koersdocument, ticked):
    makers.make_idea(cast.team, text="Een ruw idee")
    section = koersdocument.sections.first()
    drafting.edit_section(section=section, title="A", text="Woorden.", version=1, by=cast["facilitator"])
    front = reverse("reports:cover", args=[cast.programme.public_id])
    assert 'name="all_ideas"' in cast.client("facilitator").get(front).content.decode()
    given = {"title": "Koers", "language": "nl", **({"all_ideas": "on"} if ticked else {})}
    assert cast.client("facilitator").post(front, given).status_code == 303
    koersdocument.refresh_from_db()
    edition = publishing.publish_edition(
        koersdocument=koersdocument, state=EditionState.FINAL, by=cast["administrator"]
    )
    book = cast.client("client").get(reverse("reports:edition_read", args=[edition.public_id]))
    assert ("Een ruw idee" in book.content.decode()) is ticked
    draft = cast.client("facilitator").get(reverse("reports:preview", args=[cast.programme.public_id]))
    assert ("Een ruw idee" in draft.content.decode()) is ticked


def test_nothing_is_published_of_a_concept(db):
    cast = make_cast(state="concept")
    assert not allowed(cast["administrator"], "reports.publish_final", cast.programme)


def test_two_who_write_the_same_part_lose_no_words(cast, koersdocument):
    section = koersdocument.sections.first()
    drafting.edit_section(section=section, title="A", text="Eerst.", version=1, by=cast["facilitator"])
    with pytest.raises(Conflict):
        drafting.edit_section(section=section, title="A", text="Ook.", version=1, by=cast["administrator"])
    url = reverse("reports:koersdocument", args=[cast.programme.public_id])
    answer = cast.client("facilitator").post(
        f"{url}?part={section.public_id}", {"title": "A", "text": "Mijn lange tekst", "version": 1}
    )
    assert answer.status_code == 422
    assert "Mijn lange tekst" in answer.content.decode()
    section.refresh_from_db()
    assert section.text == "Eerst."


def test_a_part_with_something_in_it_is_not_taken_away(cast, koersdocument, results):
    section = koersdocument.sections.get(kind="ideas")
    drafting.include_result(
        koersdocument=koersdocument, kind="cluster", result=results["cluster"], by=cast["facilitator"]
    )
    with pytest.raises(Conflict):
        drafting.remove_section(section=section, by=cast["facilitator"])
    drafting.leave_out(
        koersdocument=koersdocument, kind="cluster", result=results["cluster"], by=cast["facilitator"]
    )
    drafting.remove_section(section=section, by=cast["facilitator"])
    assert not koersdocument.sections.filter(kind="ideas").exists()


def test_results_move_within_their_part(cast, koersdocument, results):
    by = cast["facilitator"]
    first = drafting.include_result(
        koersdocument=koersdocument, kind="cluster", result=results["cluster"], by=by
    )
    second = drafting.include_result(koersdocument=koersdocument, kind="idea", result=results["idea"], by=by)
    drafting.move_inclusion(inclusion=second, steps=-1, by=by)
    assert list(Inclusion.objects.order_by("position")) == [second, first]


@pytest.fixture
def full(cast, koersdocument, results):
    """A koersdocument with everything taken up and a text."""
    section = koersdocument.sections.get(kind="text")
    drafting.edit_section(
        section=section,
        title="Waarom",
        text="Een provincie was *lang* de partij.",
        version=1,
        by=cast["facilitator"],
    )
    for kind, result in results.items():
        drafting.include_result(koersdocument=koersdocument, kind=kind, result=result, by=cast["facilitator"])
    return koersdocument


def publish(cast, koersdocument, state=EditionState.FINAL):
    return publishing.publish_edition(koersdocument=koersdocument, state=state, by=cast["administrator"])


def test_an_edition_holds_everything_with_its_origin_and_no_name(cast, full):
    person = cast.people["participant"]
    person.name = "Tarik Bouazza"
    person.save()
    edition = publish(cast, full)
    assert edition.number == 1
    content = json.loads(edition.content)["document"]
    assert [section["title"] for section in content["sections"]] == [
        "Waarom", "Deel ideas", "Deel lessons", "Deel proposals", "Deel decisions",
    ]  # fmt: skip
    assert "Betaal voor wat men ziet." in edition.content
    assert "Tarik" not in edition.content
    assert edition.contributors.filter(shown_as="Tarik Bouazza").count() == 1
    assert any("Avond 2" in origin["what"] for origin in content["register"])
    assert all(origin["what"][0].isupper() for origin in content["register"])


def test_an_empty_koersdocument_is_not_published(cast, koersdocument):
    with pytest.raises(Conflict):
        publish(cast, koersdocument)


@pytest.mark.parametrize("change", ["number = 9", "content = 'x'", "sha256 = 'x'", "state = 'final'"])
def test_the_database_refuses_to_change_an_edition(cast, full, change):
    edition = publish(cast, full, EditionState.CONCEPT)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_edition SET {change} WHERE id = %s", [edition.pk])
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).delete()


@pytest.mark.embedded
def test_the_register_of_names_can_be_emptied_and_the_edition_stays(cast, full):
    edition = publish(cast, full)
    before = edition.sha256
    edition.contributors.update(shown_as="")
    edition.refresh_from_db()
    assert edition.sha256 == before


def test_what_changes_later_stands_in_the_next_edition_only(cast, full):
    first = publish(cast, full)
    section = full.sections.get(kind="text")
    drafting.edit_section(
        section=section, title="Waarom", text="Nieuw.", version=section.version, by=cast["facilitator"]
    )
    second = publish(cast, full)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert "Nieuw." not in first.content
    assert "Nieuw." in second.content


def test_consent_is_obeyed_in_the_register(cast, full):
    participation = cast.participation("participant")
    participation.consent = "anonymous"
    participation.save()
    edition = publish(cast, full)
    kept = edition.contributors.get(participation=participation)
    assert cast.people["participant"].name not in kept.shown_as


def test_the_file_is_made_in_the_background_and_downloaded(cast, full):
    edition = publish(cast, full)
    job = Job.objects.get(work=publishing.RENDER, argument=edition.pk)
    url = reverse("reports:edition_pdf", args=[edition.public_id])
    client = cast.client("client")
    assert client.get(url).status_code == 302
    assert background.run(job.pk) is True
    edition.refresh_from_db()
    answer = client.get(url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert background.run(job.pk) is False
    assert url in client.get(reverse("reports:edition", args=[edition.public_id])).content.decode()


def test_the_command_writes_the_draft_and_lists_the_programmes(cast, full, tmp_path):
    out = io.StringIO()
    call_command("koersdocument", "--list", stdout=out)
    assert cast.programme.name in out.getvalue().splitlines()
    page = tmp_path / "draft.html"
    call_command("koersdocument", cast.programme.name, "--format", "html", "--out", str(page), stdout=out)
    assert "Betaal voor wat men ziet." in page.read_text()
    with pytest.raises(CommandError, match="no programme"):
        call_command("koersdocument", "Bestaat niet", "--out", str(page))


def test_the_preview_links_its_style_and_holds_no_script(cast, full):
    client = cast.client("facilitator")
    page = client.get(reverse("reports:preview", args=[cast.programme.public_id]))
    html = page.content.decode()
    assert "<script" not in html
    assert " style=" not in html
    assert "<style" not in html
    assert client.get(reverse("reports:preview_css", args=[cast.programme.public_id])).status_code == 200


def test_the_pages_take_as_many_queries_for_one_result_as_for_forty(cast, full, flat_queries):
    def grow():
        for _ in range(20):
            cluster = makers.make_cluster(cast.team, ideas=2)
            drafting.include_result(
                koersdocument=full, kind="cluster", result=cluster, by=cast["facilitator"]
            )

    client = cast.client("facilitator")
    part = full.sections.get(kind="ideas").public_id
    desk = reverse("reports:koersdocument", args=[cast.programme.public_id]) + f"?part={part}"
    flat_queries(client, desk, lambda: None, budget=23)
    preview = reverse("reports:preview", args=[cast.programme.public_id])
    flat_queries(client, preview, grow, budget=32)
    flat_queries(client, desk, lambda: None, budget=23)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_two_numbers_or_one_sentence(concurrently):
    cast = make_cast()
    document = drafting.ensure_koersdocument(programme=cast.programme)
    drafting.build_section(
        programme=cast.programme,
        entry={"kind": "text", "title": "Waarom", "text": "x"},
        moment=None,
        moments={},
    )
    by = cast["administrator"]

    def publish_now():
        return publishing.publish_edition(koersdocument=document, state=EditionState.FINAL, by=by)

    results = concurrently(publish_now, publish_now)
    made = [one for one in results if isinstance(one, Edition)]
    assert len(made) == Edition.objects.count()
    assert all(isinstance(one, Edition | Conflict) for one in results)
    assert sorted(one.number for one in made) == list(range(1, len(made) + 1))
    assert Koersdocument.objects.count() == 1
