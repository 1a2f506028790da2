"""Proposals in a list and on a page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from django.db.models import Field
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from ideas.enums import ProposalForm, ProposalState
from ideas.models import Proposal, ProposalVersion
from programmes.models import Programme
from programmes.queries.signing import signatures_of

QUESTIONS = ("what", "for_whom", "society_notices", "first_step", "who_is_needed", "which_goal")
"""The six plain questions, in their order."""
_FILM_HOSTS = {"youtube.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo"}


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """One proposal in a list."""

    public_id: str
    url: str
    title: str
    team: str
    form: str
    what: str
    is_agreed: bool
    agreed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the six questions with what the team wrote."""

    name: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """The text as it was."""

    number: int
    by: str
    at: dt.datetime
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as its page shows it."""

    card: ProposalCard
    answers: tuple[Answer, ...]
    unanswered: int
    link: str
    link_label: str
    cluster_title: str
    cluster_url: str
    """Empty for those who do not see the team's work."""
    versions: tuple[EarlierVersion, ...]
    goals: tuple[str, ...]
    """The policy goals that it serves."""
    may_tie_goals: bool
    may_edit: bool
    may_agree: bool
    may_reopen: bool


def question_of(name: str) -> str:
    """The words of the question whose answer is the field ``name``."""
    return str(cast("Field[Any, Any]", Proposal._meta.get_field(name)).verbose_name)


def answers_of(proposal: Proposal) -> tuple[Answer, ...]:
    """The six questions in their order, answered or not."""
    return tuple(Answer(name, question_of(name), getattr(proposal, name)) for name in QUESTIONS)


def card_of(proposal: Proposal) -> ProposalCard:
    """``proposal`` in a list. No query when it came from ``visible_to``."""
    return ProposalCard(
        public_id=proposal.public_id,
        url=reverse("ideas:proposal", args=[proposal.public_id]),
        title=proposal.title,
        team=proposal.team.name,
        form=str(proposal.get_form_display()),
        what=proposal.what,
        is_agreed=proposal.state == ProposalState.AGREED,
        agreed_at=proposal.agreed_at,
    )


def list_proposals(*, programme: Programme, viewer: Any) -> list[Proposal]:
    """The proposals of ``programme`` that ``viewer`` may see, by team. 1 query."""
    return list(Proposal.objects.visible_to(viewer).filter(programme=programme))


def link_label(proposal: Proposal) -> str:
    """What the link says: "Watch the film on YouTube"."""
    host = (urlsplit(proposal.link).hostname or "").removeprefix("www.")
    place = _FILM_HOSTS.get(host) or host
    if proposal.form == ProposalForm.FILM or host in _FILM_HOSTS:
        return _("Watch the film on %(place)s") % {"place": place}
    return _("Open it on %(place)s") % {"place": place}


def proposal_view(*, proposal: Proposal, viewer: Any) -> ProposalView:
    """``proposal`` for ``viewer``; earlier versions for those who write it. At most 3 queries."""
    in_team = allowed(viewer, "ideas.see_bundles", proposal)
    answers = answers_of(proposal)
    cluster = proposal.cluster if in_team else None
    return ProposalView(
        card=card_of(proposal),
        answers=tuple(answer for answer in answers if answer.text),
        unanswered=sum(not answer.text for answer in answers),
        link=proposal.link,
        link_label=link_label(proposal) if proposal.link else "",
        cluster_title=cluster.title if cluster else "",
        cluster_url=reverse("ideas:cluster", args=[cluster.public_id])
        if cluster and not cluster.is_gone
        else "",
        versions=_earlier(proposal) if in_team else (),
        goals=tuple(proposal.goals.values_list("text", flat=True)),
        may_tie_goals=allowed(viewer, "ideas.tie_goals", proposal),
        may_edit=allowed(viewer, "ideas.edit_proposal", proposal),
        may_agree=allowed(viewer, "ideas.agree_proposal", proposal),
        may_reopen=allowed(viewer, "ideas.reopen_proposal", proposal),
    )


def _earlier(proposal: Proposal) -> tuple[EarlierVersion, ...]:
    labels = {answer.name: answer.question for answer in answers_of(proposal)}
    rows = list(ProposalVersion.objects.filter(proposal=proposal, number__lt=proposal.version))
    signed = signatures_of(
        programme_id=proposal.programme_id, people={row.by_id for row in rows if row.by_id is not None}
    )
    return tuple(
        EarlierVersion(
            number=row.number,
            by=signed.get(row.by_id, "") if row.by_id is not None else "",
            at=row.at,
            title=row.content.get("title", ""),
            answers=tuple(
                Answer(name, label, row.content[name])
                for name, label in labels.items()
                if row.content.get(name)
            ),
        )
        for row in rows
    )
