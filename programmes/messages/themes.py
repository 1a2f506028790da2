"""The messages of a round about themes: name them, weigh them, a reminder, and what came of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.clock import at_local, local
from core.templatetags.kw_dates import kw_date
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text, greeting
from outbox.services.queue import Planned
from programmes.enums import ProgrammeState, ThemeStep
from programmes.models import Participation, Programme, ThemeRound
from programmes.queries.seats import seats_of
from programmes.queries.theme_people import answered, members_of
from programmes.services.theme_rounds import OPENED, OUTCOME, REMINDER, WEIGHING

REMINDED_AT = dt.time(9, 0)
"""On the morning of the last day; nobody is reminded who was only asked that day."""


def compose_opened(params: Mapping[str, Any], user: User | None) -> Text:
    """That everybody can name themes, and until when."""
    theme_round = _round(params)
    programme = theme_round.programme
    return _text(
        programme,
        _("Which themes should we work on in %(programme)s?") % {"programme": programme.name},
        [
            greeting(user),
            programme.question,
            _(
                "Name the themes that matter to you, five at most: a few words, and why. Nobody sees what others name."
            )
            + " "
            + _("You can do that up to and including %(day)s.") % {"day": _day(theme_round.proposing_until)},
        ],
        _("Name a theme"),
    )


def compose_weighing(params: Mapping[str, Any], user: User | None) -> Text:
    """That the themes can be weighed, and until when."""
    theme_round = _round(params)
    programme = theme_round.programme
    until = theme_round.weighing_until or theme_round.proposing_until
    return _text(
        programme,
        _("What do you want to work on in %(programme)s?") % {"programme": programme.name},
        [
            greeting(user),
            _(
                "The themes are there. Say which are important, and on which you want to work: teams come of it."
            )
            + " "
            + _("You can do that up to and including %(day)s.") % {"day": _day(until)},
        ],
        _("Weigh the themes"),
    )


def compose_reminder(params: Mapping[str, Any], user: User | None) -> Text:
    """That today is the last day."""
    theme_round = _round(params)
    programme = theme_round.programme
    naming = params["step"] == ThemeStep.PROPOSING
    return _text(
        programme,
        (
            _("Today you can still name a theme: %(programme)s")
            if naming
            else _("Today you can still weigh the themes: %(programme)s")
        )
        % {"programme": programme.name},
        [
            greeting(user),
            _("You have not named a theme yet. One is enough, and it takes two minutes.")
            if naming
            else _(
                "You have not weighed the themes yet. If you do not choose, the teams are made without your wish."
            ),
        ],
        _("Name a theme") if naming else _("Weigh the themes"),
    )


def compose_outcome(params: Mapping[str, Any], user: User | None) -> Text:
    """Which themes there are now, and in which team this reader is."""
    theme_round = _round(params)
    programme = theme_round.programme
    names = theme_round.proposals.filter(theme__isnull=False).order_by("theme__position")
    themes = "\n".join(f"- {name}" for name in names.values_list("theme__name", flat=True))
    seats = seats_of([params["participation"]]).get(params["participation"], [])
    team = next((seat.team for seat in seats), "")
    return _text(
        programme,
        _("The teams are known: %(programme)s") % {"programme": programme.name},
        [
            greeting(user),
            _("You are in team **%(team)s**.") % {"team": team} if team else _("You are in no team yet."),
            _("These are the themes that came of what everybody named and weighed:") + "\n\n" + themes,
        ],
        _("To the teams"),
        reverse("teams:list", args=[programme.public_id]),
    )


def _text(programme: Programme, subject: str, lines: list[str], label: str, path: str = "") -> Text:
    return Text(
        subject=subject,
        body="\n\n".join(filter(None, lines)),
        action_label=label,
        action_path=path or reverse("programmes:theme_round", args=[programme.public_id]),
        closing=_("Do you have a question? Answer this mail."),
        programme=programme.name,
        accent=programme.accent,
    )


def _round(params: Mapping[str, Any]) -> ThemeRound:
    return ThemeRound.objects.select_related("programme").get(pk=params["round"])


def _day(at: dt.datetime) -> str:
    return kw_date(at, "long")


# ---- whether it still applies ----------------------------------------------------------------------------------


def _steps_on(message: Message, *steps: ThemeStep) -> str:
    """Why a message about one of ``steps`` is not needed any more; empty while the round is there."""
    theme_round = ThemeRound.objects.select_related("programme").filter(pk=message.params["round"]).first()
    if theme_round is None or theme_round.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    if theme_round.step not in steps:
        return _("The time for it is over.")
    there = Participation.objects.active().filter(programme=theme_round.programme, person=message.user)
    return "" if there.exists() else _("Does not take part any more.")


def opened_still_applies(message: Message) -> str:
    """Why nobody need be told to name themes any more."""
    return _steps_on(message, ThemeStep.PROPOSING)


def weighing_still_applies(message: Message) -> str:
    """Why nobody need be told to weigh themes any more."""
    return _steps_on(message, ThemeStep.WEIGHING)


def reminder_still_applies(message: Message) -> str:
    """Why this person need not be reminded any more."""
    reason = _steps_on(message, ThemeStep(message.params["step"]))
    if reason:
        return reason
    theme_round = _round(message.params)
    mine = Participation.objects.filter(programme=theme_round.programme, person=message.user)
    done = answered(theme_round)
    return _("Has answered meanwhile.") if any(one.pk in done for one in mine) else ""


def outcome_still_applies(message: Message) -> str:
    """Why somebody need not hear of the teams any more."""
    return _steps_on(message, ThemeStep.DONE)


# ---- reminders -------------------------------------------------------------------------------------------------


def plan_reminders(since: dt.datetime, until: dt.datetime) -> Iterator[Planned]:
    """Reminders for the rounds whose last day begins in the window, to those who did not answer. 1 query, and 2 for
    each of those rounds."""
    rounds = ThemeRound.objects.filter(
        done_at__isnull=True, programme__state=ProgrammeState.RUNNING
    ).select_related("programme__reply_to", "opened_by")
    for theme_round in rounds:
        step = theme_round.step
        last = theme_round.proposing_until if step == ThemeStep.PROPOSING else theme_round.weighing_until
        if step not in {ThemeStep.PROPOSING, ThemeStep.WEIGHING} or last is None:
            continue
        due_at = at_local(local(last).date(), REMINDED_AT)
        if not since < due_at <= until or local(theme_round.opened_at).date() == local(last).date():
            continue
        done = answered(theme_round)
        for participation in members_of(theme_round.programme):
            if participation.pk not in done:
                yield Planned(
                    kind=REMINDER,
                    to=participation.person,
                    scope=theme_round.programme.scope,
                    params={"round": theme_round.pk, "step": str(step)},
                    dedupe=f"round:{theme_round.pk}:{step}:{last.isoformat()}",
                    why=gettext_lazy("You take part, and did not answer yet."),
                    due_at=due_at,
                    reply_to=theme_round.programme.reply_to or theme_round.opened_by,
                )


KINDS = (
    MessageKind(
        name=OPENED, urgency=Urgency.SOON, compose=compose_opened, still_applies=opened_still_applies,
        personal_link=True,
    ),
    MessageKind(
        name=WEIGHING, urgency=Urgency.SOON, compose=compose_weighing, still_applies=weighing_still_applies,
        personal_link=True,
    ),
    MessageKind(
        name=REMINDER, urgency=Urgency.SOON, compose=compose_reminder, still_applies=reminder_still_applies,
        can_be_declined=True, personal_link=True,
    ),
    MessageKind(name=OUTCOME, urgency=Urgency.SOON, compose=compose_outcome, still_applies=outcome_still_applies),
)  # fmt: skip
