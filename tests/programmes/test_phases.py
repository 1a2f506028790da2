"""What a phase changes for whom, what is open before it, and two facilitators at once."""

import pytest
from django.urls import reverse

from core.errors import Conflict
from ideas.services.proposals import begin_proposal
from ideas.services.rounds import open_round
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.kinds import kind_of
from programmes.enums import ProgrammeState, Stage
from programmes.models import Programme
from programmes.queries.open_ends import open_ends_of
from programmes.queries.phases import phase_change, what_changes, when_again
from programmes.services.programmes import enter_phase
from sessions.services.calling_off import call_off
from tests import makers
from tests.conftest import Cast


def changes(cast: Cast, here: str, there: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What changes from the phase of stage ``here`` to that of ``there``."""
    makers.move_to_stage(cast.programme, here)
    return what_changes(cast.programme, cast.programme.phases.get(stage=there))


def test_what_changes_is_read_from_the_rules(cast: Cast) -> None:
    begins, ends = changes(cast, Stage.COLLECTING, Stage.CLUSTERING)
    assert begins == (
        "Deelnemers kunnen ideeën in bundels leggen.",
        "Deelnemers kunnen een voorstel beginnen.",
    )
    assert ends == (
        "Deelnemers, coaches en begeleiders kunnen de woorden van hun eigen ideeën niet meer veranderen.",
    )
    begins, ends = changes(cast, Stage.DECIDING, Stage.SHARING)
    assert begins == ()
    assert "Deelnemers, coaches en begeleiders kunnen geen nieuwe ideeën meer opschrijven." in ends
    assert "Coaches en begeleiders kunnen geen stemronde meer openen." in ends
    assert changes(cast, Stage.PREPARING, Stage.COLLECTING) == ((), ())


def test_going_back_gives_back_what_was_lost(cast: Cast) -> None:
    _begins, ends = changes(cast, Stage.DECIDING, Stage.SHARING)
    begins, none = changes(cast, Stage.SHARING, Stage.DECIDING)
    assert len(begins) == len(ends)
    assert none == ()


def test_the_page_tells_how_many_ideas_are_open_and_where(cast: Cast) -> None:
    for _ in range(4):
        makers.make_idea(cast.team)
    page = cast.client("facilitator").get(
        reverse("programmes:enter_phase", args=[cast.programme.public_id, 2])
    )
    body = page.content.decode()
    assert "Er staan nog 4 ideeën open" in body
    assert reverse("ideas:list", args=[cast.programme.public_id]) + "?waiting=1" in body
    assert "Laat je dit leeg, dan krijgt niemand bericht" in body


def test_open_ends_are_counted_in_as_many_queries_for_one_as_for_many(
    cast: Cast, django_assert_max_num_queries
) -> None:
    for _ in range(12):
        makers.make_idea(cast.team)
        makers.make_evening(cast.programme, days=3)
        makers.make_evening(cast.programme, days=-3)
    makers.make_cluster(cast.team)
    begin_proposal(cluster=makers.make_cluster(cast.team), title="Boerenraad", by=cast["coach"])
    open_round(team=cast.team, title="Kies", budget=3, by=cast["coach"])
    with django_assert_max_num_queries(10):
        found = {end.key: end.count for end in open_ends_of(cast.programme).ends}
    assert found == {"ideas": 12, "evenings_ahead": 12, "evenings_passed": 12, "rounds": 1, "proposals": 1}


def test_who_enters_a_phase_from_an_old_page_hears_that_another_did_before(cast: Cast) -> None:
    old = cast.programme.phase.pk
    clustering, deciding = (cast.programme.phases.get(stage=one) for one in ("clustering", "deciding"))
    enter_phase(programme=cast.programme, phase=clustering, by=cast["facilitator"], seen=old)
    with pytest.raises(Conflict, match="clustering"):
        enter_phase(programme=cast.programme, phase=deciding, by=cast["facilitator"], seen=old)
    address = reverse("programmes:enter_phase", args=[cast.programme.public_id, deciding.position])
    page = cast.client("facilitator").post(address, {"seen": old}, follow=True)
    assert "ging intussen naar de fase clustering" in page.content.decode()
    assert Programme.objects.get(pk=cast.programme.pk).phase == clustering


def test_nobody_is_told_unless_a_facilitator_writes_something(cast: Cast) -> None:
    cast.programme.participations.update(accepted_at=cast.programme.started_at)
    phase = cast.programme.phases.get(stage="clustering")
    enter_phase(programme=cast.programme, phase=phase, by=cast["facilitator"], say="  ")
    assert not Message.objects.exists()
    address = reverse("programmes:enter_phase", args=[cast.programme.public_id, 3])
    cast.client("facilitator").post(address, {"seen": phase.pk, "say": "We gaan kiezen."})
    told = Message.objects.filter(kind="phase_entered")
    there = {"coach", "participant", "observer", "other_participant"}
    assert set(told.values_list("recipient", flat=True)) == {cast[name].email for name in there}
    assert all("We gaan kiezen." in one.body for one in told)


def test_the_message_does_not_go_when_the_programme_went_back(cast: Cast) -> None:
    cast.programme.participations.update(accepted_at=cast.programme.started_at)
    first = cast.programme.phase
    phase = cast.programme.phases.get(stage="clustering")
    enter_phase(programme=cast.programme, phase=phase, by=cast["facilitator"], say="Verder.")
    message = Message.objects.filter(state=MessageState.PLANNED).first()
    assert kind_of("phase_entered").still_applies(message) == ""
    enter_phase(programme=cast.programme, phase=first, by=cast["facilitator"])
    assert kind_of("phase_entered").still_applies(message)


@pytest.mark.parametrize("name", ["participant", "observer"])
def test_a_page_says_why_something_cannot_be_done_now_and_when_again(cast: Cast, name: str) -> None:
    makers.move_to_stage(cast.programme, Stage.SHARING)
    said = when_again(programme=cast.programme, rule="ideas.capture_ideas", viewer=cast[name])
    assert bool(said) is (name == "participant")
    body = cast.client(name).get(reverse("ideas:list", args=[cast.programme.public_id])).content.decode()
    assert ("teruggaan naar de fase ‘deciding’" in body) is (name == "participant")


def test_before_bundling_the_board_says_in_which_phase_it_comes(cast: Cast) -> None:
    body = (
        cast.client("participant").get(reverse("ideas:clusters", args=[cast.team.public_id])).content.decode()
    )
    assert "dit kan weer in de fase ‘clustering’" in body
    body = cast.client("coach").get(reverse("ideas:clusters", args=[cast.team.public_id])).content.decode()
    assert "dit kan weer" not in body


def test_of_a_closed_programme_every_refusal_says_that_it_is_closed(cast: Cast) -> None:
    makers.move_to_stage(cast.programme, Stage.CLOSED)
    for name, address in (
        ("participant", reverse("ideas:new", args=[cast.programme.public_id])),
        ("facilitator", reverse("programmes:plan", args=[cast.programme.public_id])),
    ):
        page = cast.client(name).get(address)
        assert page.status_code == 403
        assert "Afgesloten op" in page.content.decode()


def test_a_programme_without_a_phase_says_nothing_about_phases(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(phase=None)
    programme = Programme.objects.get(pk=cast.programme.pk)
    assert programme.state == ProgrammeState.RUNNING
    assert when_again(programme=programme, rule="ideas.bundle_ideas", viewer=cast["participant"]) == ""


def test_an_evening_that_is_off_is_not_waited_for(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, days=3, title="Werkbezoek")
    later = makers.make_moment(cast.programme, days=30)
    phase = cast.programme.phases.create(name="Oogst", stage=Stage.SHARING, position=90, starts=later)
    said = "Werkbezoek staat voor deze fase gepland en is nog niet geweest."
    assert said in phase_change(programme=cast.programme, phase=phase).warnings
    call_off(evening=evening, reason="De dijk is dicht.", by=cast["facilitator"])
    assert said not in phase_change(programme=cast.programme, phase=phase).warnings
