"""Writing a proposal together, so that nobody's words are lost, and agreeing to it."""

from collections.abc import Callable, Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from ideas.enums import ProposalState
from ideas.models import Cluster, Proposal, ProposalVersion
from ideas.queries.proposals import QUESTIONS
from programmes.models import PolicyGoal

WRITTEN = ("title", "form", "link", *QUESTIONS)
"""The fields that people write; a version keeps them all."""

Reopening = Callable[[Proposal, User], None]
_before_reopening: list[Reopening] = []


def before_reopening(listener: Reopening) -> None:
    """Let ``listener(proposal, by)`` run before an agreed proposal opens again; a ``Conflict`` stops it.

    Registered by an upper app's ``ready``.
    """
    if listener not in _before_reopening:
        _before_reopening.append(listener)


@transaction.atomic
def begin_proposal(*, cluster: Cluster, title: str, by: User) -> Proposal:
    """A proposal out of a bundle, with its first version."""
    proposal = Proposal.objects.create(
        programme_id=cluster.programme_id, team=cluster.team, cluster=cluster, title=title, changed_by=by
    )
    _keep_version(proposal, by)
    record(by, "ideas.proposal_begun", proposal, scope=cluster.programme.scope, cluster=cluster.pk)
    return proposal


@transaction.atomic
def edit_proposal(*, proposal: Proposal, base_version: int, fields: Mapping[str, str], by: User) -> Proposal:
    """Give a proposal the words in ``fields`` (keys of ``WRITTEN``), and keep them as a version.

    ``base_version`` is the version that the writer began from. Raises ``Conflict`` when somebody else was faster or the
    team agreed meanwhile; nothing is changed then, and the caller still has the words.
    """
    words = {name: value for name, value in fields.items() if name in WRITTEN}
    changed = Proposal.objects.filter(pk=proposal.pk, version=base_version, state=ProposalState.DRAFT).update(
        **words, version=F("version") + 1, changed_by=by, changed_at=now()
    )
    if not changed:
        raise Conflict(
            _(
                "Somebody else changed this proposal while you were writing. Your words are still here below, "
                "and beside them stands what it says now. Put them together and keep it again."
            )
        )
    proposal.refresh_from_db()
    _keep_version(proposal, by)
    record(by, "ideas.proposal_edited", proposal, scope=proposal.programme.scope, version=proposal.version)
    return proposal


def _keep_version(proposal: Proposal, by: User) -> None:
    content = {name: getattr(proposal, name) for name in WRITTEN}
    ProposalVersion.objects.create(proposal=proposal, number=proposal.version, content=content, by=by)


@transaction.atomic
def tie_goals(
    *, proposal: Proposal, add: Collection[PolicyGoal], leave: Collection[PolicyGoal], by: User
) -> None:
    """Hang a proposal on the policy goals ``add`` too, and on ``leave`` no more; what others chose meanwhile stays.

    Raises ``ValidationError`` for a goal that the programme does not serve.
    """
    served = set(proposal.programme.served_goals.values_list("goal_id", flat=True))
    if any(goal.pk not in served for goal in add):
        raise ValidationError(_("The programme does not serve this goal."))
    proposal.goals.add(*add)
    proposal.goals.remove(*leave)
    if add or leave:
        record(
            by,
            "ideas.proposal_goals",
            proposal,
            scope=proposal.programme.scope,
            added=[goal.pk for goal in add],
            left=[goal.pk for goal in leave],
        )


@transaction.atomic
def agree_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Record that the team stands behind the proposal: everybody in the programme reads it from now on, the client too.

    Raises ``ValidationError`` while the first question has no answer. Agreeing twice changes nothing.
    """
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not current.what.strip():
        raise ValidationError(_("Write first what the team proposes."))
    agreed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.DRAFT).update(
        state=ProposalState.AGREED, agreed_at=now()
    )
    if agreed:
        record(by, "ideas.proposal_agreed", proposal, scope=proposal.programme.scope, version=current.version)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Open an agreed proposal again; outside the team nobody reads it until it is agreed anew.

    Raises ``Conflict`` when something above hangs on it, such as a decision.
    """
    for listener in _before_reopening:
        listener(proposal, by)
    opened = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.AGREED).update(
        state=ProposalState.DRAFT, agreed_at=None
    )
    if opened:
        record(by, "ideas.proposal_reopened", proposal, scope=proposal.programme.scope)
    proposal.refresh_from_db()
    return proposal
