"""All programmes that an organisation hosts, for who administers it: how each stands, and what hangs."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from core.clock import now
from core.rendering import NavLink
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from sessions.enums import OVER
from sessions.models import Session

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class HostedProgramme:
    """One programme on a line."""

    name: str
    url: str
    kind: str
    state: str
    state_label: str
    phase: str
    evening: str
    evening_at: dt.datetime | None
    people: int
    unanswered: int
    """Invitations without an answer."""
    failed: int
    """Messages that did not arrive."""
    people_url: str
    messages_url: str


@dataclass(frozen=True, slots=True)
class HostedPage:
    """A page of them."""

    rows: tuple[HostedProgramme, ...]
    chips: tuple[NavLink, ...]
    next_url: str
    """Where the list goes on; empty at its end."""


def hosted_page(*, organisation: Organisation, state: str, after: str) -> HostedPage:
    """The programmes of ``organisation``, newest first: those in ``state`` (all for any other word), from the one with
    public id ``after`` on. 4 queries, whatever their number and size."""
    hosted = Programme.objects.filter(host=organisation, is_rehearsal=False)
    counts = Counter(dict(hosted.order_by().values_list("state").annotate(count=Count("pk"))))
    state = state if state in ProgrammeState.values else ""
    chosen = hosted.filter(state=state) if state else hosted
    last = hosted.filter(public_id=after).values_list("starts_on", "pk").first() if after else None
    if last is not None:
        day, pk = last
        chosen = chosen.filter(Q(starts_on__lt=day) | Q(starts_on=day, pk__lt=pk))
    found = list(_counted(chosen).order_by("-starts_on", "-pk")[: PER_PAGE + 1])
    rows, more = found[:PER_PAGE], len(found) > PER_PAGE
    failed = _failed(rows)
    here = reverse("overviews:all_programmes", args=[organisation.public_id])
    kept = f"state={state}&" if state else ""
    return HostedPage(
        rows=tuple(_row(one, failed[one.scope]) for one in rows),
        chips=_chips(here, counts, state),
        next_url=f"{here}?{kept}after={rows[-1].public_id}" if more else "",
    )


def _counted(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """With the next evening and the numbers, each counted by the database apart: no join multiplies another."""
    people = (
        Participation.objects.active().filter(programme=OuterRef("pk")).exclude(role=Role.GUEST).order_by()
    )
    next_evening = (
        Session.objects.filter(programme=OuterRef("pk"), moment__at__gt=now())
        .exclude(state__in=OVER)
        .order_by("moment__at")
    )

    def number(rows: QuerySet[Participation]) -> Coalesce:
        return Coalesce(Subquery(rows.values("programme").annotate(n=Count("pk")).values("n")), 0)

    return programmes.select_related("phase").annotate(
        people=number(people),
        unanswered=number(people.filter(accepted_at__isnull=True)),
        evening=Subquery(next_evening.values("title")[:1]),
        evening_at=Subquery(next_evening.values("moment__at")[:1]),
    )


def _failed(programmes: Sequence[Programme]) -> Counter[str]:
    """Per scope how many messages did not arrive. 1 query."""
    messages = Message.objects.filter(
        scope__in=[one.scope for one in programmes], state=MessageState.FAILED
    ).order_by()
    return Counter(dict(messages.values_list("scope").annotate(count=Count("pk"))))


def _row(programme: Programme, failed: int) -> HostedProgramme:
    counted: Any = programme  # with what ``_counted`` put beside it
    runs = programme.state == ProgrammeState.RUNNING
    people = reverse("programmes:people", args=[programme.public_id])
    return HostedProgramme(
        name=programme.name,
        url=reverse("overviews:programme", args=[programme.public_id]),
        kind=programme.get_kind_display(),
        state=programme.state,
        state_label=programme.get_state_display(),
        phase=programme.phase.name if programme.phase and runs else "",
        evening=counted.evening or "",
        evening_at=counted.evening_at,
        people=counted.people,
        unanswered=counted.unanswered if runs else 0,
        failed=failed,
        people_url=f"{people}?state=waiting",
        messages_url=f"{reverse('programmes:messages', args=[programme.public_id])}?tab=failed",
    )


def _chips(here: str, counts: Counter[str], state: str) -> tuple[NavLink, ...]:
    every = NavLink(url=here, label=_("All"), current=not state, count=counts.total())
    return (
        every,
        *(
            NavLink(
                url=f"{here}?state={value}", label=str(label), current=value == state, count=counts[value]
            )
            for value, label in ProgrammeState.choices
            if counts[value] or value == state
        ),
    )
