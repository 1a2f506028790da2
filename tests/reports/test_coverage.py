"""Parts of the koersdocument that gather by themselves: policy goals, and who was heard."""

import datetime as dt

import pytest

from core.clock import today
from programmes.enums import HearingKind
from programmes.queries.goal_lines import read_goals
from programmes.services import goals, voices
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.pdf.codec import from_json, to_json
from reports.koersdocument.queries.desk import list_sections
from reports.koersdocument.services import drafting, publishing
from reports.koersdocument.services.assembling import assemble
from tests.programmes.test_goals import propose


@pytest.fixture
def document(cast):
    """A koersdocument with a part of each kind and nothing else."""
    found = drafting.ensure_koersdocument(programme=cast.programme)
    for kind in (SectionKind.GOALS, SectionKind.BLIND_SPOTS):
        drafting.add_section(koersdocument=found, title=kind.label, kind=kind, by=cast["facilitator"])
    return found


@pytest.fixture
def covered(cast):
    """Two goals, one with a draft of a proposal only; a group that is heard at one theme and left out at the other."""
    by, programme = cast["facilitator"], cast.programme
    agreement = goals.make_agreement(
        organisation=programme.host, name="Dichterbij", starts_on=today(), ends_on=dt.date(2099, 1, 1), by=by
    )
    lines = read_goals("Een brief die iedereen begrijpt; 2090\nMinder regels; 2091")
    added = goals.add_goals(agreement=agreement, lines=lines, by=by, programme=programme)
    propose(cast, added[0], agreed=False)
    group = voices.add_group(programme=programme, name="Boeren", kinds=[], by=by)
    heard, left = (team.theme for team in programme.teams.all())
    voices.note_hearing(
        group=group, theme=heard, kind=HearingKind.HEARD, what="Keukentafel", on=today(), by=by
    )
    voices.note_hearing(group=group, theme=left, kind=HearingKind.LEFT, what="gaat niet over grond", by=by)
    return added


def assembled(document):
    return assemble(koersdocument=document, number=0, state="concept", published_on=None).document


def test_parts_without_goals_or_groups_are_left_out(cast, document):
    assert assembled(document).sections == ()
    assert [line.is_empty for line in list_sections(koersdocument=document, current=None)] == [True, True]


def test_goals_and_voices_stand_in_their_parts_with_their_origin(cast, document, covered):
    first, second = assembled(document).sections
    assert [row.stand for row in first.blocks[0].rows] == ["nothing", "nothing"]
    cells = second.blocks[0].rows[0].cells
    assert [(cell.state, cell.why) for cell in cells] == [
        ("heard", "Keukentafel"),
        ("left", "want: gaat niet over grond"),
    ]
    codes = {origin.code for origin in assembled(document).register}
    assert {first.blocks[0].origin, second.blocks[0].origin} <= codes
    assert [line.is_empty for line in list_sections(koersdocument=document, current=None)] == [False, False]


def test_a_draft_of_a_proposal_does_not_reach_the_document(cast, document, covered):
    assert "Eén formulier" not in to_json(assembled(document))
    propose(cast, covered[1], agreed=True)
    assert [row.stand for row in assembled(document).sections[0].blocks[0].rows] == ["nothing", "proposal"]


def test_the_content_comes_back_as_it_was(cast, document, covered):
    content = assembled(document)
    assert from_json(to_json(content)) == content


def test_an_edition_keeps_how_it_was_that_day(cast, document, covered):
    edition = publishing.publish_edition(
        koersdocument=document, state=EditionState.CONCEPT, by=cast["facilitator"]
    )
    voices.remove_group(group=cast.programme.stakeholder_groups.get(), by=cast["facilitator"])
    edition.refresh_from_db()
    assert "gaat niet over grond" in edition.content


def test_the_draft_shows_the_tables(cast, document, covered):
    page = cast.client("client").get(f"/programmes/{cast.programme.public_id}/koersdocument/preview/")
    words = page.content.decode()
    assert "Minder regels" in words
    assert "gaat niet over grond" in words
