"""Hidden is hidden: until the reveal nobody but author, scribe and (without names) the facilitator sees an idea."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from core import slots
from core.clock import now
from ideas.models import Idea
from sessions.models import Session
from sessions.panels import show_panels
from tests.conftest import Cast
from tests.makers import make_cluster, make_evening, make_idea

SECRET = "Laat de koeien het pad bepalen"
AUTHOR = "Wilhelmina Zonderling"
ALL = ("facilitator", "coach", "participant", "observer", "supporter", "client", "administrator", "outsider",
       "other_participant", "nobody")  # fmt: skip


@pytest.fixture
def hidden(cast: Cast) -> Idea:
    """An idea of the participant, whose name is unmistakable, in an evening that runs; other ideas around it."""
    person = cast.people["participant"]
    person.name = AUTHOR
    person.save()
    evening = make_evening(cast.programme, days=0, state="running", opened_at=now())
    make_cluster(cast.team, ideas=2)
    make_idea(
        cast.other_team, cast.participation("other_participant"), evening=evening, text="Van het andere team"
    )
    return make_idea(cast.team, cast.participation("participant"), evening=evening, text=SECRET)


def addresses(cast: Cast, idea: Idea) -> Iterator[str]:
    """Every page of ours on which the idea could show."""
    programme = cast.programme.public_id
    for name in ("ideas:list", "ideas:new", "ideas:last", "ideas:proposals", "outcomes:results"):
        yield reverse(name, args=[programme])
    base = reverse("ideas:list", args=[programme])
    yield from (f"{base}?team={team.public_id}" for team in (cast.team, cast.other_team))
    yield f"{base}?q=koeien"
    yield f"{base}?waiting=1"
    yield f"{base}?evening={idea.evening.public_id}"
    yield reverse("ideas:clusters", args=[cast.team.public_id])
    yield f"{reverse('ideas:clusters', args=[cast.team.public_id])}?idea={idea.public_id}"
    yield from (reverse("ideas:cluster", args=[one.public_id]) for one in cast.team.clusters.all())
    yield reverse("ideas:wall_cards", args=[idea.evening.public_id])
    yield reverse("ideas:idea", args=[idea.public_id])


def bodies(browser: Client, address: str) -> Iterator[str]:
    for headers in ({}, {"HX-Request": "true"}):
        yield browser.get(address, headers=headers).content.decode()


@pytest.mark.parametrize("person", [who for who in ALL if who not in {"facilitator", "participant"}])
def test_the_others_read_nothing_of_it_anywhere(cast: Cast, hidden: Idea, person: str) -> None:
    browser = cast.client(person)
    for address in addresses(cast, hidden):
        for body in bodies(browser, address):
            assert SECRET not in body, address
            assert hidden.public_id not in body.replace(address, ""), address


def test_the_facilitator_reads_the_words_and_no_name(cast: Cast, hidden: Idea) -> None:
    browser = cast.client("facilitator")
    seen = 0
    for address in addresses(cast, hidden):
        for body in bodies(browser, address):
            seen += SECRET in body
            if not address.endswith("/new/"):  # the list of people for whom she can type
                assert AUTHOR not in body, address
    assert seen


def test_the_list_says_who_reads_what_hides(cast: Cast, hidden: Idea) -> None:
    address = reverse("ideas:list", args=[cast.programme.public_id])
    assert "Jij leest ze al" in cast.client("facilitator").get(address).text
    for person in ("coach", "participant"):
        page = cast.client(person).get(address).text
        assert "Je leest ze na de onthulling" in page
        assert "Jij leest ze al" not in page


def test_author_and_scribe_read_their_own(cast: Cast, hidden: Idea) -> None:
    address = reverse("ideas:idea", args=[hidden.public_id])
    assert SECRET in cast.client("participant").get(address).content.decode()
    hidden.written_by = cast.people["coach"]
    hidden.save()
    assert SECRET in cast.client("coach").get(address).content.decode()


def test_ones_own_hidden_card_has_no_code_that_counts_the_others(cast: Cast, hidden: Idea) -> None:
    for address in addresses(cast, hidden):
        body = cast.client("participant").get(address).content.decode()
        assert f">{cast.team.letter}{hidden.number}<" not in body, address


def test_everybody_who_works_in_the_programme_reads_one_total(cast: Cast, hidden: Idea) -> None:
    for person in ("coach", "participant", "observer", "other_participant"):
        body = (
            cast.client(person).get(reverse("ideas:list", args=[cast.programme.public_id])).content.decode()
        )
        assert "nog 2 ideeën verborgen" in body, person


def test_the_counts_of_the_filters_do_not_count_hidden_ideas_of_others(cast: Cast, hidden: Idea) -> None:
    body = cast.client("coach").get(reverse("ideas:list", args=[cast.programme.public_id])).content.decode()
    assert hidden.evening is not None
    assert hidden.evening.public_id not in body


def test_after_the_reveal_the_team_reads_it_with_its_author(cast: Cast, hidden: Idea) -> None:
    reveal(hidden)
    for person in ("coach", "observer", "participant", "facilitator"):
        body = (
            cast.client(person).get(reverse("ideas:list", args=[cast.programme.public_id])).content.decode()
        )
        assert SECRET in body, person
        assert AUTHOR in body, person
    for person in ("other_participant", "client", "supporter", "administrator", "outsider"):
        assert cast.client(person).get(reverse("ideas:idea", args=[hidden.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("consent", "signed"), [("name", AUTHOR), ("function", "Beleidsadviseur"), ("anonymous", "anoniem")]
)
def test_an_author_is_signed_as_that_person_consented(
    cast: Cast, hidden: Idea, consent: str, signed: str
) -> None:
    cast.people["participant"].function = "Beleidsadviseur"
    cast.people["participant"].save()
    cast.programme.participations.filter(person=cast.people["participant"]).update(consent=consent)
    reveal(hidden)
    for person in ("coach", "facilitator"):
        for address in addresses(cast, hidden):
            body = cast.client(person).get(address).content.decode()
            if address.endswith("/new/"):
                continue
            assert (AUTHOR in body) <= (signed == AUTHOR), address
        assert (
            signed in cast.client(person).get(reverse("ideas:idea", args=[hidden.public_id])).content.decode()
        )


def reveal(idea: Idea) -> None:
    assert idea.evening is not None
    Session.objects.filter(pk=idea.evening.pk).update(revealed_at=now())


# ---- the slots of the evening ---------------------------------------------------------------------------------------


def filled(slot: str, cast: Cast, evening: Session, person: str) -> str:
    """What our fragments show in ``slot``, rendered."""
    from django.template.loader import render_to_string

    fillings = slots.fill(slot, evening=Session.objects.get(pk=evening.pk), viewer=cast[person])
    ours = [filling for filling in fillings if filling.template.startswith("ideas/")]
    return "".join(render_to_string(filling.template, dict(filling.context)) for filling in ours)


def on_wall(cast: Cast, evening: Session) -> str:
    """What the panel of cards puts on the wall, rendered."""
    from django.template.loader import render_to_string

    about = {"evening": Session.objects.get(pk=evening.pk), "viewer": cast["facilitator"]}
    shown = [*show_panels("wall", ["cards"], **about), *show_panels("sheet", ["cards"], **about)]
    return "".join(render_to_string(filling.template, dict(filling.context)) for filling in shown)


def test_the_page_of_the_evening_shows_ones_own_and_a_total(cast: Cast, hidden: Idea) -> None:
    assert hidden.evening is not None
    for person in ("coach", "facilitator", "other_participant", "observer"):
        assert SECRET not in filled("evening.page", cast, hidden.evening, person)
    assert SECRET in filled("evening.page", cast, hidden.evening, "participant")
    assert filled("evening.page", cast, hidden.evening, "client") == ""


def test_the_console_shows_numbers_and_words_but_no_names(cast: Cast, hidden: Idea) -> None:
    assert hidden.evening is not None
    shown = filled("evening.console", cast, hidden.evening, "facilitator")
    assert SECRET in shown
    assert AUTHOR not in shown
    for person in ("coach", "participant", "client", "administrator"):
        assert filled("evening.console", cast, hidden.evening, person) == ""


def test_the_wall_shows_a_total_and_after_the_reveal_cards_without_names(cast: Cast, hidden: Idea) -> None:
    assert hidden.evening is not None
    before = on_wall(cast, hidden.evening)
    assert SECRET not in before
    assert ">2 " in before
    reveal(hidden)
    after = on_wall(cast, hidden.evening)
    assert SECRET in after
    assert AUTHOR not in after


def test_after_the_reveal_the_page_shows_the_team(cast: Cast, hidden: Idea) -> None:
    assert hidden.evening is not None
    reveal(hidden)
    assert SECRET in filled("evening.page", cast, hidden.evening, "coach")
    assert SECRET not in filled("evening.page", cast, hidden.evening, "other_participant")
