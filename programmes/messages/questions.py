"""The messages to those who brought a question or a story."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.kw_dates import kw_date
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import MessageKind, Text, greeting
from programmes.enums import ProgrammeState, QuestionKind, QuestionVerdict
from programmes.models import Programme, Question
from programmes.services.askers import ANSWER, BEGUN, CONFIRMATION, confirmation_token

TOKEN = "your-own-link"  # noqa: S105 - the word that stands in the kept text where the signed one is put in


def compose_confirmation(params: Mapping[str, Any], user: User | None) -> Text:
    """Whether this address is right. No word of what was brought, nor a name: anybody can fill in any address."""
    question = _question(params)
    about = {"organisation": question.organisation.name, "day": kw_date(question.created_at, "day")}
    link = settings.SITE_URL + reverse("programmes:confirm_question", args=[TOKEN])
    brought = (
        _("On %(day)s a story was brought to %(organisation)s, with this address.")
        if question.kind == QuestionKind.STORY
        else _("On %(day)s a question was brought to %(organisation)s, with this address.")
    )
    return Text(
        subject=_("Is this your address? %(organisation)s can answer you then") % about,
        body="\n\n".join(
            [
                greeting(user),
                brought % about
                + " "
                + _("Was that you? Then confirm your address, and the answer comes to you."),
                f"[{_('Yes, this is my address')}]({link})",
                _("Was it not you? Then do nothing: nothing is sent to you any more."),
            ]
        ),
    )


def confirmation_still_applies(message: Message) -> str:
    """Why the address need not be confirmed any more; empty while it has to be."""
    question = Question.objects.filter(pk=message.params["question"]).first()
    if question is None:
        return _("It was erased.")
    return _("The address is confirmed already.") if question.confirmed_at is not None else ""


def signed_link(message: Message) -> dict[str, str]:
    """The reader's own word for the link, made at sending."""
    return {TOKEN: confirmation_token(_question(message.params))}


def compose_answer(params: Mapping[str, Any], user: User | None) -> Text:
    """What is done with it, in the words of who answers."""
    question = _question(params)
    about = {
        "organisation": question.organisation.name,
        "title": question.title,
        "day": kw_date(question.created_at, "day"),
    }
    what = {
        QuestionVerdict.TAKEN_UP: _("We take it up."),
        QuestionVerdict.MERGED: _("We put it together with another question."),
        QuestionVerdict.NOT_NOW: _("We do not take it up now."),
    }
    return Text(
        subject=_("The answer of %(organisation)s: %(title)s") % about,
        body="\n\n".join(
            [
                greeting(user, question.name.split(" ")[0]),
                _("On %(day)s you brought “%(title)s” to %(organisation)s.") % about
                + (f" {what[QuestionVerdict(question.verdict)]}" if question.verdict else ""),
                question.answer,
            ]
        ),
        closing=_closing(question.answered_by),
    )


def compose_begun(params: Mapping[str, Any], user: User | None) -> Text:
    """That a programme has begun with what this reader brought."""
    question, programme = _question(params), Programme.objects.get(pk=params["programme"])
    about = {"title": question.title, "programme": programme.name}
    return Text(
        subject=_("A programme has begun with your question: %(programme)s") % about,
        body="\n\n".join(
            filter(
                None,
                [
                    greeting(user, question.name.split(" ")[0]),
                    _("You brought “%(title)s”. A programme has begun with it: **%(programme)s**.") % about,
                    programme.question,
                    _("Do you want to take part, or to know how it goes? Answer this mail."),
                ],
            )
        ),
        closing=_closing(programme.reply_to),
        programme=programme.name,
        accent=programme.accent,
    )


def begun_still_applies(message: Message) -> str:
    """Why nobody need hear of the beginning any more; empty while the programme runs."""
    if not Question.objects.filter(pk=message.params["question"]).exists():
        return _("It was erased.")
    programme = Programme.objects.filter(pk=message.params["programme"]).first()
    runs = programme is not None and programme.state == ProgrammeState.RUNNING
    return "" if runs else _("The programme does not run.")


def still_there(message: Message) -> str:
    """Why an answer is not sent any more; empty while the question is there."""
    there = Question.objects.filter(pk=message.params["question"]).exists()
    return "" if there else _("It was erased.")


def _question(params: Mapping[str, Any]) -> Question:
    return Question.objects.select_related("organisation", "answered_by").get(pk=params["question"])


def _closing(writer: User | None) -> str:
    if writer is None or not writer.name:
        return _("Questions? Answer this mail.")
    signed = "  \n".join(filter(None, [writer.name, writer.function]))
    return f"{_('Greetings,')}  \n{signed}"


KINDS = (
    MessageKind(
        name=CONFIRMATION,
        urgency=Urgency.NOW,
        compose=compose_confirmation,
        still_applies=confirmation_still_applies,
        put_in=signed_link,
    ),
    MessageKind(name=ANSWER, urgency=Urgency.SOON, compose=compose_answer, still_applies=still_there),
    MessageKind(name=BEGUN, urgency=Urgency.SOON, compose=compose_begun, still_applies=begun_still_applies),
)
