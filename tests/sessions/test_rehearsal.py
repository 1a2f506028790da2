"""A rehearsal: a copy with invented participants, seen by who began it, without messages, and gone at the end."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry, User
from core.access import allowed
from core.errors import Conflict
from ideas.models import Idea
from ideas.services.rehearsing import let_them_write
from outbox.models import Message
from programmes.enums import ProgrammeState
from programmes.models import Moment, Participation, Programme
from sessions.models import Session
from sessions.services.live import close_evening, go_next, open_evening
from sessions.services.rehearsal import INVENTED, begin_rehearsal, end_rehearsal
from teams.models import Team
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded
from tests.sessions.worlds import make_blocks, titles


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of all teams, tomorrow."""
    evening = makers.make_evening(cast.programme, days=1, title="Avond 2")
    make_blocks(evening)
    makers.attend(evening, cast.participation("participant"), "yes")
    return loaded(evening)


def begun(cast: Cast, evening: Session) -> Session:
    return loaded(begin_rehearsal(evening=evening, by=cast["facilitator"]))


def world() -> list[int]:
    """How many there are of everything that a rehearsal makes."""
    return [model.objects.count() for model in (Programme, Session, Moment, Team, Participation, User, Idea)]


def test_a_rehearsal_has_the_draaiboek_and_invented_people_and_leaves_the_evening_alone(
    cast: Cast, evening: Session
) -> None:
    before = Session.objects.filter(pk=evening.pk).values().get()
    copy = begun(cast, evening)
    assert titles(copy) == titles(evening)
    assert copy.seats.count() == len(INVENTED)
    assert {seat.team.name for seat in copy.seats.select_related("team") if seat.team} == {"Team A", "Team B"}
    assert Session.objects.filter(pk=evening.pk).values().get() == before
    assert begun(cast, evening) == copy, "a second press leads to the same one"


def test_it_goes_as_an_evening_goes_and_no_message_leaves(cast: Cast, evening: Session) -> None:
    laptop = cast.client("facilitator")

    def press(name: str, at: Session, **data: str) -> str:
        return laptop.post(reverse(name, args=[at.public_id]), data, follow=True).text

    assert "Oefening" in press("evenings:rehearse", evening)
    copy = Session.objects.get(rehearsal_of=evening)
    press("evenings:open", copy)
    copy.refresh_from_db()
    assert copy.current_item is not None
    press("evenings:next", copy, seen=copy.current_item.public_id)
    assert "5" in press("ideas:practise", copy)
    copy.refresh_from_db()
    assert Idea.objects.filter(evening=copy).count() == 5
    for name in ("console", "wall", "evening"):
        shown = laptop.get(reverse(f"evenings:{name}", args=[copy.public_id]))
        assert "Oefening" in shown.text, name
        assert "Oefening" not in laptop.get(reverse(f"evenings:{name}", args=[evening.public_id])).text
    copy = loaded(copy)
    go_next(evening=copy, seen=copy.current_item, reveal=True, by=cast["facilitator"])
    close_evening(evening=copy, by=cast["facilitator"])
    press("evenings:end_rehearsal", copy)
    assert not Session.objects.filter(rehearsal_of=evening).exists()
    assert not Message.objects.exists()


def test_it_is_gone_at_the_end_and_one_line_stays(cast: Cast, evening: Session) -> None:
    before = world()
    copy = begun(cast, evening)
    open_evening(evening=copy, by=cast["facilitator"])
    for _ in range(3):
        let_them_write(evening=copy)
    end_rehearsal(evening=loaded(copy), by=cast["facilitator"])
    assert world() == before
    lines = AuditEntry.objects.filter(scope=cast.programme.scope).values_list("verb", flat=True)
    assert list(lines) == ["evenings.rehearsed"]


def test_nobody_else_sees_it_and_it_stands_on_no_list(cast: Cast, evening: Session) -> None:
    copy = begun(cast, evening)
    for person in ("participant", "coach", "observer", "client", "outsider"):
        for name in ("evening", "wall", "console"):
            here = reverse(f"evenings:{name}", args=[copy.public_id])
            assert cast.client(person).get(here).status_code == 404, (person, name)
    for person in ("facilitator", "administrator"):
        assert copy.programme not in Programme.objects.visible_to(cast[person])
    assert (
        cast.client("facilitator")
        .get(reverse("evenings:list", args=[cast.programme.public_id]))
        .text.count(copy.public_id)
        == 0
    )


def test_an_evening_that_is_over_is_not_rehearsed_and_an_ordinary_one_is_not_ended(
    cast: Cast, evening: Session
) -> None:
    with pytest.raises(Conflict):
        end_rehearsal(evening=evening, by=cast["facilitator"])
    with pytest.raises(Conflict):
        let_them_write(evening=evening)
    over = makers.make_evening(cast.programme, days=-1, revealed=True)
    with pytest.raises(Conflict):
        begin_rehearsal(evening=over, by=cast["facilitator"])


def test_a_rehearsal_is_not_rehearsed(cast: Cast, evening: Session) -> None:
    copy = begun(cast, evening)
    assert allowed(cast["facilitator"], "evenings.rehearse", loaded(evening))
    assert not allowed(cast["facilitator"], "evenings.rehearse", copy)


def test_a_rehearsal_never_starts(cast: Cast, evening: Session) -> None:
    copy = begun(cast, evening)
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=copy.programme_id).update(
            state=ProgrammeState.RUNNING, started_at=evening.starts_at
        )


def test_an_evening_without_teams_is_rehearsed_too(cast: Cast) -> None:
    alone = makers.make_programme(teams=0)
    by = makers.join(alone, role="facilitator").person
    copy = loaded(begin_rehearsal(evening=loaded(makers.make_evening(alone)), by=by))
    open_evening(evening=copy, by=by)
    assert let_them_write(evening=copy) == 5
