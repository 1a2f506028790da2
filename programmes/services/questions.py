"""Questions and stories: brought, looked after, answered, and a programme that begins with one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.services.audit import record
from accounts.services.organisations import clean_address
from core.clock import now
from core.errors import Conflict
from core.text import clean_text
from outbox.models import Message
from programmes.enums import IntakeAudience, QuestionVerdict
from programmes.models import Intake, Programme, Question
from programmes.queries.questions import caretakers_of
from programmes.services.askers import ask_to_confirm, send_answer
from programmes.services.programmes import create_programme


@transaction.atomic
def set_intake(*, organisation: Organisation, audience: str, weeks: int, by: User) -> Intake:
    """Say who may bring something to ``organisation``, and within how many weeks they get an answer."""
    intake, _made = Intake.objects.get_or_create(organisation=organisation)
    intake.audience, intake.weeks = IntakeAudience(audience), weeks
    intake.full_clean()
    intake.save(update_fields=["audience", "weeks"])
    record(by, "programmes.intake_set", intake, audience=str(intake.audience), weeks=weeks)
    return intake


# ---- the one who brings it -------------------------------------------------------------------------------------


@transaction.atomic
def offer_question(
    *,
    intake: Intake,
    page_key: str,
    kind: str,
    title: str,
    text: str,
    effect: str = "",
    name: str = "",
    email: str = "",
    may_be_named: bool = False,
    language: str = "nl",
    by: User | None = None,
) -> Question:
    """Take in a question or a story. The same page sent twice makes one.

    Whoever is signed in (``by``) is answered at the address of the account; another address is asked first whether it
    is right. Raises ``Conflict`` when the desk was closed meanwhile, ``ValidationError`` for what does not fit.
    """
    opened = Intake.objects.select_for_update().get(pk=intake.pk)
    known = Question.objects.filter(organisation=intake.organisation, page_key=page_key).first()
    if known is not None:
        return known
    if opened.audience == IntakeAudience.CLOSED or (opened.audience == IntakeAudience.OWN and by is None):
        raise Conflict(_("Nothing is taken in here any more. Copy your words if you want to keep them."))
    question = Question(
        organisation=intake.organisation,
        page_key=page_key,
        kind=kind,
        title=clean_text(title, single_line=True),
        text=clean_text(text),
        effect=clean_text(effect),
        name=by.name if by else clean_text(name, single_line=True),
        email=by.email if by else (clean_address(email) if email else ""),
        confirmed_at=now() if by else None,
        may_be_named=may_be_named,
        language=by.language if by else language,
        asked_by=by,
    )
    question.full_clean()
    question.save()
    record(by, "programmes.question_brought", question)
    if question.email and question.confirmed_at is None:
        ask_to_confirm(question=question)
    return question


@transaction.atomic
def confirm_address(*, question: Question) -> bool:
    """Note that the reader of the mail was the one who brought ``question``; an answer that waited goes now.

    Returns whether this was the first time.
    """
    first = Question.objects.filter(pk=question.pk, confirmed_at__isnull=True).update(
        confirmed_at=now(), version=F("version") + 1
    )
    if first:
        question = Question.objects.select_related("organisation", "answered_by").get(pk=question.pk)
        record(None, "programmes.question_confirmed", question)
        if question.answered_at is not None:
            send_answer(question=question)
    return bool(first)


# ---- those who look after it -----------------------------------------------------------------------------------


@transaction.atomic
def look_after_question(
    *, question: Question, taken_by: User | None, note: str, version: int, by: User
) -> Question:
    """Say who looks after ``question`` and note something about it, for the others who look after questions.

    ``version`` is the one that ``by`` had before him or her. Raises ``Conflict`` where somebody was first.
    """
    question = _held(question, version)
    if taken_by is not None and taken_by not in caretakers_of(question.organisation):
        raise ValidationError({"taken_by": _("This person does not look after questions here.")})
    question.taken_by, question.note = taken_by, clean_text(note)
    _save(question, "taken_by", "note")
    record(by, "programmes.question_taken", question, taken_by=taken_by.pk if taken_by else None)
    return question


@transaction.atomic
def answer_question(
    *,
    question: Question,
    verdict: str,
    answer: str,
    version: int,
    by: User,
    merged_into: Question | None = None,
) -> Question:
    """Say what is done with ``question``; the answer goes to the one who brought it, once the address is confirmed.

    Raises ``Conflict`` where it was answered or changed meanwhile, ``ValidationError`` by field for no words, or for
    another question that is missing, answered by going into another one itself, or of another organisation.
    """
    question = _held(question, version)
    if question.answered_at is not None:
        raise Conflict(_answered_already(question))
    words = clean_text(answer)
    if not words:
        raise ValidationError({"answer": _("Write what you answer.")})
    question.verdict = QuestionVerdict(verdict)
    question.merged_into = _other(question, merged_into) if verdict == QuestionVerdict.MERGED else None
    question.answer, question.answered_by, question.answered_at = words, by, now()
    question.taken_by = question.taken_by or by
    _save(question, "verdict", "merged_into", "answer", "answered_by", "answered_at", "taken_by")
    record(by, "programmes.question_answered", question, verdict=str(question.verdict))
    if question.confirmed_at is not None:
        send_answer(question=question)
    return question


def begin_programme_with(*, brought: Question, by: User, **fields: Any) -> Programme:
    """A new programme (``create_programme``) that begins with ``brought``, and is kept with it.

    Raises ``Conflict`` where a programme was begun with it already.
    """
    with transaction.atomic():
        question = (
            Question.objects.select_for_update(of=("self",)).select_related("programme").get(pk=brought.pk)
        )
        if question.programme is not None:
            raise Conflict(
                _("A programme was begun with this already: %(programme)s.")
                % {"programme": question.programme}
            )
        programme = create_programme(by=by, **fields)
        question.programme = programme
        question.taken_by = question.taken_by or by
        _save(question, "programme", "taken_by")
        record(by, "programmes.question_begun", question, programme=programme.pk)
        return programme


@transaction.atomic
def erase_question(*, question: Question, by: User) -> None:
    """Take ``question`` away for good: the words, the name, the address, and every message about it.

    A programme that began with it stays.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    record(by, "programmes.question_erased", question)
    Message.objects.filter(scope=question.scope, params__question=question.pk).delete()
    question.delete()


def _held(question: Question, version: int) -> Question:
    held = (
        Question.objects.select_for_update(of=("self",))
        .select_related("organisation", "taken_by", "answered_by")
        .filter(pk=question.pk)
        .first()
    )
    if held is None:
        raise Conflict(_("This was erased meanwhile."))
    if held.version != version:
        raise Conflict(
            _answered_already(held)
            if held.answered_at is not None
            else _("Somebody else changed something here meanwhile. Look at it, and send yours again.")
        )
    return held


def _answered_already(question: Question) -> str:
    who = question.answered_by or _("somebody else")
    return _("%(who)s answered this already.") % {"who": who}


def _other(question: Question, other: Question | None) -> Question:
    """``other``, where ``question`` can go into it."""
    if other is None:
        raise ValidationError({"merged_into": _("Choose the question that this one goes into.")})
    if other.organisation_id != question.organisation_id or other.pk == question.pk:
        raise ValidationError({"merged_into": _("Choose another question of this organisation.")})
    if other.merged_into_id is not None:
        raise ValidationError({"merged_into": _("That one went into another question itself.")})
    return other


def _save(question: Question, *fields: str) -> None:
    question.version += 1
    question.full_clean(exclude=["organisation", "asked_by"])
    question.save(update_fields=[*fields, "version"])
