"""What goes out in a programme, and what went: the screen of its messages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import Http404
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from core.clock import local, now
from core.text import render_markdown
from outbox.enums import MessageState, Urgency
from outbox.models import Message
from outbox.queries import (
    GONE,
    WAITING,
    BatchRow,
    Recipient,
    count_messages,
    list_batches,
    list_recipients,
    recipient_of,
    token_of,
)
from outbox.querysets import MessageQuerySet
from outbox.services.kinds import Day, compose_text, find_kind, kind_of
from outbox.services.planning import forecast
from outbox.services.queue import Planned
from outbox.services.rhythm import about_post
from outbox.services.steering import with_mark
from programmes.models import Programme, Reminder
from programmes.queries.reminders import words_of

AHEAD = dt.timedelta(days=60)
"""How far "still to come" looks: what is due later may still change often."""
PER_PAGE = 40
CHANGEABLE = (MessageState.PLANNED, MessageState.HELD, MessageState.FAILED)

TABS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "coming": (gettext_lazy("To come"), (*WAITING, MessageState.HELD)),
    "held": (gettext_lazy("Held"), (MessageState.HELD,)),
    "sent": (gettext_lazy("Sent"), GONE),
    "failed": (gettext_lazy("Not delivered"), (MessageState.FAILED,)),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: messages that go together, at one time, for one reason."""

    token: str
    title: str
    people: int
    at: dt.datetime
    why: str
    state: str
    reason: str
    edited: bool
    in_post: int
    """How many of its readers get it in their daily post."""
    post: str
    """For how many of its readers it goes, or went, in their daily post, in a sentence; empty for none."""
    current: bool

    @property
    def people_then(self) -> int:
        """How many get it at its time: who gets it in the daily post does so later, unless all do."""
        return self.people - self.in_post or self.people


@dataclass(frozen=True, slots=True)
class EntryDay:
    """The lines of one day."""

    day: dt.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as its reader sees it, and what can still be done with those that go with it."""

    batch: str
    token: str
    reader: str
    sender: str
    subject: str
    marked_body: str
    """The text as it is edited: with a mark for the first name in the greeting."""
    body_html: SafeString
    closing_html: SafeString
    day: Day | None
    action_label: str
    is_personal: bool
    """Whether the button is a personal link, made when it is sent."""
    can_be_declined: bool
    why: str
    post: str
    """That it goes, or went, in this reader's daily post, in a sentence; else empty."""
    states: frozenset[str]
    others: tuple[Recipient, ...]

    @property
    def is_open(self) -> bool:
        """Whether the text can still change."""
        return bool(self.states & {MessageState.PLANNED, MessageState.HELD})


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the four, with how much is behind it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """The whole screen."""

    tab: str
    tabs: tuple[Tab, ...]
    days: tuple[EntryDay, ...]
    letter: Letter | None
    next_at: dt.datetime | None
    next_people: int
    number: int
    has_more: bool


def outbox_page(
    *, programme: Programme, tab: str, batch: str = "", to: str = "", number: int = 1
) -> OutboxPage:
    """The messages of ``programme`` under ``tab``, and a letter of ``batch`` as ``to`` reads it (both tokens).

    Without ``batch`` it is the first one, without ``to`` the first by name. 8 queries at most besides those of the
    planners, which look at what falls due in the next sixty days.
    """
    states = TABS[tab][1]
    latest_first = tab in {"sent", "failed"}
    planned = _by_batch(forecast(scope=programme.scope, until=now() + AHEAD))
    rows = list_batches(
        scope=programme.scope,
        states=states,
        latest_first=latest_first,
        start=(number - 1) * PER_PAGE if latest_first else 0,
        most=PER_PAGE + 1 if latest_first else 500,
    )
    has_more = latest_first and len(rows) > PER_PAGE
    rows = rows[:PER_PAGE] if latest_first else rows
    if latest_first:
        rows.sort(key=lambda row: row.at, reverse=True)
    foreseen = planned if tab == "coming" else {}
    entries = _entries(rows, foreseen)
    chosen = next((entry for entry in entries if entry.token == batch), entries[0] if entries else None)
    entries = [replace(entry, current=entry is chosen) for entry in entries]
    counts = count_messages(scope=programme.scope)
    waiting = [entry for entry in entries if entry.state in WAITING] if tab == "coming" else []
    return OutboxPage(
        tab=tab,
        tabs=(
            Tab(
                "coming",
                str(TABS["coming"][0]),
                counts.waiting + counts.held + sum(map(len, planned.values())),
            ),
            Tab("held", str(TABS["held"][0]), counts.held),
            Tab("sent", str(TABS["sent"][0]), counts.sent),
            Tab("failed", str(TABS["failed"][0]), counts.failed),
        ),
        days=tuple(
            EntryDay(day, tuple(of_day))
            for day, of_day in groupby(entries, key=lambda entry: local(entry.at).date())
        ),
        letter=_letter(programme, chosen, states, rows, foreseen, to) if chosen else None,
        next_at=waiting[0].at if waiting else None,
        next_people=sum(entry.people_then for entry in waiting if entry.at == waiting[0].at)
        if waiting
        else 0,
        number=number,
        has_more=has_more,
    )


def messages_of(*, programme: Programme, batch: str, to: str = "") -> tuple[MessageQuerySet, list[Planned]]:
    """The rows of the batch with the token ``batch``, and the messages of it that a planner foresees.

    ``to`` (a token) leaves that one reader's only. 2 queries besides those of the planners.
    """
    planned = forecast(scope=programme.scope, until=now() + AHEAD)
    foreseen = [told for told in planned if token_of(told.batch_key) == batch and _is_to(told.dedupe_key, to)]
    there = Message.objects.of_scope(programme.scope).values_list("batch", "dedupe_key")
    keys = [key for of_batch, key in there if token_of(of_batch) == batch and _is_to(key, to)]
    keys += [told.dedupe_key for told in foreseen]
    return Message.objects.of_scope(programme.scope).filter(dedupe_key__in=keys), foreseen


def letter_of(*, programme: Programme, batch: str, to: str = "") -> Letter:
    """The letter of the batch with the token ``batch``, with only the reader ``to`` (a token) or with all of them.

    Raises ``Http404`` where there is none any more.
    """
    rows, foreseen = messages_of(programme=programme, batch=batch, to=to)
    told = {token_of(plan.dedupe_key): plan for plan in foreseen}
    readers = [recipient_of(message) for message in rows.filter(state__in=CHANGEABLE).select_related("user")]
    return _read(programme, batch, [*readers, *map(_foreseen_reader, foreseen)], told, to)


def _is_to(dedupe_key: str, to: str) -> bool:
    return not to or token_of(dedupe_key) == to


def _by_batch(planned: Iterable[Planned]) -> dict[str, list[Planned]]:
    batches: dict[str, list[Planned]] = defaultdict(list)
    for told in planned:
        batches[told.batch_key].append(told)
    return batches


def _entries(rows: Sequence[BatchRow], foreseen: dict[str, list[Planned]]) -> list[Entry]:
    """The lines of what is there and of what is foreseen, in order. 1 query where something is foreseen."""
    entries = [
        Entry(
            token_of(row.key),
            row.subject,
            row.people,
            row.at,
            row.why,
            row.state,
            row.reason,
            row.edited,
            row.in_post,
            about_post(in_post=row.in_post, people=row.people, state=row.state),
            current=False,
        )
        for row in rows
    ]
    if not foreseen:
        return entries
    firsts = {key: batch[0] for key, batch in foreseen.items()}
    reminders = Reminder.objects.select_related("moment__anchor").in_bulk(
        [told.params["reminder"] for told in firsts.values() if "reminder" in told.params]
    )
    for key, told in firsts.items():
        reminder = reminders.get(told.params.get("reminder", 0))
        anchor = reminder.moment.anchor if reminder else None
        if anchor is not None:
            label = words_of(told.kind).label % {"name": anchor.name}
        else:  # of something else than a date of the plan: as its reader will see it
            label = kind_of(told.kind).compose(told.params, told.user).subject
        at = told.sendable_from
        why = str(told.why)
        in_post = sum(one.urgency == Urgency.DIGEST for one in foreseen[key])
        entries.append(
            Entry(
                token_of(key),
                label,
                len(foreseen[key]),
                at,
                why,
                MessageState.PLANNED,
                "",
                edited=False,
                in_post=in_post,
                post=about_post(in_post=in_post, people=len(foreseen[key]), state=MessageState.PLANNED),
                current=False,
            )
        )
    return sorted(entries, key=lambda entry: (entry.at, entry.token))


def _letter(
    programme: Programme,
    chosen: Entry,
    states: tuple[str, ...],
    rows: Sequence[BatchRow],
    foreseen: dict[str, list[Planned]],
    to: str,
) -> Letter:
    key = next(key for key in (*(row.key for row in rows), *foreseen) if token_of(key) == chosen.token)
    told = {token_of(plan.dedupe_key): plan for plan in foreseen.get(key, [])}
    readers = list_recipients(scope=programme.scope, batch=key, states=states)
    return _read(programme, chosen.token, [*readers, *map(_foreseen_reader, told.values())], told, to)


def _foreseen_reader(plan: Planned) -> Recipient:
    return Recipient(token_of(plan.dedupe_key), "", str(plan.user or plan.address), MessageState.PLANNED, "")


def _read(
    programme: Programme, batch: str, readers: list[Recipient], told: dict[str, Planned], to: str
) -> Letter:
    """The letter as ``to`` (a token) reads it, or the first by name."""
    if not readers:
        raise Http404
    others = sorted(readers, key=lambda other: other.name.lower())
    reader = next((other for other in others if other.token == to), others[0])
    states = frozenset(other.state for other in others)
    if reader.token in told:
        return _foreseen_letter(batch, reader, told[reader.token], states, others)
    message = Message.objects.of_scope(programme.scope).select_related("user").get(public_id=reader.public_id)
    return _row_letter(batch, reader, message, states, others)


def _row_letter(
    batch: str, reader: Recipient, message: Message, states: frozenset[str], others: list[Recipient]
) -> Letter:
    kept = message.layout.get("day")
    return Letter(
        batch=batch,
        token=reader.token,
        reader=reader.name,
        sender=message.sender_name,
        subject=message.subject,
        marked_body=with_mark(message.body, message.user),
        body_html=render_markdown(message.body),
        closing_html=render_markdown(message.layout.get("closing", "")),
        day=Day(dt.datetime.fromisoformat(kept["at"]), kept["title"], kept["text"]) if kept else None,
        action_label=message.action_label,
        is_personal=_is_personal(message.kind),
        can_be_declined=_can_be_declined(message.kind),
        why=message.why,
        post=about_post(in_post=message.urgency == Urgency.DIGEST, people=1, state=message.state),
        states=states,
        others=tuple(others),
    )


def _foreseen_letter(
    batch: str, reader: Recipient, told: Planned, states: frozenset[str], others: list[Recipient]
) -> Letter:
    text = compose_text(
        kind_of(told.kind),
        params=told.params,
        user=told.user,
        language=told.reads,
        extra_text=told.extra_text,
    )
    return Letter(
        batch=batch,
        token=reader.token,
        reader=reader.name,
        sender=str(told.reply_to or ""),
        subject=text.subject,
        marked_body=with_mark(text.body, told.user),
        body_html=render_markdown(text.body),
        closing_html=render_markdown(text.closing),
        day=text.day,
        action_label=text.action_label,
        is_personal=_is_personal(told.kind),
        can_be_declined=_can_be_declined(told.kind),
        why=str(told.why),
        post=about_post(in_post=told.urgency == Urgency.DIGEST, people=1, state=MessageState.PLANNED),
        states=states,
        others=tuple(others),
    )


def _is_personal(kind: str) -> bool:
    found = find_kind(kind)
    return found is not None and found.personal_link


def _can_be_declined(kind: str) -> bool:
    found = find_kind(kind)
    return found is not None and found.can_be_declined
