"""What a guest of an evening does with ideas and dots, and what comes of it when somebody claims the seat."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.access import allowed, standing_of
from core.errors import Conflict
from ideas.models import Ballot, Cluster, Idea, Vote, VotingRound
from ideas.queries.rounds import round_view
from ideas.services.rounds import close_round, give_dot, open_round, take_dot
from programmes.models import Participation
from sessions.models import Seat, Session
from sessions.services.door import open_door
from sessions.services.guests import show_guest_out, take_seat, tie_seat
from sessions.services.live import close_evening, open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast, make_cast

HTMX = {"HX-Request": "true"}


def begin(cast: Cast, **fields: Any) -> Session:
    """An evening that runs, with an open door."""
    made = makers.make_evening(cast.programme, days=0, **fields)
    evening = Session.objects.select_related("programme__phase", "moment", "team").get(pk=made.pk)
    open_door(evening=evening, by=cast["facilitator"])
    open_evening(evening=evening, by=cast["facilitator"])
    return evening


@pytest.fixture
def evening(cast: Cast) -> Session:
    return begin(cast)


@pytest.fixture
def seat(cast: Cast, evening: Session) -> Seat:
    """A guest at the table of the first team."""
    return take_seat(evening=evening, name="Karin", team=cast.team)


@pytest.fixture
def voting_round(cast: Cast, evening: Session) -> VotingRound:
    """A round of three dots over three bundles."""
    for _ in range(3):
        makers.make_cluster(cast.team)
    return open_round(team=cast.team, title="Wat eerst?", budget=3, by=cast["facilitator"])


def phone_of(seat: Seat) -> Client:
    browser = Client()
    browser.force_login(seat.participation.person)
    return browser


def card_url(evening: Session) -> str:
    return reverse("ideas:new_as_guest", args=[evening.public_id])


def write(seat: Seat, text: str = "Vergader buiten.") -> Any:
    card = {"text": text, "team": seat.team.public_id, "draft_key": str(uuid4())}
    return phone_of(seat).post(card_url(seat.evening), card, headers=HTMX)


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def dots_of(participation: Participation) -> dict[int, int]:
    rows = Vote.objects.filter(ballot__voter=participation, dots__gt=0)
    return dict(rows.values_list("cluster_id", "dots"))


# ---- ideas -----------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_guest_writes_an_idea_for_the_own_table(cast: Cast, evening: Session, seat: Seat) -> None:
    assert write(seat).status_code == 204
    idea = Idea.objects.get()
    assert (idea.author, idea.written_by, idea.team, idea.evening) == (
        seat.participation, None, cast.team, evening,
    )  # fmt: skip


def test_a_guest_writes_for_no_other_table_and_in_nobody_elses_name(
    cast: Cast, evening: Session, seat: Seat
) -> None:
    card = {"text": "Een", "team": cast.other_team.public_id, "draft_key": "x"}
    assert phone_of(seat).post(card_url(evening), card, headers=HTMX).status_code == 422
    other = cast.participation("participant").public_id
    card = {"text": "Een", "team": cast.team.public_id, "draft_key": "x", "author": other}
    assert phone_of(seat).post(card_url(evening), card, headers=HTMX).status_code == 422
    card["author"] = "nobody"
    phone_of(seat).post(card_url(evening), card, headers=HTMX)
    assert Idea.objects.get().author == seat.participation
    new = reverse("ideas:new", args=[cast.programme.public_id])
    assert phone_of(seat).post(new, card, headers=HTMX).status_code == 404


def test_before_it_begins_a_guest_waits_and_after_it_a_late_phone_still_sends(cast: Cast) -> None:
    made = makers.make_evening(cast.programme, days=0)
    evening = Session.objects.select_related("programme__phase", "moment").get(pk=made.pk)
    open_door(evening=evening, by=cast["facilitator"])
    seat = take_seat(evening=evening, name="Karin", team=cast.team)
    assert write(seat).status_code == 403
    open_evening(evening=evening, by=cast["facilitator"])
    assert write(seat).status_code == 204
    close_evening(evening=evening, by=cast["facilitator"])
    assert write(seat, "Te laat verstuurd").status_code == 204
    assert Idea.objects.filter(evening=evening).count() == 2


def test_who_was_shown_out_writes_no_more(cast: Cast, seat: Seat) -> None:
    phone = phone_of(seat)
    show_guest_out(seat=seat, by=cast["facilitator"])
    card = {"text": "Een", "team": cast.team.public_id, "draft_key": "x"}
    assert phone.post(card_url(seat.evening), card, headers=HTMX).status_code == 302
    assert not Idea.objects.exists()


def test_a_guest_sees_own_ideas_and_after_the_reveal_those_of_the_table(
    cast: Cast, evening: Session, seat: Seat
) -> None:
    earlier = makers.make_evening(cast.programme, days=-7, revealed=True)
    author = cast.participation("participant")
    makers.make_idea(cast.team, author, evening=earlier, text="van vorige keer")
    makers.make_idea(cast.team, author, text="zomaar een idee")
    makers.make_idea(cast.other_team, evening=evening, text="van de andere tafel")
    hidden = makers.make_idea(cast.team, author, evening=evening, text="nog verborgen")
    write(seat, "van mij")
    guest = seat.participation.person
    own = Idea.objects.get(text="van mij")
    assert list(Idea.objects.visible_to(fresh(guest))) == [own]
    page = reverse("evenings:evening", args=[evening.public_id])
    assert "nog verborgen" not in phone_of(seat).get(page).content.decode()
    reveal_ideas(evening=evening, by=cast["facilitator"])
    assert set(Idea.objects.visible_to(fresh(guest))) == {own, hidden}
    shown = phone_of(seat).get(page).content.decode()
    assert "nog verborgen" in shown
    for unseen in ("van vorige keer", "zomaar een idee", "van de andere tafel"):
        assert unseen not in shown
    for idea in (own, hidden):
        idea_page = phone_of(seat).get(reverse("ideas:idea", args=[idea.public_id]))
        assert idea_page.status_code == 200
        assert cast.programme.public_id not in idea_page.content.decode()
        assert cast.team.public_id not in idea_page.content.decode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_there_is_a_guest_sees_nothing_of_another_evening(db: None, data: st.DataObject) -> None:
    cast = make_cast()
    mine = begin(cast)
    teams = [cast.team, cast.other_team]
    evenings: list[Session | None] = [mine, None]
    for _ in range(data.draw(st.integers(1, 3))):
        whose = data.draw(st.sampled_from([None, *teams]))
        evenings.append(makers.make_evening(cast.programme, team=whose, revealed=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 8))):
        where, team = data.draw(st.sampled_from(evenings)), data.draw(st.sampled_from(teams))
        makers.make_idea(team, evening=where)
    if data.draw(st.booleans()):
        reveal_ideas(evening=mine, by=cast["facilitator"])
    guest = take_seat(evening=mine, name="Karin", team=data.draw(st.sampled_from(teams))).participation.person
    assert list(Session.objects.visible_to(guest)) == [mine]
    seen = Idea.objects.visible_to(guest)
    assert all(idea.evening == mine and mine.revealed_at for idea in seen)
    assert not Cluster.objects.visible_to(guest).exists()
    User.objects.filter(pk=guest.pk).update(is_active=False)
    assert not standing_of(fresh(guest)).grants


# ---- dots ------------------------------------------------------------------------------------------------------


def test_a_guest_places_dots_with_the_own_table_while_the_evening_runs(
    cast: Cast, evening: Session, seat: Seat, voting_round: VotingRound
) -> None:
    cluster = Cluster.objects.present()[0]
    url = reverse("ideas:place_dot", args=[voting_round.public_id])
    phone = phone_of(seat)
    page = phone.get(reverse("evenings:evening", args=[evening.public_id])).content.decode()
    assert reverse("ideas:round", args=[voting_round.public_id]) in page
    ballot = phone.get(reverse("ideas:round", args=[voting_round.public_id]))
    assert ballot.status_code == 200
    assert cast.team.public_id not in ballot.content.decode()
    for _ in range(5):
        assert phone.post(url, {"cluster": cluster.public_id, "way": "give"}).status_code == 303
    assert dots_of(seat.participation) == {cluster.pk: 3}
    assert round_view(voting_round=voting_round, viewer=cast["facilitator"]).voters == 3
    close_evening(evening=evening, by=cast["facilitator"])
    assert phone.get(reverse("ideas:round", args=[voting_round.public_id])).status_code == 404
    assert phone.post(url, {"cluster": cluster.public_id, "way": "take"}).status_code == 404


def test_a_guest_of_another_table_or_evening_sees_no_round(cast: Cast, voting_round: VotingRound) -> None:
    there = take_seat(evening=begin(cast), name="Andere tafel", team=cast.other_team)
    assert phone_of(there).get(reverse("ideas:round", args=[voting_round.public_id])).status_code == 404
    assert not allowed(there.participation.person, "ideas.place_dots", voting_round)


def test_a_guest_sees_the_outcome_of_this_evening_and_none_from_before(cast: Cast) -> None:
    for _ in range(2):
        makers.make_cluster(cast.team)
    before = open_round(team=cast.team, title="Vorige keer", budget=3, by=cast["facilitator"])
    close_round(voting_round=before, by=cast["facilitator"])
    seat = take_seat(evening=begin(cast), name="Karin", team=cast.team)
    tonight = open_round(team=cast.team, title="Vanavond", budget=3, by=cast["facilitator"])
    close_round(voting_round=tonight, by=cast["facilitator"])
    assert list(VotingRound.objects.visible_to(fresh(seat.participation.person))) == [tonight]
    outcome = phone_of(seat).get(reverse("ideas:round", args=[tonight.public_id]))
    assert outcome.status_code == 200
    for address in (cast.programme.public_id, cast.team.public_id):
        assert address not in outcome.content.decode()


def test_phones_of_guests_hear_that_a_round_was_opened_and_closed(
    cast: Cast, evening: Session, seat: Seat
) -> None:
    for _ in range(2):
        makers.make_cluster(cast.team)
    evening.refresh_from_db()
    before = evening.version
    voting_round = open_round(team=cast.team, title="Wat eerst?", budget=3, by=cast["facilitator"])
    close_round(voting_round=voting_round, by=cast["facilitator"])
    evening.refresh_from_db()
    assert evening.version == before + 2


# ---- claimed ---------------------------------------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.parametrize(("own", "as_guest", "together"), [
    ([0, 0, 0], [1, 1, 1], [1, 1, 1]),
    ([1, 0, 0], [0, 1, 1], [1, 1, 1]),
    ([2, 0, 0], [0, 2, 1], [2, 1, 0]),
    ([3, 0, 0], [0, 3, 0], [3, 0, 0]),
    ([1, 1, 0], [2, 0, 0], [2, 1, 0]),
])  # fmt: skip
def test_dots_of_one_person_come_together_within_one_budget(
    cast: Cast,
    seat: Seat,
    voting_round: VotingRound,
    own: list[int],
    as_guest: list[int],
    together: list[int],
) -> None:
    clusters = list(Cluster.objects.present().order_by("pk"))
    member = cast.participation("participant")
    for voter, dots in ((member, own), (seat.participation, as_guest)):
        for cluster, many in zip(clusters, dots, strict=True):
            for _ in range(many):
                give_dot(voting_round=voting_round, cluster=cluster, voter=voter)
    version = VotingRound.objects.get().version
    tie_seat(seat=seat, person=member.person, by=cast["facilitator"])
    ballot = Ballot.objects.get(round=voting_round)
    assert (ballot.voter, ballot.spent) == (member, sum(together))
    assert [dots_of(member).get(cluster.pk, 0) for cluster in clusters] == together
    assert VotingRound.objects.get().version == version + 1


def test_a_closed_round_keeps_every_dot(cast: Cast, seat: Seat, voting_round: VotingRound) -> None:
    member, cluster = cast.participation("participant"), Cluster.objects.present()[0]
    for voter in (member, seat.participation):
        for _ in range(3):
            give_dot(voting_round=voting_round, cluster=cluster, voter=voter)
    close_round(voting_round=voting_round, by=cast["facilitator"])
    tie_seat(seat=seat, person=member.person, by=cast["facilitator"])
    assert sorted(Ballot.objects.values_list("spent", flat=True)) == [3, 3]


def test_a_tap_that_was_on_its_way_when_the_seat_was_claimed_changes_nothing(
    cast: Cast, seat: Seat, voting_round: VotingRound
) -> None:
    cluster = Cluster.objects.present()[0]
    tie_seat(seat=seat, person=cast["participant"], by=cast["facilitator"])
    for tap in (give_dot, take_dot):
        with pytest.raises(Conflict):
            tap(voting_round=voting_round, cluster=cluster, voter=seat.participation)
    assert not Ballot.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_taps_and_a_claim_at_the_same_moment_stay_within_one_budget(concurrently: Any) -> None:
    cast = make_cast()
    seat = take_seat(evening=begin(cast), name="Karin", team=cast.team)
    for _ in range(2):
        makers.make_cluster(cast.team)
    voting_round = open_round(team=cast.team, title="Wat eerst?", budget=4, by=cast["facilitator"])
    one, other = Cluster.objects.present()
    member = cast.participation("participant")

    def tap(cluster: Cluster, voter: Participation) -> None:
        for _ in range(4):
            give_dot(voting_round=voting_round, cluster=cluster, voter=voter)

    concurrently(
        lambda: tap(one, seat.participation),
        lambda: tap(other, member),
        lambda: tie_seat(seat=seat, person=member.person, by=cast["facilitator"]),
    )
    assert seat.participation.__class__.objects.get(pk=seat.participation_id).person == member.person
    ballots = Ballot.objects.filter(round=voting_round, voter__person=member.person)
    assert sum(ballots.values_list("spent", flat=True)) <= 4
    spent = {ballot.pk: ballot.spent for ballot in ballots}
    for pk, dots in spent.items():
        assert sum(Vote.objects.filter(ballot=pk).values_list("dots", flat=True)) == dots


def test_ideas_keep_their_author_row(cast: Cast, evening: Session, seat: Seat) -> None:
    write(seat)
    tie_seat(seat=seat, person=cast["participant"], by=cast["facilitator"])
    idea = Idea.objects.select_related("author").get()
    assert idea.author == seat.participation
    assert idea.author.person == cast["participant"]
    assert idea.author.until is not None
    assert idea in Idea.objects.visible_to(cast["participant"]).written_by_or_for(cast["participant"])
