"""A programme for its client in one page: what waits, what came of it, the koersdocument; nothing raw."""

import pytest
from django.urls import reverse

from core.clock import today
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from outcomes.services.results import record_decision
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.services import drafting, publishing
from tests import makers


def home(cast):
    return cast.client("client").get(reverse("overviews:programme", args=[cast.programme.public_id]))


def read(cast):
    return home(cast).content.decode()


def agreed(cast, title):
    proposal = begin_proposal(cluster=makers.make_cluster(cast.team), title=title, by=cast["coach"])
    proposal = edit_proposal(
        proposal=proposal, base_version=proposal.version, fields={"what": "Koffie."}, by=cast["coach"]
    )
    return agree_proposal(proposal=proposal, by=cast["coach"]) or proposal


def test_what_waits_for_a_decision_has_its_button(cast):
    proposal = agreed(cast, "Een plek om te proberen")
    page = read(cast)
    assert "Wacht op een besluit" in page
    decide = reverse("outcomes:decide", args=[proposal.public_id])
    assert decide in page
    # Nothing is chosen: nobody records a board's yes by forgetting a tap
    assert "checked" not in cast.client("client").get(decide).text


def test_what_was_decided_stands_with_who_decided_and_no_longer_waits(cast):
    proposal = agreed(cast, "Een plek om te proberen")
    proposal.refresh_from_db()
    record_decision(
        proposal=proposal, body="Het college", decided_on=today(), reason="Ja.", by=cast["client"]
    )
    page = read(cast)
    assert "Wacht op een besluit" not in page
    assert "Het college" in page


def test_a_proposal_at_which_the_team_still_writes_is_not_there(cast):
    begin_proposal(cluster=makers.make_cluster(cast.team), title="Nog bezig", by=cast["coach"])
    assert "Nog bezig" not in read(cast)


def test_the_koersdocument_stands_as_draft_and_as_last_edition(cast):
    document = drafting.ensure_koersdocument(programme=cast.programme)
    assert "Editie" not in read(cast)
    section = drafting.add_section(
        koersdocument=document, title="Deel", kind=SectionKind.TEXT, by=cast["facilitator"]
    )
    drafting.edit_section(
        section=section, title="Deel", text="Zo.", version=section.version, by=cast["facilitator"]
    )
    edition = publishing.publish_edition(
        koersdocument=document, state=EditionState.CONCEPT, by=cast["facilitator"]
    )
    page = read(cast)
    assert reverse("reports:edition", args=[edition.public_id]) in page
    assert reverse("reports:koersdocument", args=[cast.programme.public_id]) in page


def test_nothing_raw_is_there(cast):
    evening = makers.make_evening(cast.programme, days=-3, revealed=True)
    makers.make_idea(cast.team, cast.participation("participant"), text="GEHEIM idee", evening=evening)
    makers.make_submission(
        makers.make_assignment(cast.programme, title="GEHEIM huiswerk"), cast.participation("participant")
    )
    page = read(cast)
    assert "GEHEIM" not in page
    assert "zonder vervolg" not in page


def test_who_is_more_than_a_client_gets_the_page_of_the_work(cast):
    assert "Wat ervan kwam" in read(cast)
    for person in ("facilitator", "participant", "administrator", "supporter"):
        page = cast.client(person).get(reverse("overviews:programme", args=[cast.programme.public_id]))
        assert "Wat ervan kwam" not in page.content.decode()


def test_what_the_team_may_decide_stands_on_each_page_about_it(cast):
    cast.programme.mandate = "Alles tot vijfduizend euro."
    cast.programme.save()
    programme = reverse("overviews:programme", args=[cast.programme.public_id])
    team = reverse("overviews:team", args=[cast.team.public_id])
    for person, address in (("client", programme), ("facilitator", programme), ("participant", team)):
        page = cast.client(person).get(address).content.decode()
        assert "Wat het team zelf mag beslissen" in page
        assert "vijfduizend" in page


def test_a_long_mandate_folds_and_can_be_read_whole(cast):
    cast.programme.mandate = "Elk team mag een proef beginnen. " * 20 + "Dat besloot het bestuur."
    cast.programme.save()
    page = read(cast)
    assert "Lees alles" in page
    assert page.count("Dat besloot het bestuur.") == 1
    assert "Lees alles" not in page.split("<details")[0]


def test_what_the_team_may_decide_stands_in_the_koersdocument(cast):
    cast.programme.mandate = "Alles tot vijfduizend euro."
    cast.programme.save()
    preview = reverse("reports:preview", args=[cast.programme.public_id])
    page = cast.client("facilitator").get(preview).content.decode()
    assert "Alles tot vijfduizend euro." in page.replace("\xad", "").replace("&shy;", "").replace("\xa0", " ")


@pytest.mark.parametrize("many", [40])
def test_more_results_take_no_more_queries(cast, flat_queries, many):
    makers.make_evening(cast.programme, days=5)
    agreed(cast, "Eerste")

    def more():
        for number in range(many):
            agreed(cast, f"Voorstel {number}")

    flat_queries(
        cast.client("client"),
        reverse("overviews:programme", args=[cast.programme.public_id]),
        more,
        budget=20,
    )
