"""The trail as somebody reads it: in sentences, per day, and nothing in it that the reader may not see.

Who did something to a contribution (``Act.signed``) is told as that person consented to be named in the programme. Who
is not named there stands without role and without time, at the end of the day, and is not found by name: neither
the list, nor its order, nor a filter tells who it was.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _

from accounts.enums import AuditRole
from accounts.models import AuditEntry, User
from accounts.queries import trail_words as words
from core.clock import local

PER_PAGE = 50
MOST_IN_FILE = 10_000

Unnamed = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One thing that was done."""

    day: dt.date
    time: dt.time | None
    """To the minute; None where it would tell who it was."""
    sentence: str
    """HTML, safe."""
    who: str
    role: str
    for_whom: str
    where: words.Thing | None
    times: int = 1
    """How often the same was done in that minute."""


@dataclass(frozen=True, slots=True)
class TrailDay:
    """What was done on one day, newest first."""

    day: dt.date
    rows: tuple[TrailRow, ...]


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What somebody wants to see of it: of a person (public id), of a kind ("ideas"). Unknown words ask nothing."""

    person: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "TrailFilter":
        """What the ``query`` of an address asks (``?person=``, ``?kind=``)."""
        return cls(person=query.get("person", ""), kind=query.get("kind", ""))


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail."""

    days: tuple[TrailDay, ...]
    people: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    asked: TrailFilter
    total: int
    where: str
    """Where we are: "1 to 50 of 132"."""
    previous_url: str
    next_url: str
    file_query: str
    """What to put behind the address of the file, to have in it what is asked for."""


def trail_page(*, scopes: Collection[str], reader: Any, asked: TrailFilter, page: str = "") -> TrailPage:
    """The trail of ``scopes`` for ``reader``. Some ten queries and one per kind of object on the page."""
    people = _people(scopes)
    sheet = Paginator(_entries(scopes, asked), PER_PAGE).get_page(page)
    rows = _told_once(_rows(list(sheet.object_list), reader, several=len(scopes) > 1))
    query = {name: value for name, value in (("person", asked.person), ("kind", asked.kind)) if value}
    return TrailPage(
        days=tuple(TrailDay(day, tuple(found)) for day, found in groupby(rows, key=lambda row: row.day)),
        people=people,
        kinds=tuple(
            sorted(((key, str(label)) for key, label in words.kinds.items()), key=lambda one: one[1])
        ),
        asked=asked,
        total=sheet.paginator.count,
        where=_("%(first)d to %(last)d of %(total)d")
        % {"first": sheet.start_index(), "last": sheet.end_index(), "total": sheet.paginator.count},
        previous_url=f"?{urlencode({**query, 'page': sheet.number - 1})}" if sheet.has_previous() else "",
        next_url=f"?{urlencode({**query, 'page': sheet.number + 1})}" if sheet.has_next() else "",
        file_query=f"?{urlencode(query)}" if query else "",
    )


def trail_rows(*, scopes: Collection[str], reader: Any, asked: TrailFilter) -> Iterator[TrailRow]:
    """The newest ``MOST_IN_FILE`` rows, for a file. The queries of a page per 500 rows."""
    entries = _entries(scopes, asked)[:MOST_IN_FILE]
    for start in range(0, MOST_IN_FILE, 500):
        chunk = list(entries[start : start + 500])
        if not chunk:
            return
        yield from _rows(chunk, reader, several=len(scopes) > 1)


def _entries(scopes: Collection[str], asked: TrailFilter) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(scope__in=scopes)
    if asked.kind in words.kinds:
        entries = entries.filter(verb__startswith=f"{asked.kind}.")
    if asked.person and (person := User.objects.filter(public_id=asked.person[:40]).first()):
        hidden = {scope for scope, _person in words.not_named(scopes, [person.pk])}
        entries = entries.filter(by=person)
        if hidden:
            entries = entries.exclude(verb__in=words.signed_verbs(), scope__in=hidden)
    return entries.order_by("-at", "-pk")


def _people(scopes: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Who did something here that is told with a name, by name. 4 queries."""
    done = AuditEntry.objects.filter(scope__in=scopes, by__isnull=False).order_by()
    signed = words.signed_verbs()
    people = set(done.exclude(verb__in=signed).values_list("by", flat=True).distinct())
    contributed = set(done.filter(verb__in=signed).values_list("scope", "by").distinct())
    hidden = words.not_named(scopes, {person for _scope, person in contributed})
    people |= {person for scope, person in contributed if (scope, person) not in hidden}
    found = User.objects.filter(pk__in=people)
    return tuple(sorted(((one.public_id, str(one)) for one in found), key=lambda one: one[1].casefold()))


def _rows(entries: list[AuditEntry], reader: Any, *, several: bool) -> list[TrailRow]:
    """``entries`` in sentences; those without a time come last on their day."""
    things = _things(entries, reader)
    keys = {key for entry in entries for key in (entry.by_id, entry.for_whom_id) if key is not None}
    people = User.objects.in_bulk(list(keys))
    scopes = {entry.scope for entry in entries}
    signed = [entry for entry in entries if _is_signed(entry)]
    unnamed = words.not_named(
        {entry.scope for entry in signed},
        {key for entry in signed for key in (entry.by_id, entry.for_whom_id) if key is not None},
    )
    places = words.scope_names(reader, scopes) if several else {}
    rows = [
        _row(entry, people, unnamed, things.get((entry.object_type, entry.object_id)), places)
        for entry in entries
    ]
    return _without_time_last(rows)


def _without_time_last(rows: Iterable[TrailRow]) -> list[TrailRow]:
    told: list[TrailRow] = []
    for _day, found in groupby(rows, key=lambda row: row.day):
        # Not in the order of the clock either: by their words, which tell nothing of who and when.
        day = list(found)
        told += [row for row in day if row.time]
        told += sorted((row for row in day if not row.time), key=lambda row: strip_tags(row.sentence))
    return told


def _told_once(rows: Iterable[TrailRow]) -> list[TrailRow]:
    """The same in the same minute is one line that says how often."""
    return [replace(row, times=len(list(same))) for row, same in groupby(rows)]


def _is_signed(entry: AuditEntry) -> bool:
    act = words.acts.get(entry.verb)
    return act is not None and act.signed


def _things(entries: list[AuditEntry], reader: Any) -> dict[tuple[str, int], words.Thing]:
    """The objects that still are and that ``reader`` may see. 1 query per kind."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.object_type, set()).add(entry.object_id)
    return {
        (kind, pk): thing
        for kind, pks in wanted.items()
        if kind in words.finders
        for pk, thing in words.finders[kind](reader, pks).items()
    }


def _row(
    entry: AuditEntry,
    people: Mapping[int, User],
    unnamed: Unnamed,
    thing: words.Thing | None,
    places: Mapping[str, words.Thing],
) -> TrailRow:
    hides = _is_signed(entry) and (entry.scope, entry.by_id) in unnamed
    who = _called(entry, entry.by_id, entry.by_key, people, unnamed) or _("The system")
    whom = _called(entry, entry.for_whom_id, entry.for_whom_key, people, unnamed)
    act = words.acts.get(entry.verb) or words.Act(entry.verb, _("{who} did something with {what}"))
    sentence = str(act.sentence)
    behalf = whom if entry.for_whom_key != entry.by_key and "{whom}" not in sentence else ""
    moment = local(entry.at)
    role = "" if hides or entry.role == AuditRole.SYSTEM else str(words.roles.get(entry.role, ""))
    return TrailRow(
        day=moment.date(),
        time=None if hides else moment.time().replace(second=0, microsecond=0),
        sentence=format_html(
            sentence,
            who=format_html("<strong>{}</strong>", who),
            what=_linked(thing),
            whom=whom or _("somebody"),
        ),
        who=who,
        role=role,
        for_whom=behalf,
        where=places.get(entry.scope),
    )


def _called(
    entry: AuditEntry, pk: int | None, key: int | None, people: Mapping[int, User], unnamed: Unnamed
) -> str:
    """How the trail calls somebody; nothing for nobody."""
    if key is None:
        return ""
    if pk is None or pk not in people:
        return _("Somebody whose data were erased")
    if _is_signed(entry) and (entry.scope, pk) in unnamed:
        return unnamed[entry.scope, pk] or _("Somebody")
    return str(people[pk])


def _linked(thing: words.Thing | None) -> str:
    if thing is None:
        return _("something that is not to be seen (any more)")
    if not thing.url:
        return format_html("‘{}’", thing.label)
    return format_html('<a href="{}">{}</a>', thing.url, thing.label)
