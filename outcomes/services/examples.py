"""Telling examples, asking on, and making lessons of them."""

import hashlib
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from outcomes.enums import ExampleKind, ExampleState, LessonKind
from outcomes.models import Example, ExampleQuestion, Lesson
from outcomes.services.results import make_lesson
from programmes.models import Participation
from sessions.models import AgendaItem, Session
from sessions.services.live import tell_screens
from teams.models import Team

WORDS = ("kind", "what", "where", "why")


def tell_example(
    *,
    team: Team,
    evening: Session,
    item: AgendaItem | None,
    kind: str,
    what: str,
    by: User,
    where: str = "",
    why: str = "",
    author: Participation | None = None,
    draft_key: str = "",
) -> Example:
    """Keep an example of ``team``, told at ``evening`` in the block ``item`` (None: afterwards).

    ``author`` is who told it (None: nobody whom we know); where that is not ``by``, ``by`` is kept as the scribe. The
    same words of the same author under the same ``draft_key`` sent again by the same person are one example.
    An example that is hidden still leaves no line of its own in the audit trail.
    """
    scribe = None if author is not None and author.person_id == by.pk else by
    digest = ""
    if draft_key:
        about = "\n".join([draft_key, str(by.pk), str(author.pk if author else ""), kind, what])
        digest = hashlib.sha256(about.encode()).hexdigest()
        known = Example.objects.filter(draft_key=digest).first()
        if known is not None:
            return known
    try:
        with transaction.atomic():
            example = Example.objects.create(
                programme_id=team.programme_id,
                team=team,
                evening=evening,
                item=item,
                kind=ExampleKind(kind),
                what=what,
                where=where,
                why=why,
                author=author,
                written_by=scribe,
                draft_key=digest,
            )
            if example.is_shown:
                record(
                    by,
                    "outcomes.example_told",
                    example,
                    scope=team.programme.scope,
                    for_whom=author.person if author else None,
                )
            tell_screens(evening=evening, phones=example.is_shown)
    except IntegrityError:
        known = Example.objects.filter(draft_key=digest).first() if digest else None
        if known is None:
            raise
        return known
    return example


@transaction.atomic
def edit_example(*, example: Example, by: User, **words: str) -> Example:
    """Give an example other words (keys of ``WORDS``). Raises ``Conflict`` when it was hidden or taken back."""
    changed = {name: words[name] for name in WORDS if name in words}
    if not Example.objects.filter(pk=example.pk, state=ExampleState.TOLD).update(**changed):
        raise Conflict(_("Somebody hid this example meanwhile. Your words are still here; look at it first."))
    for name, value in changed.items():
        setattr(example, name, value)
    if example.is_shown:
        record(by, "outcomes.example_edited", example, scope=example.programme.scope)
    tell_screens(evening=example.evening, phones=example.is_shown)
    return example


@transaction.atomic
def take_back_example(*, example: Example, back: bool, by: User) -> Example:
    """Let an example be gone for everybody but who told it; with ``back`` it is there again. Twice changes nothing.

    Raises ``Conflict`` when a facilitator hid it meanwhile.
    """
    return _put(
        example,
        ExampleState.TAKEN_BACK,
        ExampleState.TOLD,
        back=back,
        verb="outcomes.example_put_back" if back else "outcomes.example_taken_back",
        by=by,
    )


@transaction.atomic
def hide_example(*, example: Example, back: bool, by: User) -> Example:
    """Let an example be read by nobody but who told it and who guides the team; with ``back`` by all. Twice is once.

    Raises ``Conflict`` when it was taken back meanwhile.
    """
    return _put(
        example,
        ExampleState.HIDDEN,
        ExampleState.TOLD,
        back=back,
        verb="outcomes.example_shown_again" if back else "outcomes.example_hidden",
        by=by,
    )


def _put(
    example: Example, away: ExampleState, there: ExampleState, *, back: bool, verb: str, by: User
) -> Example:
    was, to = (away, there) if back else (there, away)
    if Example.objects.filter(pk=example.pk, state=was).update(state=to):
        record(by, verb, example, scope=example.programme.scope)
        tell_screens(evening=example.evening)
    example.refresh_from_db(fields=["state"])
    if example.state != to:
        raise Conflict(_("Somebody else changed this example a moment ago. Look at it first."))
    return example


@transaction.atomic
def ask_on(*, example: Example, text: str, asker: Participation, by: User) -> ExampleQuestion:
    """Ask something about an example. The same words of the same person twice are one question.

    Raises ``Conflict`` when the example is not there any more.
    """
    held = Example.objects.select_for_update(of=("self",)).get(pk=example.pk)
    if held.state != ExampleState.TOLD:
        raise Conflict(_("This example is not there any more."))
    known = example.questions.present().filter(asker=asker, text=text).first()
    if known is not None:
        return known
    question = ExampleQuestion.objects.create(example=example, text=text, asker=asker)
    record(by, "outcomes.asked_on", example, scope=example.programme.scope)
    tell_screens(evening=example.evening)
    return question


@transaction.atomic
def answer_question(*, question: ExampleQuestion, answer: str, by: User) -> ExampleQuestion:
    """Answer what was asked, or answer it otherwise; an empty ``answer`` takes the answer away."""
    question.answer, question.answered_at = answer, now() if answer else None
    question.save(update_fields=["answer", "answered_at"])
    record(by, "outcomes.question_answered", question.example, scope=question.programme.scope)
    tell_screens(evening=question.example.evening)
    return question


@transaction.atomic
def remove_question(*, question: ExampleQuestion, back: bool, by: User) -> ExampleQuestion:
    """Take a question away, with its answer; with ``back`` it is there again. A second time changes nothing."""
    rows = ExampleQuestion.objects.filter(pk=question.pk, removed_at__isnull=not back)
    if rows.update(removed_at=None if back else now()):
        verb = "outcomes.question_put_back" if back else "outcomes.question_removed"
        record(by, verb, question.example, scope=question.programme.scope)
        tell_screens(evening=question.example.evening)
    return question


@transaction.atomic
def make_lesson_of(*, examples: Collection[Example], kind: str, text: str, by: User) -> Lesson:
    """Keep what a team learned from ``examples``, of which there is at least one. The first says from which evening.

    Raises ``ValidationError`` without examples, and for examples of more than one team.
    """
    chosen = sorted(examples, key=lambda one: one.pk)
    if not chosen:
        raise ValidationError(_("A lesson needs at least one example."))
    if len({one.team_id for one in chosen}) > 1:
        raise ValidationError(_("A lesson rests on examples of one team."))
    lesson = make_lesson(
        team=chosen[0].team, kind=LessonKind(kind), text=text, evening=chosen[0].evening, by=by
    )
    lesson.examples.add(*chosen)
    return lesson
