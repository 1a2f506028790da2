"""Examples in the koersdocument, and examples, words and what people learned in the verslag: each as it holds today."""

import pytest
from django.urls import reverse

from core.clock import now
from outcomes.models import Example, Reflection
from outcomes.services.examples import hide_example, take_back_example, tell_example
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.services import drafting
from reports.verslag.models import Verslag
from reports.verslag.queries.reading import read_verslag
from reports.verslag.services.writing import ensure_verslag
from sessions.models import AgendaItem, Session, Word
from tests import makers
from tests.conftest import Cast

WHAT = "De boer zette zelf de eerste paal"


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening that is over."""
    return makers.make_evening(cast.programme, days=-3, revealed=True, title="Avond 1")


@pytest.fixture
def example(cast: Cast, evening: Session) -> Example:
    """What the participant told that evening."""
    return tell_example(
        team=cast.team,
        evening=evening,
        item=None,
        kind="good",
        what=WHAT,
        why="Hij kende de buren.",
        author=cast.participation("participant"),
        by=cast["participant"],
    )


def test_an_example_stands_in_the_koersdocument_with_its_origin_and_leaves_it_when_taken_back(
    cast: Cast, example: Example
) -> None:
    koersdocument = drafting.ensure_koersdocument(programme=cast.programme)
    entry = {"kind": SectionKind.LESSONS.value, "title": "Wat wij leerden", "text": ""}
    drafting.build_section(programme=cast.programme, entry=entry, moment=None, moments={})
    laptop = cast.client("facilitator")
    page = laptop.get(reverse("outcomes:example", args=[example.public_id])).text
    switch = reverse("reports:include", args=[cast.programme.public_id, "example", example.public_id])
    assert switch in page
    laptop.post(switch, {"on": "1"})
    assert koersdocument.inclusions.get().example == example
    preview = reverse("reports:preview", args=[cast.programme.public_id])
    shown = laptop.get(preview).text.replace(
        "\xa0", " "
    )  # the printer keeps the last words of a line together
    assert WHAT in shown
    assert "Avond 1" in shown
    take_back_example(example=example, back=False, by=cast["participant"])
    assert WHAT not in laptop.get(preview).text.replace("\xa0", " ")
    desk = reverse("reports:koersdocument", args=[cast.programme.public_id])
    assert WHAT not in laptop.get(desk).text


def test_the_verslag_reads_what_was_told_said_and_shared(
    cast: Cast, evening: Session, example: Example
) -> None:
    block = AgendaItem.objects.create(
        evening=evening, position=1, method="check_out", title="Afronden", minutes=10, shown_at=now()
    )
    Word.objects.create(item=block, participation=cast.participation("coach"), text="terugbellen")
    for person, shared in (("participant", now()), ("coach", None)):
        Reflection.objects.create(
            evening=evening,
            participation=cast.participation(person),
            learned=f"Geleerd door {person}",
            written_at=now(),
            shared_at=shared,
        )
    ensure_verslag(evening=evening, by=cast["facilitator"])
    verslag = Verslag.objects.visible_to(cast["facilitator"]).get()
    read = read_verslag(verslag=verslag, viewer=cast["facilitator"])
    assert [one.what for one in read.examples] == [WHAT]
    assert [(one.title, one.words) for one in read.words] == [("Afronden", ("terugbellen",))]
    assert [one.learned for one in read.learned] == ["Geleerd door participant"]
    page = cast.client("facilitator").get(reverse("reports:verslag", args=[verslag.public_id])).text
    for word in (WHAT, "terugbellen", "Geleerd door participant"):
        assert word in page
    assert "Geleerd door coach" not in page
    hide_example(example=example, back=False, by=cast["facilitator"])
    assert read_verslag(verslag=verslag, viewer=cast["facilitator"]).examples == ()
    other = read_verslag(verslag=verslag, viewer=cast["other_participant"])
    assert other.examples == ()
