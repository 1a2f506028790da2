"""Recording decisions and lessons."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from homework.models import Submission
from ideas.enums import ProposalState
from ideas.models import Proposal
from outcomes.enums import DecidedHow, LessonKind, Verdict
from outcomes.models import Decision, Lesson
from sessions.models import Session
from teams.models import Team

CORRECTABLE = ("body", "decided_on", "verdict", "how", "reason", "owner", "follow_up_on")


def record_decision(
    *,
    proposal: Proposal,
    body: str,
    decided_on: dt.date,
    by: User,
    verdict: str = Verdict.ADOPTED,
    how: str = DecidedHow.UNANIMOUS,
    reason: str = "",
    owner: str = "",
    follow_up_on: dt.date | None = None,
) -> Decision:
    """Keep what ``body`` decided on ``proposal``, on ``decided_on``; ``follow_up_on`` is when one looks back.

    Raises ``Conflict`` when the team does not agree (any more), or when a decision was recorded already.
    """
    try:
        with transaction.atomic():
            current = Proposal.objects.select_for_update().get(pk=proposal.pk)
            if current.state != ProposalState.AGREED:
                raise Conflict(
                    _("The team opened this proposal again. A decision needs a text that the team agrees to.")
                )
            decision = Decision.objects.create(
                programme_id=proposal.programme_id,
                proposal=proposal,
                body=body,
                decided_on=decided_on,
                verdict=verdict,
                how=how,
                reason=reason,
                owner=owner,
                follow_up_on=follow_up_on,
                recorded_by=by,
            )
            record(
                by, "outcomes.decision_recorded", decision, scope=proposal.programme.scope,
                proposal=proposal.pk, verdict=str(verdict),
            )  # fmt: skip
    except IntegrityError as clash:
        raise Conflict(
            _("Somebody recorded a decision on this proposal already. Correct that one.")
        ) from clash
    return decision


@transaction.atomic
def correct_decision(*, decision: Decision, by: User, **fields: object) -> Decision:
    """Give a decision other facts (keys of ``CORRECTABLE``). The trail says which ones changed, not what they were."""
    changed = [name for name in CORRECTABLE if name in fields and getattr(decision, name) != fields[name]]
    if not changed:
        return decision
    for name in changed:
        setattr(decision, name, fields[name])
    decision.recorded_by, decision.recorded_at = by, now()
    decision.save(update_fields=[*changed, "recorded_by", "recorded_at"])
    record(by, "outcomes.decision_corrected", decision, scope=decision.programme.scope, fields=changed)
    return decision


def keep_what_was_decided(proposal: Proposal, by: User) -> None:
    """Stop an agreed proposal from opening again once something was decided about it."""
    if Decision.objects.filter(proposal=proposal).exists():
        raise Conflict(_("Something was decided about this proposal. Its text stays as it was then."))


@transaction.atomic
def make_lesson(
    *,
    team: Team,
    kind: str,
    text: str,
    by: User,
    submission: Submission | None = None,
    evening: Session | None = None,
) -> Lesson:
    """Keep what ``team`` learned, with where it comes from: homework or an evening.

    The same words from the same place twice are one lesson. ``kind`` is one of ``LessonKind``.
    """
    known = Lesson.objects.filter(team=team, submission=submission, evening=evening, text=text).first()
    if known is not None:
        return known
    lesson = Lesson.objects.create(
        programme_id=team.programme_id,
        team=team,
        kind=LessonKind(kind),
        text=text,
        submission=submission,
        evening=evening,
        made_by=by,
    )
    record(by, "outcomes.lesson_made", lesson, scope=team.programme.scope, kind=str(lesson.kind))
    return lesson


@transaction.atomic
def edit_lesson(*, lesson: Lesson, kind: str, text: str, by: User) -> Lesson:
    """Give a lesson other words; where it comes from stays."""
    lesson.kind, lesson.text = LessonKind(kind), text
    lesson.save(update_fields=["kind", "text"])
    record(by, "outcomes.lesson_edited", lesson, scope=lesson.programme.scope)
    return lesson
