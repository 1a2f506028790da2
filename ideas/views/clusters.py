"""Bundling by lists, ticks and buttons."""

from functools import partial

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit, require
from core.errors import Conflict, conflict_as_error
from core.live import stream
from core.rendering import render_page, see_other
from ideas.forms.clusters import NEW, BundleForm, MergeForm, SplitForm, TitleForm
from ideas.models import Cluster, ClusterChange
from ideas.queries.choosing import choices_of
from ideas.queries.clusters import (
    board_of,
    board_version,
    board_version_for,
    bundle_page,
    last_steps,
    movable_ideas,
    newest_change,
    other_clusters,
    proposals_of,
)
from ideas.services.clusters import (
    channel_of,
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
from programmes.queries.phases import when_again
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
    shown = board_of(team=team, viewer=request.user)
    sent = request.POST.getlist("ideas") if request.method == "POST" else request.GET.getlist("idea")
    context = {
        "frame": frame_for(programme=team.programme, viewer=request.user, current="ideas"),
        "team": team,
        "board": shown,
        "when_again": ""
        if shown.may_bundle
        else when_again(programme=team.programme, rule="ideas.bundle_ideas", viewer=request.user),
        "form": form,
        "ticked": [key.partition(".")[0] for key in sent],
        "steps": last_steps(team=team, viewer=request.user),
        "version": board_version(team.pk),
    }
    return render_page(request, "ideas/bundles.html", "_bundles.html", context)


@require_GET
@permit("ideas.see_bundles", Team, by="team_id")
def listen(request: HttpRequest, team: Team) -> HttpResponseBase:
    """Tell open screens when somebody changed the bundles; a server that cannot stream answers 204."""
    open_stream = async_to_sync(stream)
    return open_stream(
        request,
        channel_of(team),
        read=partial(board_version_for, team_id=team.pk),
        peek=partial(board_version, team.pk),
    )


def _move(request: HttpRequest, team: Team, form: BundleForm) -> str:
    """Do what the form of the board asks, and say what was done."""
    ideas, target = form.cleaned_data["ideas"], form.cleaned_data["target"]
    if target == NEW:
        cluster = make_cluster(
            team=team,
            title=form.cleaned_data["title"],
            ideas=ideas,
            by=request.user,
            seen_in=form.seen_in(),
        )
        return _("“%(title)s” is a bundle now.") % {"title": cluster.title}
    fill_cluster(
        team=team,
        cluster=form.clusters.get(target),
        ideas=ideas,
        by=request.user,
        seen_in=form.seen_in(),
    )
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
        "choices": choices_of(team=cluster.team, viewer=request.user, cluster=cluster),
        "may_choose": allowed(request.user, "ideas.open_choice", cluster),
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
