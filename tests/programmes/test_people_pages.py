"""The pages about who takes part: who may open them, and what they do."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.clock import now
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import Role
from programmes.models import Participation
from programmes.services.people import InvitationRow, invite_people
from tests import makers

PEOPLE = (
    "facilitator", "coach", "participant", "observer", "supporter", "client", "administrator", "outsider", "nobody"
)  # fmt: skip
STEERS = {"facilitator", "administrator"}


def at(name, cast):
    return reverse(f"programmes:{name}", args=[cast.programme.public_id])


def of(name, participation):
    return reverse(f"programmes:{name}", args=[participation.public_id])


def expected(person, allowed, *, unseen=("outsider",)):
    """What ``person`` gets where only ``allowed`` may come in."""
    if person == "nobody":
        return 302
    if person in allowed:
        return 200
    return 404 if person in unseen else 403


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_see_and_invite_people(cast, person):
    browser = cast.client(person)
    for name in ("people", "invite"):
        assert browser.get(at(name, cast)).status_code == expected(person, STEERS)
    answer = browser.post(
        at("invite", cast), {"people": "x@y.example", "role": "participant", "invite": "yes"}
    )
    assert answer.status_code == (303 if person in STEERS else expected(person, STEERS))
    assert Participation.objects.filter(person__email="x@y.example").exists() == (person in STEERS)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_change_the_place_of_somebody_else(cast, person):
    """Others see no participation but their own, so that of somebody else is not there for them."""
    other = makers.join(cast.programme)
    browser = cast.client(person)
    unseen = set(PEOPLE) - STEERS
    for name in ("person", "leave"):
        assert browser.get(of(name, other)).status_code == expected(person, STEERS, unseen=unseen)
    for name, data in (("person", {"role": "coach"}), ("invite_again", {}), ("leave", {})):
        status = browser.post(of(name, other), data).status_code
        assert status == (303 if person in STEERS else expected(person, STEERS, unseen=unseen))
    other.refresh_from_db()
    assert (other.until is not None) == (person in STEERS)


@pytest.mark.parametrize("person", PEOPLE[1:6])
def test_nobody_gives_himself_another_role(cast, person):
    own = cast.participation(person)
    answer = cast.client(person).post(of("person", own), {"role": "facilitator"})
    assert answer.status_code == 403
    assert "begeleider" in answer.content.decode()


@pytest.mark.parametrize("person", [*PEOPLE, "other_participant"])
def test_everybody_chooses_his_own_consent_and_nobody_that_of_another(cast, person):
    theirs = makers.join(cast.programme)
    browser = cast.client(person)
    assert browser.post(of("consent", theirs), {"consent": "anonymous"}).status_code in {302, 403, 404}
    theirs.refresh_from_db()
    assert theirs.consent == "name"
    if person in Role.values:
        own = cast.participation(person)
        assert browser.post(of("consent", own), {"consent": "function"}).status_code == 303
        own.refresh_from_db()
        assert own.consent == "function"
        page = browser.get(reverse("accounts:profile")).content.decode()
        assert 'value="function" aria-pressed="true"' in page


def test_a_consent_that_there_is_not_changes_nothing(cast):
    own = cast.participation("participant")
    cast.client("participant").post(of("consent", own), {"consent": "\x00"})
    own.refresh_from_db()
    assert own.consent == "name"


def test_no_link_of_a_page_about_people_changes_something(cast):
    other = makers.join(cast.programme)
    for name in ("invite_again", "consent"):
        assert cast.client("facilitator").get(of(name, other)).status_code in {403, 405}
    other.refresh_from_db()
    assert other.until is None


# ---- the list --------------------------------------------------------------------------------------------------


def test_the_list_says_how_far_everybody_is(cast):
    rows = [InvitationRow(email=f"{name}@example.org") for name in ("sent", "failed", "way")]
    invite_people(programme=cast.programme, rows=rows, by=cast["facilitator"])
    Message.objects.filter(recipient="sent@example.org").update(state=MessageState.SENT, sent_at=now())
    Message.objects.filter(recipient="failed@example.org").update(
        state=MessageState.FAILED, reason="de postbus bestaat niet"
    )
    Participation.objects.filter(person=cast["coach"]).update(accepted_at=now())
    makers.join(
        cast.programme, makers.make_person(name="Gestopte Gerda"), until=now() + dt.timedelta(seconds=1)
    )
    page = cast.client("facilitator").get(at("people", cast)).content.decode()
    for words in (
        "uitgenodigd",
        "nog niet binnen",
        "de postbus bestaat niet",
        "onderweg",
        "doet mee",
        "gestopt",
    ):
        assert words in page
    failed = cast.client("facilitator").get(at("people", cast) + "?state=failed").content.decode()
    assert "failed@example.org" in failed
    assert "sent@example.org" not in failed
    assert cast.client("facilitator").get(at("people", cast) + "?state=%00x").status_code in {200, 400}


def test_who_came_back_stands_once(cast):
    person = makers.make_person(name="Terug Tessel")
    makers.join(cast.programme, person, until=now() + dt.timedelta(seconds=1))
    makers.join(cast.programme, person)
    page = cast.client("facilitator").get(at("people", cast)).content.decode()
    assert page.count(">Terug Tessel</a>") == 1


def test_the_list_takes_as_many_queries_for_one_person_and_for_forty(cast, flat_queries):
    def grow():
        for _ in range(40):
            makers.join(cast.programme, team=cast.team)

    flat_queries(cast.client("facilitator"), at("people", cast), grow, 14)


def test_looking_at_forty_lines_takes_as_many_queries_as_at_one(cast, django_assert_max_num_queries):
    browser = cast.client("facilitator")
    for count in (1, 40):
        text = "\n".join(f"Naam {n}, p{n}@example.org, Provincie {n}" for n in range(count))
        with django_assert_max_num_queries(14):
            browser.post(at("invite", cast), {"people": text, "role": "participant"})


# ---- inviting --------------------------------------------------------------------------------------------------

LINES = """Tessel Hoogland, t@utrecht.example, Provincie Utrecht
Rani Vlaswinkel, r@zuid-holland
{present}
t@utrecht.example
alleen een naam"""


def ask(cast, **data):
    return cast.client("facilitator").post(at("invite", cast), {"role": "participant"} | data)


def test_looking_invites_nobody_and_says_what_comes_of_each_line(cast):
    answer = ask(cast, people=LINES.format(present=cast["coach"].email))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "goed",
        "adres klopt niet",
        "doet al mee",
        "staat er dubbel",
        "geen adres",
        "Nodig één persoon uit",
    ):
        assert words in page
    assert not Participation.objects.filter(person__email="t@utrecht.example").exists()


def test_the_good_lines_go_and_the_others_stay_to_be_mended(cast):
    answer = ask(
        cast, people=LINES.format(present=cast["coach"].email), team=cast.team.public_id, invite="yes"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Eén persoon is uitgenodigd" in page
    kept = page.split("<textarea")[1].split("</textarea>")[0]
    assert "r@zuid-holland" in kept
    assert "Tessel" not in kept
    assert cast["coach"].email not in kept
    participation = Participation.objects.get(person__email="t@utrecht.example")
    assert participation.person.organisation.name == "Provincie Utrecht"
    assert participation.memberships.get().team == cast.team


def test_an_answer_to_htmx_is_the_form_alone(cast):
    answer = cast.client("facilitator").post(
        at("invite", cast), {"role": "participant", "people": "x@y.example"}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert page.lstrip().startswith("<form")
    assert 'id="_invite"' in page


def test_a_file_with_columns_gives_each_a_role_and_a_team_of_its_own(cast):
    content = f"naam;e-mail;rol;team\nHélène;h@x.example;coach;{cast.team.name.upper()}\nPiet;p@x.example;;\n"
    upload = SimpleUploadedFile("lijst.csv", content.encode("cp1252"), content_type="text/csv")
    assert ask(cast, file=upload, team=cast.other_team.public_id, invite="yes").status_code == 303
    helene, piet = (Participation.objects.get(person__email=f"{name}@x.example") for name in "hp")
    assert (helene.person.name, helene.role, helene.memberships.get().team) == (
        "Hélène",
        Role.COACH,
        cast.team,
    )
    assert (piet.role, piet.memberships.get().team) == (Role.PARTICIPANT, cast.other_team)


@pytest.mark.parametrize(
    ("line", "word"), [("a@x.example;keizer;", "rol onbekend"), ("a@x.example;;Team Z", "team onbekend")]
)
def test_a_word_that_is_no_role_or_team_is_told(cast, line, word):
    answer = ask(cast, people=f"email;rol;team\n{line}", invite="yes")
    assert answer.status_code == 422
    assert word in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"people": ""},
        {"people": " \n\x00\n "},
        {"people": "naam;e-mail"},
        {"people": "x@y.example", "role": "keizer"},
        {"people": "x@y.example", "team": "nergens"},
        {"people": "\n".join(f"p{n}@x.example" for n in range(501))},
        {"people": "x" * 200_001},
        {"file": SimpleUploadedFile("groot.csv", b"x" * (1024 * 1024 + 1))},
        {"file": SimpleUploadedFile("leeg.csv", b"")},
    ],
)
def test_what_cannot_be_read_is_told_and_nobody_is_invited(cast, data):
    assert ask(cast, invite="yes", **data).status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff\xfe\x00", b"PK\x03\x04" * 50, b"\xff\xfe" + b"a\x00" * 9, b"<script>alert(1)</script>"],
)
def test_a_file_of_any_other_kind_is_no_trouble(cast, content):
    answer = ask(cast, file=SimpleUploadedFile("x.csv", content))
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in answer.content.decode()


def test_the_same_form_sent_twice_invites_once(cast):
    assert ask(cast, people="x@y.example", invite="yes").status_code == 303
    again = ask(cast, people="x@y.example", invite="yes")
    assert again.status_code == 422
    assert "doet al mee" in again.content.decode()
    assert Message.objects.count() == 1


def test_an_account_elsewhere_does_not_show_in_the_preview(cast):
    makers.make_person(name="Geheime Gerrit", email="gerrit@elders.example")
    assert "Geheime Gerrit" not in ask(cast, people="gerrit@elders.example").content.decode()


def test_in_the_set_up_people_are_put_on_a_list(cast):
    concept = makers.make_programme(state="concept")
    makers.join(concept, cast["facilitator"], Role.FACILITATOR, accepted_at=now())
    browser = cast.client("facilitator")
    step = reverse("programmes:setup_people", args=[concept.public_id])
    assert browser.get(step).status_code == 200
    assert (
        browser.post(step, {"people": "x@y.example", "role": "participant", "invite": "yes"})["Location"]
        == step
    )
    page = browser.get(step).content.decode()
    assert "x@y.example" in page
    assert "gaat weg als het traject start" in page
    assert not Message.objects.exists()
    running = reverse("programmes:setup_people", args=[cast.programme.public_id])
    assert browser.get(running)["Location"] == at("plan", cast)


# ---- one person ------------------------------------------------------------------------------------------------


def test_the_only_facilitator_is_told_why_he_stays(cast):
    own = cast.participation("facilitator")
    browser = cast.client("facilitator")
    answer = browser.post(of("leave", own))
    assert answer.status_code == 422
    assert "enige begeleider" in answer.content.decode()
    assert browser.post(of("person", own), {"role": "coach"}).status_code == 422


def test_a_facilitator_who_leaves_comes_out_at_his_own_programmes(cast):
    makers.join(cast.programme, role=Role.FACILITATOR)
    answer = cast.client("facilitator").post(of("leave", cast.participation("facilitator")))
    assert answer["Location"] == reverse("overviews:mine")


@pytest.mark.parametrize("data", [{"role": "keizer"}, {"role": ""}, {"role": "coach", "team": "nergens"}])
def test_a_place_that_there_is_not_is_told(cast, data):
    answer = cast.client("facilitator").post(of("person", cast.participation("participant")), data)
    assert answer.status_code == 422


def test_who_left_has_no_page_to_change(cast):
    gone = makers.join(cast.programme, until=now() + dt.timedelta(seconds=1))
    assert cast.client("facilitator").get(of("person", gone)).status_code == 403
