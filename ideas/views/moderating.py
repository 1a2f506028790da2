"""Covering an idea and showing it again, reports, and two ideas that look alike: one press each, with an undo."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import permit, require
from core.rendering import safe_next, see_other
from core.text import clean_text
from ideas.forms.moderating import CoverForm, ReportForm
from ideas.models import Idea
from ideas.queries.clusters import newest_change
from ideas.services import clusters, moderating


def _page(idea: Idea) -> str:
    return reverse("ideas:idea", args=[idea.public_id])


def _undo(name: str, idea: Idea, back: str, **more: str) -> str:
    """The address that takes it back, and then leads to where one was."""
    return f"{reverse(name, args=[idea.public_id])}?{urlencode({'next': back, **more})}"


@require_POST
@permit("ideas.cover_idea", Idea, by="idea_id")
def cover(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Let nobody else read an idea any more, at once; or say why."""
    form, back = CoverForm(request.POST), safe_next(request, _page(idea))
    because = form.cleaned_data["because"] if form.is_valid() else ""
    moderating.cover_idea(idea=idea, because=because, by=request.user)
    return see_other(
        request,
        back,
        say=_("Nobody else sees this idea any more. Whoever wrote it reads that it is not shown."),
        undo=_undo("ideas:uncover", idea, back),
    )


@require_POST
@permit("ideas.cover_idea", Idea, by="idea_id")
def uncover(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Show an idea again, as it was."""
    moderating.uncover_idea(idea=idea, by=request.user)
    return see_other(
        request, safe_next(request, _page(idea)), say=_("The idea is shown again, where it was.")
    )


@require_POST
@permit("ideas.see_idea", Idea, by="idea_id")
def report(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Say that an idea should not be read here."""
    require(request.user, "ideas.report_idea", idea)
    form = ReportForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    moderating.report_idea(idea=idea, reason=reason, by=request.user)
    return see_other(
        request,
        _page(idea),
        say=_("Reported. Who leads the evening looks at it, and you read here what came of it."),
    )


@require_POST
@permit("ideas.decide_reports", Idea, by="idea_id")
def let_stand(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Answer the reports of an idea: it may stand."""
    moderating.let_stand(idea=idea, by=request.user)
    back = safe_next(request, _page(idea))
    return see_other(
        request,
        back,
        say=_("The idea stays. Whoever reported it reads that."),
        undo=_undo("ideas:weigh_again", idea, back),
    )


@require_POST
@permit("ideas.decide_reports", Idea, by="idea_id")
def weigh_again(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Take back that a reported idea may stand."""
    moderating.weigh_again(idea=idea, by=request.user)
    return see_other(
        request, safe_next(request, _page(idea)), say=_("The report waits for a decision again.")
    )


def _other(request: HttpRequest, idea: Idea) -> Idea:
    """The other one of two ideas that look alike: of the same team, and seen by this person."""
    asked = clean_text(request.POST.get("other") or request.GET.get("other") or "")[:12]
    seen = Idea.objects.visible_to(request.user).filter(team=idea.team_id).exclude(pk=idea.pk)
    return get_object_or_404(seen, public_id=asked)


@require_POST
@permit("ideas.bundle_similar", Idea, by="idea_id")
def same(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Put two ideas that look alike into one bundle."""
    cluster = clusters.bundle_alike(idea=idea, other=_other(request, idea), by=request.user)
    change = newest_change(team=idea.team, by=request.user)
    return see_other(
        request,
        safe_next(request, _page(idea)),
        say=_("Both lie in the bundle “%(title)s” now.") % {"title": cluster.title},
        undo=reverse("ideas:undo_bundling", args=[change.public_id]) if change else "",
    )


@require_POST
@permit("ideas.bundle_similar", Idea, by="idea_id")
def apart(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Say that two ideas that look alike are not the same."""
    other = _other(request, idea)
    clusters.set_apart(idea=idea, other=other, by=request.user)
    back = safe_next(request, _page(idea))
    return see_other(
        request,
        back,
        say=_("They stay apart, and are not shown together any more."),
        undo=_undo("ideas:alike_again", idea, back, other=other.public_id),
    )


@require_POST
@permit("ideas.bundle_similar", Idea, by="idea_id")
def alike_again(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Take back that two ideas are not the same."""
    clusters.take_back_apart(idea=idea, other=_other(request, idea), by=request.user)
    return see_other(request, safe_next(request, _page(idea)), say=_("They are shown together again."))
