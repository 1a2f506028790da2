"""Reminding, by hand, those who did not hand in."""

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record
from core.clock import today
from homework.models import Assignment
from homework.queries.overview import to_remind
from outbox.services.queue import queue_message
from teams.models import Team


@transaction.atomic
def remind_team(*, assignment: Assignment, team: Team, by: User) -> int:
    """Send the reminder of ``assignment`` to those in ``team`` who did not hand in; to nobody twice on one day.

    Whoever hands in before it goes does not get it. Returns to how many.
    """
    people = to_remind(assignment=assignment, team=team)
    if not people:
        return 0
    count = queue_message(
        "homework_reminder",
        to=[one.person for one in people],
        scope=assignment.programme.scope,
        params={"assignment": assignment.pk, "due": assignment.moment.at.isoformat()},
        dedupe=f"{assignment.pk}:by hand:{today().isoformat()}",
        why=format_lazy(
            gettext_lazy("You take part and did not hand in “{title}” yet."), title=assignment.title
        ),
        reply_to=by,
    )
    record(by, "homework.reminded", assignment, scope=assignment.programme.scope, team=team.pk)
    return count
