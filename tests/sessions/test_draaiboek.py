"""The draaiboek in the making: warnings, doubling, dragging, taking over, and whether it fits the room."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.clock import local
from core.errors import Conflict
from sessions.models import AgendaItem, Session
from sessions.pdf import printing
from sessions.pdf.paper import hours_of
from sessions.queries.agenda import leaders_of, misfits, run_of_show
from sessions.queries.coming import Counts, answers_to
from sessions.services.agenda import (
    MOST_ITEMS,
    double_item,
    order_items,
    place_item,
    remove_item,
    take_over,
    undo_taking_over,
)
from sessions.services.live import open_evening
from tests import makers
from tests.conftest import Cast
from tests.sessions.worlds import make_blocks, titles


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of an hour, in three days, with three blocks that fill it."""
    evening = makers.make_evening(cast.programme, days=3, minutes=60, title="avond 2")
    make_blocks(evening)
    return evening


@pytest.fixture
def other(cast: Cast) -> Session:
    """Another evening of the programme, with two blocks."""
    other = makers.make_evening(cast.programme, days=10, title="avond 3")
    make_blocks(other, [("walk", "Naar buiten", 30), ("break", "Soep", 20)])
    return other


def url(name: str, evening: Session, *more: object) -> str:
    """The address of a page of ``evening``."""
    return reverse(f"evenings:{name}", args=[evening.public_id, *more])


def test_clock_times_are_reckoned_back_from_the_end(cast: Cast, evening: Session) -> None:
    make_blocks(evening, [("walk", "Nog een rondje", 15)])
    show = run_of_show(evening=evening, from_end=True)
    assert f"{local(show.blocks[0].starts_at):%H:%M}" == "17:15"
    assert (f"{local(show.ends_at):%H:%M}", show.over) == ("18:30", 15)
    page = cast.client("facilitator").get(url("run_of_show", evening) + "?from=end").text
    assert "het eindigt om 18.30 uur, dus het begint om 17.15 uur" in page


@pytest.mark.parametrize(
    ("blocks", "stretches"),
    [
        ([("conversation", 60), ("conversation", 30)], []),
        ([("conversation", 60), ("conversation", 31)], [91]),
        ([("conversation", 80), ("break", 5), ("conversation", 80)], []),
        ([("conversation", 95), ("break", 5), ("break", 100), ("walk", 120)], [95, 120]),
    ],
)
def test_ninety_minutes_without_a_break_are_told(
    cast: Cast, blocks: list[tuple[str, int]], stretches: list[int]
) -> None:
    evening = makers.make_evening(cast.programme)
    make_blocks(evening, [(method, method, minutes) for method, minutes in blocks])
    assert [stretch.minutes for stretch in run_of_show(evening=evening).tiring] == stretches


def test_a_method_that_does_not_fit_the_people_who_come_is_named(cast: Cast, evening: Session) -> None:
    make_blocks(evening, [("consent_round", "Instemmen", 20), ("world_cafe", "Café", 30)])
    show = run_of_show(evening=evening)

    def found(counts: Counts) -> list[tuple[str, int, bool]]:
        return [(one.block.title, one.people, one.too_few) for one in misfits(show=show, counts=counts)]

    assert found(Counts(yes=24, maybe=3)) == [("Instemmen", 24, False)]
    assert found(Counts(yes=10, maybe=1)) == [("Café", 11, True)]
    assert found(Counts(yes=10, maybe=2)) == []
    assert found(Counts(yes=0, maybe=9)) == []


def test_a_block_for_some_tables_is_not_weighed_against_everybody(cast: Cast, evening: Session) -> None:
    (item,) = make_blocks(evening, [("consent_round", "Instemmen", 20)])
    AgendaItem.objects.filter(pk=item.pk).update(tables="tafel 1")
    assert not misfits(show=run_of_show(evening=evening), counts=Counts(yes=24))


def test_the_page_says_what_does_not_fit_and_who_may_lead(cast: Cast, evening: Session) -> None:
    make_blocks(evening, [("world_cafe", "Café", 60), ("conversation", "Praten", 60)])
    makers.attend(evening, cast.participation("participant"), "yes")
    page = cast.client("facilitator").get(url("run_of_show", evening)).text
    assert "Wereldcafé heeft minstens 12 mensen nodig, en er komt hoogstens 1." in page
    assert "Niemand heeft pauze van 17.30 tot 20.30 uur." in page
    assert "nog geen begeleider" in page
    assert str(cast["facilitator"]) in leaders_of(evening=evening)
    assert str(cast["participant"]) not in leaders_of(evening=evening)
    assert answers_to(evening=evening).yes == 1


def test_a_page_on_paper_has_the_blocks_that_begin_in_one_hour(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    blocks = [
        ("check_in", "In", 20),
        ("brainstorm", "Meer", 30),
        ("walk", "Buiten", 100),
        ("break", "Soep", 10),
    ]
    make_blocks(evening, [*blocks, ("check_out", "Uit", 10)])
    hours = hours_of(run_of_show(evening=evening))
    assert [f"{local(hour.at):%H:%M}" for hour in hours] == ["17:00", "18:00", "20:00"]
    assert [len(hour.blocks) for hour in hours] == [2, 1, 2]


def test_the_draaiboek_is_printed_with_what_people_typed_as_text(cast: Cast, evening: Session) -> None:
    AgendaItem.objects.filter(title="Inchecken").update(
        notes='Zacht <img src="http://evil.example/x.png"> & “rustig” 👩‍👩‍👧', leader="Marit"
    )
    answer = cast.client("coach").get(url("run_of_show_on_paper", evening))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.content)) as book:
        assert len(book.pages) == 2
        assert str(book.docinfo["/Title"]) == "Draaiboek van avond 2"
    assert cast.client("participant").get(url("run_of_show_on_paper", evening)).status_code == 403


def test_a_file_that_cannot_be_made_is_told_on_the_draaiboek(
    cast: Cast, evening: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "SECONDS", 0.001)
    page = cast.client("facilitator").get(url("run_of_show_on_paper", evening), follow=True)
    assert "De pdf kon niet worden gemaakt." in page.text


def test_a_block_is_doubled_below_itself_with_all_its_words(cast: Cast, evening: Session) -> None:
    first = evening.items.present()[0]
    AgendaItem.objects.filter(pk=first.pk).update(leader="Marit", tables="tafel 1", notes="Zacht\nbeginnen")
    double = double_item(item=evening.items.present()[0], by=cast["facilitator"])
    assert titles(evening) == ["Inchecken", "Inchecken", "Ideeën bedenken", "Rustig lezen"]
    assert (double.leader, double.tables, double.notes) == ("Marit", "tafel 1", "Zacht\nbeginnen")


def test_a_block_comes_in_after_the_one_from_which_it_was_asked(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    first, second, _third = evening.items.present()
    form = laptop.get(url("add_block", evening) + f"?after={first.public_id}&method=walk").text
    assert "na ‘Inchecken’" in form
    data = {"title": "Buiten", "method": "walk", "minutes": "10", "after": first.public_id}
    assert laptop.post(url("add_block", evening), data).status_code == 303
    assert titles(evening)[:2] == ["Inchecken", "Buiten"]
    remove_item(item=second, by=cast["facilitator"])
    data |= {"title": "Te laat", "after": second.public_id}
    assert laptop.post(url("add_block", evening), data).status_code == 303
    assert titles(evening)[-1] == "Te laat"


def test_dragging_puts_the_blocks_in_order_and_the_toast_puts_them_back(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    ids = [item.public_id for item in evening.items.present()]
    laptop.post(url("order_blocks", evening), {"order": [ids[2], ids[0], ids[1]]})
    assert titles(evening) == ["Rustig lezen", "Inchecken", "Ideeën bedenken"]
    undo = url("place_block", evening, ids[2], 2)
    assert undo in laptop.get(url("run_of_show", evening)).text
    laptop.post(undo)
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Rustig lezen"]


def test_an_order_of_blocks_that_are_not_all_there_moves_nothing(cast: Cast, evening: Session) -> None:
    by, ids = cast["facilitator"], [item.public_id for item in evening.items.present()]
    remove_item(item=evening.items.present()[1], by=by)
    for order in ([*reversed(ids)], [ids[0], ids[0]], [], [ids[2]]):
        with pytest.raises(Conflict):
            order_items(evening=evening, order=order, by=by)
    assert order_items(evening=evening, order=[ids[0], ids[2]], by=by) is None
    page = cast.client("facilitator").post(url("order_blocks", evening), {"order": ids}, follow=True).text
    assert "Er is niets verplaatst" in page
    assert titles(evening) == ["Inchecken", "Rustig lezen"]


def test_a_place_beyond_the_end_is_the_end(cast: Cast, evening: Session) -> None:
    place_item(item=evening.items.present()[0], place=10**30, by=cast["facilitator"])
    assert titles(evening)[-1] == "Inchecken"


def test_a_draaiboek_is_taken_over_once_and_taken_out_again(
    cast: Cast, evening: Session, other: Session
) -> None:
    laptop = cast.client("facilitator")
    assert "avond 3" in laptop.get(url("take_over", evening)).text
    data = {"source": other.public_id}
    page = laptop.post(url("take_over", evening), data, follow=True).text
    assert titles(evening)[-2:] == ["Naar buiten", "Soep"]
    undo = url("undo_taking_over", evening, other.public_id)
    assert undo in page
    again = laptop.post(url("take_over", evening), data)
    assert again.status_code == 422
    assert "staan al in het draaiboek" in again.text
    laptop.post(undo)
    assert titles(evening) == ["Inchecken", "Ideeën bedenken", "Rustig lezen"]
    assert titles(other) == ["Naar buiten", "Soep"]


def test_a_draaiboek_of_another_programme_is_there_for_who_facilitates_both(
    cast: Cast, evening: Session
) -> None:
    elsewhere = makers.make_programme()
    away = makers.make_evening(elsewhere, title="Kopgroepavond")
    make_blocks(away)
    data = {"source": away.public_id}
    laptop = cast.client("facilitator")
    assert "Kopgroepavond" not in laptop.get(url("take_over", evening)).text
    assert laptop.post(url("take_over", evening), data).status_code == 422
    assert laptop.post(url("undo_taking_over", evening, away.public_id)).status_code == 404
    makers.join(elsewhere, cast["facilitator"], role="facilitator")
    laptop = cast.client("facilitator")
    assert "Kopgroepavond" in laptop.get(url("take_over", evening)).text
    assert laptop.post(url("take_over", evening), data).status_code == 303
    assert len(titles(evening)) == 6


def test_taking_over_has_an_end_and_nothing_is_taken_over_from_nothing(cast: Cast, evening: Session) -> None:
    by = cast["facilitator"]
    with pytest.raises(Conflict):
        take_over(evening=evening, source=makers.make_evening(cast.programme), by=by)
    full = makers.make_evening(cast.programme)
    make_blocks(full, [("break", f"Pauze {number}", 1) for number in range(MOST_ITEMS)])
    with pytest.raises(ValidationError):
        take_over(evening=evening, source=full, by=by)
    assert len(titles(evening)) == 3


def test_what_was_taken_over_and_runs_is_not_taken_out(cast: Cast, other: Session) -> None:
    empty = makers.make_evening(cast.programme)
    take_over(evening=empty, source=other, by=cast["facilitator"])
    open_evening(evening=empty, by=cast["facilitator"])
    with pytest.raises(Conflict):
        undo_taking_over(evening=empty, source=other, by=cast["facilitator"])
    assert len(titles(empty)) == 2


def test_taking_over_takes_as_many_queries_for_one_as_for_forty(
    cast: Cast, evening: Session, other: Session, flat_queries
) -> None:
    def more() -> None:
        for number in range(40):
            make_blocks(makers.make_evening(cast.programme, days=number - 20, title=f"avond {number}"))

    flat_queries(cast.client("facilitator"), url("take_over", evening), more, 10)
