"""Closing a programme with an answer for everything that is open, and opening it again."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.services.guests import make_guest
from core.access import allowed, standing_of
from core.clock import now
from core.errors import Conflict
from ideas.enums import IdeaState
from ideas.models import Idea
from ideas.services.capture import end_idea, reopen_idea
from ideas.services.rounds import open_round
from outbox.models import Message
from outbox.services.kinds import kind_of
from programmes.enums import ProgrammeState
from programmes.models import Programme
from programmes.queries.open_ends import open_ends_of
from programmes.services.closing import close_programme, reopen_programme
from programmes.services.people import leave
from tests import makers
from tests.conftest import Cast

WHY = "Het geld is op; we bewaren ze voor het vervolg."


def close(cast: Cast, because: str = "", **fields: Any) -> Programme:
    """Close the programme of ``cast`` as somebody does whose page is fresh."""
    given = {
        "because": because,
        "seen": open_ends_of(cast.programme).seen,
        "by": cast["facilitator"],
    } | fields
    return close_programme(programme=cast.programme, **given)


def of(cast: Cast, name: str = "participant", **fields: object) -> Idea:
    """An idea of ``name``, in no bundle."""
    return makers.make_idea(cast.team, cast.participation(name), **fields)


def page_of(cast: Cast, name: str = "facilitator") -> str:
    """The page with which ``name`` closes the programme."""
    address = reverse("programmes:close", args=[cast.programme.public_id])
    return str(cast.client(name).get(address).content.decode())


def test_without_open_ends_it_closes_and_everybody_can_read_it(cast: Cast) -> None:
    closed = close(cast)
    assert closed.state == ProgrammeState.CLOSED
    assert closed.closed_at is not None
    body = (
        cast.client("participant")
        .get(reverse("overviews:programme", args=[closed.public_id]))
        .content.decode()
    )
    assert "Afgesloten op" in body
    assert reverse("reports:koersdocument", args=[closed.public_id]) in body
    assert AuditEntry.objects.filter(verb="programmes.closed").count() == 1


def test_open_ideas_ask_for_a_reason(cast: Cast) -> None:
    of(cast)
    with pytest.raises(ValidationError) as refused:
        close(cast, "  ")
    assert "because" in refused.value.message_dict
    assert Programme.objects.get(pk=cast.programme.pk).state == ProgrammeState.RUNNING


def test_one_reason_ends_all_that_is_left_and_nothing_else(cast: Cast) -> None:
    left, bundled = of(cast), of(cast, cluster=makers.make_cluster(cast.team))
    before = end_idea(idea=of(cast), because="Bestaat al.", by=cast["coach"])
    hidden = of(cast, evening=makers.make_evening(cast.programme, days=-2))
    close(cast, WHY)
    states = {idea.pk: (idea.state, idea.ending) for idea in Idea.objects.all()}
    assert states[left.pk] == states[hidden.pk] == (IdeaState.NOT_FURTHER, WHY)
    assert states[bundled.pk] == (IdeaState.OPEN, "")
    assert states[before.pk] == (IdeaState.NOT_FURTHER, "Bestaat al.")
    assert Programme.objects.get(pk=cast.programme.pk).closing == WHY


def test_each_author_gets_one_message_with_all_own_ideas(cast: Cast) -> None:
    mine = [of(cast), of(cast)]
    other = of(cast, "other_participant")
    of(cast, "facilitator")
    makers.make_idea(cast.team)
    close(cast, WHY)
    told = {one.recipient: one for one in Message.objects.filter(kind="ideas_ended")}
    assert set(told) == {cast["participant"].email, cast["other_participant"].email}
    body = told[cast["participant"].email].body
    assert all(idea.text in body for idea in mine)
    assert other.text not in body
    assert body.count(WHY) == 1


def test_a_guest_without_an_address_needs_no_answer(cast: Cast) -> None:
    guest = makers.join(cast.programme, make_guest(name="Gast"), role="guest")
    makers.make_idea(cast.team, guest)
    close(cast, WHY)
    assert not Message.objects.exists()
    assert Idea.objects.get().state == IdeaState.NOT_FURTHER


@pytest.mark.parametrize("consent", ["anonymous", "function"])
def test_who_is_not_named_is_told_and_the_outbox_of_the_programme_does_not_say_so(
    cast: Cast, consent: str
) -> None:
    idea = of(cast)
    cast.programme.participations.filter(person=cast["participant"]).update(consent=consent)
    close(cast, WHY)
    message = Message.objects.get(kind="ideas_ended")
    assert (message.recipient, message.scope) == (cast["participant"].email, "")
    assert idea.text in message.body
    outbox = cast.client("facilitator").get(reverse("programmes:messages", args=[cast.programme.public_id]))
    assert idea.text not in outbox.content.decode()
    assert "Wat er van je idee werd" not in outbox.content.decode()


def test_what_runs_or_is_to_come_has_to_be_done_first(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=3)
    assert "Er komt nog 1 avond" in page_of(cast)
    assert 'name="because"' not in page_of(cast)
    with pytest.raises(ValidationError):
        close(cast, WHY)
    evening.state, evening.opened_at = "running", now()
    evening.save()
    with pytest.raises(ValidationError):
        close(cast, WHY)
    evening.state, evening.closed_at = "closed", now()
    evening.save()
    makers.make_cluster(cast.team)
    makers.make_cluster(cast.team)
    open_round(team=cast.team, title="Kies", budget=3, by=cast["coach"])
    with pytest.raises(ValidationError):
        close(cast, WHY)
    assert not Message.objects.filter(kind="ideas_ended").exists()


def test_an_idea_that_came_in_since_the_page_was_made_is_looked_at_first(cast: Cast) -> None:
    of(cast)
    seen = open_ends_of(cast.programme).seen
    of(cast)
    with pytest.raises(Conflict):
        close(cast, WHY, seen=seen)
    address = reverse("programmes:close", args=[cast.programme.public_id])
    answer = cast.client("facilitator").post(address, {"because": WHY, "seen": seen})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Er veranderde intussen iets" in body
    assert WHY in body
    assert f"[&#x27;{WHY}" not in body
    assert open_ends_of(cast.programme).seen in body


def test_a_second_press_finds_it_closed(cast: Cast) -> None:
    seen = open_ends_of(cast.programme).seen
    close(cast)
    with pytest.raises(Conflict):
        close(cast, seen=seen)


def test_by_the_page_from_list_to_end(cast: Cast) -> None:
    of(cast)
    body = page_of(cast)
    assert "Er staat nog 1 idee open" in body
    address = reverse("programmes:close", args=[cast.programme.public_id])
    browser = cast.client("facilitator")
    empty = browser.post(address, {"because": "", "seen": open_ends_of(cast.programme).seen})
    assert empty.status_code == 422
    assert "Schrijf waarom" in empty.content.decode()
    home = browser.post(
        address, {"because": WHY, "seen": open_ends_of(cast.programme).seen}, follow=True
    ).content.decode()
    assert "Het traject is afgesloten." in home
    assert WHY in home
    assert reverse("programmes:reopen", args=[cast.programme.public_id]) in home


@pytest.mark.parametrize("data", [{}, {"seen": "x" * 500}, {"seen": "\x00"}])
def test_nonsense_closes_nothing(cast: Cast, data: dict[str, str]) -> None:
    address = reverse("programmes:close", args=[cast.programme.public_id])
    assert cast.client("facilitator").post(address, data).status_code == 422
    assert Programme.objects.get(pk=cast.programme.pk).state == ProgrammeState.RUNNING


@pytest.mark.parametrize("name", ["coach", "participant", "client", "administrator"])
def test_only_a_facilitator_closes(cast: Cast, name: str) -> None:
    address = reverse("programmes:close", args=[cast.programme.public_id])
    assert cast.client(name).post(address, {"seen": "x"}).status_code == 403


def test_a_closed_programme_is_opened_for_thirty_days_by_its_facilitators_and_then_by_the_host(
    cast: Cast,
) -> None:
    closed = close(cast)
    may = "programmes.reopen_programme"
    assert allowed(cast["facilitator"], may, closed)
    assert not allowed(cast["participant"], may, closed)
    with time_machine.travel(now() + dt.timedelta(days=31)):
        assert not allowed(cast["facilitator"], may, closed)
        assert allowed(cast["administrator"], may, closed)
    address = reverse("programmes:reopen", args=[closed.public_id])
    assert cast.client("facilitator").post(address).status_code == 303
    again = Programme.objects.get(pk=closed.pk)
    assert (again.state, again.closed_at, again.closing) == (ProgrammeState.RUNNING, None, "")
    with pytest.raises(Conflict):
        reopen_programme(programme=again, by=cast["facilitator"])


def test_while_it_is_closed_a_facilitator_does_not_look_after_questions_of_the_house(cast: Cast) -> None:
    assert standing_of(cast["facilitator"]).where("house")
    close(cast)
    assert not standing_of(cast["facilitator"]).where("house")


def test_the_author_of_one_idea_that_ends_is_told_unless_it_was_taken_up_again(cast: Cast) -> None:
    idea = of(cast)
    end_idea(idea=idea, because="Bestaat al.", by=cast["coach"])
    message = Message.objects.get(kind="ideas_ended")
    assert "Bestaat al." in message.body
    assert message.due_at > now()
    assert kind_of("ideas_ended").still_applies(message) == ""
    reopen_idea(idea=idea, by=cast["coach"])
    assert kind_of("ideas_ended").still_applies(message)
    end_idea(idea=of(cast), because="Zelf.", by=cast["participant"])
    assert Message.objects.filter(kind="ideas_ended").count() == 1


def test_who_left_is_told_without_a_way_in(cast: Cast) -> None:
    idea = of(cast)
    leave(participation=cast.participation("participant"), by=cast["facilitator"])
    end_idea(idea=idea, because="Bestaat al.", by=cast["coach"])
    message = Message.objects.get(kind="ideas_ended")
    assert idea.text in message.body
    assert message.action_path == ""


def test_reminders_that_were_planned_do_not_go_any_more(cast: Cast) -> None:
    assignment = makers.make_assignment(cast.programme)
    due = assignment.moment.at.isoformat()
    message = Message(params={"assignment": assignment.pk, "due": due}, user=cast["participant"])
    assert kind_of("homework_reminder").still_applies(message) == ""
    close(cast)
    assert kind_of("homework_reminder").still_applies(message) == "Het traject loopt niet."


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once(concurrently) -> None:
    from tests.conftest import make_cast

    cast = make_cast()
    of(cast)
    seen, by = open_ends_of(cast.programme).seen, cast["facilitator"]

    def press() -> Programme:
        return close_programme(programme=cast.programme, because=WHY, seen=seen, by=by)

    outcomes = concurrently(press, press)
    assert sorted(type(one).__name__ for one in outcomes) == ["Conflict", "Programme"]
    assert Message.objects.filter(kind="ideas_ended").count() == 1
