"""Answering by the link in a mail: for one person and one evening, and never by looking."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from core.errors import Conflict
from sessions.models import Attendance, Session
from sessions.queries.coming import answers_to, expected_at, guests
from sessions.services.coming import answer_evening, answer_token, note_presence
from tests import makers
from tests.conftest import Cast


@pytest.fixture
def evening(cast: Cast) -> Session:
    """An evening for all."""
    return makers.make_evening(cast.programme, title="Avond 2")


def link(token: str) -> str:
    """The address in the mail."""
    return reverse("evenings:answer_link", args=[token])


def token_of(cast: Cast, evening: Session, name: str = "participant") -> str:
    """The signed word of that person."""
    return answer_token(evening=evening, participation=cast.participation(name))


@pytest.mark.embedded
def test_looking_at_the_link_changes_nothing_whatever_it_suggests(cast: Cast, evening: Session) -> None:
    browser = Client()
    for answer in ("yes", "maybe", "no", "", "x"):
        page = browser.get(link(token_of(cast, evening)), {"answer": answer})
        assert page.status_code == 200
        assert page.text.count('name="answer"') == 3
        browser.head(link(token_of(cast, evening)), {"answer": answer})
    assert not Attendance.objects.exists()
    assert "no-referrer" in page["Referrer-Policy"]


def test_a_button_on_the_page_answers_without_signing_in_and_can_be_changed(
    cast: Cast, evening: Session
) -> None:
    browser = Client()
    page = browser.post(link(token_of(cast, evening)), {"answer": "yes"})
    assert "Genoteerd: je komt." in page.text
    browser.post(link(token_of(cast, evening)), {"answer": "no"})
    row = Attendance.objects.get()
    assert (row.participation, row.evening, row.answer) == (cast.participation("participant"), evening, "no")
    entry = AuditEntry.objects.filter(verb="evenings.answered").latest("pk")
    assert (entry.by, entry.for_whom) == (cast["participant"], cast["participant"])
    assert "_auth_user_id" not in browser.session


def test_the_page_asks_for_the_token_of_the_form(cast: Cast, evening: Session) -> None:
    assert (
        Client(enforce_csrf_checks=True).post(link(token_of(cast, evening)), {"answer": "yes"}).status_code
        == 403
    )


def test_a_link_counts_for_its_person_and_its_evening_alone(cast: Cast, evening: Session) -> None:
    other = makers.make_evening(cast.programme, title="Avond 3")
    Client().post(link(token_of(cast, evening)), {"answer": "yes"})
    assert list(Attendance.objects.values_list("evening", "participation")) == [
        (evening.pk, cast.participation("participant").pk)
    ]
    mine, theirs = token_of(cast, evening), token_of(cast, other, "coach")
    payload, stamp, _signature = mine.rsplit(":", 2)
    _payload, _stamp, foreign = theirs.rsplit(":", 2)
    assert Client().post(link(f"{payload}:{stamp}:{foreign}"), {"answer": "no"}).status_code == 404


@pytest.mark.parametrize("token", ["x", "your-own-link", "a:b:c", "%00", "é"])
def test_a_false_link_is_refused_in_a_sentence(db: None, token: str) -> None:
    answer = Client().get(f"/coming/{token}/")
    assert answer.status_code in {400, 404}


def test_a_link_signed_for_something_else_is_refused(cast: Cast, evening: Session) -> None:
    forged = signing.dumps([evening.public_id, cast.participation("participant").public_id], salt="other")
    assert Client().get(link(forged)).status_code == 404
    odd = signing.dumps("text", salt="evenings.coming")
    assert Client().get(link(odd)).status_code == 404
    crossed = answer_token(evening=evening, participation=makers.join(makers.make_programme()))
    assert Client().get(link(crossed)).status_code == 404


def test_who_left_or_is_in_another_team_has_no_link_any_more(cast: Cast, evening: Session) -> None:
    of_team = makers.make_evening(cast.programme, team=cast.other_team)
    assert Client().get(link(token_of(cast, of_team))).status_code == 404
    token, participation = token_of(cast, evening), cast.participation("participant")
    participation.until = participation.since
    participation.save()
    assert Client().get(link(token)).status_code == 404


def test_after_the_evening_the_link_says_that_it_is_over(cast: Cast, evening: Session) -> None:
    token = token_of(cast, evening)
    Session.objects.filter(pk=evening.pk).update(
        state="closed", opened_at=evening.starts_at, closed_at=evening.starts_at
    )
    assert "Avond 2 is voorbij" in Client().get(link(token)).text
    answer = Client().post(link(token), {"answer": "yes"})
    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_who_is_expected_at_an_evening_of_one_team_and_of_all(cast: Cast, evening: Session) -> None:
    def names(of: Session) -> set[str]:
        people = {user.pk: name for name, user in cast.people.items()}
        return {people[person.person_id] for person in expected_at(of)}

    assert names(evening) == {"facilitator", "coach", "participant", "other_participant", "observer"}
    of_team = makers.make_evening(cast.programme, team=cast.team)
    assert names(of_team) == {"facilitator", "coach", "participant", "observer"}


def test_only_those_expected_answer_or_are_noted(cast: Cast, evening: Session) -> None:
    client = cast.participation("client")
    with pytest.raises(Conflict):
        answer_evening(evening=evening, participation=client, answer="yes", by=client.person)
    with pytest.raises(Conflict):
        note_presence(evening=evening, participation=client, present=True, by=cast["facilitator"])


def test_answers_are_counted_and_grouped_alike(cast: Cast, evening: Session) -> None:
    makers.attend(evening, cast.participation("participant"), "yes", wishes="soep", is_present=True)
    makers.attend(evening, cast.participation("coach"), "maybe")
    makers.attend(evening, cast.participation("observer"), "no", wishes="geen")
    gone = makers.join(cast.programme)
    makers.attend(evening, gone, "yes")
    gone.until = gone.since
    gone.save()
    counts = answers_to(evening=evening)
    assert (counts.yes, counts.maybe, counts.no, counts.silent, counts.present) == (1, 1, 1, 2, 1)
    assert (counts.expected, counts.at_most) == (5, 2)
    found = guests(evening=evening)
    assert found.counts == counts
    assert [guest.wishes for guest in found.wishes] == ["soep"]
    assert len(found.everybody) == 5


@pytest.mark.django_db(transaction=True)
def test_yes_from_the_phone_and_from_the_mail_at_once_make_one_row(concurrently) -> None:
    programme = makers.make_programme()
    participation = makers.join(programme)
    evening = makers.make_evening(programme)
    results = concurrently(*[
        lambda: answer_evening(evening=evening, participation=participation, answer="yes", by=participation.person)
        for _ in range(4)
    ])  # fmt: skip
    assert not [result for result in results if isinstance(result, Exception)], results
    assert Attendance.objects.count() == 1
