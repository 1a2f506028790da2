"""Catching ideas, and what becomes of a single one."""

import hashlib
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.errors import Conflict
from homework.models import Submission
from ideas.enums import IdeaState
from ideas.models import Idea
from ideas.services.ending import tell_authors
from programmes.models import Participation
from sessions.models import Session
from sessions.services.live import tell_screens
from teams.models import Team


def capture_idea(
    *,
    team: Team,
    text: str,
    by: User,
    evening: Session | None = None,
    submission: Submission | None = None,
    author: Participation | None = None,
    others: Collection[Participation] = (),
    draft_key: str = "",
    once: bool = False,
) -> Idea:
    """Keep ``text`` as an idea of ``team`` with the next code.

    ``author`` is whose idea it is (None: nobody whom we know); where that is not ``by``, ``by`` is kept as the scribe.
    ``others``: whose it is too, of the pair or the table that wrote it together; each of them sees it at once.
    The same words for the same author under the same ``draft_key`` sent again by the same person give the same idea
    back; other words under a used key are another idea, so that nothing that somebody typed is lost. With ``once`` the
    key stands for one idea of its author, whatever the words: what was caught first stays.
    An idea of an evening that was not revealed leaves no line of its own in the audit trail.
    """
    scribe = None if author is not None and author.person_id == by.pk else by
    digest = _digest(draft_key, author, scribe, "" if once else text)
    known = _sent_before(digest, author=author, scribe=scribe)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            Team.objects.filter(pk=team.pk).update(ideas_given=F("ideas_given") + 1)
            number = Team.objects.values_list("ideas_given", flat=True).get(pk=team.pk)
            idea = Idea.objects.create(
                programme_id=team.programme_id,
                team=team,
                number=number,
                text=text,
                author=author,
                written_by=scribe,
                evening=evening,
                submission=submission,
                draft_key=digest,
            )
            if others:
                idea.others.set(others)
            if evening is None or evening.revealed_at is not None:
                record(
                    by,
                    "ideas.captured",
                    idea,
                    scope=team.programme.scope,
                    for_whom=author.person if author else None,
                )
            if evening is not None:
                tell_screens(evening=evening, phones=evening.revealed_at is not None or bool(others))
    except IntegrityError:
        known = _sent_before(digest, author=author, scribe=scribe)
        if known is None:
            raise
        return known
    return idea


def _digest(draft_key: str, author: Participation | None, scribe: User | None, text: str) -> str:
    """What is unique per writer: 64 characters, or "" without a key."""
    if not draft_key:
        return ""
    about = f"{draft_key}\n{author.pk if author else ''}\n{scribe.pk if scribe else ''}\n{text}"
    return hashlib.sha256(about.encode()).hexdigest()


def _sent_before(digest: str, *, author: Participation | None, scribe: User | None) -> Idea | None:
    if not digest:
        return None
    return Idea.objects.filter(draft_key=digest, author=author, written_by=scribe).first()


@transaction.atomic
def edit_idea(*, idea: Idea, text: str, by: User) -> Idea:
    """Give ``idea`` other words.

    Raises ``Conflict`` when it was bundled, joined or ended meanwhile.
    """
    changed = Idea.objects.filter(pk=idea.pk, state=IdeaState.OPEN, cluster=idea.cluster).update(text=text)
    if not changed:
        raise Conflict(
            _("Somebody gave this idea another place meanwhile. Your words are still here; look at it first.")
        )
    idea.text = text
    if idea.evening is None or idea.evening.revealed_at is not None:
        record(by, "ideas.edited", idea, scope=idea.programme.scope)
    return idea


@transaction.atomic
def end_idea(*, idea: Idea, because: str, by: User) -> Idea:
    """Say that ``idea`` goes no further, ``because`` of a reason that everybody in the team reads. It keeps its bundle.

    Its author is told in the daily post. Raises ``Conflict`` when it is not open any more.
    """
    ended = Idea.objects.filter(pk=idea.pk, state=IdeaState.OPEN).update(
        state=IdeaState.NOT_FURTHER, ending=because
    )
    if not ended:
        raise Conflict(_("Somebody else changed this idea a moment ago. Look at it first."))
    idea.state, idea.ending = IdeaState.NOT_FURTHER, because
    record(by, "ideas.ended", idea, scope=idea.programme.scope)
    tell_authors(idea.programme, [idea], by)
    return idea


@transaction.atomic
def reopen_idea(*, idea: Idea, by: User) -> Idea:
    """Take up again an idea that went no further. Doing it twice changes nothing."""
    taken_up = Idea.objects.filter(pk=idea.pk, state=IdeaState.NOT_FURTHER).update(
        state=IdeaState.OPEN, ending=""
    )
    if taken_up:
        record(by, "ideas.reopened", idea, scope=idea.programme.scope)
    idea.state, idea.ending = IdeaState.OPEN, ""
    return idea
