"""Numbers as pictures: lengths are true, and nothing that counts disappears."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.charts import GAP, WIDE, draw_bars, draw_line, draw_shares

WORDS = {"of": "Team", "counted": "Ideas"}


def test_the_longest_bar_is_full_and_the_others_are_in_proportion() -> None:
    bars = draw_bars("Ideas", [("A", 30), ("B", 15), ("C", 0)], **WORDS)
    assert [bar.width for bar in bars.rows] == [WIDE, WIDE // 2, 0]


def test_a_bar_can_be_measured_against_a_whole_and_never_leaves_the_drawing() -> None:
    bars = draw_bars("Handed in", [("A", 5), ("B", 12)], whole=10, **WORDS)
    assert [bar.width for bar in bars.rows] == [WIDE // 2, WIDE]


def test_bars_without_numbers_are_empty_and_not_an_error() -> None:
    assert [bar.width for bar in draw_bars("Ideas", [("A", 0)], **WORDS).rows] == [0]
    assert draw_bars("Ideas", [], **WORDS).rows == ()


def test_parts_lie_end_to_end_with_a_gap_and_fill_the_bar() -> None:
    first, empty, last = draw_shares("How far", [("A", 3), ("B", 0), ("C", 1)], **WORDS).parts
    assert (first.x, empty.width) == (0, 0)
    assert last.x == first.width + GAP
    assert last.x + last.width == pytest.approx(WIDE, abs=1)
    assert [first.percent, empty.percent, last.percent] == [75, 0, 25]


def test_one_of_a_thousand_is_still_seen() -> None:
    parts = draw_shares("How far", [("A", 9999), ("B", 1)], **WORDS).parts
    assert parts[1].width >= 1
    assert parts[1].x + parts[1].width <= WIDE


def test_a_fifth_part_has_a_shade_too() -> None:
    parts = draw_shares("How far", [(letter, 1) for letter in "ABCDEF"], **WORDS).parts
    assert [part.tone for part in parts] == [1, 2, 3, 4, 4, 4]


def test_a_line_goes_from_left_to_right_with_the_highest_at_the_top() -> None:
    line = draw_line("Per week", [("1", 0), ("2", 10), ("3", 5)], **WORDS)
    assert [(dot.x, dot.y) for dot in line.dots] == [(0, 240), (500, 0), (1000, 120)]
    assert line.path == "M0 240L500 0L1000 120"
    assert draw_line("Per week", [], **WORDS).path == ""


@pytest.mark.parametrize("value", [-1, "7", 2.5, None])
def test_what_is_no_number_of_things_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="counts things"):
        draw_bars("Ideas", [("A", value)], **WORDS)


def test_each_picture_has_its_numbers_as_a_table_and_no_decimal_comma_in_its_drawing() -> None:
    charts = {
        "bars": draw_bars("Ideas", [("Land<b>", 1234), ("B", 7)], **WORDS),
        "shares": draw_shares("Ideas", [("Land<b>", 1234), ("B", 7)], **WORDS),
        "line": draw_line("Ideas", [("Land<b>", 1234), ("B", 7)], **WORDS),
    }
    with translation.override("nl"):
        for name, chart in charts.items():
            html = render_to_string(f"partials/chart_{name}.html", {"chart": chart})
            assert "<table" in html, name
            assert "<caption" in html, name
            assert "Land&lt;b&gt;" in html, name
            assert "<b>" not in html, name
            assert 'aria-hidden="true"' in html, name
            assert '="1.234"' not in html, name
