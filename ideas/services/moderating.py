"""Covering an idea that should not be read here, showing it again, and what people report."""

from django.db import transaction
from django.db.models import F

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.live import announce
from ideas.enums import ReportState
from ideas.models import Idea, IdeaReport
from ideas.queries.clusters import board_version
from ideas.services.clusters import channel_of
from sessions.services.live import tell_screens


@transaction.atomic
def cover_idea(*, idea: Idea, by: User, because: str = "") -> Idea:
    """Let nobody read ``idea`` but its authors, who read ``because`` too, and who steers the team. At once, everywhere.

    Its bundle, its state and its code stay. Reports of it are answered by this. Covering it again gives another reason.
    """
    at = now()
    free = Idea.objects.uncovered().filter(pk=idea.pk)
    if free.update(covered_at=at, covered_because=because, coverings=F("coverings") + 1):
        IdeaReport.objects.filter(idea=idea, state=ReportState.OPEN).update(
            state=ReportState.COVERED, decided_at=at
        )
        record(by, "ideas.covered", idea, scope=idea.programme.scope)
        _tell(idea)
    else:
        Idea.objects.covered().filter(pk=idea.pk).update(covered_because=because)
    idea.refresh_from_db(fields=["covered_at", "covered_because"])
    return idea


@transaction.atomic
def uncover_idea(*, idea: Idea, by: User) -> Idea:
    """Show ``idea`` again as it was. Reports that its covering answered wait for an answer again; doing it twice
    changes nothing."""
    hidden = Idea.objects.covered().filter(pk=idea.pk)
    if hidden.update(covered_at=None, covered_because="", coverings=F("coverings") + 1):
        IdeaReport.objects.filter(idea=idea, state=ReportState.COVERED).update(
            state=ReportState.OPEN, decided_at=None
        )
        record(by, "ideas.uncovered", idea, scope=idea.programme.scope)
        _tell(idea)
    idea.refresh_from_db(fields=["covered_at", "covered_because"])
    return idea


@transaction.atomic
def report_idea(*, idea: Idea, by: User, reason: str = "") -> IdeaReport:
    """Tell who steers the team that ``idea`` should not be read here; a person reports an idea once."""
    report, made = IdeaReport.objects.get_or_create(idea=idea, by=by, defaults={"reason": reason})
    if made:
        record(by, "ideas.reported", idea, scope=idea.programme.scope)
        if idea.evening is not None:
            tell_screens(evening=idea.evening, phones=False)
    return report


@transaction.atomic
def let_stand(*, idea: Idea, by: User) -> None:
    """Answer the reports of ``idea``: it may stand. Doing it twice changes nothing."""
    waiting = IdeaReport.objects.filter(idea=idea, state=ReportState.OPEN)
    if waiting.update(state=ReportState.STANDS, decided_at=now()):
        record(by, "ideas.let_stand", idea, scope=idea.programme.scope)


@transaction.atomic
def weigh_again(*, idea: Idea, by: User) -> None:
    """Take back that ``idea`` may stand: its reports wait for an answer again."""
    answered = IdeaReport.objects.filter(idea=idea, state=ReportState.STANDS)
    if answered.update(state=ReportState.OPEN, decided_at=None):
        record(by, "ideas.weighed_again", idea, scope=idea.programme.scope)


def _tell(idea: Idea) -> None:
    """Every open screen that may show it: the evening's, and the bundles of its team."""
    if idea.evening is not None:
        tell_screens(evening=idea.evening)
    announce(channel_of(idea.team), board_version(idea.team_id))
