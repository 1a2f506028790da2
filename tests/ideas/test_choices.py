"""Consent rounds, scores and orders: hidden until they are closed, changed until then, and what comes of them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry
from core.clock import now
from core.errors import Conflict
from ideas.enums import ChoiceKind, RoundState, Stance
from ideas.models import Answer, Choice, Proposal
from ideas.queries.choices import choice_view
from ideas.queries.choosing import choosing_on_console
from ideas.services.choices import (
    answer_consent,
    answer_scores,
    close_choice,
    merge_answers,
    move_in_order,
    open_choice,
    open_next_round,
    reopen_choice,
)
from programmes.enums import Consent, Role
from programmes.models import Participation
from programmes.queries.open_ends import Weight
from tests import makers
from tests.conftest import Cast, make_cast
from tests.makers import make_cluster

WORDS = "Elk team werkt één dag per maand buiten."
HTMX = {"HX-Request": "true"}


def consent_round(cast: Cast, **about: Any) -> Choice:
    return open_choice(team=cast.team, kind=ChoiceKind.CONSENT, title=WORDS, by=cast["coach"], **about)


def weighing(cast: Cast, kind: ChoiceKind, *titles: str, second: str = "") -> Choice:
    clusters = [make_cluster(cast.team, title=title, position=n) for n, title in enumerate(titles)]
    return open_choice(
        team=cast.team, kind=kind, title="Wat eerst?", second=second, clusters=clusters, by=cast["coach"]
    )


def say(choice: Choice, voter: Participation, stance: Stance, remark: str = "", wish: str = "") -> Answer:
    return answer_consent(choice=choice, voter=voter, stance=stance, remark=remark, wish=wish)


def named(cast: Cast, name: str, consent: Consent = Consent.NAME) -> Participation:
    """Another participant of the team called ``name``."""
    made = makers.join(cast.programme, makers.make_person(name=name), Role.PARTICIPANT, cast.team)
    Participation.objects.filter(pk=made.pk).update(consent=consent)
    return Participation.objects.get(pk=made.pk)


def url(name: str, choice: Choice) -> str:
    return reverse(f"ideas:{name}", args=[choice.public_id])


# ---- consent --------------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_without_an_objection_there_is_consent_and_that_is_recorded(cast: Cast) -> None:
    choice = consent_round(cast)
    say(choice, cast.participation("participant"), Stance.CONSENT)
    say(choice, cast.participation("coach"), Stance.REMARK, "Kies een vaste dag.")
    close_choice(choice=choice, by=cast["coach"])
    assert choice.agreed_at == choice.closed_at
    assert AuditEntry.objects.filter(verb="ideas.consent_reached").count() == 1
    view = choice_view(choice=choice, viewer=cast["observer"])
    assert view.headline == "Er is instemming: niemand heeft bezwaar."
    assert not choice_view(choice=choice, viewer=cast["coach"]).may_ask_again


def test_an_objection_holds_it_up_until_another_round_with_other_words(cast: Cast) -> None:
    choice = consent_round(cast)
    voter = cast.participation("participant")
    say(choice, voter, Stance.OBJECTION, "De balie is dan dicht.", "Twee halve dagen.")
    close_choice(choice=choice, by=cast["coach"])
    assert choice.agreed_at is None
    view = choice_view(choice=choice, viewer=cast["coach"])
    assert view.headline == "Nog niet: één bezwaar."
    assert view.may_ask_again
    again = open_next_round(choice=choice, title="Twee halve dagen per maand buiten.", by=cast["coach"])
    assert (again.number, again.follows, again.answers.count()) == (2, choice, 0)
    say(again, voter, Stance.CONSENT)
    close_choice(choice=again, by=cast["coach"])
    assert again.agreed_at is not None
    assert choice_view(choice=again, viewer=cast["coach"]).before_url == url("choice", choice)
    with pytest.raises(Conflict):
        open_next_round(choice=choice, title="Nog eens", by=cast["facilitator"])


def test_nobody_answered_is_no_consent(cast: Cast) -> None:
    choice = close_choice(choice=consent_round(cast), by=cast["coach"])
    assert choice.agreed_at is None
    assert choice_view(choice=choice, viewer=cast["coach"]).headline == "Niemand gaf antwoord."


def test_who_consents_is_named_as_each_person_chose(cast: Cast) -> None:
    choice = consent_round(cast)
    say(choice, named(cast, "Annelot Zee"), Stance.OBJECTION, "De balie is dan dicht.")
    say(choice, named(cast, "Wout Veld", Consent.ANONYMOUS), Stance.REMARK, "Een vaste dag.")
    close_choice(choice=choice, by=cast["coach"])
    for name in ("choice", "choice_wall"):
        body = cast.client("participant").get(url(name, choice)).content.decode()
        assert "Annelot Zee" in body
        assert "Wout Veld" not in body
        assert "anoniem" in body


def test_a_remark_and_an_objection_need_words(cast: Cast) -> None:
    choice = consent_round(cast)
    voter = cast.participation("participant")
    for stance in (Stance.REMARK, Stance.OBJECTION):
        with pytest.raises(ValidationError):
            say(choice, voter, stance)
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(choice=choice, voter=voter, stance=stance)
        answer = cast.client("participant").post(url("answer_choice", choice), {"stance": stance})
        assert answer.status_code == 422
    assert not Answer.objects.exists()


def test_a_mind_changes_until_the_closing_and_what_was_said_goes(cast: Cast) -> None:
    choice = consent_round(cast)
    phone = cast.client("participant")
    first = {"stance": "objection", "objection": "De balie is dan dicht.", "wish": "Halve dagen."}
    assert phone.post(url("answer_choice", choice), first).status_code == 303
    assert "De balie is dan dicht." in phone.get(url("choice", choice)).content.decode()
    phone.post(url("answer_choice", choice), {"stance": "consent", "objection": "De balie is dan dicht."})
    answer = Answer.objects.get()
    assert (answer.stance, answer.remark, answer.wish) == ("consent", "", "")


def test_an_answer_after_the_closing_says_so_and_gives_the_words_back(cast: Cast) -> None:
    choice = consent_round(cast)
    close_choice(choice=choice, by=cast["coach"])
    late = {"stance": "remark", "remark": "Neem een bewoner mee."}
    answer = cast.client("participant").post(url("answer_choice", choice), late)
    body = answer.content.decode()
    assert 'role="alert"' in body
    assert "Neem een bewoner mee." in body
    assert not Answer.objects.exists()


def test_opening_again_undoes_the_closing_and_the_outcome(cast: Cast) -> None:
    choice = consent_round(cast)
    say(choice, cast.participation("participant"), Stance.CONSENT)
    coach = cast.client("coach")
    coach.post(url("close_choice", choice))
    page = coach.get(url("choice", choice)).content.decode()
    assert url("reopen_choice", choice) in page
    coach.post(url("reopen_choice", choice))
    choice.refresh_from_db()
    assert (choice.state, choice.agreed_at, choice.answers.count()) == (RoundState.OPEN, None, 1)


def test_what_came_before_another_round_stays_closed(cast: Cast) -> None:
    choice = consent_round(cast)
    say(choice, cast.participation("participant"), Stance.OBJECTION, "De balie is dan dicht.")
    close_choice(choice=choice, by=cast["coach"])
    open_next_round(choice=choice, title="Halve dagen", by=cast["coach"])
    with pytest.raises(Conflict):
        reopen_choice(choice=choice, by=cast["coach"])


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_next_round_at_once_begin_one(concurrently: Any) -> None:
    cast = make_cast()
    choice = consent_round(cast)
    say(choice, cast.participation("participant"), Stance.OBJECTION, "De balie is dan dicht.")
    close_choice(choice=choice, by=cast["coach"])
    by = cast["coach"]
    results = concurrently(
        *[lambda: open_next_round(choice=choice, title="Halve dagen", by=by) for _ in range(4)]
    )
    assert sum(isinstance(result, Choice) for result in results) == 1
    assert all(isinstance(result, (Choice, Conflict)) for result in results)


@pytest.mark.django_db(transaction=True)
def test_no_objection_slips_in_behind_the_closing(concurrently: Any) -> None:
    cast = make_cast()
    choice = consent_round(cast)
    say(choice, cast.participation("coach"), Stance.CONSENT)
    voter, by = cast.participation("participant"), cast["coach"]
    concurrently(
        lambda: say(choice, voter, Stance.OBJECTION, "Nee."),
        lambda: close_choice(choice=Choice.objects.get(), by=by),
    )
    choice.refresh_from_db()
    objected = Answer.objects.filter(stance=Stance.OBJECTION).exists()
    assert (choice.agreed_at is None) == objected


def test_it_can_be_about_a_proposal_and_stands_on_its_page(cast: Cast) -> None:
    proposal = Proposal.objects.create(programme=cast.programme, team=cast.team, title="Koffie op de dijk")
    coach = cast.client("coach")
    page = coach.get(reverse("ideas:proposal", args=[proposal.public_id])).content.decode()
    begin = f"{reverse('ideas:open_consent', args=[cast.team.public_id])}?about=proposal-{proposal.public_id}"
    assert begin in page
    assert f'value="proposal-{proposal.public_id}" selected' in coach.get(begin).content.decode()
    coach.post(begin, {"title": WORDS, "about": f"proposal-{proposal.public_id}"})
    choice = Choice.objects.get()
    assert choice.proposal == proposal
    assert (
        url("choice", choice)
        in coach.get(reverse("ideas:proposal", args=[proposal.public_id])).content.decode()
    )


# ---- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["facilitator", "coach", "observer", "participant"])
@pytest.mark.parametrize("kind", list(ChoiceKind))
def test_before_the_closing_no_answer_shows_what_others_said(
    cast: Cast, kind: ChoiceKind, person: str
) -> None:
    is_consent = kind == ChoiceKind.CONSENT
    choice = consent_round(cast) if is_consent else weighing(cast, kind, "Boer", "Sloot")
    other = named(cast, "Annelot Zee")
    last = choice.clusters.order_by("-position").first()
    pages = ("choice", "choice_wall")
    before = [bare(cast, person, name, choice) for name in pages]
    if kind == ChoiceKind.CONSENT:
        say(choice, other, Stance.OBJECTION, "De balie is dan dicht.", "Halve dagen.")
    elif kind == ChoiceKind.SCORES:
        assert last is not None
        answer_scores(choice=choice, voter=other, scores={(last.pk, 1): 5})
    else:
        assert last is not None
        move_in_order(choice=choice, voter=other, cluster=last, steps=-1)
    assert [bare(cast, person, name, choice) for name in pages] == before
    view = choice_view(choice=choice, viewer=cast[person])
    assert (view.consent, view.scores, view.points, view.headline) == (None, (), None, "")


def bare(cast: Cast, person: str, name: str, choice: Choice) -> str:
    """A page, without how many answered and without what is new in each response."""
    import re

    body = cast.client(person).get(url(name, choice), headers=HTMX).content.decode()
    return re.sub(r'name="csrf[^>]*>|\d+ van (de )?\d+|>\d+ <small>', "", body)


@pytest.mark.parametrize("person", ["facilitator", "observer"])
def test_who_may_look_but_not_answer_gets_a_sentence(cast: Cast, person: str) -> None:
    choice = consent_round(cast)
    assert cast.client(person).post(url("answer_choice", choice), {"stance": "consent"}).status_code == 403
    assert 'name="stance"' not in cast.client(person).get(url("choice", choice)).content.decode()


def test_a_team_chooses_one_thing_at_a_time(cast: Cast) -> None:
    first = consent_round(cast)
    with pytest.raises(Conflict):
        consent_round(cast)
    address = reverse("ideas:open_consent", args=[cast.team.public_id])
    answer = cast.client("coach").post(address, {"title": "Nog iets", "about": ""})
    assert answer.status_code == 422
    assert "Nog iets" in answer.content.decode()
    close_choice(choice=first, by=cast["coach"])
    second = consent_round(cast)
    with pytest.raises(Conflict):
        reopen_choice(choice=first, by=cast["coach"])
    close_choice(choice=second, by=cast["coach"])


def test_the_trail_tells_no_single_answer(cast: Cast) -> None:
    choice = consent_round(cast)
    say(choice, cast.participation("participant"), Stance.OBJECTION, "De balie is dan dicht.")
    close_choice(choice=choice, by=cast["coach"])
    reopen_choice(choice=choice, by=cast["coach"])
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs == {"ideas.choice_opened", "ideas.choice_closed", "ideas.choice_reopened"}


def test_the_answer_of_a_guest_becomes_that_of_who_it_was(cast: Cast) -> None:
    choice = consent_round(cast)
    guest, own = named(cast, "Gast"), cast.participation("participant")
    say(choice, guest, Stance.REMARK, "Een vaste dag.")
    merge_answers(guest, own)
    answer = Answer.objects.get()
    assert (answer.voter, answer.remark) == (own, "Een vaste dag.")
    say(choice, guest, Stance.CONSENT)
    merge_answers(guest, own)
    assert Answer.objects.get().stance == Stance.REMARK


def test_an_evening_that_runs_leads_to_what_is_chosen(cast: Cast) -> None:
    evening = makers.make_evening(cast.programme, team=cast.team, state="running", opened_at=now())
    before = evening.version
    choice = consent_round(cast)
    evening.refresh_from_db()
    assert evening.version > before
    page = reverse("evenings:evening", args=[evening.public_id])
    assert url("choice", choice) in cast.client("participant").get(page).content.decode()
    assert url("choice", choice) not in cast.client("observer").get(page).content.decode()
    console = cast.client("coach").get(reverse("evenings:console", args=[evening.public_id]))
    assert url("choice_wall", choice) in console.content.decode()
    close_choice(choice=choice, by=cast["coach"])
    assert url("choice", choice) not in cast.client("participant").get(page).content.decode()
    on_console = choosing_on_console(evening=evening, viewer=cast["coach"])
    assert on_console is not None
    assert (len(on_console.running), len(on_console.begin)) == (0, 3)


def test_a_programme_closes_after_what_is_chosen_is_closed(cast: Cast) -> None:
    from ideas.queries.open_ends import ideas_open

    choice = consent_round(cast)
    weights = {end.key: end.weight for end in ideas_open(cast.programme)}
    assert weights["choices"] == Weight.FIRST
    close_choice(choice=choice, by=cast["coach"])
    assert "choices" not in {end.key for end in ideas_open(cast.programme)}


def test_a_page_takes_as_many_queries_for_many_answers(cast: Cast, flat_queries: Any) -> None:
    choice = consent_round(cast)
    say(choice, cast.participation("coach"), Stance.CONSENT)
    close_choice(choice=choice, by=cast["coach"])

    def grow() -> None:
        for number in range(30):
            voter = named(cast, f"Mens {number}")
            Answer.objects.create(choice=choice, voter=voter, stance=Stance.REMARK, remark="Ja.")

    flat_queries(cast.client("participant"), url("choice", choice), grow, 18)
    flat_queries(cast.client("participant"), url("choice_wall", choice), lambda: None, 14)


def test_a_team_without_bundles_is_led_to_them_and_keeps_what_was_typed(cast: Cast) -> None:
    url = reverse("ideas:open_scores", args=[cast.team.public_id])
    browser = cast.client("facilitator")
    assert "Er zijn nog geen bundels" in browser.get(url).text
    answer = browser.post(url, {"title": "Wat heeft haast?"})
    assert answer.status_code == 422
    assert "Wat heeft haast?" in answer.text
