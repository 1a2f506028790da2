"""What an entry of the trail says: who, from which role, on whose behalf, in whose trail; and nothing else."""

from typing import Any

import pytest
from django.db import transaction

from accounts.audit import KIND
from accounts.models import AuditEntry, User
from accounts.queries.audit import role_of, scopes_of
from accounts.queries.trail_words import acts
from accounts.services.audit import record
from accounts.services.guests import make_guest
from programmes.services.consent import choose_consent
from tests import makers
from tests.conftest import Cast


def last() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("facilitator", "facilitator"),
        ("coach", "coach"),
        ("participant", "participant"),
        ("observer", "observer"),
        ("supporter", "supporter"),
        ("client", "client"),
        ("administrator", "administrator"),
        ("outsider", "person"),
    ],
)
def test_the_entry_says_from_which_role(cast: Cast, name: str, role: str) -> None:
    record(cast[name], "programmes.changed", cast.programme)
    entry = last()
    assert (entry.role, entry.scope) == (role, cast.programme.scope)
    assert (entry.by, entry.by_key) == (cast.people[name], cast.people[name].pk)


def test_the_machine_and_a_guest_have_a_role_too(cast: Cast) -> None:
    record(None, "programmes.changed", cast.programme)
    assert (last().role, last().by_key) == ("system", None)
    record(make_guest(name="Gast"), "programmes.changed", cast.programme)
    assert last().role == "guest"


def test_a_role_is_that_of_the_moment(cast: Cast) -> None:
    person = cast["participant"]
    record(person, "programmes.changed", cast.programme)
    participation = cast.participation("participant")
    participation.role = "coach"
    participation.save()
    assert role_of(cast["participant"], cast.programme.scope) == "coach"
    assert last().role == "participant"


def test_an_administrator_of_another_organisation_has_no_role_here(cast: Cast) -> None:
    elsewhere = makers.make_admin(makers.make_organisation())
    assert role_of(elsewhere, cast.programme.scope) == "person"
    assert role_of(elsewhere, cast.host.scope) == "person"
    assert role_of(cast["administrator"], cast.host.scope) == "administrator"


@pytest.mark.embedded
def test_what_belongs_to_no_programme_is_in_the_trail_of_its_organisation_or_person(cast: Cast) -> None:
    record(cast["administrator"], "accounts.house_logo_removed", cast.host)
    assert last().scope == cast.host.scope == f"organisation:{cast.host.pk}"
    record(cast["coach"], "accounts.profile_changed", cast["coach"])
    assert (last().scope, last().role) == (f"person:{cast['coach'].pk}", "person")


def test_the_trail_of_an_organisation_has_the_programmes_that_it_hosts_and_no_persons(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    other = makers.make_programme(host=cast.host)
    makers.make_programme()
    with django_assert_num_queries(1):
        assert scopes_of(cast.host) == {cast.host.scope, cast.programme.scope, other.scope}


def test_what_is_undone_leaves_no_entry(cast: Cast) -> None:
    with transaction.atomic():
        choose_consent(participation=cast.participation("coach"), consent="anonymous", by=cast["coach"])
        assert last().verb == "programmes.consent_chosen"
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_no_entry_of_a_whole_programme_holds_a_name_or_a_text(demo_trail: list[AuditEntry]) -> None:
    """Keys of the database, and words that the code itself has."""
    names = {
        word.casefold() for person in User.objects.all() for word in person.name.split() if len(word) > 3
    }
    names |= set(User.objects.values_list("email", flat=True))
    assert len(demo_trail) > 100
    assert len(names) > 20
    for entry in demo_trail:
        for value in _leaves(entry.keys):
            assert not isinstance(value, str) or (len(value) < 40 and " " not in value), entry
            assert str(value).casefold() not in names, entry


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


def test_every_entry_of_the_demo_has_a_scope_a_role_and_a_sentence(demo_trail: list[AuditEntry]) -> None:
    for entry in demo_trail:
        assert entry.scope.partition(":")[2].isdigit(), entry
        assert entry.role, entry
        assert entry.verb in acts, entry
    assert KIND == "accounts"


@pytest.fixture
def demo_trail(db: None) -> list[AuditEntry]:
    """The trail of the demo, which is made by the services."""
    from overviews.services.demo.build import build_demo

    build_demo(whole=False)
    return list(AuditEntry.objects.all())
