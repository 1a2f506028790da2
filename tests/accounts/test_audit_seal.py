"""The trail is sealed in a chain, and whoever changes it afterwards is found."""

import datetime as dt
import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import AuditEntry, AuditSeal, User
from accounts.queries import audit_seals as queries
from accounts.services import audit_seals as services
from accounts.services.audit import record
from core.clock import now
from tests import makers

VERBS = ("accounts.profile_changed", "accounts.named", "accounts.link_used")


def write(
    count: int, *, by: User | None = None, age: dt.timedelta = dt.timedelta(minutes=5)
) -> list[AuditEntry]:
    """``count`` entries that are ``age`` old."""
    by = by or makers.make_person()
    known = set(AuditEntry.objects.values_list("pk", flat=True))
    for number in range(count):
        record(by, VERBS[number % 3], by, number=number)
    fresh = AuditEntry.objects.exclude(pk__in=known).order_by("pk")
    with unlocked():
        AuditEntry._base_manager.filter(pk__in=[one.pk for one in fresh]).update(at=F("at") - age)
    return list(fresh.all())


class unlocked:
    """Somebody with the password of the database, for whom no trigger works."""

    def __enter__(self) -> None:
        self._all("DISABLE")

    def __exit__(self, *_: object) -> None:
        self._all("ENABLE")

    def _all(self, word: str) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for table in ("accounts_auditentry", "accounts_auditseal"):
                    cursor.execute(f"ALTER TABLE {table} {word} TRIGGER USER")
            elif word == "DISABLE":
                cursor.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'accounts_audit%'"
                )
                self.triggers = cursor.fetchall()
                for name, _sql in self.triggers:
                    cursor.execute(f"DROP TRIGGER {name}")
            else:
                for _name, sql in self.triggers:
                    cursor.execute(sql)


@pytest.mark.embedded
@pytest.mark.django_db
def test_what_is_older_than_a_minute_is_sealed_and_the_chain_holds() -> None:
    write(3)
    record(None, "accounts.named", makers.make_person())

    assert services.seal_trail() == 3
    assert services.seal_trail() == 0

    proof = queries.prove()
    assert proof.faults == ()
    assert (proof.entries, proof.seals, proof.waiting) == (4, 1, 1)


@pytest.mark.django_db
def test_seals_follow_each_other_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 4)
    write(10)

    assert services.seal_trail() == 10

    first, second, third = AuditSeal.objects.order_by("pk")
    assert (first.count, second.count, third.count) == (4, 4, 2)
    assert first.previous_digest == queries.BEGINNING
    assert (second.previous_digest, third.previous_digest) == (first.digest, second.digest)
    assert queries.prove().digest == third.digest


@pytest.mark.django_db
def test_what_waited_while_beat_stood_still_was_not_put_in_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    write(2, age=dt.timedelta(days=3))
    services.seal_trail()
    write(3, age=dt.timedelta(days=2))
    write(2, age=dt.timedelta(days=1))

    assert services.seal_trail() == 5
    assert queries.prove().faults == ()


@pytest.mark.django_db(transaction=True)
def test_what_a_long_transaction_commits_late_with_a_smaller_number_is_sealed_too() -> None:
    by = makers.make_person()
    wrote, may_commit = threading.Event(), threading.Event()

    def long_one() -> None:
        with transaction.atomic():
            record(by, "accounts.link_used", by)
            wrote.set()
            assert may_commit.wait(20)
        connections.close_all()

    thread = threading.Thread(target=long_one)
    thread.start()
    assert wrote.wait(20)
    record(by, "accounts.named", by)  # a greater number, committed first
    assert _seal_as_if_later() == 1
    may_commit.set()
    thread.join()

    late, early = AuditEntry.objects.order_by("pk")
    assert (late.seal_id is None, early.seal_id is None) == (True, False)
    assert _seal_as_if_later() == 1
    assert queries.prove().faults == ()


def _seal_as_if_later() -> int:
    rest, services.REST = services.REST, dt.timedelta(minutes=-1)
    try:
        return services.seal_trail()
    finally:
        services.REST = rest


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_make_one_chain(concurrently: Callable[..., list[Any]]) -> None:
    for _ in range(4):
        write(25)
        concurrently(*[services.seal_trail] * 4)

    assert not AuditEntry.objects.filter(seal=None).exists()
    assert queries.prove().faults == ()
    assert sum(AuditSeal.objects.values_list("count", flat=True)) == 100


@pytest.mark.embedded
@pytest.mark.django_db
def test_erasing_a_person_leaves_the_chain_whole() -> None:
    person, other = makers.make_person(), makers.make_person()
    write(2, by=person)
    record(other, "accounts.named", other, for_whom=person)
    with unlocked():
        AuditEntry._base_manager.update(at=now() - dt.timedelta(minutes=5))
    services.seal_trail()
    key = person.pk

    person.delete()

    assert [entry.by_id for entry in AuditEntry.objects.order_by("pk")] == [None, None, other.pk]
    assert list(AuditEntry.objects.order_by("pk").values_list("by_key", flat=True)) == [key, key, other.pk]
    assert queries.prove().faults == ()


# ---- nobody changes it ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_code_refuses_to_change_or_delete_an_entry() -> None:
    (entry,) = write(1)
    for change in (
        lambda: AuditEntry.objects.update(verb="accounts.named"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda: AuditEntry.objects.bulk_update([entry], ["verb"]),
        entry.delete,
        entry.save,
    ):
        with pytest.raises(RuntimeError):
            change()


@pytest.mark.embedded
@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"verb": "accounts.named"},
        {"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"by_key": 99},
        {"for_whom_key": 99},
        {"role": "system"},
        {"object_type": "accounts.x"},
        {"object_id": 99},
        {"scope": "programme:99"},
        {"keys": {"more": 1}},
        {"seal": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_to_change_an_entry(change: dict[str, Any]) -> None:
    write(1)
    services.seal_trail()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry._base_manager.update(**change)


@pytest.mark.embedded
@pytest.mark.django_db
def test_the_database_puts_nobody_else_in_the_place_of_who_did_it() -> None:
    write(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry._base_manager.update(by=makers.make_person())


@pytest.mark.django_db
@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
def test_the_database_refuses_to_delete(model: Any) -> None:
    write(1)
    services.seal_trail()
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.all()._raw_delete("default")


# ---- and who does it all the same is found --------------------------------------------------------------------------


def _change_entry(entry: AuditEntry, data: st.DataObject) -> None:
    change = data.draw(
        st.sampled_from(
            [
                {"verb": entry.verb + "x"},
                {"at": entry.at + dt.timedelta(microseconds=1)},
                {"by_key": (entry.by_key or 0) + 1},
                {"for_whom_key": 7},
                {"role": entry.role + "x"},
                {"object_type": "accounts.other"},
                {"object_id": entry.object_id + 1},
                {"scope": entry.scope + "1"},
                {"keys": {**entry.keys, "more": 1}},
                {"keys": {}},
                {"seal": None},
            ]
        )
    )
    AuditEntry._base_manager.filter(pk=entry.pk).update(**change)


def _remove_entry(entry: AuditEntry, data: st.DataObject) -> None:
    AuditEntry._base_manager.filter(pk=entry.pk)._raw_delete("default")


def _move_to_other_seal(entry: AuditEntry, data: st.DataObject) -> None:
    assert entry.seal_id is not None
    others = AuditSeal.objects.exclude(pk=entry.seal_id)
    AuditEntry._base_manager.filter(pk=entry.pk).update(seal=data.draw(st.sampled_from(list(others))))


def _put_between(entry: AuditEntry, data: st.DataObject) -> None:
    pk, entry.pk, entry.verb = entry.pk, None, "accounts.named"
    entry._state.adding = True
    entry.save(force_insert=True)
    assert entry.pk != pk


def _put_between_unsealed(entry: AuditEntry, data: st.DataObject) -> None:
    entry.pk, entry.seal, entry._state.adding = None, None, True
    entry.save(force_insert=True)
    AuditEntry._base_manager.filter(pk=entry.pk).update(
        at=now() - dt.timedelta(days=data.draw(st.integers(1, 9)))
    )
    if data.draw(st.booleans()):
        services.seal_trail()


def _swap(entry: AuditEntry, data: st.DataObject) -> None:
    other = AuditEntry.objects.exclude(pk=entry.pk).exclude(verb=entry.verb).first()
    assert other is not None
    AuditEntry._base_manager.filter(pk=entry.pk).update(verb=other.verb)
    AuditEntry._base_manager.filter(pk=other.pk).update(verb=entry.verb)


def _of_another(entry: AuditEntry, data: st.DataObject) -> None:
    AuditEntry._base_manager.filter(pk=entry.pk).update(by=makers.make_person())


def _change_seal(entry: AuditEntry, data: st.DataObject) -> None:
    seal = entry.seal
    assert seal is not None
    change = data.draw(
        st.sampled_from(
            [
                {"digest": "a" * 64},
                {"previous_digest": "b" * 64},
                {"count": seal.count + 1},
                {"count": seal.count - 1},
                {"first_id": seal.first_id + 1},
                {"last_id": seal.last_id - 1},
                {"sealed_at": seal.sealed_at + dt.timedelta(seconds=1)},
            ]
        )
    )
    AuditSeal._base_manager.filter(pk=seal.pk).update(**change)


def _seal_anew(entry: AuditEntry, data: st.DataObject) -> None:
    """Change an entry, and make its seal fit: the next seal does not follow it then."""
    seal = entry.seal
    assert seal is not None
    AuditEntry._base_manager.filter(pk=entry.pk).update(object_id=entry.object_id + 1)
    digest = queries.digest_of(seal, AuditEntry.objects.filter(seal=seal).order_by("pk"))
    AuditSeal._base_manager.filter(pk=seal.pk).update(digest=digest)


def _remove_seal(entry: AuditEntry, data: st.DataObject) -> None:
    assert entry.seal_id is not None
    AuditEntry._base_manager.filter(seal=entry.seal_id)._raw_delete("default")
    AuditSeal._base_manager.filter(pk=entry.seal_id)._raw_delete("default")


WAYS = (
    _change_entry,
    _remove_entry,
    _move_to_other_seal,
    _put_between,
    _put_between_unsealed,
    _swap,
    _of_another,
    _change_seal,
    _seal_anew,
    _remove_seal,
)


class Tampering(TestCase):
    """Whatever somebody with the password of the database does to what was sealed (the end is another test)."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_is_always_found(self, data: st.DataObject) -> None:
        batch, services.BATCH = services.BATCH, 3
        try:
            write(12, age=dt.timedelta(hours=2))
            services.seal_trail()
            assert queries.prove().faults == ()
            known = queries.prove().digest
            entry = data.draw(st.sampled_from(list(AuditEntry.objects.order_by("pk")[:9])))
            way = data.draw(st.sampled_from(WAYS))
            with unlocked():
                way(entry, data)
            assert queries.prove(known=known).faults, way.__name__
        finally:
            services.BATCH = batch


@pytest.mark.django_db
def test_what_was_cut_off_the_end_is_found_by_a_digest_that_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    write(4)
    services.seal_trail()
    known = queries.prove().digest
    last = AuditSeal.objects.latest("pk")
    with unlocked():
        AuditEntry._base_manager.filter(seal=last)._raw_delete("default")
        AuditSeal._base_manager.filter(pk=last.pk)._raw_delete("default")

    assert queries.prove().faults == ()
    assert len(queries.prove(known=known).faults) == 1


# ---- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_says_that_the_trail_is_whole_or_ends_with_one() -> None:
    (entry, _other) = write(2)
    out, err = StringIO(), StringIO()
    call_command("audit", "seal", stdout=out)
    call_command("audit", "verify", stdout=out)
    assert "2 entries sealed." in out.getvalue()
    assert "The trail is whole (2 entries, 1 seals, 0 entries not sealed yet)" in out.getvalue()

    with unlocked():
        AuditEntry._base_manager.filter(pk=entry.pk).update(object_id=99)
    with pytest.raises(CommandError) as broken:
        call_command("audit", "verify", stdout=out, stderr=err)
    assert broken.value.returncode == 1
    assert f"entries {entry.pk} to {entry.pk + 1}" in err.getvalue()


def test_beat_seals_every_five_minutes(settings: Any) -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["accounts.seal_trail"]
    assert entry == {"task": "accounts.seal_trail", "schedule": 300.0}
