"""What comes of a document that grows: time that grows along with it, and no page for what is left over."""

from itertools import cycle, islice

from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import TableCellBox

from reports.koersdocument.pdf.render import render_pdf, sheets_folder
from tests.benchmarks.figure import child_seconds
from tests.reports.koersdocument.sample import NAMES, make_document


def seconds_for(cards: int) -> float:
    """Processor time of the child that renders a document with nothing but ``cards``."""
    appendix = tuple(islice(cycle(make_document().appendix), cards))
    document = make_document(sections=(), evenings=(), summary=None, foreword=None, appendix=appendix)
    return child_seconds(lambda: render_pdf(document, NAMES, {}), rounds=1)


def test_time_grows_with_the_number_of_cards_and_not_with_its_square():
    # One grid of the cards would take five times as long for twice as many.
    assert seconds_for(400) / seconds_for(200) <= 2.2


def test_no_table_leaves_one_row_for_a_page_of_its_own():
    sheet = CSS(
        string="@page { size: 100mm 80mm; margin: 5mm }" + (sheets_folder() / "blocks.css").read_text()
    )
    for count in range(6, 30):
        rows = "".join(f"<tr><th>{row}</th><td>Herkomst</td></tr>" for row in range(count))
        table = f"<table><thead><tr><th>Nr.</th><th>Wat</th></tr></thead><tbody>{rows}</tbody></table>"
        pages = [
            sum(
                isinstance(box, TableCellBox) and box.element_tag == "td"
                for box in page._page_box.descendants()
            )
            for page in HTML(string=table).render(stylesheets=[sheet]).pages
        ]
        assert sum(pages) == count
        assert pages[-1] > 1, f"{count} rows: {pages}"
