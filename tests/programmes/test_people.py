"""Who takes part: invited once, in, elsewhere, gone."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Organisation, User
from core.access import allowed
from core.clock import now
from core.errors import Conflict
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.enums import GIVEN_ROLES, Consent, Role
from programmes.models import Participation
from programmes.queries.signing import signature
from programmes.services.consent import choose_consent
from programmes.services.people import (
    InvitationRow,
    change_place,
    invite_again,
    invite_people,
    leave,
)
from programmes.services.programmes import start_programme
from teams.models import Membership
from tests import makers

LOTTE = InvitationRow(email="lotte@example.org", name="Lotte de Wit", organisation="Provincie Utrecht")


def invitations():
    return Message.objects.filter(kind="invitation")


def link_in(mail):
    words = mail.get_body(("plain",)).get_content().split()
    return next(word for word in words if "/link/" in word).removeprefix("http://testserver")


# ---- inviting --------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_an_invitation_makes_an_account_a_place_and_a_message(cast):
    row = InvitationRow(email=" Lotte@Example.org", name="Lotte", team_id=cast.team.pk, role=Role.COACH)
    (participation,) = invite_people(programme=cast.programme, rows=[row], by=cast["facilitator"])
    assert participation.person.email == "lotte@example.org"
    assert not participation.person.has_usable_password()
    membership = Membership.objects.get(participation=participation)
    assert (membership.team, membership.role) == (cast.team, Role.COACH)
    message = invitations().get()
    assert (message.recipient, message.scope) == ("lotte@example.org", cast.programme.scope)
    assert (message.reply_to, message.urgency) == (cast["facilitator"].email, "now")
    assert AuditEntry.objects.filter(verb="programmes.invited", scope=cast.programme.scope).count() == 1


def test_the_letter_says_what_for_as_what_and_when_it_begins(cast, smtp_sink):
    cast.programme.question = "Hoe houden we het landschap open?"
    cast.programme.save()
    makers.make_evening(cast.programme, title="Startavond", days=9)
    row = InvitationRow(email=LOTTE.email, name=LOTTE.name, team_id=cast.team.pk)
    invite_people(programme=cast.programme, rows=[row], by=cast["facilitator"])
    send_due()
    mail = smtp_sink.to(LOTTE.email)[0]
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == f"Doe je mee met het team {cast.team.name}?"
    assert "Facilitator via Koerswerk" in str(mail["From"])
    for words in (
        "Hallo Lotte",
        "landschap open",
        "Startavond",
        "Ja, ik doe mee",
        "Je hebt geen wachtwoord nodig",
    ):
        assert words in text.replace("Dag Lotte", "Hallo Lotte")
    assert "nodigt je uit om mee te doen" in text


@pytest.mark.parametrize("role", GIVEN_ROLES)
def test_there_is_a_letter_for_every_role(cast, role):
    invite_people(
        programme=cast.programme, rows=[InvitationRow(email="x@y.example", role=role)], by=cast["facilitator"]
    )
    message = invitations().get()
    assert message.subject
    assert cast.programme.name in message.subject
    assert message.action_path == reverse("overviews:programme", args=[cast.programme.public_id])


def test_from_the_mail_one_is_in_with_one_press_and_counts_as_in(cast, smtp_sink):
    invite_people(programme=cast.programme, rows=[LOTTE], by=cast["facilitator"])
    send_due()
    link = link_in(smtp_sink.to(LOTTE.email)[0])
    phone = Client()
    page = phone.get(link).content.decode()
    assert f"Facilitator nodigt je uit voor {cast.programme.name}" in page
    home = phone.post(link)["Location"]
    assert phone.get(home).status_code == 200
    assert Participation.objects.get(person__email=LOTTE.email).accepted_at


def test_who_signs_in_by_code_is_in_too(cast):
    person = makers.make_person(email="tarik@example.org", password="een lang wachtwoord")
    here, concept = (
        makers.join(cast.programme, person),
        makers.join(makers.make_programme(state="concept"), person),
    )
    Client().post(reverse("account_login"), {"login": person.email, "password": "een lang wachtwoord"})
    here.refresh_from_db()
    concept.refresh_from_db()
    assert here.accepted_at
    assert concept.accepted_at is None


def test_a_link_of_one_programme_does_not_answer_the_invitation_of_another(cast, smtp_sink):
    elsewhere = makers.make_programme()
    by = makers.join(elsewhere, role=Role.FACILITATOR).person
    invite_people(programme=elsewhere, rows=[LOTTE], by=by)
    invite_people(programme=cast.programme, rows=[LOTTE], by=cast["facilitator"])
    send_due()
    Client().post(link_in(next(mail for mail in smtp_sink.mails if cast.programme.name in mail["Subject"])))
    waiting = Participation.objects.get(person__email=LOTTE.email, accepted_at=None)
    assert waiting.programme == elsewhere


def test_nobody_gets_mail_of_a_concept_until_it_starts(cast):
    concept = makers.make_programme(state="concept")
    by = makers.join(concept, role=Role.FACILITATOR, accepted_at=now()).person
    rows = [LOTTE, InvitationRow(email="tarik@example.org")]
    assert len(invite_people(programme=concept, rows=rows, by=by)) == 2
    assert not invitations().exists()
    start_programme(programme=concept, by=by)
    assert set(invitations().values_list("recipient", flat=True)) == {LOTTE.email, "tarik@example.org"}
    assert len(set(invitations().values_list("batch", flat=True))) == 1


def test_who_takes_part_already_stays_as_he_is(cast):
    present = cast["participant"]
    row = InvitationRow(email=present.email.upper(), name="Iemand Anders", role=Role.OBSERVER)
    assert invite_people(programme=cast.programme, rows=[row, row], by=cast["facilitator"]) == []
    assert cast.participation("participant").role == Role.PARTICIPANT
    assert User.objects.get(pk=present.pk).name == present.name
    assert not invitations().exists()


@pytest.mark.parametrize(
    "bad",
    [
        InvitationRow(email="geen adres"),
        InvitationRow(email="a@example.org\nBcc: b@example.org"),
        InvitationRow(email="x@example.org", name="x" * 201),
        InvitationRow(email="x@example.org", organisation="x" * 201),
        InvitationRow(email="x@example.org", role="keizer"),
        InvitationRow(email="x@example.org", team_id=0),
    ],
)
def test_one_bad_row_and_nobody_is_invited(cast, bad):
    before = User.objects.count(), Organisation.objects.count()
    with pytest.raises(ValidationError):
        invite_people(programme=cast.programme, rows=[LOTTE, bad], by=cast["facilitator"])
    assert (User.objects.count(), Organisation.objects.count()) == before
    assert not invitations().exists()


def test_a_team_of_another_programme_is_no_team_of_this_one(cast):
    elsewhere = makers.make_programme().teams.get()
    with pytest.raises(ValidationError):
        invite_people(
            programme=cast.programme,
            rows=[InvitationRow(email="x@y.example", team_id=elsewhere.pk)],
            by=cast["facilitator"],
        )


def test_nobody_is_invited_into_a_closed_programme(cast):
    makers.move_to_stage(cast.programme, "closed")
    with pytest.raises(Conflict):
        invite_people(programme=cast.programme, rows=[LOTTE], by=cast["facilitator"])


def test_more_than_five_hundred_at_once_is_refused(cast):
    rows = [InvitationRow(email=f"p{number}@example.org") for number in range(501)]
    with pytest.raises(ValidationError):
        invite_people(programme=cast.programme, rows=rows, by=cast["facilitator"])


@pytest.mark.django_db(transaction=True)
def test_a_double_click_invites_once(concurrently):
    programme = makers.make_programme()
    by = makers.join(programme, role=Role.FACILITATOR).person
    rows = [
        InvitationRow(email=f"p{number}@example.org", organisation="Gemeente Veenrode") for number in range(5)
    ]
    results = concurrently(*[lambda: invite_people(programme=programme, rows=rows, by=by)] * 4)
    assert sorted(len(result) for result in results) == [0, 0, 0, 5]
    assert Participation.objects.filter(programme=programme).count() == 6
    assert invitations().count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_programmes_that_invite_the_same_stranger_make_one_account(concurrently):
    programmes = [makers.make_programme() for _ in range(4)]
    guides = [makers.join(programme, role=Role.FACILITATOR).person for programme in programmes]
    concurrently(
        *[
            lambda programme=programme, by=by: invite_people(programme=programme, rows=[LOTTE], by=by)
            for programme, by in zip(programmes, guides, strict=True)
        ]
    )
    assert User.objects.filter(email=LOTTE.email).count() == 1
    assert Participation.objects.filter(person__email=LOTTE.email).count() == 4


# ---- again -----------------------------------------------------------------------------------------------------


@pytest.fixture
def invited(cast):
    (participation,) = invite_people(programme=cast.programme, rows=[LOTTE], by=cast["facilitator"])
    return participation


def test_a_second_invitation_has_a_link_of_its_own(cast, invited, smtp_sink):
    send_due()
    Message.objects.update(sent_at=now() - dt.timedelta(days=1))
    invite_again(participation=invited, by=cast["facilitator"])
    send_due()
    first, second = (link_in(mail) for mail in smtp_sink.to(LOTTE.email))
    assert first != second
    assert Client().post(second).status_code == 303


def test_a_second_click_on_again_sends_nothing_more(cast, invited):
    Message.objects.update(state=MessageState.SENT, sent_at=now() - dt.timedelta(days=1))
    invite_again(participation=invited, by=cast["facilitator"])
    with pytest.raises(Conflict):
        invite_again(participation=invited, by=cast["facilitator"])
    assert invitations().count() == 2


def test_who_is_in_or_has_left_or_is_not_to_know_yet_gets_no_second_one(cast, invited):
    for fields in ({"accepted_at": now()}, {"until": now() + dt.timedelta(seconds=1)}):
        Participation.objects.filter(pk=invited.pk).update(**{"accepted_at": None, "until": None} | fields)
        with pytest.raises(Conflict):
            invite_again(participation=invited, by=cast["facilitator"])
    waiting = makers.join(makers.make_programme(state="concept"))
    with pytest.raises(Conflict):
        invite_again(participation=waiting, by=cast["facilitator"])


@pytest.mark.parametrize("fields", [{"accepted_at": now()}, {"until": now() + dt.timedelta(hours=1)}])
def test_an_invitation_that_is_not_needed_any_more_does_not_go(cast, invited, smtp_sink, fields):
    Participation.objects.filter(pk=invited.pk).update(**fields)
    assert send_due() == 0
    message = invitations().get()
    assert message.state == MessageState.SKIPPED
    assert message.reason


# ---- another place, gone ---------------------------------------------------------------------------------------


def test_a_change_of_team_and_role_moves_the_seat(cast):
    participation = cast.participation("participant")
    change_place(
        participation=participation, role=Role.COACH, team_id=cast.other_team.pk, by=cast["facilitator"]
    )
    seats = Membership.objects.active().filter(participation=participation)
    assert [(seat.team, seat.role) for seat in seats] == [(cast.other_team, Role.COACH)]
    assert cast.participation("participant").role == Role.COACH


def test_a_role_without_a_team_leaves_the_seat(cast):
    change_place(
        participation=cast.participation("participant"),
        role=Role.SUPPORTER,
        team_id=cast.team.pk,
        by=cast["facilitator"],
    )
    assert not Membership.objects.active().filter(participation=cast.participation("participant")).exists()


def test_who_leaves_keeps_the_work_and_loses_the_way_in_at_once(cast):
    idea = makers.make_idea(cast.team, cast.participation("participant"))
    phone = cast.client("participant")
    home = reverse("overviews:programme", args=[cast.programme.public_id])
    assert phone.get(home).status_code == 200
    leave(participation=cast.participation("participant"), by=cast["facilitator"])
    assert phone.get(home).status_code == 404
    idea.refresh_from_db()
    assert idea.author == cast.participation("participant")
    assert not allowed(cast["participant"], "teams.see_team", cast.team)


def test_who_left_can_be_invited_again(cast):
    person = cast["participant"]
    leave(participation=cast.participation("participant"), by=cast["facilitator"])
    (back,) = invite_people(
        programme=cast.programme, rows=[InvitationRow(email=person.email)], by=cast["facilitator"]
    )
    assert back.person == person
    assert invitations().count() == 1


def test_the_only_facilitator_stays(cast):
    only = cast.participation("facilitator")
    with pytest.raises(ValidationError):
        leave(participation=only, by=cast["administrator"])
    with pytest.raises(ValidationError):
        change_place(participation=only, role=Role.COACH, team_id=None, by=cast["administrator"])
    makers.join(cast.programme, role=Role.FACILITATOR)
    leave(participation=only, by=cast["administrator"])


@pytest.mark.django_db(transaction=True)
def test_of_two_facilitators_who_leave_at_once_one_stays(concurrently):
    programme = makers.make_programme()
    pair = [makers.join(programme, role=Role.FACILITATOR) for _ in range(2)]
    concurrently(*[lambda one=one: leave(participation=one, by=one.person) for one in pair])
    assert Participation.objects.active().filter(programme=programme, role=Role.FACILITATOR).count() == 1


def test_leaving_twice_is_told(cast):
    participation = cast.participation("participant")
    leave(participation=participation, by=cast["facilitator"])
    with pytest.raises(Conflict):
        leave(participation=participation, by=cast["facilitator"])


# ---- consent ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consent", "signed"),
    [(Consent.NAME, "Lotte"), (Consent.FUNCTION, "adviseur"), (Consent.ANONYMOUS, "anoniem")],
)
def test_a_contribution_is_signed_as_its_author_chose(cast, consent, signed):
    participation = makers.join(cast.programme, makers.make_person(name="Lotte", function="adviseur"))
    choose_consent(participation=participation, consent=consent, by=participation.person)
    assert signature(participation) == signed
    assert participation.consent_asked_at


def test_a_way_that_there_is_not_is_refused(cast):
    with pytest.raises(ValidationError):
        choose_consent(participation=cast.participation("participant"), consent="x", by=cast["participant"])
