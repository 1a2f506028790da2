"""Invitations that were sent: once more, withdrawn, expired; and until when somebody takes part."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from core.clock import now, today
from core.errors import Conflict
from outbox.enums import MessageState
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.models import Participation
from programmes.services.days import Days
from programmes.services.invitations import invite_all_again, withdraw_invitation
from programmes.services.people import (
    InvitationRow,
    change_place,
    invite_again,
    invite_people,
    let_leave_whose_time_is_over,
)
from programmes.tasks import let_leave
from tests import makers

LOTTE = "lotte@example.org"


def invite(cast, *addresses):
    rows = [InvitationRow(email=address, name="Lotte de Wit") for address in addresses or (LOTTE,)]
    return invite_people(programme=cast.programme, rows=rows, by=cast["facilitator"])


def links_to(smtp_sink, address):
    words = [
        word for mail in smtp_sink.to(address) for word in mail.get_body(("plain",)).get_content().split()
    ]
    return [word.removeprefix("http://testserver") for word in words if "/link/" in word]


def long_ago(participation, days=31):
    """Let the invitation have gone ``days`` ago."""
    Message.objects.filter(params__participation=participation.pk).update(
        state=MessageState.SENT, sent_at=now() - dt.timedelta(days=days)
    )


def of(name, participation):
    return reverse(f"programmes:{name}", args=[participation.public_id])


def people(cast, state=""):
    url = reverse("programmes:people", args=[cast.programme.public_id])
    return cast.client("facilitator").get(f"{url}?state={state}").content.decode()


# ---- withdrawn -------------------------------------------------------------------------------------------------


@pytest.mark.embedded
def test_a_withdrawn_invitation_never_was(cast):
    (one,) = invite(cast)
    assert cast.client("facilitator").post(of("withdraw", one)).status_code == 303
    assert not Participation.objects.filter(pk=one.pk).exists()
    assert not User.objects.filter(email=LOTTE).exists()
    message = Message.objects.get(kind="invitation")
    assert (message.state, message.reason) == (MessageState.SKIPPED, "De uitnodiging is ingetrokken.")
    assert LOTTE not in people(cast)
    assert AuditEntry.objects.filter(verb="programmes.invitation_withdrawn", object_id=one.pk).exists()


def test_the_link_of_a_withdrawn_invitation_stops_working_at_once(cast, smtp_sink):
    person = makers.make_person(email=LOTTE, password="een lang wachtwoord")
    (one,) = invite(cast)
    send_due()
    (link,) = links_to(smtp_sink, LOTTE)
    assert Client().get(link).status_code == 200
    withdraw_invitation(participation=one, by=cast["facilitator"])
    assert Client().get(link).status_code == 410
    assert Client().post(link).status_code == 410
    assert User.objects.filter(pk=person.pk).exists()  # an account of her own stays


def test_who_takes_part_elsewhere_keeps_the_account(cast):
    (one,) = invite(cast)
    makers.join(makers.make_programme(), one.person)
    withdraw_invitation(participation=one, by=cast["facilitator"])
    assert User.objects.filter(email=LOTTE).exists()


def test_who_came_in_cannot_be_withdrawn(cast):
    (one,) = invite(cast)
    Participation.objects.filter(pk=one.pk).update(accepted_at=now())
    answer = cast.client("facilitator").post(of("withdraw", one))
    assert answer.status_code == 422
    assert "al binnen geweest" in answer.content.decode()
    assert Participation.objects.filter(pk=one.pk).exists()


def test_in_whose_name_something_was_made_leaves_instead(cast):
    (one,) = invite(cast)
    makers.make_idea(cast.team, one)
    with pytest.raises(Conflict):
        withdraw_invitation(participation=one, by=cast["facilitator"])
    assert Participation.objects.filter(pk=one.pk).exists()
    assert Message.objects.get(kind="invitation").state == MessageState.PLANNED  # nothing half-done


def test_opening_the_page_withdraws_nothing(cast):
    (one,) = invite(cast)
    page = cast.client("facilitator").get(of("withdraw", one)).content.decode()
    assert "Uitnodiging intrekken" in page
    assert Participation.objects.filter(pk=one.pk).exists()


# ---- expired, and again ----------------------------------------------------------------------------------------


def test_after_thirty_days_an_invitation_is_expired_and_can_go_again(cast):
    fresh, old = invite(cast, "fris@example.org", "oud@example.org")
    long_ago(fresh, days=29)
    long_ago(old)
    page = people(cast, "expired")
    assert "verlopen" in page
    assert "oud@example.org" in page
    assert "fris@example.org" not in page
    assert of("invite_again", old) in page


def test_a_new_invitation_ends_the_older_link(cast, smtp_sink):
    (one,) = invite(cast)
    send_due()
    long_ago(one, days=2)
    invite_again(participation=one, by=cast["facilitator"])
    send_due()
    older, newer = links_to(smtp_sink, LOTTE)
    assert Client().get(older).status_code == 410
    assert Client().get(newer).status_code == 200


def test_all_who_did_not_answer_are_invited_again_in_one_go(cast):
    old, failed, fresh, inside = invite(
        cast, *(f"{name}@example.org" for name in ("old", "failed", "fresh", "in"))
    )
    for one in (old, failed, inside):
        long_ago(one, days=3)
    Message.objects.filter(params__participation=failed.pk).update(state=MessageState.FAILED, sent_at=None)
    Participation.objects.exclude(pk__in=[old.pk, failed.pk, fresh.pk]).update(accepted_at=now())
    assert "Nodig 2 mensen nog eens uit" in people(cast)
    url = reverse("programmes:invite_all_again", args=[cast.programme.public_id])
    assert cast.client("facilitator").post(url).status_code == 303
    again = Message.objects.filter(kind="invitation", state=MessageState.PLANNED)
    assert sorted(again.values_list("recipient", flat=True)) == [
        "failed@example.org", "fresh@example.org", "old@example.org",
    ]  # fmt: skip
    assert invite_all_again(programme=cast.programme, by=cast["facilitator"]) == 0  # a double click


def test_nobody_is_invited_again_before_the_start(cast):
    concept = makers.make_programme(state="concept")
    guide = makers.join(concept, role="facilitator").person
    with pytest.raises(Conflict):
        invite_all_again(programme=concept, by=guide)


# ---- until when ------------------------------------------------------------------------------------------------


def set_day(cast, participation, text):
    given = {"role": participation.role, "team": cast.team.public_id, "ends_on": text}
    return cast.client("facilitator").post(of("person", participation), given)


def test_a_last_day_is_shown_and_ends_access_the_day_after(cast):
    one = cast.participation("participant")
    Participation.objects.filter(pk=one.pk).update(accepted_at=now())
    assert set_day(cast, one, today().isoformat()).status_code == 303
    assert "tot en met" in people(cast)
    let_leave()
    one.refresh_from_db()
    assert one.until is None  # today is still in it
    Participation.objects.filter(pk=one.pk).update(ends_on=today() - dt.timedelta(days=1))
    let_leave()
    one.refresh_from_db()
    assert one.until is not None
    home = reverse("overviews:programme", args=[cast.programme.public_id])
    assert cast.client("participant").get(home).status_code == 404
    assert AuditEntry.objects.get(verb="programmes.left").by is None


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-01", "31-02-2027", "morgen", "0001-01-01", "9999-12-31", "2027-13-01", "\x00",
        "٢٠٢٧-٠١-٠١", "1" * 5000,
        "=1+1", "<script>",
    ],
)  # fmt: skip
def test_a_last_day_that_cannot_be_gets_a_sentence(cast, text):
    one = cast.participation("participant")
    answer = set_day(cast, one, text)
    assert answer.status_code in {400, 422}
    one.refresh_from_db()
    assert one.ends_on is None


def test_the_only_facilitator_gets_no_last_day_and_stays(cast):
    only = cast.participation("facilitator")
    with pytest.raises(ValidationError):
        change_place(
            participation=only, role=only.role, team_id=None, days=Days(ends_on=today()), by=only.person
        )
    Participation.objects.filter(pk=only.pk).update(ends_on=today() - dt.timedelta(days=1))
    assert let_leave_whose_time_is_over() == 0


# ---- stopping oneself ------------------------------------------------------------------------------------------


def test_one_can_stop_oneself_and_the_work_stays(cast):
    one = cast.participation("participant")
    idea = makers.make_idea(cast.team, one)
    me = cast.client("participant")
    assert of("stop", one) in me.get(reverse("accounts:profile")).content.decode()
    page = me.get(of("stop", one)).content.decode()
    assert "blijven bij het team" in page
    assert me.post(of("stop", one)).status_code == 303
    one.refresh_from_db()
    idea.refresh_from_db()
    assert one.until is not None
    assert idea.author_id == one.pk
    assert cast.client("participant").get(of("stop", one)).status_code in {403, 404}


def test_the_only_facilitator_cannot_stop_and_reads_why(cast):
    only = cast.participation("facilitator")
    answer = cast.client("facilitator").post(of("stop", only))
    assert answer.status_code == 422
    assert "enige begeleider" in answer.content.decode()


def test_nobody_stops_for_another(cast):
    other = makers.join(cast.programme)
    for person in ("participant", "coach", "client", "facilitator"):
        assert cast.client(person).post(of("stop", other)).status_code in {403, 404}
    other.refresh_from_db()
    assert other.until is None
