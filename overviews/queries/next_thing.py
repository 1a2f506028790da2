"""The one next thing for a person, across programmes and within one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed, standing_of
from core.clock import now
from core.templatetags.kw_dates import kw_relative
from homework.enums import SubmissionState
from homework.models import Submission
from ideas.enums import ProposalState, RoundState
from ideas.models import Ballot, VotingRound
from overviews.queries.calendar import Calendar
from overviews.queries.course import Reading
from programmes.enums import ProgrammeState, Role
from programmes.models import Programme
from sessions.enums import OVER, Answer, SessionState
from sessions.models import Attendance, Session

SOON = dt.timedelta(days=2)
"""A programme that nobody knows of yet comes after what happens before that."""
FRESH = dt.timedelta(days=7)
"""So long a verslag is the next thing for who led the evening; later it waits on the page of the evening."""


@dataclass(frozen=True, slots=True)
class NextThing:
    """What is next: a heading that says it, a sentence, and the button."""

    programme: str
    heading: str
    text: str
    url: str
    label: str
    at: dt.datetime
    accent: str


def next_things(*, programmes: Iterable[Programme], viewer: Any, reading: Reading) -> dict[int, NextThing]:
    """Per programme (by primary key) the one next thing for ``viewer``, where there is one. 4 queries at most: none for
    who neither does homework nor votes nor answers."""
    chosen = {programme.pk: programme for programme in programmes}
    here = now()
    found: dict[int, NextThing] = {}
    evenings = sorted(
        (
            evening
            for pk in chosen
            for evening in reading.calendars[pk].evenings
            if evening.state not in OVER and evening.moment.at > here - dt.timedelta(hours=12)
        ),
        key=lambda evening: evening.moment.at,
    )
    assignments = [
        one
        for pk in chosen
        for one in reading.calendars[pk].assignments
        if one.moment.at > here and allowed(viewer, "homework.hand_in", one)
    ]
    own = dict(
        Submission.objects.filter(assignment__in=assignments, author__person=viewer).values_list(
            "assignment_id", "state"
        )
        if assignments
        else ()
    )
    first = {evening.programme_id: evening for evening in reversed(evenings)}
    asked = [one for one in first.values() if not allowed(viewer, "programmes.plan_programme", one.programme)]
    answers = dict(
        Attendance.objects.filter(evening__in=asked, participation__person=viewer).values_list(
            "evening_id", "answer"
        )
        if asked
        else ()
    )
    votes = standing_of(viewer).where("team", Role.PARTICIPANT, Role.COACH)
    rounds = (
        list(VotingRound.objects.filter(programme__in=chosen, team__in=votes, state=RoundState.OPEN))
        if votes
        else []
    )
    mine = Ballot.objects.filter(round__in=rounds, voter__person=viewer) if rounds else ()
    spent = {ballot.round_id for ballot in mine if ballot.spent >= ballot.budget}

    def put(programme: Programme, heading: str, text: str, url: str, label: str, at: dt.datetime) -> None:
        found.setdefault(
            programme.pk, NextThing(programme.name, heading, text, url, label, at, programme.accent)
        )

    for programme in chosen.values():
        if programme.state == ProgrammeState.CONCEPT and allowed(
            viewer, "programmes.start_programme", programme
        ):
            url = reverse("programmes:setup", args=[programme.public_id])
            text = _("Nobody knows of it yet. Look at the calendar, invite people and start it.")
            put(
                programme,
                _("Not started yet: %(name)s") % {"name": programme.name},
                text,
                url,
                _("Go on"),
                here + SOON,
            )
    for pk, waiting in _undecided(chosen, viewer, reading).items():
        heading = ngettext(
            "%(count)d proposal waits for a decision", "%(count)d proposals wait for a decision", waiting
        ) % {"count": waiting}
        url = reverse("outcomes:results", args=[chosen[pk].public_id])
        text = _("The teams agreed. Record what you decide, and the teams read it.")
        put(chosen[pk], heading, text, url, _("To the proposals"), here)
    for evening in evenings:
        if evening.state == SessionState.RUNNING:
            steers = allowed(viewer, "programmes.plan_programme", evening)
            name = "evenings:console" if steers else "evenings:evening"
            url = reverse(name, args=[evening.public_id])
            joins = allowed(viewer, "evenings.answer", evening)
            text = _("The evening is on. Join in.") if joins and not steers else _("The evening is on.")
            label = _("Lead the evening") if steers else _("To the evening")
            heading = _("Now: %(title)s") % {"title": evening.title}
            put(chosen[evening.programme_id], heading, text, url, label, here)
    for programme in chosen.values():
        _put_verslag(put, programme, reading.calendars[programme.pk], viewer)
    for voting in rounds:
        if voting.pk not in spent:
            url = reverse("ideas:round", args=[voting.public_id])
            text = _("There is a round of dots in your team. You can change your mind until it closes.")
            put(chosen[voting.programme_id], voting.title, text, url, _("Place your dots"), here)
    for programme in chosen.values():
        ahead = next((one for one in evenings if one.programme_id == programme.pk), None)
        task = next(
            (
                one
                for one in assignments
                if one.programme_id == programme.pk and own.get(one.pk) != SubmissionState.HANDED_IN
            ),
            None,
        )
        if task is not None and (ahead is None or task.moment.at <= ahead.moment.at):
            began = task.pk in own
            url = reverse("homework:hand_in", args=[task.public_id])
            text = _("Your homework is not handed in yet: %(title)s.") % {"title": task.title}
            if began:
                text += " " + _("You did begin.")
            heading = (
                _("%(when)s: %(title)s")
                % {"when": kw_relative(ahead.moment.at).capitalize(), "title": ahead.title}
                if ahead
                else _("%(when)s: homework") % {"when": kw_relative(task.moment.at).capitalize()}
            )
            label = _("Go on with your homework") if began else _("Begin your homework")
            put(programme, heading, text, url, label, task.moment.at)
        elif ahead is not None:
            _put_evening(put, programme, ahead, answers.get(ahead.pk, Answer.NONE), viewer)
    return found


def _put_verslag(put: Any, programme: Programme, calendar: Calendar, viewer: Any) -> None:
    """The verslag of the last evening that this person led, until it is sent. No query."""
    for evening in reversed(calendar.evenings):
        if evening.closed_at is None or evening.closed_at < now() - FRESH:
            continue
        if calendar.sent.get(evening.pk) or not allowed(viewer, "reports.send_verslag", evening):
            continue
        put(
            programme,
            _("%(title)s is over. Tell what it brought") % {"title": evening.title},
            _(
                "Who was there, the ideas and the homework stand in the verslag already. You need ten minutes."
            ),
            reverse("reports:write_verslag", args=[evening.public_id]),
            _("Go on with the verslag") if evening.pk in calendar.sent else _("Prepare the verslag"),
            now(),
        )
        return


def _undecided(chosen: dict[int, Programme], viewer: Any, reading: Reading) -> dict[int, int]:
    """Per running programme of which ``viewer`` is the client, how many proposals wait for a decision. No query."""
    commissioned = standing_of(viewer).where("programme", Role.CLIENT) & chosen.keys()
    waiting = {
        pk: sum(
            one.state == ProposalState.AGREED and one.pk not in reading.decided
            for one in reading.proposals[pk]
        )
        for pk in commissioned
        if chosen[pk].state == ProgrammeState.RUNNING
    }
    return {pk: count for pk, count in waiting.items() if count}


def _put_evening(put: Any, programme: Programme, evening: Session, answer: str, viewer: Any) -> None:
    """The next evening, by what this person can still do about it."""
    heading = _("%(when)s: %(title)s") % {
        "when": kw_relative(evening.moment.at).capitalize(),
        "title": evening.title,
    }
    if allowed(viewer, "programmes.plan_programme", programme):
        url = reverse("evenings:run_of_show", args=[evening.public_id])
        put(programme, heading, evening.goal, url, _("Finish the draaiboek"), evening.moment.at)
        return
    url = reverse("evenings:evening", args=[evening.public_id])
    if answer == Answer.NONE and allowed(viewer, "evenings.answer", evening):
        put(
            programme, heading, _("Tell whether you come."), url, _("Say whether you come"), evening.moment.at
        )
    else:
        put(programme, heading, evening.place, url, _("Time and place"), evening.moment.at)
