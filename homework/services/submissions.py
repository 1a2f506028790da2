"""Writing, handing in and answering homework."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.access import standing_of
from core.clock import now
from core.errors import Conflict
from core.files import repaint_picture
from homework.enums import Outcome, SubmissionState
from homework.models import Assignment, Picture, Submission
from outbox.services.queue import queue_message
from programmes.enums import Role
from programmes.models import Participation, StakeholderGroup
from teams.models import Membership

MOST_PICTURES = 8

HandedIn = Callable[[Submission, User], None]
_listeners: list[HandedIn] = []


def when_handed_in(listener: HandedIn) -> None:
    """Let ``listener(submission, by)`` run in the transaction that hands in; registered by an upper app's ``ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def start_submission(*, assignment: Assignment, by: User) -> Submission:
    """The submission of ``by`` for ``assignment``: the one there is, or a new draft.

    Raises ``Conflict`` when ``by`` does not take part any more.
    """
    author = Participation.objects.active().filter(programme=assignment.programme_id, person=by).first()
    if author is None:
        raise Conflict(_("You do not take part in this programme any more."))
    team_id = assignment.team_id
    if team_id is None:
        working = standing_of(by).where("team", Role.PARTICIPANT, Role.COACH)
        membership = (
            Membership.objects.active().filter(participation=author, team__in=working).order_by("pk").first()
        )
        team_id = membership.team_id if membership else None
    submission, _created = Submission.objects.get_or_create(
        assignment=assignment,
        author=author,
        defaults={"programme_id": assignment.programme_id, "team_id": team_id},
    )
    return submission


def save_draft(
    *,
    submission: Submission,
    answers: Mapping[str, str],
    learned: str,
    by: User,
    talked_with: StakeholderGroup | None = None,
) -> Submission:
    """Keep what was typed so far. What was handed in already stays handed in, with the new words.

    ``talked_with`` is the group of the person with whom the author talked, if it was a talk.
    """
    submission.answers = dict(answers)
    submission.learned = learned
    submission.talked_with = talked_with
    submission.save(update_fields=["answers", "learned", "talked_with", "changed_at"])
    return submission


@transaction.atomic
def hand_in(
    *, submission: Submission, outcome: Outcome, answers: Mapping[str, str], learned: str, by: User
) -> Submission:
    """Hand in, for the first time or again with corrected words; the first moment of handing in stays.

    Raises ``ValidationError`` by field's key when a required answer is missing, or "learned" when that is.
    """
    missing = {}
    if outcome == Outcome.LEARNED:
        if not learned:
            missing["learned"] = _("Write in a few words what kept you from it, and what you learned.")
    else:
        for field in submission.assignment.fields:
            if field.get("required") and not answers.get(field["key"]):
                missing[field["key"]] = _("This question still waits for an answer.")
    if missing:
        raise ValidationError(missing)
    first = submission.handed_in_at is None
    submission.answers = dict(answers)
    submission.learned = learned
    submission.outcome = outcome
    submission.state = SubmissionState.HANDED_IN
    submission.handed_in_at = submission.handed_in_at or now()
    submission.save(update_fields=["answers", "learned", "outcome", "state", "handed_in_at", "changed_at"])
    record(
        by,
        "homework.handed_in" if first else "homework.corrected",
        submission,
        scope=submission.programme.scope,
        outcome=outcome,
    )
    for listener in _listeners:
        listener(submission, by)
    return submission


@transaction.atomic
def take_back(*, submission: Submission, by: User) -> Submission:
    """Make a draft of it again, so that nobody else sees it while it is rewritten."""
    submission.state = SubmissionState.DRAFT
    submission.handed_in_at = None
    submission.save(update_fields=["state", "handed_in_at", "changed_at"])
    record(by, "homework.taken_back", submission, scope=submission.programme.scope)
    return submission


def add_picture(*, submission: Submission, upload: "UploadedFile[Any]", by: User) -> Picture:
    """Keep a photo with ``submission``; the same photo twice is one. Raises ``ValidationError`` with a sentence."""
    painted = repaint_picture(upload)
    digest = hashlib.sha256(painted.read()).hexdigest()
    painted.seek(0)
    known = submission.pictures.filter(sha256=digest).first()
    if known is not None:
        return known
    if submission.pictures.count() >= MOST_PICTURES:
        raise ValidationError(_("There are eight photos already. Take one away first."))
    picture = Picture(submission=submission, sha256=digest)
    picture.image.save(str(painted.name), painted, save=False)
    try:
        with transaction.atomic():
            picture.save()
            _note_picture("homework.picture_added", submission, by)
    except IntegrityError:
        picture.image.delete(save=False)
        return submission.pictures.get(sha256=digest)
    return picture


def remove_picture(*, picture: Picture, by: User) -> None:
    """Take a photo away, and its file after commit."""
    stored = picture.image
    with transaction.atomic():
        picture.delete()
        _note_picture("homework.picture_removed", picture.submission, by)
        transaction.on_commit(lambda: stored.delete(save=False))


def _note_picture(verb: str, submission: Submission, by: User) -> None:
    """A draft is one's own: only what was handed in has a trail."""
    if submission.state == SubmissionState.HANDED_IN:
        record(by, verb, submission, scope=submission.programme.scope)


@transaction.atomic
def describe_picture(*, picture: Picture, description: str, by: User) -> None:
    """Say what is to be seen on a photo, for who cannot see it."""
    picture.description = description
    picture.save(update_fields=["description"])
    record(by, "homework.picture_described", picture, scope=picture.submission.programme.scope)


@transaction.atomic
def reply_to_submission(*, submission: Submission, text: str, by: User) -> Submission:
    """Answer what somebody handed in; the author gets a message. An empty ``text`` takes the answer away."""
    submission.reply = text
    submission.replied_by = by if text else None
    submission.replied_at = now() if text else None
    submission.save(update_fields=["reply", "replied_by", "replied_at", "changed_at"])
    record(by, "homework.replied", submission, scope=submission.programme.scope)
    if text:
        queue_message(
            "homework_reply",
            to=[submission.author.person],
            scope=submission.programme.scope,
            params={"submission": submission.pk},
            dedupe=f"{submission.pk}:{submission.replied_at:%Y%m%d%H%M%S%f}",
            why=_("You handed in this homework."),
            reply_to=by,
        )
    return submission
