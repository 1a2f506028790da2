"""Recording decisions and lessons, and going on with them in a new programme."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
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
from outcomes.models import Decision, FollowUp, Lesson
from programmes.enums import GIVEN_ROLES
from programmes.models import Participation, Programme
from programmes.queries.seats import seats_of, teams_of
from programmes.services.people import InvitationRow, invite_people
from programmes.services.programmes import create_programme
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


# ---- a follow-up -----------------------------------------------------------------------------------------------

TWICE_WITHIN = dt.timedelta(minutes=2)


@transaction.atomic
def begin_follow_up(
    *,
    before: Programme,
    decision: Decision | None,
    blueprint: str,
    name: str,
    starts_on: dt.date,
    people: Collection[Participation],
    lessons: Collection[Lesson],
    proposals: Collection[Proposal],
    by: User,
) -> Programme:
    """A concept that goes on where ``before`` came to, by ``decision`` if there is one, with ``by`` as its facilitator.

    Question, client, mandate and region are those of ``before``; the teams of ``proposals`` and of the decision come
    back as themes. ``people`` come along in their roles, and in the team that has the name of theirs; they get an
    invitation when the programme starts and nothing before, and choose anew how to be named. ``lessons`` and
    ``proposals`` stay where they are and can be read in the new programme. Pressed twice, it begins once.

    Raises ``ValidationError`` for a blueprint or a date that cannot be, and for what belongs to another programme.
    """
    before = (
        Programme.objects.select_for_update(of=("self",)).select_related("client", "host").get(pk=before.pk)
    )
    given: list[Participation | Lesson | Proposal] = [*people, *lessons, *proposals]
    if any(one.programme_id != before.pk for one in [*given, *([decision] if decision else [])]):
        raise ValidationError(_("This belongs to another programme."))
    same = FollowUp.objects.filter(
        before=before, begun_by=by, programme__name=name, begun_at__gt=now() - TWICE_WITHIN
    ).first()
    if same is not None:
        return same.programme
    goes_on = {one.team for one in proposals} | ({decision.proposal.team} if decision else set())
    programme = create_programme(
        blueprint_key=blueprint,
        name=name,
        question=before.question,
        client=before.client,
        host=before.host,
        mandate=before.mandate,
        starts_on=starts_on,
        themes=[team.name for team in sorted(goes_on, key=lambda team: team.position)],
        region=before.region,
        by=by,
    )
    earlier = FollowUp.objects.filter(programme=before).select_related("first").first()
    made = FollowUp.objects.create(
        programme=programme,
        before=before,
        first=earlier.first if earlier else before,
        decision=decision,
        begun_by=by,
    )
    made.lessons.set(lessons)
    made.proposals.set(proposals)
    _bring_along(programme, people, by)
    record(by, "outcomes.follow_up_begun", programme, scope=programme.scope, before=before.pk)
    record(by, "outcomes.followed_up", before, scope=before.scope, programme=programme.pk)
    return programme


def _bring_along(programme: Programme, people: Collection[Participation], by: User) -> None:
    """Put ``people`` on the list of a concept, which sends nothing before it starts."""
    teams = {seat.team: seat.team_id for seat in teams_of(programme)}
    seats = seats_of([one.pk for one in people])
    rows = [
        InvitationRow(
            email=one.person.email,
            role=one.role,
            team_id=next((teams[seat.team] for seat in seats.get(one.pk, []) if seat.team in teams), None),
        )
        for one in people
        if one.role in GIVEN_ROLES and one.person_id != by.pk
    ]
    invite_people(programme=programme, rows=rows, by=by)
