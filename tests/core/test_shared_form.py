"""Two people who change the same thing at a time: both see both versions, and nothing is lost."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from core.forms import CleanCharField, DayInput, SharedForm
from homework.services.assignments import change_assignment
from programmes.enums import Role
from programmes.services.people import change_place
from programmes.services.programmes import change_programme
from sessions.services.agenda import EDITABLE, change_item
from tests import makers
from tests.conftest import Cast
from tests.filled_in import filled_in
from tests.sessions.worlds import make_blocks


class Letter(SharedForm):
    """Something that two may change."""

    title = CleanCharField(required=False)
    text = CleanCharField(required=False, widget=forms.Textarea())
    day = forms.DateField(required=False, widget=DayInput())
    kind = forms.ChoiceField(choices=[("a", "eerste"), ("b", "tweede")])
    is_on = forms.BooleanField(required=False)


BEFORE: dict[str, Any] = {
    "title": "Brief",
    "text": "een\ntwee",
    "day": dt.date(2027, 1, 7),
    "kind": "a",
    "is_on": True,
}


def sent(seen: dict[str, Any], **mine: str) -> QueryDict:
    """What a browser sends of a page with ``seen`` on which somebody typed ``mine``."""
    data = QueryDict(mutable=True)
    for name, value in seen.items():
        if name != "is_on" or value:
            data[name] = str(value).replace("\n", "\r\n")
        data[f"initial-{name}"] = str(value).replace("\n", "\r\n")
    data.update(mine)
    return data


def letter(data: QueryDict, **now: Any) -> Letter:
    return Letter(data, initial=BEFORE | now)


def test_what_nobody_else_changed_is_as_it_was_typed() -> None:
    form = letter(sent(BEFORE, title="Nieuw", text="drie"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data == BEFORE | {"title": "Nieuw", "text": "drie"}


def test_what_only_somebody_else_changed_stays_theirs() -> None:
    theirs = {"text": "hun\nwoorden", "day": dt.date(2027, 2, 1), "kind": "b", "is_on": False}
    form = letter(sent(BEFORE, title="Nieuw"), **theirs)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == BEFORE | theirs | {"title": "Nieuw"}


@pytest.mark.parametrize(
    ("name", "theirs", "mine", "told"),
    [
        ("title", "Hun titel", "Mijn titel", "Hun titel"),
        ("text", "", "Mijn tekst", ""),
        ("day", dt.date(2031, 2, 1), "2031-02-02", "1 februari 2031"),
        ("kind", "b", "c", "tweede"),
    ],
)
def test_what_both_changed_comes_back_with_both_versions_and_can_be_sent_again(
    name: str, theirs: Any, mine: str, told: str
) -> None:
    form = letter(sent(BEFORE, **{name: mine}), **{name: theirs})
    assert not form.is_valid()
    page = form.as_p()
    assert (f"‘{told}’" if told else "leeggemaakt") in page
    assert mine in page or name == "kind"
    if name != "kind":
        again = sent(BEFORE, **{name: mine, f"initial-{name}": str(theirs)})
        assert letter(again, **{name: theirs}).is_valid()
        seen: Any = form[name]
        assert (f'value="{theirs}"' in seen.seen) == bool(theirs)


def test_the_same_change_of_two_is_no_conflict() -> None:
    assert letter(sent(BEFORE, title="Zelfde"), title="Zelfde").is_valid()


def test_who_sends_no_seen_values_is_asked_nothing() -> None:
    form = Letter(QueryDict("title=Nieuw&kind=b"), initial=BEFORE | {"title": "Hun titel"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "Nieuw"


@pytest.mark.parametrize("forged", ["\x00", "9" * 500, "<script>", "31-02-2027"])
def test_forged_seen_values_break_nothing(forged: str) -> None:
    data = sent(BEFORE, title="Nieuw")
    for name in BEFORE:
        data[f"initial-{name}"] = forged
    form = letter(data)
    form.is_valid()
    day: Any = form["day"]
    assert forged not in day.seen


def test_two_facilitators_in_the_settings(cast: Cast) -> None:
    programme, browser = cast.programme, cast.client("facilitator")
    url = reverse("programmes:settings", args=[programme.public_id])
    page = browser.get(url)
    change_programme(
        programme=programme, by=cast["facilitator"], name="Hun naam", question="Hun vraag", client=None, mandate="",
        accent="klei",
    )  # fmt: skip
    answer = browser.post(url, filled_in(page, "mandate", mandate="Mijn mandaat"))
    assert answer.status_code == 303
    programme.refresh_from_db()
    assert (programme.name, programme.question, programme.mandate, programme.accent) == (
        "Hun naam", "Hun vraag", "Mijn mandaat", "klei",
    )  # fmt: skip
    answer = browser.post(url, filled_in(page, "mandate", name="Mijn naam"))
    assert answer.status_code == 422
    assert "Hun naam" in answer.content.decode()
    assert "Mijn naam" in answer.content.decode()
    assert browser.post(url, filled_in(answer, "mandate")).status_code == 303
    programme.refresh_from_db()
    assert (programme.name, programme.mandate) == ("Mijn naam", "Mijn mandaat")


def test_two_facilitators_at_the_place_of_one_person(cast: Cast) -> None:
    other = makers.join(cast.programme)
    browser: Client = cast.client("facilitator")
    url = reverse("programmes:person", args=[other.public_id])
    page = browser.get(url)
    change_place(participation=other, role="observer", team_id=None, by=cast["facilitator"])
    answer = browser.post(url, filled_in(page, "role", role="coach"))
    assert answer.status_code == 422
    assert f"‘{Role.OBSERVER.label}’" in answer.content.decode()
    other.refresh_from_db()
    assert other.role == "observer"
    assert browser.post(url, filled_in(answer, "role")).status_code == 303
    other.refresh_from_db()
    assert other.role == "coach"


def test_two_facilitators_in_one_draaiboek_and_one_assignment(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme)
    make_blocks(evening)
    item = evening.items.present()[0]
    browser: Client = cast.client("facilitator")
    url = reverse("evenings:edit_block", args=[evening.public_id, item.public_id])
    page = browser.get(url)
    now = {name: getattr(item, name) for name in EDITABLE} | {"leader": "Hun leider", "title": "Hun blok"}
    change_item(item=item, by=cast["facilitator"], **now)
    assert browser.post(url, filled_in(page, "leader", notes="Mijn notitie")).status_code == 303
    item.refresh_from_db()
    assert (item.leader, item.title, item.notes) == ("Hun leider", "Hun blok", "Mijn notitie")
    assert browser.post(url, filled_in(page, "leader", title="Mijn blok")).status_code == 422

    assignment = makers.make_assignment(cast.programme)
    url = reverse("homework:edit", args=[assignment.public_id])
    page = browser.get(url)
    change_assignment(
        assignment=assignment,
        title="Hun titel",
        instructions="Hun tekst",
        visibility="at_once",
        by=cast["facilitator"],
    )
    answer = browser.post(url, filled_in(page, "instructions", instructions="Mijn tekst"))
    assert answer.status_code == 422
    assert "Hun tekst" in answer.content.decode()
    assert "Mijn tekst" in answer.content.decode()
