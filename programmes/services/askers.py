"""What is sent to those who brought a question or a story; never to an address that nobody confirmed."""

from django.core import signing
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from outbox.services.queue import Recipient, queue_message
from programmes.models import Programme, Question

CONFIRMATION, ANSWER, BEGUN = "question_confirmation", "question_answer", "question_begun"
_SALT = "programmes.question"


def confirmation_token(question: Question) -> str:
    """A signed word with which the reader of a mail confirms the address of ``question``; stored nowhere."""
    return signing.dumps([question.public_id, question.email], salt=_SALT)


def read_confirmation_token(token: str) -> Question | None:
    """The question whose address ``token`` confirms; None for a word that is not ours, or where it is gone."""
    try:
        public_id, email = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Question.objects.select_related("organisation").filter(public_id=public_id, email=email).first()


def ask_to_confirm(*, question: Question) -> None:
    """Ask the address of ``question`` whether it is right, in the caller's transaction. The mail has no word of it."""
    queue_message(
        CONFIRMATION,
        to=question.email,
        scope=question.scope,
        params={"question": question.pk},
        dedupe=f"question:{question.pk}",
        why=_("Somebody filled in this address with a question or a story."),
        language=question.language,
    )


def send_answer(*, question: Question) -> None:
    """Send the answer to who brought ``question``, in the caller's transaction; an answer comes back to its writer."""
    queue_message(
        ANSWER,
        to=_reader(question),
        scope=question.scope,
        params={"question": question.pk},
        dedupe=f"question:{question.pk}",
        why=format_lazy(
            _("You brought something to {organisation}, and asked for an answer."),
            organisation=question.organisation.name,
        ),
        reply_to=question.answered_by,
        language=question.language,
    )


def tell_start(*, programme: Programme, by: User) -> None:
    """Tell those whose question ``programme`` began with, or whose question went into that one, that it has begun."""
    begun = list(Question.objects.filter(programme=programme).select_related("organisation", "asked_by"))
    along = Question.objects.filter(merged_into__in=begun).select_related("organisation", "asked_by")
    for question in (*begun, *along):
        if question.confirmed_at is not None:
            queue_message(
                BEGUN,
                to=_reader(question),
                scope=question.scope,
                params={"question": question.pk, "programme": programme.pk},
                dedupe=f"question:{question.pk}:{programme.pk}",
                why=format_lazy(
                    _("You brought this to {organisation}."), organisation=question.organisation.name
                ),
                reply_to=programme.reply_to or by,
                language=question.language,
            )


def _reader(question: Question) -> Recipient:
    """The account of who brought it, where there is one that still can be reached at that address."""
    asker = question.asked_by
    return asker if asker is not None and asker.is_active else question.email
