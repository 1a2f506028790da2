"""What was handed in, and by whom not yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed, standing_of
from core.charts import Shares, draw_shares
from core.clock import now
from core.templatetags.kw_dates import kw_relative
from homework.enums import Outcome, SubmissionState
from homework.models import Assignment, Picture, Submission
from programmes.enums import Role
from programmes.models import Participation, Programme
from programmes.queries.signing import sign
from programmes.querysets import in_force
from teams.models import Membership


@dataclass(frozen=True, slots=True)
class PictureView:
    """A photo, where it is fetched, and what is to be seen."""

    public_id: str
    url: str
    description: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A harvest field and what stands in it."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SubmissionCard:
    """What somebody handed in, as others see it."""

    public_id: str
    url: str
    author: str
    organisation: str
    team: str
    learned: str
    """Filled when it did not work out."""
    answers: tuple[Answered, ...]
    pictures: tuple[PictureView, ...]
    handed_in_at: dt.datetime | None
    is_late: bool
    reply: str
    replied_by: str


@dataclass(frozen=True, slots=True)
class AssignmentCard:
    """One assignment in the list, with how this viewer, or the group, stands."""

    public_id: str
    url: str
    title: str
    due_at: dt.datetime
    evening: str
    is_over: bool
    own_state: str
    """ "", "draft" or "handed_in"; empty too when it is not for this viewer."""
    is_mine: bool
    handed_in: int
    expected: int


def how_it_stands(cards: Sequence[AssignmentCard], *, counts: bool) -> str:
    """One sentence on the homework that is out, for who need not begin it; empty when there is none at all.

    ``counts``: whether the viewer reads how many handed in.
    """
    if not cards:
        return ""
    out = next((card for card in cards if not card.is_over), None)
    if out is None:
        return _("All homework has been.")
    title, when = out.title, kw_relative(out.due_at)
    if out.is_mine:
        return _("You handed in ‘%(title)s’.") % {"title": title}
    waiting = out.expected - out.handed_in
    if not counts or not out.expected:
        return _("Next is ‘%(title)s’, to be handed in %(when)s.") % {"title": title, "when": when}
    if waiting <= 0:
        return _("Everybody handed in ‘%(title)s’.") % {"title": title}
    if not out.handed_in:
        return _("Nobody handed in ‘%(title)s’ yet. It is to be ready %(when)s.") % {
            "title": title,
            "when": when,
        }
    return ngettext(
        "%(count)d of %(all)d still has to hand in ‘%(title)s’, %(when)s.",
        "%(count)d of %(all)d still have to hand in ‘%(title)s’, %(when)s.",
        waiting,
    ) % {"count": waiting, "all": out.expected, "title": title, "when": when}


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who did not hand in yet."""

    name: str
    organisation: str
    team: str
    has_draft: bool


def expected_authors(assignment: Assignment) -> Any:
    """The participations from whom ``assignment`` is expected: participants in a team (in its team, if it is
    one team's)."""
    placed = Membership.objects.active().filter(role=Role.PARTICIPANT)
    if assignment.team_id is not None:
        placed = placed.filter(team=assignment.team_id)
    return Participation.objects.active().filter(
        programme=assignment.programme_id, role=Role.PARTICIPANT, pk__in=placed.values("participation")
    )


def without_submission(assignment: Assignment) -> Any:
    """Those of the expected authors who did not hand in."""
    done = Submission.objects.handed_in().filter(assignment=assignment)
    return expected_authors(assignment).exclude(pk__in=done.values("author"))


def list_assignments(*, programme: Programme, viewer: Any) -> list[AssignmentCard]:
    """The homework of ``programme`` that ``viewer`` may see, by date. 3 queries.

    Who handed in is counted over the teams whose work the viewer may see: a coach counts the team, a facilitator all.
    """
    standing = standing_of(viewer)
    facilitator = Role.FACILITATOR in standing.roles("programme", programme.pk)
    counted = Q(submissions__state=SubmissionState.HANDED_IN)
    if not facilitator:
        counted &= Q(submissions__team__in=standing.where("team"))
    rows = list(
        Assignment.objects.visible_to(viewer)
        .filter(programme=programme)
        .annotate(handed_in=Count("submissions", filter=counted, distinct=True))
    )
    own = dict(
        Submission.objects.filter(assignment__in=rows, author__person=viewer).values_list(
            "assignment_id", "state"
        )
    )
    members = Membership.objects.active().filter(team__programme=programme, role=Role.PARTICIPANT)
    if not facilitator:
        members = members.filter(team__in=standing.where("team"))
    per_team: dict[int, set[int]] = {}
    for team_id, participation_id in members.values_list("team_id", "participation_id"):
        per_team.setdefault(team_id, set()).add(participation_id)
    everybody = set().union(*per_team.values()) if per_team else set()
    return [
        AssignmentCard(
            public_id=row.public_id,
            url=reverse("homework:assignment", args=[row.public_id]),
            title=row.title,
            due_at=row.moment.at,
            evening=row.evening.title if row.evening else "",
            is_over=row.moment.at < now(),
            own_state=own.get(row.pk, ""),
            is_mine=allowed(viewer, "homework.hand_in", row),
            handed_in=row.handed_in,
            expected=len(per_team.get(row.team_id, set()) if row.team_id else everybody),
        )
        for row in rows
    ]


def picture_views(submission: Submission) -> tuple[PictureView, ...]:
    """The photos of ``submission``, in the order in which they came. 1 query unless fetched along."""
    return tuple(
        PictureView(
            picture.public_id, reverse("homework:picture", args=[picture.public_id]), picture.description
        )
        for picture in submission.pictures.all()
    )


def submission_card(submission: Submission, *, viewer: Any) -> SubmissionCard:
    """``submission`` as ``viewer`` reads it: those who answer it and its author see the name, the others what the
    author consented to."""
    author = submission.author
    steers = allowed(viewer, "homework.reply", submission) or author.person_id == viewer.pk
    signed = sign(author, known=steers)
    answers = tuple(
        Answered(field["kind"], field["label"], submission.answers.get(field["key"], ""))
        for field in submission.assignment.fields
        if submission.answers.get(field["key"])
    )
    return SubmissionCard(
        public_id=submission.public_id,
        url=reverse("homework:submission", args=[submission.public_id]),
        author=signed.name,
        organisation=signed.organisation,
        team=submission.team.name if submission.team else "",
        learned=submission.learned if submission.outcome == Outcome.LEARNED else "",
        answers=() if submission.outcome == Outcome.LEARNED else answers,
        pictures=picture_views(submission),
        handed_in_at=submission.handed_in_at,
        is_late=bool(submission.handed_in_at and submission.handed_in_at > submission.assignment.moment.at),
        reply=submission.reply,
        replied_by=str(submission.replied_by) if submission.replied_by else "",
    )


def list_submissions(*, assignment: Assignment, viewer: Any) -> list[SubmissionCard]:
    """What was handed in for ``assignment`` and ``viewer`` may see, oldest first. 2 queries."""
    rows = (
        Submission.objects.visible_to(viewer)
        .handed_in()
        .filter(assignment=assignment)
        .order_by("handed_in_at")
        .prefetch_related(Prefetch("pictures", Picture.objects.order_by("added_at", "pk")))
    )
    return [submission_card(row, viewer=viewer) for row in rows]


def list_missing(*, assignment: Assignment, viewer: Any) -> list[Missing]:
    """Who did not hand in yet: for a facilitator everybody, for a coach the own team, for others nobody. 2 queries."""
    standing = standing_of(viewer)
    people = without_submission(assignment)
    if Role.FACILITATOR not in standing.roles("programme", assignment.programme_id):
        coached = standing.where("team", Role.COACH)
        people = people.filter(in_force("memberships__"), memberships__team__in=coached)
    people = people.select_related("person__organisation").prefetch_related(
        Prefetch("memberships", Membership.objects.active().select_related("team"))
    )
    drafts = set(
        Submission.objects.filter(assignment=assignment, state=SubmissionState.DRAFT).values_list(
            "author", flat=True
        )
    )
    return [
        Missing(
            name=participation.person.name or participation.person.email,
            organisation=participation.person.organisation.name if participation.person.organisation else "",
            team=", ".join(membership.team.name for membership in participation.memberships.all()),
            has_draft=participation.pk in drafts,
        )
        for participation in people.order_by("person__name", "pk").distinct()
    ]


def handed_in_chart(*, handed_in: int, missing: list[Missing]) -> Shares | None:
    """How far the homework is, in one bar; None where the viewer does not know who is missing. No query."""
    if not missing:
        return None
    begun = sum(person.has_draft for person in missing)
    parts = [
        (_("handed in"), handed_in),
        (_("has begun"), begun),
        (_("not begun yet"), len(missing) - begun),
    ]
    return draw_shares(_("How far the homework is"), parts, of=_("How far"), counted=_("People"))


def own_submission(*, assignment: Assignment, viewer: Any) -> Submission | None:
    """What ``viewer`` wrote for ``assignment``, draft or not. 1 query."""
    return (
        Submission.objects.filter(assignment=assignment, author__person=viewer)
        .select_related("author")
        .first()
    )
