"""From which day until which somebody takes part in a programme, in which role, and what is told of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from core.access import standing_of
from core.clock import now, today
from outbox.models import Message
from outbox.services.sending import send_due
from programmes.enums import Role
from programmes.models import Participation, PastRole
from programmes.services.days import Days, _first_day_without
from programmes.services.people import InvitationRow, change_place, invite_people, leave
from tests import makers

DAY = dt.timedelta(days=1)
LOTTE = "lotte@example.org"


def roles_in(programme, person):
    person.__dict__.pop("_standing", None)
    return standing_of(person).roles("programme", programme.pk)


def home(cast):
    return reverse("overviews:programme", args=[cast.programme.public_id])


def change(cast, participation, **more):
    more = {"role": participation.role, "team_id": None, "by": cast["facilitator"], **more}
    return change_place(participation=participation, **more)


# ---- before the first day, and after the last ------------------------------------------------------------------


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("moment", "takes_part"),
    [
        ("2027-10-30T23:59:59", False),
        ("2027-10-31T00:00:00", True),  # the day that has 25 hours
        ("2027-10-31T23:59:59", True),
        ("2027-11-01T00:00:00", False),
    ],
)
def test_somebody_takes_part_from_midnight_until_midnight_in_amsterdam(cast, wall_clock, moment, takes_part):
    day = dt.date(2027, 10, 31)
    one = makers.join(cast.programme, role=Role.CLIENT, starts_on=day, ends_on=day)
    wall_clock(moment)
    assert bool(roles_in(cast.programme, one.person)) is takes_part
    assert Participation.objects.active().filter(pk=one.pk).exists() is takes_part
    assert cast.programme.__class__.objects.visible_to(one.person).exists() is takes_part


def test_days_cost_a_standing_no_query(cast, django_assert_max_num_queries):
    one = makers.join(cast.programme, team=cast.team, starts_on=today(), ends_on=today() + DAY)
    with django_assert_max_num_queries(3):
        assert roles_in(cast.programme, one.person)


def test_who_begins_later_sees_nothing_and_is_told_from_when(cast):
    first = today() + 10 * DAY
    one = makers.join(
        cast.programme, role=Role.PARTICIPANT, team=cast.team, starts_on=first, accepted_at=now()
    )
    browser = Client()
    browser.force_login(one.person)
    gone = browser.get(home(cast))
    assert gone.status_code == 404
    assert cast.programme.name in gone.content.decode()
    assert "Vanaf die dag vind je het hier" in gone.content.decode()
    mine = browser.get(reverse("overviews:mine")).content.decode()
    assert cast.programme.name in mine
    assert home(cast) not in mine
    for name in ("consent", "stop"):
        assert browser.get(reverse(f"programmes:{name}", args=[one.public_id])).status_code == 404


def test_who_begins_later_is_not_expected_yet(cast):
    evening = makers.make_evening(cast.programme, team=cast.team)
    one = makers.join(cast.programme, team=cast.team, starts_on=today() + DAY)
    from_team = reverse("overviews:team", args=[cast.team.public_id])
    assert str(one.person) not in cast.client("facilitator").get(from_team).content.decode()
    presence = reverse("evenings:presence", args=[evening.public_id])
    assert str(one.person) not in cast.client("facilitator").get(presence).content.decode()


def test_the_invitation_goes_at_once_and_says_from_when_until_when(cast, smtp_sink):
    first, last = today() + 10 * DAY, today() + 20 * DAY
    row = InvitationRow(email=LOTTE, name="Lotte de Wit", starts_on=first, ends_on=last)
    [one] = invite_people(programme=cast.programme, rows=[row], by=cast["facilitator"])
    send_due()
    [mail] = smtp_sink.to(LOTTE)
    text = mail.get_body(("plain",)).get_content()
    assert "Je doet mee vanaf" in text
    assert "laatste dag" in text
    [link] = [word.removeprefix("http://testserver") for word in text.split() if "/link/" in word]
    browser = Client()
    assert "Je doet mee vanaf" in browser.get(link).content.decode()
    assert browser.post(link).status_code == 303
    one.refresh_from_db()
    assert one.accepted_at is not None
    assert not roles_in(cast.programme, one.person)


def test_everybody_in_a_list_gets_the_same_days(cast):
    first = today() + 3 * DAY
    url = reverse("programmes:invite", args=[cast.programme.public_id])
    data = {
        "people": f"Lotte {LOTTE}",
        "role": "participant",
        "starts_on": first.isoformat(),
        "invite": "yes",
    }
    assert cast.client("facilitator").post(url, data).status_code == 303
    assert Participation.objects.get(person__email=LOTTE).starts_on == first
    bad = data | {"people": "x@example.org", "ends_on": (first - DAY).isoformat()}
    answer = cast.client("facilitator").post(url, bad)
    assert answer.status_code == 422
    assert "x@example.org" in answer.content.decode()
    assert not Message.objects.filter(recipient="x@example.org").exists()


# ---- one form --------------------------------------------------------------------------------------------------


def ask(cast, participation, **given):
    url = reverse("programmes:person", args=[participation.public_id])
    given = {"role": participation.role, "team": cast.team.public_id, **given}
    return cast.client("facilitator").post(url, given)


def test_role_team_and_days_change_in_one_form(cast):
    one = makers.join(cast.programme, team=cast.team)
    last = today() + 30 * DAY
    answer = ask(cast, one, role="coach", team=cast.other_team.public_id, ends_on=last.isoformat())
    assert answer.status_code == 303
    one.refresh_from_db()
    assert (one.role, one.ends_on) == ("coach", last)
    [place] = one.memberships.active()
    assert (place.team, place.role) == (cast.other_team, "coach")


def test_other_days_leave_a_second_place_in_a_team_as_it_is(cast):
    from teams.services import place_participation

    one = makers.join(cast.programme, team=cast.team)
    place_participation(participation=one, team=cast.other_team, role=Role.COACH, by=cast["facilitator"])
    assert ask(cast, one, ends_on=(today() + DAY).isoformat()).status_code == 303
    assert one.memberships.active().count() == 2


def test_a_first_day_cannot_come_after_somebody_came_in(cast):
    one = makers.join(cast.programme, team=cast.team, accepted_at=now())
    page = cast.client("facilitator").get(reverse("programmes:person", args=[one.public_id]))
    assert 'name="starts_on"' not in page.content.decode()
    with pytest.raises(ValidationError):
        change(cast, one, days=Days(starts_on=today() + DAY))


def test_what_somebody_was_stands_on_the_page(cast):
    one = makers.join(cast.programme, role=Role.OBSERVER)
    Participation.objects.filter(pk=one.pk).update(since=now() - 60 * DAY)
    one.refresh_from_db()
    change(cast, one, role=Role.SUPPORTER)
    assert list(one.past_roles.values_list("role", "ends_on")) == [("observer", today())]
    change(cast, one, role=Role.CLIENT)  # put right on the same day
    assert one.past_roles.count() == 1
    page = cast.client("facilitator").get(reverse("programmes:person", args=[one.public_id])).content.decode()
    assert "Afkijker" in page
    assert "Opdrachtgever" in page
    assert "Supporter</span>" not in page


def test_the_database_keeps_days_in_order(cast):
    one = makers.join(cast.programme)
    for refused in (
        lambda: Participation.objects.filter(pk=one.pk).update(starts_on=today(), ends_on=today() - DAY),
        lambda: PastRole.objects.create(
            participation=one, role="coach", starts_on=today(), ends_on=today() - DAY
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_an_invitation_of_somebody_with_another_role_before_can_still_be_withdrawn(cast):
    from programmes.services.invitations import withdraw_invitation

    [one] = invite_people(programme=cast.programme, rows=[InvitationRow(email=LOTTE)], by=cast["facilitator"])
    PastRole.objects.create(participation=one, role="coach", starts_on=today(), ends_on=today())
    withdraw_invitation(participation=one, by=cast["facilitator"])
    assert not Participation.objects.filter(pk=one.pk).exists()


# ---- a facilitator on every day --------------------------------------------------------------------------------


def second(cast, **days):
    return makers.join(cast.programme, role=Role.FACILITATOR, **days)


def test_the_last_facilitator_leaves_only_when_another_has_begun(cast):
    first = cast.participation("facilitator")
    second(cast, starts_on=today() + 10 * DAY)
    with pytest.raises(ValidationError):
        leave(participation=first, by=first.person)
    with pytest.raises(ValidationError, match=r"\d"):
        change(cast, first, days=Days(ends_on=today() + 8 * DAY))
    with pytest.raises(ValidationError):
        change(cast, first, role=Role.COACH)
    change(cast, first, days=Days(ends_on=today() + 9 * DAY))
    first.refresh_from_db()
    assert first.ends_on == today() + 9 * DAY


def test_who_takes_over_cannot_leave_or_begin_later_than_the_other_goes(cast):
    first = cast.participation("facilitator")
    other = second(cast, starts_on=today() + 10 * DAY)
    change(cast, first, days=Days(ends_on=today() + 9 * DAY))
    with pytest.raises(ValidationError):
        leave(participation=other, by=first.person)
    with pytest.raises(ValidationError):
        change(cast, other, days=Days(starts_on=today() + 11 * DAY))
    change(cast, other, days=Days(starts_on=today() + 3 * DAY))


spans = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(-5, 12)), st.one_of(st.none(), st.integers(-5, 12))).filter(
        lambda span: None in span or span[0] <= span[1]
    ),
    max_size=5,
)


@hypothesis_given(spans)
def test_the_first_day_without_a_facilitator_is_the_first_that_no_span_holds(drawn):
    here = today()
    days = [Days(*(None if n is None else here + n * DAY for n in span)) for span in drawn]

    def held(day):
        return any((one.starts_on or day) <= day <= (one.ends_on or day) for one in days)

    wanted = next((here + n * DAY for n in range(30) if not held(here + n * DAY)), None)
    assert _first_day_without(days) == wanted


# ---- the words of a first invitation ---------------------------------------------------------------------------


def test_who_was_never_invited_is_not_invited_again(cast):
    makers.join(cast.programme, role=Role.CLIENT)
    url = reverse("programmes:people", args=[cast.programme.public_id])
    page = cast.client("facilitator").get(url).content.decode()
    assert "Stuur uitnodiging" in page
    assert "nog eens" not in page


def test_who_was_invited_is_invited_once_more(cast):
    for one in Participation.objects.filter(programme=cast.programme):
        Participation.objects.filter(pk=one.pk).update(accepted_at=now())
    invite_people(programme=cast.programme, rows=[InvitationRow(email=LOTTE)], by=cast["facilitator"])
    send_due()
    url = reverse("programmes:people", args=[cast.programme.public_id])
    page = cast.client("facilitator").get(url).content.decode()
    assert "Stuur nog eens" in page
    assert "Stuur uitnodiging" not in page
