"""The datumprikker for who asks: what proposed days run into, who is asked, and what people say."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.clock import local, now
from core.templatetags.kw_dates import kw_date, kw_time
from programmes.enums import AT_WORK, ProgrammeState
from programmes.models import Participation
from programmes.queries.dates import Wish, plan_move
from programmes.queries.free_days import free_day
from programmes.queries.setup import moments_of
from programmes.querysets import in_force
from sessions.enums import DateStep, DayChoice, SessionState, WhoIsAsked
from sessions.models import Asked, DatePoll, DayAnswer, PollDay, Session
from sessions.queries.coming import expected_at


def people_of(evening: Session, *, who: str) -> QuerySet[Participation]:
    """Whom a datumprikker for ``evening`` asks: those expected at it, or all who work in the programme. No query."""
    if who == WhoIsAsked.TEAM:
        people = expected_at(evening)
    else:
        people = Participation.objects.active().filter(
            programme=evening.programme_id, role__in=AT_WORK, person__is_active=True
        )
    return people.select_related("person").order_by("person__name", "pk")


def still_there() -> Q:
    """Of ``Asked``: who takes part still, and addresses that were not erased."""
    stays = in_force("participation__") & Q(
        participation__isnull=False, participation__person__is_active=True
    )
    return stays | ~Q(email="")


def asked_of(poll: DatePoll) -> QuerySet[Asked]:
    """Those who are asked in ``poll`` and still there: not who left, nor addresses that were erased. No query.

    They know ``poll`` itself, with all that was fetched along with it.
    """
    return poll.asked.filter(still_there()).select_related("participation__person")


def why_closed(poll: DatePoll) -> str:
    """Why nobody can answer in ``poll`` any more, in a sentence; empty while people can. No query."""
    evening = poll.evening
    words = {
        "title": evening.title,
        "when": kw_date(evening.moment.at, "long"),
        "time": kw_time(evening.moment.at),
    }
    if evening.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run any more.")
    if evening.state == SessionState.OFF:
        return _("“%(title)s” is off.") % words
    if evening.state != SessionState.PLANNED:
        return _("“%(title)s” has been, or is going on.") % words
    if poll.step == DateStep.CHOSEN:
        return _("A day was chosen: “%(title)s” is on %(when)s at %(time)s.") % words
    if poll.step == DateStep.WITHDRAWN:
        return _("This question was withdrawn. “%(title)s” is on %(when)s at %(time)s for now.") % words
    if poll.step == DateStep.CHOOSING:
        return _("The time to answer is over. You hear which day it becomes.")
    return ""


# ---- before asking ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayLook:
    """A day that somebody thinks of, and what it runs into."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    notes: tuple[str, ...]


def look_at_days(*, evening: Session, starts: Sequence[dt.datetime]) -> tuple[DayLook, ...]:
    """What each of ``starts`` runs into: holidays, other evenings, the order of the plan. 3 queries."""
    others = list(
        Session.objects.filter(programme=evening.programme_id)
        .exclude(pk=evening.pk)
        .exclude(state=SessionState.OFF)
        .select_related("moment", "team")
    )
    moments = moments_of(evening.programme)
    length = dt.timedelta(minutes=evening.minutes)
    looks = []
    for start in sorted(set(starts)):
        day = local(start).date()
        notes = [*_free(day), *_clashes(start, length, evening, others)]
        if start <= now():
            notes.append(_("This day has been."))
        else:
            wish = Wish(evening.moment, day, local(start).time())
            notes += plan_move(wishes=[wish], moments=moments, now=now()).problems
        looks.append(DayLook(start, start + length, tuple(notes)))
    return tuple(looks)


def _free(day: dt.date) -> Iterable[str]:
    free = free_day(day)
    if free is None:
        return
    if free.is_public:
        yield _("This is %(holiday)s.") % {"holiday": free.name}
    else:
        yield _("%(holiday)s in %(regions)s.") % {"holiday": free.name, "regions": ", ".join(free.regions)}


def _clashes(
    start: dt.datetime, length: dt.timedelta, evening: Session, others: Iterable[Session]
) -> Iterable[str]:
    """Evenings on the same day at which (some of) the same people are expected, or that are of another team."""
    for other in others:
        if local(other.starts_at).date() != local(start).date():
            continue
        words = {"title": other.title, "time": kw_time(other.starts_at), "team": str(other.team or "")}
        meets = not (evening.team_id and other.team_id and evening.team_id != other.team_id)
        at_once = start < other.ends_at and other.starts_at < start + length
        if meets and at_once:
            yield _("At the same time as “%(title)s” (%(time)s).") % words
        elif meets:
            yield _("On the same day as “%(title)s” (%(time)s).") % words
        else:
            yield _("Team %(team)s has “%(title)s” that day (%(time)s).") % words


# ---- for who asks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PollColumn:
    """One day as the facilitator weighs it."""

    public_id: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]
    nameless: int
    """Answers of people whose names were erased, or who left: they count, and have no name."""
    fit: str
    """In words: whether it suits best, or as well as another; empty for the others."""
    is_best: bool
    notes: tuple[str, ...]
    is_present: bool
    is_past: bool
    choose_url: str
    """Leads to the preview of the move; empty where the evening is there already, or cannot be."""


@dataclass(frozen=True, slots=True)
class PollRow:
    """One person and the answers, in the order of the days ("" where there is none)."""

    name: str
    about: str
    remark: str
    has_answered: bool
    cells: tuple[tuple[dt.datetime, str, str], ...]
    """Per day when it begins, the choice and its word."""


@dataclass(frozen=True, slots=True)
class PollPage:
    """A datumprikker for its facilitators."""

    poll: DatePoll
    step: DateStep
    sentence: str
    days: tuple[PollColumn, ...]
    rows: tuple[PollRow, ...]
    answered: int
    asked: int
    others: tuple[DatePoll, ...]
    """Earlier ones for the same evening."""

    @property
    def silent(self) -> int:
        """How many did not answer."""
        return self.asked - self.answered


def poll_page(*, poll: DatePoll) -> PollPage:
    """What people say, day by day and person by person. 8 queries, however many days and people."""
    evening = poll.evening
    days = list(poll.days.all())
    people = sorted(asked_of(poll), key=lambda one: (one.answered_at is None, str(one).casefold()))
    present = {one.pk: one for one in people}
    said: dict[tuple[int, int], str] = {}
    nameless: dict[int, int] = {}
    for asked, day, choice in DayAnswer.objects.filter(day__poll=poll).values_list("asked", "day", "choice"):
        if asked in present:
            said[asked, day] = choice
        else:
            nameless[day] = nameless.get(day, 0) + 1
    looks = {
        look.starts_at: look for look in look_at_days(evening=evening, starts=[day.starts_at for day in days])
    }
    counts = {
        day.pk: tuple(sum(said.get((pk, day.pk)) == choice for pk in present) for choice in DayChoice)
        for day in days
    }
    best = _best(counts)
    may_choose = poll.step in {DateStep.ASKING, DateStep.CHOOSING} and evening.state == SessionState.PLANNED
    return PollPage(
        poll=poll,
        step=poll.step,
        sentence=why_closed(poll),
        days=tuple(
            PollColumn(
                public_id=day.public_id,
                starts_at=day.starts_at,
                ends_at=looks[day.starts_at].ends_at,
                yes=_names(people, said, day, DayChoice.YES),
                maybe=_names(people, said, day, DayChoice.MAYBE),
                no=_names(people, said, day, DayChoice.NO),
                nameless=nameless.get(day.pk, 0),
                fit=_fit(day, best),
                is_best=day.pk in best,
                notes=looks[day.starts_at].notes,
                is_present=day.starts_at == evening.moment.at,
                is_past=day.starts_at <= now(),
                choose_url=_choose_url(evening, day)
                if may_choose and day.starts_at > now() and day.starts_at != evening.moment.at
                else "",
            )
            for day in days
        ),
        rows=tuple(
            PollRow(
                name=str(one),
                about="" if one.participation else _("without an account"),
                remark=one.remark,
                has_answered=one.answered_at is not None,
                cells=tuple(_cell(day, said.get((one.pk, day.pk), "")) for day in days),
            )
            for one in people
        ),
        answered=sum(one.answered_at is not None for one in people),
        asked=len(people),
        others=tuple(evening.date_polls.exclude(pk=poll.pk).select_related("chosen")),
    )


def _cell(day: PollDay, choice: str) -> tuple[dt.datetime, str, str]:
    return day.starts_at, choice, str(DayChoice(choice).label) if choice else ""


def _names(
    people: Sequence[Asked], said: dict[tuple[int, int], str], day: PollDay, choice: DayChoice
) -> tuple[str, ...]:
    return tuple(str(one) for one in people if said.get((one.pk, day.pk)) == choice)


def _best(counts: dict[int, tuple[int, ...]]) -> set[int]:
    """The days (primary keys) that suit best: fewest who cannot, then most who can without a "if need be".

    None while nobody has answered.
    """
    weighed = {pk: (no, -yes) for pk, (yes, maybe, no) in counts.items() if yes + maybe}
    if not weighed:
        return set()
    least = min(weighed.values())
    return {pk for pk, weight in weighed.items() if weight == least}


def _fit(day: PollDay, best: set[int]) -> str:
    if day.pk not in best:
        return ""
    return _("suits best") if len(best) == 1 else _("suits equally well")


def _choose_url(evening: Session, day: PollDay) -> str:
    """The preview of the move of ``evening`` to ``day``."""
    start = local(day.starts_at)
    there = reverse("programmes:move_moment", args=[evening.moment.public_id])
    return f"{there}?{urlencode({'day': start.date().isoformat(), 'clock': start.strftime('%H:%M')})}"


def latest_poll(evening: Session) -> DatePoll | None:
    """The datumprikker of ``evening`` that is open, or was made last. 2 queries at most."""
    return evening.date_polls.live().first() or evening.date_polls.first()
