"""My programmes, the home of a programme and of a team: one next thing, and nothing that one may not see."""

import pytest
from django.urls import reverse

from core.clock import now, today
from homework.services.submissions import start_submission
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from outcomes.services.results import record_decision
from programmes.enums import Stage
from tests import makers

PEOPLE = ["facilitator", "coach", "participant", "observer", "supporter", "client", "administrator"]


def home(cast):
    return reverse("overviews:programme", args=[cast.programme.public_id])


def team_page(team):
    return reverse("overviews:team", args=[team.public_id])


def heading(response):
    return response.content.decode().split("<h1>")[1].split("</h1>")[0].strip()


@pytest.mark.embedded
def test_the_front_door_is_open_and_leads_on_who_is_in(cast, client):
    assert client.get("/").status_code == 200
    assert cast.client("participant").get("/").url == reverse("overviews:mine")


def test_signed_out_one_goes_to_the_door_and_comes_back(cast, client):
    answer = client.get(reverse("overviews:mine"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "next=" in answer.url


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_sees_the_own_programme_in_the_list_and_its_home(cast, person):
    page = cast.client(person).get(reverse("overviews:mine"))
    assert cast.programme.name in page.content.decode()
    assert cast.client(person).get(home(cast)).status_code == 200


def test_an_outsider_sees_neither(cast):
    outsider = cast.client("outsider")
    assert cast.programme.name not in outsider.get(reverse("overviews:mine")).content.decode()
    assert outsider.get(home(cast)).status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("facilitator", 200),
        ("coach", 200),
        ("participant", 200),
        ("observer", 200),
        ("other_participant", 404),
        ("client", 404),
        ("supporter", 404),
        ("administrator", 404),
        ("outsider", 404),
    ],
)
def test_a_team_is_open_to_its_people_and_the_facilitator(cast, person, status):
    assert cast.client(person).get(team_page(cast.team)).status_code == status


def test_homework_comes_before_the_evening_that_it_is_for(cast):
    evening = makers.make_evening(cast.programme, days=5, title="Avond 2")
    makers.make_assignment(cast.programme, days=3, evening=evening, title="Interview een ondernemer")
    page = cast.client("participant").get(home(cast)).content.decode()
    assert "over 5 dagen" in page.lower()
    assert "Interview een ondernemer" in page


def test_what_somebody_began_is_said(cast):
    assignment = makers.make_assignment(cast.programme, days=3)
    start_submission(assignment=assignment, by=cast["participant"])
    assert "Je begon wel" in cast.client("participant").get(home(cast)).content.decode()


def test_an_evening_that_runs_comes_before_a_programme_that_did_not_start(cast):
    facilitator = cast["facilitator"]
    concept = makers.make_programme(state="concept", host=cast.host, name="Een plan")
    makers.join(concept, facilitator, "facilitator")
    makers.make_evening(cast.programme, days=0, title="Avond van nu", state="running", opened_at=now())
    page = cast.client("facilitator").get(reverse("overviews:mine")).content.decode()
    assert page.index("Avond van nu") < page.index("Een plan")


def test_after_handing_in_the_evening_is_next(cast):
    evening = makers.make_evening(cast.programme, days=5, title="Avond 2")
    makers.make_submission(makers.make_assignment(cast.programme, days=3), cast.participation("participant"))
    makers.attend(evening, cast.participation("participant"))
    page = cast.client("participant").get(home(cast)).content.decode()
    assert "Laat weten of je komt" in page


def test_an_evening_that_runs_comes_first(cast):
    evening = makers.make_evening(cast.programme, days=0, title="Avond 2")
    evening.state, evening.opened_at = "running", evening.moment.at
    evening.save()
    makers.make_assignment(cast.programme, days=3)
    assert heading(cast.client("participant").get(home(cast))) == "Nu: Avond 2"


def test_a_concept_asks_its_facilitator_to_go_on(db):
    from tests.conftest import make_cast

    cast = make_cast(state="concept")
    assert "Nog niet gestart" in cast.client("facilitator").get(reverse("overviews:mine")).content.decode()
    assert (
        cast.programme.name not in cast.client("participant").get(reverse("overviews:mine")).content.decode()
    )


@pytest.mark.parametrize(
    ("person", "counts"), [("facilitator", True), ("participant", True), ("client", False)]
)
def test_open_ends_are_counted_for_who_sees_ideas_only(cast, person, counts):
    for _ in range(3):
        makers.make_idea(cast.team)
    assert ("zonder vervolg" in cast.client(person).get(home(cast)).content.decode()) is counts


def test_hidden_ideas_are_in_no_count(cast):
    evening = makers.make_evening(cast.programme)
    makers.make_idea(cast.team, cast.participation("participant"), evening=evening)
    for person in PEOPLE:
        page = cast.client(person).get(home(cast)).content.decode()
        assert "zonder vervolg" not in page
        assert "1 idee" not in page


def test_who_is_behind_is_told_to_who_steers_only(cast):
    makers.make_assignment(cast.programme, days=3)
    name = cast.people["participant"].name
    assert name in cast.client("facilitator").get(home(cast)).content.decode()
    assert name in cast.client("coach").get(home(cast)).content.decode()
    assert "leverde nog niet in" not in cast.client("client").get(home(cast)).content.decode()


def test_nobody_is_behind_with_homework_for_much_later(cast):
    makers.make_assignment(cast.programme, days=40)
    assert cast.people["participant"].name not in cast.client("facilitator").get(home(cast)).content.decode()


def grow(cast):
    """Many of everything that these pages read."""
    for number in range(12):
        evening = makers.make_evening(cast.programme, days=number - 6, revealed=number < 6)
        author = makers.join(cast.programme, role="participant", team=cast.team)
        makers.make_idea(cast.team, author, evening=evening)
        makers.make_cluster(cast.team, ideas=2)
        makers.make_submission(makers.make_assignment(cast.programme, days=number + 1), author)
        makers.attend(evening, author, "yes")
    for _ in range(4):
        makers.make_team(cast.programme)


@pytest.mark.parametrize("person", ["facilitator", "coach", "participant", "client"])
def test_the_pages_take_as_many_queries_for_a_large_programme(cast, flat_queries, person):
    evening = makers.make_evening(cast.programme, days=5)
    makers.attend(evening, cast.participation("participant"))
    makers.make_submission(makers.make_assignment(cast.programme, days=3), cast.participation("participant"))
    makers.join(cast.programme, role="participant", team=cast.team)  # who did not hand in
    makers.make_cluster(cast.team, ideas=1)
    browser = cast.client(person)
    flat_queries(browser, home(cast), lambda: grow(cast), budget=25)
    flat_queries(browser, reverse("overviews:mine"), lambda: None, budget=20)


def test_more_programmes_take_no_more_queries(cast, flat_queries):
    makers.make_evening(cast.programme, days=5)

    def more():
        for _ in range(5):
            programme = makers.make_programme()
            makers.join(programme, cast.people["facilitator"], "facilitator")
            makers.make_evening(programme, days=3)

    flat_queries(cast.client("facilitator"), reverse("overviews:mine"), more, budget=24)


def test_the_mail_of_the_demo_is_there_in_the_demo_only(client, settings, tmp_path):
    url = reverse("overviews:demo_mail")
    assert client.get(url).status_code == 404
    settings.DEMO = True
    settings.EMAIL_URL = f"file://{tmp_path}"
    (tmp_path / "1.eml").write_bytes(
        b"To: x@example.org\nSubject: Dag\n\nKlik op http://testserver/link/abc/\n"
    )
    page = client.get(url).content.decode()
    assert "http://testserver/link/abc/" in page


def test_a_client_hears_first_what_waits_for_a_decision(cast):
    makers.make_evening(cast.programme, days=1)
    proposal = begin_proposal(cluster=makers.make_cluster(cast.team), title="Een plek", by=cast["coach"])
    edit_proposal(proposal=proposal, base_version=1, fields={"what": "Koffie."}, by=cast["coach"])
    assert "wacht op een besluit" not in heading(cast.client("client").get(home(cast)))
    agree_proposal(proposal=proposal, by=cast["coach"])
    assert heading(cast.client("client").get(home(cast))) == "1 voorstel wacht op een besluit"
    assert "wacht op een besluit" not in heading(cast.client("supporter").get(home(cast)))


@pytest.mark.parametrize(
    ("person", "add"), [("facilitator", 0), ("coach", 1), ("participant", 1), ("observer", 0), ("client", 0)]
)
def test_the_bar_at_the_foot_of_a_phone_has_what_this_person_does_most(cast, person, add):
    html = cast.client(person).get(home(cast)).content.decode()
    bar = html.split('class="kw-bottom"')[1].split("</nav>")[0]
    assert bar.count("kw-bottom__add") == add
    assert ("Mensen" in bar.split("<details")[0]) == (person == "facilitator")


def test_the_bar_offers_no_new_idea_where_none_can_come_in(cast):
    makers.move_to_stage(cast.programme, Stage.SHARING)
    html = cast.client("participant").get(home(cast)).content.decode()
    assert "kw-bottom__add" not in html
    assert reverse("homework:list", args=[cast.programme.public_id]) in html


@pytest.mark.parametrize(("verdict", "word"), [("adopted", "aangenomen"), ("postponed", "uitgesteld")])
def test_a_proposal_on_the_home_says_what_was_decided(cast, verdict, word):
    proposal = begin_proposal(cluster=makers.make_cluster(cast.team), title="Een plek", by=cast["coach"])
    edit_proposal(proposal=proposal, base_version=1, fields={"what": "Koffie."}, by=cast["coach"])
    agree_proposal(proposal=proposal, by=cast["coach"])
    proposal.refresh_from_db()
    record_decision(
        proposal=proposal, body="Het college", decided_on=today(), verdict=verdict, by=cast["facilitator"]
    )
    for person in ("participant", "client"):
        assert word in cast.client(person).get(home(cast)).content.decode()
