"""Tables and pairs: mixed by the house, changed by hand, shown, and taken back."""

from collections import defaultdict
from collections.abc import Mapping
from secrets import randbelow

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from programmes.models import Participation
from sessions.enums import SeatingKind, WhoSits
from sessions.models import Seating, SeatingPlace, Session
from sessions.queries.mixing import Sitter, cheapest_table, mix, tables_for
from sessions.queries.seating import met_before, sitter_of, sitters
from sessions.services.holding import held_open_evening
from sessions.services.live import tell_screens

PAIR = 2
MOST_SEEDS = 1_000_000


def seat_people(
    *,
    evening: Session,
    kind: str,
    by: User,
    tables: int | None = None,
    size: int | None = None,
    who: str = WhoSits.COMING,
    version: int | None = None,
) -> Seating:
    """Mix the people of ``evening`` over ``tables``, or over tables of at most ``size`` (two for pairs), anew.

    ``version`` is of the seating that ``by`` saw, None where there was none. Raises ``ValidationError`` where there are
    too few people or too many tables, ``Conflict`` where somebody changed it meanwhile or the evening is over.
    """
    people = [sitter_of(one) for one in sitters(evening, who)]
    count = _tables(len(people), PAIR if kind == SeatingKind.PAIRS else size, tables)
    seed = randbelow(MOST_SEEDS)
    seats = mix(people, tables=count, met=met_before(evening, kind), seed=seed)
    with transaction.atomic():
        held = held_open_evening(evening)
        seating = Seating.objects.filter(evening=held, kind=kind).first()
        if (seating.version if seating else None) != version:
            raise Conflict(_("Somebody else divided the people meanwhile. Look at how they sit now."))
        if seating is None:
            seating = Seating(evening=held, kind=kind)
        seating.seed, seating.made_by = seed, by
        before = _present(seating) if seating.pk else {}
        seating.version += bool(seating.pk)
        seating.before = before
        seating.save()
        _write(seating, seats)
        record(
            by, "evenings.people_seated", seating, scope=held.programme.scope, people=len(seats), seed=seed
        )
        tell_screens(evening=held)
    return seating


@transaction.atomic
def swap_seats(*, seating: Seating, one: Participation, other: Participation, by: User) -> Seating:
    """Let two people change seats. Raises ``ValidationError`` for the same person or table twice, ``Conflict`` where
    one of them has no seat any more."""
    held = _held(seating)
    seats = _present(held)
    first, second = seats.get(one.pk), seats.get(other.pk)
    if first is None or second is None:
        raise Conflict(_("One of them has no seat any more. Look at how they sit now."))
    if first == second:
        raise ValidationError(
            {"other": _("They sit at the same table already. Choose somebody of another table.")}
        )
    _change(held, seats | {one.pk: second, other.pk: first})
    record(by, "evenings.seats_swapped", held, scope=held.programme.scope)
    return held


@transaction.atomic
def bring_up_to_date(*, seating: Seating, by: User) -> Seating:
    """Give those who come by now and have no seat one at a small table, and take out who does not come any more; all
    others stay where they are. Raises ``Conflict`` when nothing would change."""
    held = _held(seating)
    seats = _present(held)
    if not seats:
        raise Conflict(_("Nobody has a seat any more. Divide people anew."))
    everybody = sitters(held.evening, WhoSits.COMING) + sitters(held.evening, WhoSits.PRESENT)
    here = {one.pk: sitter_of(one) for one in everybody}
    kept = {pk: table for pk, table in seats.items() if pk in here}
    late = [sitter for pk, sitter in here.items() if pk not in seats]
    if not late and kept == seats:
        raise Conflict(_("Everybody who comes has a seat already."))
    met = met_before(held.evening, held.kind)
    tables: dict[int, list[Sitter]] = defaultdict(list)
    for number in sorted(set(seats.values())):
        tables[number] = [here[pk] for pk, table in kept.items() if table == number]
    for sitter in late:
        number = cheapest_table(sitter, tables, met)
        tables[number].append(sitter)
        kept[sitter.key] = number
    _change(held, kept)
    record(by, "evenings.seating_brought_up_to_date", held, scope=held.programme.scope, people=len(late))
    return held


@transaction.atomic
def take_back_seating(*, seating: Seating, by: User) -> Seating:
    """Let everybody sit as before the last change; once more brings that change back. Raises ``Conflict`` where there
    is nothing before it."""
    held = _held(seating)
    if not held.before:
        raise Conflict(_("There is nothing to take back."))
    earlier = {int(pk): table for pk, table in held.before.items()}
    known = set(Participation.objects.filter(pk__in=earlier).values_list("pk", flat=True))
    _change(held, {pk: table for pk, table in earlier.items() if pk in known})
    record(by, "evenings.seating_taken_back", held, scope=held.programme.scope)
    return held


@transaction.atomic
def show_seating(*, seating: Seating, shown: bool, by: User) -> Seating:
    """Let everybody read the own table on the phone, or not any more."""
    held = _held(seating)
    if (held.shown_at is not None) == shown:
        return held
    held.shown_at = now() if shown else None
    held.save(update_fields=["shown_at"])
    record(
        by, "evenings.seating_shown" if shown else "evenings.seating_hidden", held, scope=held.programme.scope
    )
    tell_screens(evening=held.evening)
    return held


def _tables(people: int, size: int | None, tables: int | None) -> int:
    if people < PAIR:
        raise ValidationError(_("There are not two people yet to divide. Wait until more of them said yes."))
    if tables is None:
        return tables_for(people, size or PAIR)
    if tables > people // PAIR:
        raise ValidationError(
            {
                "number": _("Choose at most %(count)d tables: nobody should sit alone.")
                % {"count": people // PAIR}
            }
        )
    return tables


def _held(seating: Seating) -> Seating:
    evening = held_open_evening(seating.evening)
    held = Seating.objects.select_for_update(of=("self",)).get(pk=seating.pk)
    held.evening = evening
    return held


def _present(seating: Seating) -> dict[int, int]:
    return dict(seating.places.values_list("participation_id", "table"))


def _change(seating: Seating, seats: Mapping[int, int]) -> None:
    """Let people sit so, and keep how it was."""
    seating.before = _present(seating)
    Seating.objects.filter(pk=seating.pk).update(before=seating.before, version=F("version") + 1)
    _write(seating, seats)
    tell_screens(evening=seating.evening)


def _write(seating: Seating, seats: Mapping[int, int]) -> None:
    seating.places.all().delete()
    SeatingPlace.objects.bulk_create(
        SeatingPlace(seating=seating, participation_id=pk, table=table) for pk, table in seats.items()
    )
