"""Reads about one question or story: its page, and the programme that begins with it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from outbox.enums import MessageState
from outbox.models import Message
from programmes.models import Intake, Programme, Question
from programmes.queries.beginnings import begin_url
from programmes.queries.questions import QuestionRow, caretakers_of, row_of
from programmes.querysets import looked_after_by


@dataclass(frozen=True, slots=True)
class Journey:
    """How the mail with the answer fares."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with what can be done about it."""

    row: QuestionRow
    list_url: str
    reach: str
    """In a sentence, whom an answer reaches."""
    journey: Journey | None
    into: tuple[str, str] | None
    """The question that it went into: title and address."""
    merged: tuple[tuple[str, str], ...]
    """The questions that went into it."""
    programme: tuple[str, str] | None
    """The programme that was begun with it; the address is empty for who may not see that."""
    begin_url: str
    caretakers: tuple[User, ...] = field(default=())
    others: tuple[Question, ...] = field(default=())
    """Those that it could go into."""


def question_page(*, question: Question, viewer: Any) -> QuestionPage:
    """``question`` (from ``visible_to``) for somebody who looks after it. 7 queries at most."""
    desk = Intake.objects.select_related("organisation").get(organisation=question.organisation)
    answered = question.answered_at is not None
    programme = Programme.objects.filter(pk=question.programme_id).first() if question.programme_id else None
    seen = programme is not None and Programme.objects.visible_to(viewer).filter(pk=programme.pk).exists()
    begin = begin_url(question=question.public_id)
    into = question.merged_into
    return QuestionPage(
        row=row_of(question, desk),
        list_url=reverse("programmes:questions", args=[desk.public_id]),
        reach=_reach(question),
        journey=_journey(question) if answered else None,
        into=(into.title, _address(into)) if into else None,
        merged=tuple((one.title, _address(one)) for one in question.merged.order_by("pk")),
        programme=(
            programme.name,
            reverse("overviews:programme", args=[programme.public_id]) if seen else "",
        )
        if programme
        else None,
        begin_url="" if programme else begin,
        caretakers=tuple(caretakers_of(question.organisation)),
        others=() if answered else tuple(_others(question)),
    )


def _address(question: Question) -> str:
    return reverse("programmes:question", args=[question.public_id])


def _others(question: Question) -> Any:
    """What ``question`` could go into: the newest of its kind first, and no more than one looks through."""
    return (
        Question.objects.filter(
            organisation=question.organisation, kind=question.kind, merged_into__isnull=True
        )
        .exclude(pk=question.pk)
        .order_by("-pk")[:100]
    )


def _reach(question: Question) -> str:
    if not question.email:
        return _("No address was left: your answer stays here.")
    if question.confirmed_at is None:
        return _("The address %(address)s is not confirmed yet: your answer goes as soon as it is.") % {
            "address": question.email
        }
    return _("Your answer goes to %(address)s. What is written back comes to you.") % {
        "address": question.email
    }


def _journey(question: Question) -> Journey:
    """How the answer fares. 1 query where it went."""
    if not question.email:
        return Journey(_("Kept here. No address was left."))
    if question.confirmed_at is None:
        return Journey(_("Waits until the address is confirmed."), "warn")
    sent = Message.objects.filter(
        scope=question.scope, kind="question_answer", params__question=question.pk
    ).first()
    if sent is None:
        return Journey(_("Not sent."), "bad")
    if sent.state == MessageState.SENT:
        return Journey(_("Sent to %(address)s.") % {"address": sent.recipient}, "good")
    if sent.state in {MessageState.FAILED, MessageState.SKIPPED}:
        return Journey(
            _("Did not arrive at %(address)s. %(reason)s")
            % {"address": sent.recipient, "reason": sent.reason},
            "bad",
        )
    return Journey(_("On its way to %(address)s.") % {"address": sent.recipient})


def question_behind(*, public_id: str, viewer: Any) -> Question | None:
    """The question with ``public_id`` that ``viewer`` looks after, to begin a programme with. At most 1 query."""
    if not public_id:
        return None
    return Question.objects.visible_to(viewer).filter(public_id=public_id[:12]).first()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a programme began with, for everybody who sees the programme."""

    title: str
    who: str
    """Who brought it, where he or she agreed to be named."""
    at: dt.datetime
    url: str
    """Of its page, for who looks after it."""


def origin_of(*, programme: Programme, viewer: Any) -> Origin | None:
    """The question that ``programme`` began with. 1 query."""
    question = Question.objects.filter(programme=programme).order_by("pk").first()
    if question is None:
        return None
    seen = question.organisation_id in looked_after_by(viewer)
    return Origin(
        title=question.title,
        who=question.name if question.may_be_named else "",
        at=question.created_at,
        url=_address(question) if seen else "",
    )
