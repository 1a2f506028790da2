"""Bundling by lists, ticks and buttons."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core import slots
from core.access import allowed, permit, require
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from ideas.forms.clusters import NEW, BundleForm, MergeForm, SplitForm, TitleForm
from ideas.models import Cluster, ClusterChange
from ideas.queries.clusters import (
    board_of,
    bundle_page,
    movable_ideas,
    newest_change,
    other_clusters,
    proposals_of,
)
from ideas.services.clusters import (
    empty_cluster,
    fill_cluster,
    make_cluster,
    merge_clusters,
    move_cluster,
    remove_cluster,
    rename_cluster,
    split_cluster,
    undo_change,
)
from programmes.queries.frame import frame_for
from teams.models import Team


def _done(request: HttpRequest, team: Team, say: str, to: str = "") -> HttpResponse:
    """On to the bundles (or to ``to``), with a button that undoes the last step."""
    change = newest_change(team=team, by=request.user)
    undo = (
        reverse("ideas:undo_bundling", args=[change.public_id]) if change and change.undone_at is None else ""
    )
    return see_other(request, to or reverse("ideas:clusters", args=[team.public_id]), say=say, undo=undo)


@permit("ideas.see_bundles", Team, by="team_id")
@require_http_methods(["GET", "POST"])
def board(request: HttpRequest, team: Team) -> HttpResponse:
    """All bundles of a team; POST moves the ticked ideas into one of them, a new one, or none."""
    form = BundleForm(
        request.POST or None,
        ideas=movable_ideas(team=team, viewer=request.user),
        clusters=other_clusters(team=team, viewer=request.user),
    )
    if request.method == "POST":
        require(request.user, "ideas.bundle_ideas", team)
        if form.is_valid():
            with conflict_as_error(form):
                return _done(request, team, _move(request, team, form))
    ticked = request.POST.getlist("ideas") if request.method == "POST" else request.GET.getlist("idea")
    context = {
        "frame": frame_for(programme=team.programme, viewer=request.user, current="ideas"),
        "team": team,
        "board": board_of(team=team, viewer=request.user),
        "form": form,
        "ticked": ticked,
    }
    return render_page(request, "ideas/bundles.html", None, context)


def _move(request: HttpRequest, team: Team, form: BundleForm) -> str:
    """Do what the form of the board asks, and say what was done."""
    ideas, target = form.cleaned_data["ideas"], form.cleaned_data["target"]
    if target == NEW:
        cluster = make_cluster(team=team, title=form.cleaned_data["title"], ideas=ideas, by=request.user)
        return _("“%(title)s” is a bundle now.") % {"title": cluster.title}
    fill_cluster(team=team, cluster=form.clusters.get(target), ideas=ideas, by=request.user)
    moved = ngettext("%(count)d idea was moved.", "%(count)d ideas were moved.", len(ideas))
    return moved % {"count": len(ideas)}


def _show(request: HttpRequest, cluster: Cluster, **forms: object) -> HttpResponse:
    others = other_clusters(team=cluster.team, viewer=request.user, than=cluster)
    movable = movable_ideas(team=cluster.team, viewer=request.user).filter(cluster=cluster)
    context = {
        "frame": frame_for(programme=cluster.programme, viewer=request.user, current="ideas"),
        "cluster": cluster,
        "bundle": bundle_page(cluster=cluster, viewer=request.user),
        "proposals": proposals_of(cluster=cluster, viewer=request.user),
        "may_bundle": allowed(request.user, "ideas.bundle_ideas", cluster),
        "may_propose": allowed(request.user, "ideas.begin_proposal", cluster),
        "title_form": TitleForm(initial={"title": cluster.title}),
        "merge_form": MergeForm(clusters=others) if others else None,
        "split_form": SplitForm(ideas=movable),
        "fillings": slots.fill("cluster.actions", cluster=cluster, viewer=request.user),
    } | forms
    return render_page(request, "ideas/bundle.html", None, context)


@permit("ideas.see_bundles", Cluster, by="cluster_id")
@require_http_methods(["GET"])
def cluster_page(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """One bundle, with what can be done with it."""
    return _show(request, cluster)


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def rename(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Give a bundle another name."""
    form = TitleForm(request.POST)
    if form.is_valid():
        with conflict_as_error(form):
            rename_cluster(cluster=cluster, title=form.cleaned_data["title"], by=request.user)
            return _done(
                request, cluster.team, _("Changed."), reverse("ideas:cluster", args=[cluster.public_id])
            )
    return _show(request, cluster, title_form=form, form=form)


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def merge(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Join another bundle with this one."""
    form = MergeForm(
        request.POST, clusters=other_clusters(team=cluster.team, viewer=request.user, than=cluster)
    )
    if form.is_valid():
        with conflict_as_error(form):
            merge_clusters(keep=cluster, absorb=form.chosen(), by=request.user)
            here = reverse("ideas:cluster", args=[cluster.public_id])
            return _done(request, cluster.team, _("The two bundles are one now."), here)
    return _show(request, cluster, merge_form=form, form=form)


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def split(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Let the ticked ideas leave for a bundle of their own."""
    movable = movable_ideas(team=cluster.team, viewer=request.user).filter(cluster=cluster)
    form = SplitForm(request.POST, ideas=movable)
    if form.is_valid():
        with conflict_as_error(form):
            made = split_cluster(
                cluster=cluster,
                ideas=form.cleaned_data["ideas"],
                title=form.cleaned_data["title"],
                by=request.user,
            )
            return _done(request, cluster.team, _("“%(title)s” is a bundle now.") % {"title": made.title})
    return _show(request, cluster, split_form=form, form=form)


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def empty(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Take all ideas out of a bundle."""
    empty_cluster(cluster=cluster, by=request.user)
    return _done(request, cluster.team, _("“%(title)s” is empty now.") % {"title": cluster.title})


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def remove(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Take a bundle away; its ideas wait for their place again."""
    try:
        remove_cluster(cluster=cluster, by=request.user)
    except Conflict as conflict:
        return see_other(request, reverse("ideas:cluster", args=[cluster.public_id]), say=conflict)
    return _done(
        request, cluster.team, _("“%(title)s” is gone. Its ideas wait again.") % {"title": cluster.title}
    )


@require_POST
@permit("ideas.bundle_ideas", Cluster, by="cluster_id")
def reorder(request: HttpRequest, cluster: Cluster) -> HttpResponse:
    """Move a bundle one place up or down."""
    move_cluster(cluster=cluster, steps=-1 if request.POST.get("way") == "up" else 1, by=request.user)
    return see_other(
        request, f"{reverse('ideas:clusters', args=[cluster.team.public_id])}#bundle-{cluster.public_id}"
    )


@require_POST
@permit("ideas.bundle_ideas", ClusterChange, by="change_id")
def undo(request: HttpRequest, change: ClusterChange) -> HttpResponse:
    """Take back one step of bundling."""
    say = _("That was undone.")
    try:
        undo_change(change=change, by=request.user)
    except Conflict as conflict:
        say = str(conflict)
    return see_other(request, reverse("ideas:clusters", args=[change.team.public_id]), say=say)
