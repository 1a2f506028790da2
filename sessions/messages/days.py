"""The messages of a datumprikker: which days, a reminder, which day it became, and that nobody need answer."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.clock import local
from core.templatetags.kw_dates import kw_clock, kw_date, kw_day_time, kw_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Day, MessageKind, Text, greeting
from outbox.services.queue import Planned
from programmes.enums import ProgrammeState
from programmes.models import Programme
from sessions.enums import DateStep, SessionState
from sessions.messages.evenings import TOKEN
from sessions.models import Asked, DatePoll
from sessions.queries.date_polls import asked_of, why_closed
from sessions.services.date_poll_news import OUTCOME, QUESTION, REMINDER, WITHDRAWN, reader_of, why_asked
from sessions.services.day_answers import answer_token

AHEAD = dt.timedelta(days=1)
"""So long before the end the reminder goes."""


# ---- words -----------------------------------------------------------------------------------------------------


def compose_question(params: Mapping[str, Any], user: User | None) -> Text:
    """Which days, written out, and the way to the page on which one answers."""
    poll = _poll(params)
    evening, by = poll.evening, poll.made_by
    about = {
        "title": evening.title,
        "programme": evening.programme.name,
        "name": by.name if by else evening.programme.name,
        "until": _until(poll),
    }
    return _text(
        poll,
        subject=_("When can you? A day for %(title)s") % about,
        lines=[
            _greeting(params, user),
            _("%(name)s seeks a day for **%(title)s** of %(programme)s. On which of these days can you?")
            % about,
            _days(poll),
            poll.note and f"> {poll.note}",
            _("Choose before the end of %(until)s; until then you can change it. You need no account.")
            % about,
            _link(_("Say on which days I can")),
        ],
    )


def compose_reminder(params: Mapping[str, Any], user: User | None) -> Text:
    """That this reader did not answer yet, and until when that can be done."""
    poll = _poll(params)
    about = {"title": poll.evening.title, "until": _until(poll)}
    return _text(
        poll,
        subject=_("Still time until %(until)s: on which day can you?") % about,
        lines=[
            _greeting(params, user),
            _("You did not say yet on which of these days you can, for **%(title)s**. It takes a minute.")
            % about,
            _days(poll),
            _link(_("Say on which days I can")),
            _("The end of %(until)s is the last moment. You need no account.") % about,
        ],
    )


def compose_outcome(params: Mapping[str, Any], user: User | None) -> Text:
    """Which day it became."""
    poll = _poll(params)
    evening = poll.evening
    starts = dt.datetime.fromisoformat(params["starts"])
    ends = starts + dt.timedelta(minutes=evening.minutes)
    about = {"title": evening.title, "when": kw_day_time(starts), "day": kw_date(starts, "day")}
    return _text(
        poll,
        subject=_("It is %(day)s: %(title)s") % about,
        lines=[
            _greeting(params, user),
            _("The day for **%(title)s** is chosen: **%(when)s**. Thank you for thinking along.") % about,
            _("Place: %(place)s.") % {"place": evening.place.rstrip(".")} if evening.place else "",
        ],
        day=Day(
            starts,
            f"{evening.title}, "
            + _("%(start)s to %(end)s") % {"start": kw_clock(starts), "end": kw_time(ends)},
            evening.place,
        ),
    )


def compose_withdrawn(params: Mapping[str, Any], user: User | None) -> Text:
    """That nobody need answer or keep days free any more; the words come from what the message keeps."""
    programme = Programme.objects.get(pk=params["programme"])
    about = {"title": params["title"]}
    return Text(
        subject=_("No longer needed: a day for %(title)s") % about,
        body="\n\n".join(
            [
                _greeting(params, user),
                _("We asked you on which days you can, for %(title)s. That is not needed any more.") % about
                + " "
                + _("You need not keep those days free."),
            ]
        ),
        closing=_("Do you have a question? Answer this mail."),
        programme=programme.name,
        accent=programme.accent,
    )


def _text(poll: DatePoll, *, subject: str, lines: list[str], day: Day | None = None) -> Text:
    return Text(
        subject=subject,
        body="\n\n".join(line for line in lines if line),
        closing=_("Do you have a question? Answer this mail."),
        day=day,
        programme=poll.programme.name,
        accent=poll.programme.accent,
    )


def _days(poll: DatePoll) -> str:
    length = dt.timedelta(minutes=poll.evening.minutes)
    line = _("%(day)s, %(start)s to %(end)s")
    return "\n".join(
        "- "
        + line
        % {
            "day": kw_date(one.starts_at, "long"),
            "start": kw_clock(one.starts_at),
            "end": kw_time(one.starts_at + length),
        }
        for one in poll.days.all()
    )


def _link(label: str) -> str:
    """The way to the page with a button: programs that read mail open every link in a message."""
    return f"**[{label}]({settings.SITE_URL}{reverse('evenings:answer_days', args=[TOKEN])})**"


def _until(poll: DatePoll) -> str:
    return kw_date(local(poll.closes_at), "long")


def _greeting(params: Mapping[str, Any], user: User | None) -> str:
    if user is not None:
        return greeting(user)
    name = Asked.objects.filter(pk=params["asked"]).values_list("name", flat=True).first() or ""
    return greeting(None, name.split(" ")[0])


def _poll(params: Mapping[str, Any]) -> DatePoll:
    return DatePoll.objects.select_related("evening__programme__reply_to", "evening__moment", "made_by").get(
        pk=params["poll"]
    )


# ---- whether it still applies ----------------------------------------------------------------------------------


def question_still_applies(message: Message) -> str:
    """Why nobody need be asked any more; empty while this person can answer."""
    poll = _found(message)
    if poll is None:
        return _("The datumprikker is no longer there.")
    if not asked_of(poll).filter(pk=message.params["asked"]).exists():
        return _("Is not asked any more.")
    return why_closed(poll)


def reminder_still_applies(message: Message) -> str:
    """As ``question_still_applies``; and who answered meanwhile is not reminded."""
    reason = question_still_applies(message)
    done = Asked.objects.filter(pk=message.params["asked"], answered_at__isnull=False)
    return reason or (_("Has answered meanwhile.") if done.exists() else "")


def outcome_still_applies(message: Message) -> str:
    """Why nobody need hear of the chosen day any more; empty while the evening is on it."""
    poll = _found(message)
    if poll is None:
        return _("The datumprikker is no longer there.")
    evening = poll.evening
    if evening.programme.state != ProgrammeState.RUNNING or evening.state != SessionState.PLANNED:
        return _("The evening is no longer to come.")
    if poll.step != DateStep.CHOSEN or evening.moment.at.isoformat() != message.params["starts"]:
        return _("The evening was moved again meanwhile.")
    return "" if asked_of(poll).filter(pk=message.params["asked"]).exists() else _("Is not asked any more.")


def signed_link(message: Message) -> dict[str, str]:
    """The reader's own word for the page, made at sending."""
    asked = Asked.objects.select_related("poll").filter(pk=message.params["asked"]).first()
    return {TOKEN: answer_token(asked)} if asked else {}


def _found(message: Message) -> DatePoll | None:
    polls = DatePoll.objects.select_related("evening__programme", "evening__moment")
    return polls.filter(pk=message.params["poll"]).first()


# ---- reminders -------------------------------------------------------------------------------------------------


def plan_reminders(since: dt.datetime, until: dt.datetime) -> Iterator[Planned]:
    """A reminder a day before the end, for who did not answer. 1 query, and 1 for each datumprikker that is due."""
    polls = DatePoll.objects.live().filter(
        closes_at__gt=since + AHEAD,
        closes_at__lte=until + AHEAD,
        evening__state=SessionState.PLANNED,
        evening__programme__state=ProgrammeState.RUNNING,
    )
    for poll in polls.select_related("evening__programme__reply_to", "evening__moment", "made_by"):
        due_at = poll.closes_at - AHEAD
        if poll.made_at > due_at - AHEAD:  # they were asked a day before or less
            continue
        for asked in asked_of(poll):
            if asked.answered_at is None:
                yield Planned(
                    kind=REMINDER,
                    to=reader_of(asked),
                    scope=poll.programme.scope,
                    params={"poll": poll.pk, "asked": asked.pk, "version": poll.version},
                    dedupe=f"poll:{poll.pk}:{poll.closes_at.isoformat()}",
                    why=why_asked(poll, asked),
                    due_at=due_at,
                    batch=f"{REMINDER}:{poll.pk}:{poll.closes_at.isoformat()}",
                    reply_to=poll.programme.reply_to or poll.made_by,
                    language=asked.language,
                )


KINDS = (
    MessageKind(
        name=QUESTION,
        urgency=Urgency.SOON,
        compose=compose_question,
        still_applies=question_still_applies,
        put_in=signed_link,
    ),
    MessageKind(
        name=REMINDER,
        urgency=Urgency.SOON,
        compose=compose_reminder,
        still_applies=reminder_still_applies,
        can_be_declined=True,
        put_in=signed_link,
    ),
    MessageKind(
        name=OUTCOME, urgency=Urgency.SOON, compose=compose_outcome, still_applies=outcome_still_applies
    ),
    MessageKind(name=WITHDRAWN, urgency=Urgency.SOON, compose=compose_withdrawn),
)
