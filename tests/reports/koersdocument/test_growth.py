"""Twice the cards may take about twice the time: one grid of them would take five times as long."""

from itertools import cycle, islice

from reports.koersdocument.pdf.render import render_pdf
from tests.benchmarks.figure import child_seconds
from tests.reports.koersdocument.sample import NAMES, make_document


def seconds_for(cards: int) -> float:
    """Processor time of the child that renders a document with nothing but ``cards``."""
    appendix = tuple(islice(cycle(make_document().appendix), cards))
    document = make_document(sections=(), evenings=(), summary=None, foreword=None, appendix=appendix)
    return child_seconds(lambda: render_pdf(document, NAMES, {}), rounds=1)


def test_time_grows_with_the_number_of_cards_and_not_with_its_square():
    assert seconds_for(400) / seconds_for(200) <= 2.2
