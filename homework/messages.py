"""The messages about homework: the reminder, and the answer of the coach."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.templatetags.kw_dates import kw_day_time, kw_time
from homework.models import Assignment, Submission
from homework.queries.submissions import without_submission
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Day, MessageKind, Text, greeting
from outbox.services.queue import Planned
from programmes.enums import ProgrammeState
from programmes.queries.reminders import due_reminders
from sessions.models import Session


def _day(evening: Session) -> Day:
    return Day(evening.moment.at, f"{evening.title}, {kw_time(evening.moment.at)}", evening.place)


def compose_reminder(params: Mapping[str, Any], user: User | None) -> Text:
    """When the homework is due, what helps, and the button to it."""
    assignment = Assignment.objects.select_related("programme", "moment", "evening__moment").get(
        pk=params["assignment"]
    )
    evening = assignment.evening
    lines = [greeting(user)]
    lines.append(
        _("On %(when)s the homework should be in: %(title)s.")
        % {"when": kw_day_time(assignment.moment.at), "title": assignment.title}
    )
    if evening:
        lines.append(
            _("We begin with it at %(evening)s, on %(when)s.")
            % {"evening": evening.title, "when": kw_day_time(evening.moment.at)}
        )
    lines.append(
        _("Did it not work out? Then write what kept you from it. That counts too, and it helps the group.")
    )
    return Text(
        subject=_("Reminder: %(title)s") % {"title": assignment.title},
        body="\n\n".join(lines),
        action_label=_("Hand in your homework"),
        action_path=reverse("homework:hand_in", args=[assignment.public_id]),
        day=_day(evening) if evening else None,
        programme=assignment.programme.name,
        accent=assignment.programme.accent,
    )


def reminder_still_applies(message: Message) -> str:
    """Why the reminder is not needed any more; empty when it is."""
    assignment = (
        Assignment.objects.select_related("programme", "moment")
        .filter(pk=message.params["assignment"])
        .first()
    )
    if assignment is None:
        return _("This homework is no longer there.")
    if assignment.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    if assignment.moment.at.isoformat() != message.params["due"]:
        return _("The date was moved; there is a new reminder for it.")
    if not without_submission(assignment).filter(person=message.user_id).exists():
        return _("Has handed in already, or does not take part any more.")
    return ""


def plan_reminders(since: dt.datetime, until: dt.datetime) -> Iterable[Planned]:
    """A reminder for each person who did not hand in, for each reminder that falls due in the window."""
    for due in due_reminders(kind="homework_reminder", since=since, until=until):
        assignment = (
            Assignment.objects.select_related("moment", "programme").filter(moment=due.moment).first()
        )
        if assignment is None:
            continue
        for participation in without_submission(assignment).select_related("person"):
            yield Planned(
                kind="homework_reminder",
                to=participation.person,
                scope=assignment.programme.scope,
                params={
                    "assignment": assignment.pk,
                    "reminder": due.reminder.pk,
                    "due": assignment.moment.at.isoformat(),
                },
                dedupe=due.key,
                due_at=due.due_at,
                reply_to=due.programme.reply_to,
                extra_text=due.reminder.extra_text,
                why=format_lazy(
                    gettext_lazy("You take part and did not hand in “{title}” yet."), title=assignment.title
                ),
            )


def compose_reply(params: Mapping[str, Any], user: User | None) -> Text:
    """What the coach answered, in full: who reads only mail has it too."""
    submission = Submission.objects.select_related("assignment__programme", "replied_by").get(
        pk=params["submission"]
    )
    programme = submission.assignment.programme
    return Text(
        subject=_("An answer to your homework: %(title)s") % {"title": submission.assignment.title},
        body=greeting(user)
        + "\n\n"
        + _("%(name)s wrote:") % {"name": submission.replied_by or ""}
        + "\n\n> "
        + submission.reply.replace("\n", "\n> "),
        action_label=_("Open your homework"),
        action_path=reverse("homework:submission", args=[submission.public_id]),
        programme=programme.name,
        accent=programme.accent,
    )


def reply_still_applies(message: Message) -> str:
    """Why the answer is not told any more; empty when it is."""
    if not Submission.objects.filter(pk=message.params["submission"]).exclude(reply="").exists():
        return _("The answer was taken away.")
    return ""


HOMEWORK_REMINDER = MessageKind(
    name="homework_reminder",
    urgency=Urgency.SOON,
    compose=compose_reminder,
    still_applies=reminder_still_applies,
    matter_at=lambda params: dt.datetime.fromisoformat(params["due"]),
    can_be_declined=True,
)
HOMEWORK_REPLY = MessageKind(
    name="homework_reply",
    urgency=Urgency.SOON,
    compose=compose_reply,
    still_applies=reply_still_applies,
)
