"""Seeking a day together: asked, answered without an account, reminded, and ended by the date chain."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Language
from accounts.models import User
from accounts.services.audit import record
from accounts.services.limits import hidden
from core.clock import local, now, today
from core.errors import Conflict
from core.limits import Limit
from core.text import clean_text
from programmes.enums import ProgrammeState
from programmes.queries.changes import batch_of_change
from programmes.queries.dates import Move, Told
from sessions.enums import DateStep, SessionState, WhoIsAsked
from sessions.models import Asked, DatePoll, PollDay, Session
from sessions.queries.date_polls import asked_of, people_of
from sessions.services.changes import AT_ONCE, FOR_UNDO, invited_to, when_told
from sessions.services.date_poll_news import (
    ALL_KINDS,
    OUTCOME,
    QUESTION,
    REMINDER,
    WITHDRAWN,
    heard,
    messages_of,
    send,
    take_back,
)
from sessions.services.holding import held_evening

FEWEST_DAYS, MOST_DAYS = 2, 12
MOST_ADDRESSES = 20
"""Of people without an account, in one datumprikker."""
KEPT = dt.timedelta(days=30)
"""So long after the end addresses and names of people without an account are erased."""
TO_ADDRESS = Limit("date-poll-address", 4, 24 * 3600)
"""Questions about days to one address without an account: nobody fills somebody else's mailbox by it."""
BY_PERSON = Limit("date-poll-by", 60, 24 * 3600)
"""Addresses without an account that one facilitator asks in a day."""

_NOTE = DatePoll._meta.get_field("note").max_length or 0


# ---- asking --------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_for_days(
    *,
    evening: Session,
    starts: Sequence[dt.datetime],
    closes_at: dt.datetime,
    by: User,
    who: str = WhoIsAsked.TEAM,
    emails: Iterable[str] = (),
    language: str = Language.DUTCH,
    note: str = "",
) -> DatePoll:
    """Ask people on which of ``starts`` ``evening`` can be, until ``closes_at``; each of them gets a message.

    ``emails`` are of people without an account, who read ``language``. Raises ``Conflict`` when people are asked
    already or the evening is not to come, ``ValidationError`` by field for too few or too many days or addresses, or a
    day in the past.
    """
    evening = held_evening(evening)
    if evening.programme.state != ProgrammeState.RUNNING or evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening is no longer to come, so no day can be sought for it."))
    if evening.date_polls.live().exists():
        raise Conflict(_("Somebody else asked people about days for this evening already."))
    days = sorted(set(starts))
    _check_days(days)
    _check_until(closes_at, days)
    people = list(people_of(evening, who=who))
    addresses = _addresses(emails, {person.person.email.lower() for person in people}, by)
    if not people and not addresses:
        raise ValidationError({"emails": _("There is nobody to ask yet.")})
    poll = DatePoll.objects.create(
        evening=evening,
        note=clean_text(note, single_line=True)[:_NOTE],
        closes_at=closes_at,
        made_by=by,
    )
    PollDay.objects.bulk_create(PollDay(poll=poll, starts_at=one) for one in days)
    Asked.objects.bulk_create(
        [
            *(Asked(poll=poll, participation=person, language=person.person.language) for person in people),
            *(Asked(poll=poll, email=address, language=language) for address in addresses),
        ]
    )
    record(
        by, "evenings.days_proposed", poll, scope=evening.programme.scope, people=len(people) + len(addresses)
    )
    _ask(poll)
    return poll


@transaction.atomic
def ask_until(*, poll: DatePoll, until: dt.datetime, version: int, by: User) -> DatePoll:
    """Let people answer ``until`` then; a datumprikker that was withdrawn, or had ended, opens again, with its answers.

    When it was not open everybody is asked again. ``version`` is the one that ``by`` saw. Raises ``Conflict`` where
    somebody changed it meanwhile or another one is open, ``ValidationError`` for a time that cannot be.
    """
    evening = held_evening(poll.evening)
    poll = _held(poll, version)
    if evening.programme.state != ProgrammeState.RUNNING or evening.state != SessionState.PLANNED:
        raise Conflict(_("This evening is no longer to come, so no day can be sought for it."))
    if evening.date_polls.live().exclude(pk=poll.pk).exists():
        raise Conflict(_("Another question about days for this evening is open already."))
    was = poll.step
    _check_until(until, list(poll.days.values_list("starts_at", flat=True)))
    poll.closes_at, poll.ended_at, poll.chosen = until, None, None
    _save(poll, "closes_at", "ended_at", "chosen")
    record(by, "evenings.days_asked_until", poll, scope=evening.programme.scope)
    if was != DateStep.ASKING:
        take_back(poll, (QUESTION,), _("People are asked anew before it went."))
        _ask(poll)
    return poll


@transaction.atomic
def remind(*, poll: DatePoll, by: User) -> int:
    """Remind those who did not answer yet, once a day at most. Returns how many.

    Raises ``Conflict`` where people cannot answer any more, all of them did, or they were reminded today.
    """
    poll = _held(poll)
    if poll.step != DateStep.ASKING:
        raise Conflict(_("People cannot answer any more, so nobody is reminded."))
    silent = [one for one in asked_of(poll) if one.answered_at is None]
    if not silent:
        raise Conflict(_("Everybody has answered already."))
    written = send(poll, REMINDER, silent, dedupe=f"poll:{poll.pk}:{today().isoformat()}")
    if not written:
        raise Conflict(_("They were reminded today already."))
    record(by, "evenings.days_reminded", poll, scope=poll.programme.scope, people=written)
    return written


@transaction.atomic
def withdraw(*, poll: DatePoll, version: int, by: User) -> None:
    """Ask no longer: everybody who was asked hears it, and answers are kept.

    Raises ``Conflict`` where somebody changed it meanwhile, or it has ended.
    """
    poll = _held(poll, version)
    if poll.ended_at is not None:
        raise Conflict(_("This question was closed already."))
    _end(poll, by)


def end_polls_of(*, evening: Session, by: User) -> None:
    """Withdraw the datumprikker of an evening that goes away or is called off, in the transaction that does it."""
    for poll in evening.date_polls.live():
        _end(_held(poll), by)


def _end(poll: DatePoll, by: User) -> None:
    knowing = heard(poll, (QUESTION, REMINDER))
    poll.ended_at = now()
    _save(poll, "ended_at")
    record(by, "evenings.days_withdrawn", poll, scope=poll.programme.scope)
    evening = poll.evening
    send(
        poll,
        WITHDRAWN,
        [one for one in asked_of(poll) if one.pk in knowing],
        dedupe=f"poll:{poll.pk}:{poll.version}",
        params={"programme": evening.programme_id, "title": evening.title},
    )


# ---- the outcome ---------------------------------------------------------------------------------------------------


@transaction.atomic
def keep_day(*, day: PollDay, version: int, by: User) -> None:
    """Choose the day on which the evening is already: nothing moves, and everybody who was asked hears it.

    Raises ``Conflict`` where the evening is on another day by now, or somebody changed the question meanwhile.
    """
    evening = held_evening(day.poll.evening)
    poll = _held(day.poll, version)
    if poll.ended_at is not None:
        raise Conflict(_("This question was closed already."))
    if evening.moment.at != day.starts_at:
        raise Conflict(_("Somebody else moved the evening meanwhile. Look at the days once more."))
    _choose(poll, day, by, batch="", told=())


def hear_of_moves(moves: Sequence[Move], by: User, key: str) -> None:
    """What datumprikkers do when evenings move: called by the date chain, in its transaction.

    An evening that moves to a day that people were asked about ends the question with that day; one that moves away
    from it again, before those people heard, opens it again. On any other day people are still asked.
    """
    after = {move.moment.pk: move for move in moves}
    for evening in Session.objects.filter(moment__in=after).select_related("programme__reply_to", "moment"):
        move = after[evening.moment_id]
        if _take_back_choice(evening, move, by):
            continue
        live = evening.date_polls.live().first()
        if live is not None and evening.state == SessionState.PLANNED:
            poll = _held(live)
            day = poll.days.filter(starts_at=move.after).first()
            if day is not None:
                told = told_by_the_evening(evening)
                _choose(poll, day, by, batch=f"{batch_of_change(key)}{evening.pk}:days", told=told)


def who_hears_the_day(moves: Sequence[Move]) -> Iterable[Told]:
    """Who would hear which day it became, when evenings move to a day that people were asked about. 3 queries, and 3
    for each of those evenings."""
    after = {move.moment.pk: move.after for move in moves}
    polls = DatePoll.objects.live().filter(evening__moment__in=after, evening__state=SessionState.PLANNED)
    for poll in polls.select_related("evening__programme", "evening__moment", "evening__team"):
        evening = poll.evening
        day = after[evening.moment_id]
        if not poll.days.filter(starts_at=day).exists():
            continue
        told = told_by_the_evening(evening)
        readers = [one for one in asked_of(poll) if one.participation_id not in told]
        names = tuple(sorted((str(one) for one in readers), key=str.casefold))
        text = ngettext(
            "The datumprikker for “%(title)s” closes, and %(count)d person more who was asked hears this day.",
            "The datumprikker for “%(title)s” closes, and %(count)d people more who were asked hear this day.",
            len(names),
        )
        yield Told(text % {"count": len(names), "title": evening.title}, names, when_told(day))


def told_by_the_evening(evening: Session) -> set[int]:
    """Participations that hear of a move of ``evening`` by its own message. 1 query."""
    return set(invited_to(evening).values_list("pk", flat=True))


def _choose(poll: DatePoll, day: PollDay, by: User, *, batch: str, told: Collection[int]) -> None:
    poll.ended_at, poll.chosen = now(), day
    _save(poll, "ended_at", "chosen")
    record(by, "evenings.day_chosen", poll, scope=poll.programme.scope, day=day.pk)
    near = day.starts_at - now() < AT_ONCE
    send(
        poll,
        OUTCOME,
        [one for one in asked_of(poll) if one.participation_id not in told],
        dedupe=f"poll:{poll.pk}:{poll.version}",
        params={"starts": day.starts_at.isoformat()},
        due_at=now() if near else now() + FOR_UNDO,
        batch=batch,
    )


def _take_back_choice(evening: Session, move: Move, by: User) -> bool:
    """Open a question again whose day was chosen by a move that is taken back, if nobody heard. Returns whether."""
    last = evening.date_polls.filter(chosen__starts_at=move.before).order_by("-ended_at").first()
    if last is None or evening.date_polls.live().exists():
        return False
    poll = _held(last)
    if heard(poll, (OUTCOME,)) or not _is_fresh(poll):
        return False
    take_back(poll, (OUTCOME,), _("Moved back before it went: nobody heard of this."))
    poll.ended_at, poll.chosen = None, None
    _save(poll, "ended_at", "chosen")
    record(by, "evenings.day_chosen_back", poll, scope=poll.programme.scope)
    return True


def _is_fresh(poll: DatePoll) -> bool:
    """Whether the day was chosen so short ago that a move away from it takes that back."""
    return poll.ended_at is not None and now() - poll.ended_at <= FOR_UNDO


# ---- what is kept, and for how long --------------------------------------------------------------------------------


def over_since(poll: DatePoll) -> dt.datetime:
    """When people stopped being asked, or will."""
    return poll.ended_at or poll.closes_at


@transaction.atomic
def forget_addresses() -> int:
    """Erase addresses, names and remarks of people without an account ``KEPT`` after the end, and the messages to
    them. Their answers stay, without a name. Returns in how many datumprikkers."""
    limit = now() - KEPT
    over = DatePoll.objects.filter(forgotten_at__isnull=True, closes_at__lte=limit).select_for_update(
        of=("self",), skip_locked=True
    )
    forgotten = 0
    for poll in over.select_related("evening__programme"):
        if over_since(poll) > limit:
            continue
        addresses = poll.asked.filter(participation__isnull=True)
        messages_of(poll, ALL_KINDS).filter(user__isnull=True).delete()
        erased = addresses.update(email="", name="", remark="")
        DatePoll.objects.filter(pk=poll.pk).update(forgotten_at=now())
        if erased:
            record(None, "evenings.asked_forgotten", poll, scope=poll.programme.scope, people=erased)
            forgotten += 1
    return forgotten


# ---- together ------------------------------------------------------------------------------------------------------


def _held(poll: DatePoll, version: int | None = None) -> DatePoll:
    """The row itself, held until the transaction ends; ``Conflict`` where ``version`` is not the present one."""
    held = (
        DatePoll.objects.select_for_update(of=("self",))
        .select_related("evening__programme__reply_to", "evening__moment", "evening__team", "made_by")
        .get(pk=poll.pk)
    )
    if version is not None and held.version != version:
        raise Conflict(_("Somebody else changed this question meanwhile. Look at how it stands now."))
    return held


def _save(poll: DatePoll, *fields: str) -> None:
    poll.version += 1
    poll.save(update_fields=[*fields, "version"])


def _check_days(days: Sequence[dt.datetime]) -> None:
    if len(days) < FEWEST_DAYS:
        raise ValidationError({"days": _("Propose at least two different days.")})
    if len(days) > MOST_DAYS:
        raise ValidationError({"days": _("Propose at most %(count)d days.") % {"count": MOST_DAYS}})
    if days[0] <= now():
        raise ValidationError({"days": _("One of these days has been. Choose days that are still to come.")})
    if local(days[-1]).date() > today() + dt.timedelta(days=730):
        raise ValidationError({"days": _("One of these days is more than two years ahead.")})


def _check_until(until: dt.datetime, days: Sequence[dt.datetime]) -> None:
    if until <= now():
        raise ValidationError({"until": _("This day has passed. Choose today or later.")})
    if until >= min(days):
        raise ValidationError({"until": _("Let people answer until a day before the first proposed one.")})


def _addresses(emails: Iterable[str], known: Collection[str], by: User) -> list[str]:
    """The addresses to ask, each once, without those of people who are asked already; they count."""
    wanted = dict.fromkeys(email.strip().lower() for email in emails if email.strip())
    for address in wanted:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(
                {"emails": _("“%(address)s” is no e-mail address.") % {"address": address[:80]}}
            ) from error
    addresses = [address for address in wanted if address not in known]
    if len(addresses) > MOST_ADDRESSES:
        raise ValidationError(
            {"emails": _("Ask at most %(count)d people without an account.") % {"count": MOST_ADDRESSES}}
        )
    for address in addresses:
        if TO_ADDRESS.is_reached(hidden(address)) or BY_PERSON.is_reached(str(by.pk)):
            raise ValidationError(
                {
                    "emails": _(
                        "Too many mails went to these addresses today. Ask them tomorrow, or by telephone."
                    )
                }
            )
        TO_ADDRESS.count(hidden(address))
        BY_PERSON.count(str(by.pk))
    return addresses


def _ask(poll: DatePoll) -> None:
    send(poll, QUESTION, list(asked_of(poll)), dedupe=f"poll:{poll.pk}:{poll.version}")
