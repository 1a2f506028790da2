"""Hiding an idea at once and showing it again as it was; reporting one, and hearing what came of it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry
from ideas.models import Idea, IdeaReport
from ideas.queries.clusters import board_version
from ideas.services.moderating import cover_idea, let_stand, report_idea, uncover_idea
from reports.koersdocument.queries.results import find_result
from sessions.models import Session
from sessions.services.live import open_evening, reveal_ideas
from tests import makers
from tests.conftest import Cast
from tests.sessions.at_the_door import loaded
from tests.sessions.worlds import make_blocks

WORDS = "Gooi die wethouder in de gracht"


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening of the team, at which ideas are being read."""
    evening = makers.make_evening(cast.programme, days=0, team=cast.team)
    make_blocks(evening, [("conversation", "Rustig lezen", 20)])
    opened = open_evening(evening=evening, by=cast["facilitator"])
    return loaded(reveal_ideas(evening=opened, by=cast["facilitator"]))


@pytest.fixture
def idea(cast: Cast, evening: Session) -> Idea:
    """An idea of the participant, in a bundle, that everybody reads."""
    cluster = makers.make_cluster(cast.team, title="Bestuur", ideas=1)
    idea = makers.make_idea(
        cast.team, cast.participation("participant"), text=WORDS, evening=evening, cluster=cluster
    )
    return Idea.objects.visible_to(cast["facilitator"]).get(pk=idea.pk)


def url(name: str, idea: Idea) -> str:
    return reverse(f"ideas:{name}", args=[idea.public_id])


def screens(cast: Cast, evening: Session, idea: Idea) -> dict[str, str]:
    """Where the idea could stand, for somebody who may only read it."""
    programme, team = cast.programme.public_id, cast.team.public_id
    return {
        "phone": reverse("evenings:evening", args=[evening.public_id]),
        "list": reverse("ideas:list", args=[programme]),
        "search": reverse("ideas:list", args=[programme]) + "?q=gracht",
        "bundles": reverse("ideas:clusters", args=[team]),
        "bundle": reverse("ideas:cluster", args=[idea.cluster.public_id]) if idea.cluster else "",
        "home": reverse("overviews:programme", args=[programme]),
        "team": reverse("overviews:team", args=[team]),
    }


def test_one_press_takes_an_idea_off_every_screen_of_others_and_another_brings_it_back(
    cast: Cast, evening: Session, idea: Idea
) -> None:
    observer, wall = cast.client("observer"), reverse("ideas:wall_cards", args=[evening.public_id])
    before = {name: WORDS in observer.get(page).text for name, page in screens(cast, evening, idea).items()}
    assert before["phone"]
    assert before["list"]
    assert before["bundle"]
    assert WORDS in cast.client("coach").get(wall).text
    laptop, console = cast.client("facilitator"), reverse("evenings:console", args=[evening.public_id])
    assert url("cover", idea) in laptop.get(console).text
    said = laptop.post(url("cover", idea), {"next": console}, follow=True)
    assert said.redirect_chain[-1][0] == console
    undo = f"{url('uncover', idea)}?next="
    assert undo in said.text
    for name, page in screens(cast, evening, idea).items():
        assert WORDS not in observer.get(page).text, name
    assert observer.get(url("idea", idea)).status_code == 404
    assert WORDS not in cast.client("coach").get(wall).text
    assert "1 idee is verborgen" in laptop.get(console).text
    laptop.post(url("uncover", idea))
    after = {name: WORDS in observer.get(page).text for name, page in screens(cast, evening, idea).items()}
    assert after == before
    kept = Idea.objects.get(pk=idea.pk)
    assert (kept.cluster, kept.state, kept.number) == (idea.cluster, idea.state, idea.number)
    verbs = AuditEntry.objects.filter(verb__contains="covered").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["ideas.covered", "ideas.uncovered"]


def test_whoever_wrote_it_reads_that_it_is_not_shown_and_why_and_cannot_change_it(
    cast: Cast, evening: Session, idea: Idea
) -> None:
    cover_idea(idea=idea, by=cast["coach"], because="We schrijven niet over personen.")
    author = cast.client("participant")
    page = author.get(url("idea", idea)).text
    assert WORDS in page
    assert "We schrijven niet over personen." in page
    phone = author.get(reverse("evenings:evening", args=[evening.public_id])).text
    assert "We schrijven niet over personen." in phone
    assert author.post(url("edit", idea), {"text": "Iets anders"}).status_code == 403
    assert author.post(url("uncover", idea)).status_code == 403


def test_the_reason_is_given_afterwards_too_and_hiding_twice_is_hiding_once(cast: Cast, idea: Idea) -> None:
    cover_idea(idea=idea, by=cast["facilitator"])
    cast.client("coach").post(url("cover", idea), {"because": "Dit hoort hier niet."})
    kept = Idea.objects.get(pk=idea.pk)
    assert (kept.covered_because, kept.coverings) == ("Dit hoort hier niet.", 1)
    uncover_idea(idea=idea, by=cast["coach"])
    uncover_idea(idea=idea, by=cast["facilitator"])
    kept.refresh_from_db()
    assert (kept.covered_at, kept.covered_because, kept.coverings) == (None, "", 2)


@pytest.mark.parametrize("person", ["participant", "observer", "supporter", "client"])
def test_only_who_steers_the_team_hides(cast: Cast, idea: Idea, person: str) -> None:
    assert cast.client(person).post(url("cover", idea)).status_code in {403, 404}
    assert Idea.objects.get(pk=idea.pk).covered_at is None


def test_open_screens_hear_of_it(cast: Cast, evening: Session, idea: Idea) -> None:
    before = (Session.objects.get(pk=evening.pk).version, board_version(cast.team.pk))
    cover_idea(idea=idea, by=cast["facilitator"])
    here = Session.objects.get(pk=evening.pk)
    assert (here.version, board_version(cast.team.pk)) == (before[0] + 1, before[1] + 1)
    assert here.phone_version > evening.phone_version


def test_what_is_hidden_counts_nowhere_and_cannot_be_taken_up(
    cast: Cast, evening: Session, idea: Idea
) -> None:
    cover_idea(idea=idea, by=cast["facilitator"])
    page = reverse("evenings:evening", args=[evening.public_id])
    assert "idee op tafel" not in cast.client("observer").get(page).text
    assert find_result(programme=cast.programme, kind="idea", public_id=idea.public_id) is None


def test_an_idea_that_is_not_hidden_gives_no_reason(idea: Idea) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(covered_because="Zomaar")


def test_anyone_who_sees_an_idea_reports_it_once_and_hears_what_came_of_it(
    cast: Cast, evening: Session, idea: Idea
) -> None:
    observer, coach = cast.client("observer"), cast.client("coach")
    assert 'id="report-it"' in observer.get(url("idea", idea)).text
    said = observer.post(url("report", idea), {"reason": "Dit is een bedreiging"}, follow=True).text
    assert "Je meldde dit" in said
    observer.post(url("report", idea), {"reason": "Nog een keer"})
    report = IdeaReport.objects.get()
    assert report.reason == "Dit is een bedreiging"
    for page in (url("idea", idea), reverse("ideas:list", args=[cast.programme.public_id])):
        assert "Dit is een bedreiging" in coach.get(page).text
        assert str(cast["observer"]) not in coach.get(page).text
    laptop, console = cast.client("facilitator"), reverse("evenings:console", args=[evening.public_id])
    assert "Dit is een bedreiging" in laptop.get(console).text
    for reader in ("participant", "observer"):
        listed = cast.client(reader).get(reverse("ideas:list", args=[cast.programme.public_id])).text
        assert "Dit is een bedreiging" not in listed
    coach.post(url("let_stand", idea))
    assert "laat het staan" in observer.get(url("idea", idea)).text
    assert "Dit is een bedreiging" not in laptop.get(console).text
    coach.post(url("weigh_again", idea))
    assert "Dit is een bedreiging" in laptop.get(console).text
    coach.post(url("cover", idea))
    report.refresh_from_db()
    assert report.state == "covered"
    told = observer.get(reverse("evenings:evening", args=[evening.public_id])).text
    assert 'id="own-reports"' in told
    assert WORDS not in told
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"ideas.reported", "ideas.let_stand", "ideas.weighed_again", "ideas.covered"} <= verbs


def test_showing_it_again_lets_its_reports_wait_again(cast: Cast, idea: Idea) -> None:
    report_idea(idea=idea, by=cast["observer"])
    cover_idea(idea=idea, by=cast["coach"])
    uncover_idea(idea=idea, by=cast["coach"])
    assert IdeaReport.objects.get().state == "open"
    let_stand(idea=idea, by=cast["coach"])
    assert IdeaReport.objects.get().state == "stands"


def test_an_own_idea_and_one_that_nobody_reads_yet_cannot_be_reported(cast: Cast, idea: Idea) -> None:
    assert cast.client("participant").post(url("report", idea)).status_code == 403
    running = makers.make_evening(cast.programme, days=0, team=cast.team)
    hidden = makers.make_idea(cast.team, cast.participation("participant"), evening=running)
    assert cast.client("facilitator").post(url("report", hidden)).status_code == 403
    assert cast.client("observer").post(url("report", hidden)).status_code == 404
    assert not IdeaReport.objects.exists()


def test_the_list_with_reports_takes_as_many_queries_for_one_as_for_many(
    cast: Cast, evening: Session, flat_queries: Any
) -> None:
    def grow(many: int = 10) -> None:
        for _number in range(many):
            one = makers.make_idea(cast.team, cast.participation("participant"), evening=evening)
            report_idea(idea=one, by=cast["observer"], reason="Waarom?")
            cover_idea(
                idea=makers.make_idea(cast.team, cast.participation("coach"), evening=evening),
                by=cast["coach"],
            )

    grow(1)
    flat_queries(cast.client("facilitator"), reverse("ideas:list", args=[cast.programme.public_id]), grow, 25)
