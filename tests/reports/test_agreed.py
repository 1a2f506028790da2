"""Parts of the koersdocument that gather what a conference agreed on."""

import pytest

from outcomes.services.conference import note_endorsement, show_point
from outcomes.services.regional import add_task, change_task
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Koersdocument
from reports.koersdocument.pdf.codec import from_json, to_json
from reports.koersdocument.pdf.content import Document
from reports.koersdocument.queries.desk import list_sections
from reports.koersdocument.services import drafting
from reports.koersdocument.services.assembling import assemble
from tests.conftest import Cast
from tests.outcomes.conferences import SECRET, Conference, conference


@pytest.fixture
def here(cast: Cast) -> Conference:
    return conference(cast)


@pytest.fixture
def document(cast: Cast) -> Koersdocument:
    """A koersdocument with these two parts and nothing else."""
    found = drafting.ensure_koersdocument(programme=cast.programme)
    for kind in (SectionKind.ENDORSED, SectionKind.AGENDA):
        drafting.add_section(koersdocument=found, title=str(kind.label), kind=kind, by=cast["facilitator"])
    return found


def assembled(document: Koersdocument) -> Document:
    return assemble(koersdocument=document, number=0, state="concept", published_on=None).document


def test_what_was_not_shown_does_not_stand_in_the_document(here: Conference, document: Koersdocument) -> None:
    about = {"point": here.point, "body": here.province, "by": here.alderman.person}
    note_endorsement(stance="remark", remark=SECRET, **about)
    assert assembled(document).sections == ()
    assert [line.is_empty for line in list_sections(koersdocument=document, current=None)] == [True, True]
    show_point(point=here.point, by=here.cast["facilitator"])
    (part,) = assembled(document).sections
    (row,) = part.blocks[0].rows
    assert (row.body, row.stance, row.remark) == ("Gemeente Oosterveen", "remark", SECRET)
    assert row.said_by == "Ada Bakker, wethouder"


def test_the_agenda_stands_in_its_part_and_survives_an_edition(
    here: Conference, document: Koersdocument
) -> None:
    by = here.cast["facilitator"]
    task = add_task(programme=here.cast.programme, what="Het peil", form="network", puller=here.water, by=by)
    change_task(task=task, first_step="Samen kijken", shares={here.water: ("de metingen", "een dag")}, by=by)
    made = assembled(document)
    (part,) = made.sections
    (one,) = part.blocks[0].tasks
    assert (one.what, one.form, one.puller) == ("Het peil", "netwerk", "Waterschap De Turf")
    assert one.with_whom == ("Waterschap De Turf: geeft de metingen; vraagt een dag",)
    assert from_json(to_json(made)) == made
