"""The library of methods, and what an organisation adds to it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import Conflict
from sessions.models import AgendaItem, OwnMethod, Session
from sessions.queries.agenda import run_of_show
from sessions.queries.live import console
from sessions.queries.methods import library_of, methods
from sessions.services.agenda import add_item, change_item, take_over, undo_change
from sessions.services.live import open_evening
from sessions.services.own_methods import add_method, change_method, remove_method, restore_method
from tests import makers
from tests.conftest import Cast

WORDS = {
    "name": "Estafette van vragen",
    "purpose": "Elkaar verder helpen.",
    "like": "brainstorm",
    "steps": "Stel een vraag.\n\n Geef hem door. ",
    "when_not": "Na negen uur.",
    "material": "kaartjes",
    "minutes": 35,
    "least": 4,
    "most": 12,
}


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening to come, without blocks."""
    return makers.make_evening(cast.programme, days=3, title="avond 2")


@pytest.fixture
def own(cast: Cast) -> OwnMethod:
    """A method of the organisation that hosts."""
    return add_method(organisation=cast.programme.host, by=cast["facilitator"], **WORDS)


def url(name: str, evening: Session, *more: str) -> str:
    """The address of a page of ``evening``."""
    return reverse(f"evenings:{name}", args=[evening.public_id, *more])


def own_url(name: str, own: OwnMethod) -> str:
    """The address of a page about a method of an organisation."""
    return reverse(f"evenings:{name}", args=[own.public_id])


def names(page: str) -> list[str]:
    """The methods on a page of the library."""
    return [method.name for method in methods().values() if f">{method.name}</a></h2>" in page]


def test_the_library_is_looked_through_by_aim_people_and_words(cast: Cast, evening: Session) -> None:
    laptop, library = cast.client("facilitator"), url("methods", evening)
    page = laptop.get(library).text
    assert f"{len(methods())} werkvormen" in page
    assert len(names(page)) == len(methods())
    choosing = names(laptop.get(library + "?aim=choose").text)
    assert "Stippen plakken" in choosing
    assert "Brainstorm" not in choosing
    many = names(laptop.get(library + "?people=150").text)
    assert "Bekrachtigen" not in many
    assert "Laten zien" in many
    assert names(laptop.get(library + "?q=lege+stoel").text) == ["Viskom"]
    assert "Niets gevonden" in laptop.get(library + "?q=olifant").text


def test_a_wish_that_cannot_be_is_left_aside(cast: Cast, evening: Session) -> None:
    page = cast.client("facilitator").get(url("methods", evening) + "?people=veel&aim=slapen&q=viskom")
    assert page.status_code == 200
    assert names(page.text) == ["Viskom"]


def test_the_library_offers_what_works_with_those_who_come(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")
    assert "people=1" not in laptop.get(url("methods", evening)).text
    makers.attend(evening, cast.participation("participant"), "yes")
    assert "people=1" in laptop.get(url("methods", evening)).text


def test_a_method_says_how_it_goes_when_not_and_goes_into_the_place_asked_for(
    cast: Cast, evening: Session
) -> None:
    laptop = cast.client("facilitator")
    page = laptop.get(url("method", evening, "fishbowl") + "?after=abcdefghjkmn").text
    for words in ("Zet vijf stoelen in het midden", "Wanneer niet", "10 tot 50 mensen", "40 minuten"):
        assert words in page
    assert "after=abcdefghjkmn&amp;method=fishbowl" in page
    assert laptop.get(url("method", evening, "hypnosis")).status_code == 404
    assert cast.client("participant").get(url("method", evening, "fishbowl")).status_code == 403


def test_a_method_of_the_organisation_stands_in_the_library_and_in_the_draaiboek(
    cast: Cast, evening: Session, own: OwnMethod
) -> None:
    laptop = cast.client("facilitator")
    assert own.name in laptop.get(url("methods", evening)).text
    assert "Geef hem door." in laptop.get(url("method", evening, own.key)).text
    form = laptop.get(url("add_block", evening) + f"?method={own.key}").text
    assert 'value="Estafette van vragen"' in form
    data = {"title": own.name, "method": own.key, "minutes": "35"}
    assert laptop.post(url("add_block", evening), data).status_code == 303
    (block,) = run_of_show(evening=evening).blocks
    assert (block.method.name, block.method.steps) == (own.name, ("Stel een vraag.", "Geef hem door."))
    assert block.method.captures, "the screens do what those of a brainstorm do"
    open_evening(evening=evening, by=cast["facilitator"])
    evening.refresh_from_db()
    current = console(evening=evening).current
    assert current is not None
    assert current.method.name == own.name


def test_another_organisation_has_not_got_it(cast: Cast, own: OwnMethod) -> None:
    elsewhere = makers.make_programme(host=makers.make_organisation())
    away = makers.make_evening(elsewhere)
    guide = makers.join(elsewhere, role="facilitator").person
    assert own.key not in library_of(elsewhere.host_id)
    with pytest.raises(ValidationError):
        add_item(evening=away, by=guide, method=own.key, title="x", minutes=5)
    with pytest.raises(ValidationError):
        add_item(evening=away, by=guide, method="own:", title="x", minutes=5)


def test_a_draaiboek_that_goes_to_another_organisation_has_what_the_method_is_like(
    cast: Cast, evening: Session, own: OwnMethod
) -> None:
    by = cast["facilitator"]
    add_item(evening=evening, by=by, method=own.key, title="Estafette", minutes=5)
    elsewhere = makers.make_programme(host=makers.make_organisation())
    away = makers.make_evening(elsewhere)
    take_over(evening=away, source=evening, by=by)
    (copy,) = away.items.present()
    assert (copy.choice, copy.title) == ("brainstorm", "Estafette")


def test_a_changed_method_is_undone_on_the_block(cast: Cast, evening: Session, own: OwnMethod) -> None:
    by = cast["facilitator"]
    item = add_item(evening=evening, by=by, method=own.key, title="Estafette", minutes=5)
    item = change_item(item=item, by=by, method="walk")
    assert (item.choice, item.own_method) == ("walk", None)
    item = undo_change(item=item, by=by)
    assert AgendaItem.objects.get(pk=item.pk).choice == own.key


def test_a_method_taken_out_stays_in_draaiboeken_and_comes_back(
    cast: Cast, evening: Session, own: OwnMethod
) -> None:
    by, laptop = cast["facilitator"], cast.client("facilitator")
    item = add_item(evening=evening, by=by, method=own.key, title="Estafette", minutes=5)
    page = laptop.post(own_url("remove_own_method", own), follow=True).text
    assert own_url("restore_own_method", own) in page
    assert own.key not in library_of(cast.programme.host_id)
    assert run_of_show(evening=evening).blocks[0].method.name == own.name
    item.refresh_from_db()
    change_item(item=item, by=by, method=own.key, minutes=15)
    form = laptop.get(url("edit_block", evening, item.public_id)).text
    assert f'value="{own.key}" selected' in form
    laptop.post(own_url("restore_own_method", own))
    assert own.key in library_of(cast.programme.host_id)


def test_a_method_is_made_and_changed_on_its_page(cast: Cast) -> None:
    laptop = cast.client("facilitator")
    data = {**WORDS, "organisation": cast.programme.host.public_id}
    refused = laptop.post(reverse("evenings:new_own_method"), {**data, "least": 13})
    assert refused.status_code == 422
    assert "De grootste groep is niet kleiner dan de kleinste." in refused.text
    assert laptop.post(reverse("evenings:new_own_method"), data).status_code == 303
    again = laptop.post(reverse("evenings:new_own_method"), data)
    assert again.status_code == 422
    assert "heeft al een werkvorm met deze naam" in again.text
    own = OwnMethod.objects.get()
    changed = {**WORDS, "purpose": "Elkaar echt verder helpen."}
    assert laptop.post(own_url("own_method", own), changed).status_code == 303
    assert "Elkaar echt verder helpen." in laptop.get(reverse("evenings:own_methods")).text


def test_two_who_change_a_method_at_once_lose_nothing(cast: Cast, own: OwnMethod) -> None:
    laptop = cast.client("facilitator")
    seen = {f"initial-{name}": value for name, value in {**WORDS, "steps": own.steps}.items()}
    change_method(own=own, by=cast["facilitator"], purpose="Van een collega.")
    mine = {**WORDS, **seen, "material": "stiften"}
    assert laptop.post(own_url("own_method", own), mine).status_code == 303
    own.refresh_from_db()
    assert (own.purpose, own.material) == ("Van een collega.", "stiften")
    answer = laptop.post(own_url("own_method", own), {**WORDS, **seen, "purpose": "Van mij."})
    assert answer.status_code == 422
    assert "Van een collega." in answer.text


def test_a_name_is_there_once_also_when_one_comes_back(cast: Cast, own: OwnMethod) -> None:
    by = cast["facilitator"]
    remove_method(own=own, by=by)
    with pytest.raises(Conflict):
        change_method(own=own, by=by, name="Anders")
    add_method(organisation=cast.programme.host, by=by, **WORDS)
    with pytest.raises(Conflict):
        restore_method(own=own, by=by)


def test_who_keeps_the_methods_of_an_organisation(cast: Cast, own: OwnMethod) -> None:
    for name, status in (("facilitator", 200), ("administrator", 200), ("participant", 404), ("coach", 404)):
        assert cast.client(name).get(own_url("own_method", own)).status_code == status, name
    assert "Werkvormen van je organisatie" in cast.client("facilitator").get("/programmes/").text
    assert "Werkvormen van je organisatie" not in cast.client("participant").get("/programmes/").text


@pytest.mark.parametrize("name", ["methods", "add_block", ""])
def test_the_library_takes_as_many_queries_for_one_own_method_as_for_forty(
    cast: Cast, evening: Session, own: OwnMethod, flat_queries, name: str
) -> None:
    def more() -> None:
        for number in range(40):
            words = {**WORDS, "name": f"Werkvorm {number}"}
            add_method(organisation=cast.programme.host, by=cast["facilitator"], **words)

    page = url(name, evening) if name else reverse("evenings:own_methods")
    flat_queries(cast.client("facilitator"), page, more, 14)


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_method_of_one_name_at_once_leave_one_and_a_sentence(concurrently) -> None:
    programme = makers.make_programme()
    people = [makers.join(programme, role="facilitator").person for _ in range(2)]
    makes = [lambda by=by: add_method(organisation=programme.host, by=by, **WORDS) for by in people]
    results = concurrently(*makes)
    assert sorted(type(one).__name__ for one in results) == ["OwnMethod", "ValidationError"]
    assert OwnMethod.objects.count() == 1
