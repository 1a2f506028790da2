"""Writing as a pair or a table: one writes for all, the idea is of all of them, and it counts once."""

import datetime as dt

import pytest
from django.urls import reverse

from core.clock import now
from ideas.models import Idea
from ideas.services.capture import capture_idea
from ideas.services.ending import tell_authors
from outbox.models import Message
from sessions.models import AgendaItem, Seating, SeatingPlace, Session
from sessions.services.live import open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded
from tests.sessions.worlds import make_blocks


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening that runs, in a block in which people write by table; participant, coach and somebody who is called
    nowhere sit at table 2, the observer at table 1."""
    evening = makers.make_evening(cast.programme, days=0, team=cast.team)
    make_blocks(evening, [("brainstorm", "Ideeën bedenken", 20), ("conversation", "Lezen", 10)])
    AgendaItem.objects.filter(title="Ideeën bedenken").update(catching="tables")
    opened = open_evening(evening=evening, by=cast["facilitator"])
    seating = Seating.objects.create(evening=evening, kind="tables", seed=1, shown_at=opened.opened_at)
    shy = makers.join(
        cast.programme, makers.make_person(name="Schuwe Sjoerd"), team=cast.team, consent="anonymous"
    )
    for person, table in ((cast.participation("participant"), 2), (cast.participation("coach"), 2), (shy, 2)):
        SeatingPlace.objects.create(seating=seating, participation=person, table=table)
    SeatingPlace.objects.create(seating=seating, participation=cast.participation("observer"), table=1)
    return loaded(opened)


def phone(evening: Session) -> str:
    return reverse("evenings:evening", args=[evening.public_id])


def write(cast: Cast, evening: Session, person: str = "participant", **fields: str) -> Idea | None:
    form = {"text": "Samen bedacht", "team": cast.team.public_id, "evening": evening.public_id}
    cast.client(person).post(
        reverse("ideas:new", args=[cast.programme.public_id]), {**form, "shared": "tables", **fields}
    )
    return Idea.objects.order_by("pk").last()


def test_the_phone_says_for_whom_one_writes_and_names_nobody_who_is_not_named(
    cast: Cast, evening: Session
) -> None:
    page = cast.client("participant").get(phone(evening)).text
    assert "Je schrijft voor tafel 2" in page
    assert str(cast["coach"]) in page
    assert "Schuwe Sjoerd" not in page
    assert 'name="shared" value="tables"' in page


def test_an_idea_of_a_table_is_on_every_phone_of_it_and_on_no_other_and_counts_once(
    cast: Cast, evening: Session
) -> None:
    idea = write(cast, evening)
    assert idea is not None
    assert idea.author == cast.participation("participant")
    assert idea.others.count() == 2
    assert "Samen bedacht" in cast.client("coach").get(phone(evening)).text
    assert "Samen bedacht" not in cast.client("observer").get(phone(evening)).text
    assert Idea.objects.count() == 1
    here = Session.objects.get(pk=evening.pk)
    assert here.phone_version > evening.phone_version


def test_every_author_is_named_as_that_person_consented(cast: Cast, evening: Session) -> None:
    idea = write(cast, evening)
    assert idea is not None
    reveal_ideas(evening=evening, by=cast["facilitator"])
    page = cast.client("observer").get(reverse("ideas:idea", args=[idea.public_id])).text
    assert str(cast["participant"]) in page
    assert str(cast["coach"]) in page
    assert "Schuwe Sjoerd" not in page


@pytest.mark.parametrize("shared", ["", "pairs", "nothing", "TABLES"])
def test_a_card_of_another_kind_than_the_evening_has_is_of_who_wrote_it(
    cast: Cast, evening: Session, shared: str
) -> None:
    idea = write(cast, evening, shared=shared)
    assert idea is not None
    assert not idea.others.exists()


def test_what_one_types_for_somebody_else_is_of_that_person_alone(cast: Cast, evening: Session) -> None:
    idea = write(cast, evening, author=cast.participation("coach").public_id)
    assert idea is not None
    assert idea.author == cast.participation("coach")
    assert not idea.others.exists()


def test_as_long_as_nobody_reads_the_own_table_everybody_writes_alone_and_the_console_says_so(
    cast: Cast, evening: Session
) -> None:
    Seating.objects.update(shown_at=None)
    assert "Je schrijft voor tafel" not in cast.client("participant").get(phone(evening)).text
    idea = write(cast, evening)
    assert idea is not None
    assert not idea.others.exists()
    console = reverse("evenings:console", args=[evening.public_id])
    assert "schrijft iedereen alleen" in cast.client("facilitator").get(console).text


def test_somebody_of_another_team_at_the_table_sees_the_idea_and_nothing_else_of_that_team(
    cast: Cast, evening: Session
) -> None:
    visitor = makers.join(cast.programme, team=cast.other_team)
    makers.make_idea(cast.team, text="Alleen van het team")
    idea = capture_idea(
        team=cast.team,
        text="Over de grens",
        by=cast["participant"],
        author=cast.participation("participant"),
        others=[visitor],
    )
    seen = Idea.objects.visible_to(visitor.person)
    assert [one.pk for one in seen] == [idea.pk]
    visitor.since, visitor.until = now() - dt.timedelta(days=1), evening.opened_at
    visitor.save(update_fields=["since", "until"])
    visitor.person.__dict__.pop("_standing", None)
    assert not Idea.objects.visible_to(visitor.person).exists()


def test_each_author_is_told_once_what_became_of_it(cast: Cast, evening: Session) -> None:
    idea = write(cast, evening)
    assert idea is not None
    tell_authors(cast.programme, [idea], cast["facilitator"])
    assert Message.objects.filter(kind="ideas_ended").count() == 3


def test_the_block_form_says_how_people_write(cast: Cast, evening: Session) -> None:
    item = AgendaItem.objects.get(title="Lezen")
    address = reverse("evenings:edit_block", args=[evening.public_id, item.public_id])
    laptop = cast.client("facilitator")
    assert "In tweetallen" in laptop.get(address).text or "tweetal" in laptop.get(address).text
    form = {"title": "Lezen", "method": "conversation", "minutes": "10", "catching": "pairs"}
    assert laptop.post(address, form).status_code == 303
    item.refresh_from_db()
    assert item.catching == "pairs"
