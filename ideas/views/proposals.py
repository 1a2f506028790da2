"""Proposals: begun from a bundle, written together, agreed, read by the client."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit
from core.errors import Conflict
from core.rendering import render_page, see_other
from ideas.forms.proposals import BeginProposalForm, ProposalEditForm, goals_to_tick
from ideas.models import Cluster, Proposal
from ideas.queries.choosing import choices_of
from ideas.queries.goals import goals_of
from ideas.queries.proposals import Answer, answers_of, card_of, list_proposals, proposal_view
from ideas.services.proposals import (
    agree_proposal,
    begin_proposal,
    edit_proposal,
    reopen_proposal,
    tie_goals,
)
from programmes.models import Programme
from programmes.queries.frame import frame_for
from programmes.queries.goals import served_goals


def _url(proposal: Proposal) -> str:
    return reverse("ideas:proposal", args=[proposal.public_id])


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The proposals of all teams that one may read."""
    proposals = list_proposals(programme=programme, viewer=request.user)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="results"),
        "programme": programme,
        "cards": [card_of(proposal) for proposal in proposals],
    }
    return render_page(request, "ideas/proposals.html", None, context)


@permit("ideas.begin_proposal", Cluster, by="cluster_id")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Begin a proposal from a bundle."""
    form = BeginProposalForm(request.POST or None, initial={"title": cluster.title})
    if form.is_valid():
        proposal = begin_proposal(cluster=cluster, title=form.cleaned_data["title"], by=request.user)
        return see_other(request, reverse("ideas:edit_proposal", args=[proposal.public_id]))
    context = {
        "frame": frame_for(programme=cluster.programme, viewer=request.user, current="results"),
        "cluster": cluster,
        "form": form,
    }
    return render_page(request, "ideas/begin_proposal.html", None, context)


@require_GET
@permit("ideas.see_proposal", Proposal, by="proposal_id")
def proposal_page(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """A proposal, with what came of it."""
    context = {
        "frame": frame_for(programme=proposal.programme, viewer=request.user, current="results"),
        "proposal": proposal,
        "view": proposal_view(proposal=proposal, viewer=request.user),
        "choices": choices_of(team=proposal.team, viewer=request.user, proposal=proposal),
        "may_choose": allowed(request.user, "ideas.open_choice", proposal),
        "fillings": slots.fill("proposal.actions", proposal=proposal, viewer=request.user),
    }
    return render_page(request, "ideas/proposal.html", None, context)


@permit("ideas.edit_proposal", Proposal, by="proposal_id")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Write a proposal. When somebody else was faster, both texts stand side by side and nothing is lost."""
    form = ProposalEditForm(request.POST or None, proposal=proposal)
    theirs: tuple[Answer, ...] = ()
    key = f"proposal-{proposal.public_id}"
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            edit_proposal(proposal=proposal, base_version=words.pop("version"), fields=words, by=request.user)
            return see_other(request, _url(proposal), say=_("Kept."), draft=key)
        except Conflict as conflict:
            proposal.refresh_from_db()
            theirs = answers_of(proposal)
            form.data = {**request.POST.dict(), "version": proposal.version}
            form.add_error(None, str(conflict))
    context = {
        "frame": frame_for(programme=proposal.programme, viewer=request.user, current="results"),
        "proposal": proposal,
        "form": form,
        "theirs": theirs,
        "draft": key,
    }
    return render_page(request, "ideas/edit_proposal.html", None, context)


@permit("ideas.tie_goals", Proposal, by="proposal_id")
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Which policy goals a proposal serves; also once the team has agreed to it."""
    served = served_goals(proposal.programme)
    ticked = [goal.public_id for goal in goals_of(proposal)]
    form = goals_to_tick(request.POST or None, goals=served, ticked=ticked)
    if form.is_valid():
        add, leave = form.changes()
        tie_goals(
            proposal=proposal,
            add=[goal for goal in served if goal.public_id in add],
            leave=[goal for goal in served if goal.public_id in leave],
            by=request.user,
        )
        return see_other(request, _url(proposal), say=_("Kept."))
    context = {
        "frame": frame_for(programme=proposal.programme, viewer=request.user, current="results"),
        "proposal": proposal,
        "form": form,
        "any": bool(served),
    }
    return render_page(request, "ideas/proposal_goals.html", None, context)


@require_POST
@permit("ideas.agree_proposal", Proposal, by="proposal_id")
def agree(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Record that the team agrees."""
    try:
        agree_proposal(proposal=proposal, by=request.user)
    except ValidationError as problem:
        return see_other(request, _url(proposal), say=" ".join(problem.messages))
    return see_other(
        request,
        _url(proposal),
        say=_("The team agrees. Everybody in the programme can read the proposal now, the client too."),
        undo=reverse("ideas:reopen_proposal", args=[proposal.public_id]),
    )


@require_POST
@permit("ideas.reopen_proposal", Proposal, by="proposal_id")
def reopen(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Open an agreed proposal again."""
    say = _("The proposal is open again. Outside the team nobody reads it until the team agrees anew.")
    try:
        reopen_proposal(proposal=proposal, by=request.user)
    except Conflict as conflict:
        say = str(conflict)
    return see_other(request, _url(proposal), say=say)


@require_GET
@permit("ideas.see_proposal", Proposal, by="proposal_id")
def present(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """The proposal in large letters, for the room."""
    context = {
        "proposal": proposal,
        "accent": proposal.programme.accent,
        "view": proposal_view(proposal=proposal, viewer=request.user),
    }
    return render_page(request, "ideas/present_proposal.html", None, context)
