"""What people hear about their place: that they have one, that a change is asked, or answered."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record
from core.clock import now, today
from core.errors import Conflict
from outbox.services.queue import queue_message
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation
from sessions.enums import Answer, SessionState
from sessions.models import Attendance, Session
from sessions.queries.coming import expected_at
from sessions.services.changes import AT_ONCE, invited_to
from sessions.services.holding import held_evening


def tell_place(*, row: Attendance, evening: Session) -> None:
    """Tell somebody who waited that there is a place; in the transaction that gives it."""
    said_at = row.answered_at.isoformat() if row.answered_at else ""
    queue_message(
        _by_haste("evening_place", evening),
        to=row.participation.person,
        scope=evening.programme.scope,
        params={"evening": evening.pk},
        dedupe=f"{row.pk}:{said_at}",
        why=gettext_lazy("You were on the waiting list of this evening."),
        reply_to=evening.programme.reply_to,
    )


def tell_link(*, evening: Session) -> None:
    """Tell who takes part by video that its link is another one, or gone; in the transaction that changes it."""
    rows = Attendance.objects.filter(
        evening=evening, by_link=True, answer=Answer.YES, participation__in=expected_at(evening)
    ).select_related("participation__person")
    queue_message(
        _by_haste("evening_link", evening),
        to=[row.participation.person for row in rows],
        scope=evening.programme.scope,
        params={"evening": evening.pk, "link": evening.meeting_url},
        dedupe=f"{evening.pk}:{now().isoformat()}",
        why=gettext_lazy("You take part in this evening by video."),
        reply_to=evening.programme.reply_to,
    )


def tell_asked(*, row: Attendance) -> None:
    """Tell who facilitates, and the coach at an evening of one team, that somebody asks to change an answer."""
    evening = row.evening
    roles = [Role.FACILITATOR] if evening.team_id is None else [Role.FACILITATOR, Role.COACH]
    people = expected_at(evening).filter(role__in=roles).select_related("person")
    asked_at = row.asked_at.isoformat() if row.asked_at else ""
    queue_message(
        _by_haste("evening_change_asked", evening),
        to=[one.person for one in people],
        scope=evening.programme.scope,
        params={"evening": evening.pk, "attendance": row.pk},
        dedupe=f"{row.pk}:{asked_at}",
        why=gettext_lazy("You lead this evening."),
    )


def tell_settled(*, row: Attendance, evening: Session, asked_at: dt.datetime | None, granted: bool) -> None:
    """Tell somebody what became of the change that was asked."""
    queue_message(
        _by_haste("evening_change_settled", evening),
        to=row.participation.person,
        scope=evening.programme.scope,
        params={"evening": evening.pk, "answer": row.answer, "granted": granted},
        dedupe=f"{row.pk}:{asked_at.isoformat() if asked_at else ''}",
        why=gettext_lazy("You asked to change your answer."),
        reply_to=evening.programme.reply_to,
    )


@transaction.atomic
def remind_silent(*, evening: Session, by: User) -> int:
    """Ask those who were invited and did not answer once more, once a day at most. Returns how many.

    Raises ``Conflict`` when it is not to come, nobody is silent, or they were reminded today.
    """
    evening = held_evening(evening)
    is_to_come = evening.state == SessionState.PLANNED and evening.starts_at > now()
    if evening.programme.state != ProgrammeState.RUNNING or not is_to_come:
        raise Conflict(_("This evening is no longer to come, so nobody is reminded."))
    silent = list(silent_of(evening))
    if not silent:
        raise Conflict(_("Everybody who was invited has answered."))
    written = queue_message(
        "evening_ask_again",
        to=[one.person for one in silent],
        scope=evening.programme.scope,
        params={"evening": evening.pk},
        dedupe=f"{evening.pk}:{today().isoformat()}",
        why=gettext_lazy("You were invited, and did not say yet whether you come."),
        reply_to=evening.programme.reply_to,
    )
    if not written:
        raise Conflict(_("They were reminded today already."))
    record(by, "evenings.silent_reminded", evening, scope=evening.programme.scope, people=written)
    return written


def silent_of(evening: Session) -> "QuerySet[Participation]":
    """Those who were invited to ``evening`` and did not answer, by name. 1 query, when it is asked."""
    answered = Attendance.objects.filter(evening=evening).exclude(answer=Answer.NONE)
    people = invited_to(evening).exclude(pk__in=answered.values("participation_id"))
    return people.select_related("person").order_by("person__name", "pk")


def _by_haste(kind: str, evening: Session) -> str:
    """The name under which it goes at once when the evening is near."""
    return f"{kind}_now" if evening.moment.at - now() < AT_ONCE else kind
