"""Bundling ideas: every step keeps what was before it, so that it can be undone."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.audit import record
from core.clock import now
from core.errors import Conflict
from core.live import announce
from ideas.enums import ChangeKind, IdeaState, RoundState
from ideas.models import Apart, Cluster, ClusterChange, Idea, VotingRound
from ideas.queries.clusters import board_version
from teams.models import Team

Snapshot = tuple[dict[int, int | None], dict[int, list[Any]]]
"""Which bundle each idea is in, and title, position and absence of each bundle."""

Places = Mapping[str, str | None]
"""In which bundle each idea was seen, by public ids; None: in no bundle."""


def channel_of(team: Team) -> str:
    """The channel on which open screens hear that the bundles of ``team`` changed."""
    return f"bundles:{team.pk}"


def make_cluster(
    *, team: Team, title: str, by: User, ideas: Collection[Idea] = (), seen_in: Places | None = None
) -> Cluster:
    """A new bundle at the end, with ``ideas`` moved into it; ``seen_in``: as in ``fill_cluster``.

    Raises ``Conflict`` when the team has a bundle of that name, or when one of the ideas is not open (any more).
    """
    with _change(team, ChangeKind.MAKE, by):
        _refuse_moved(ideas, seen_in)
        cluster = _new_cluster(team, title, by)
        _put(ideas, cluster)
    return cluster


def rename_cluster(*, cluster: Cluster, title: str, by: User) -> Cluster:
    """Give a bundle another name. Raises ``Conflict`` when the team has a bundle of that name."""
    with _change(cluster.team, ChangeKind.RENAME, by):
        _present(cluster).update(title=title)
    cluster.title = title
    return cluster


def fill_cluster(
    *,
    team: Team,
    cluster: Cluster | None,
    ideas: Collection[Idea],
    by: User,
    seen_in: Places | None = None,
) -> None:
    """Move ``ideas`` of ``team`` into ``cluster``, out of whatever bundle they were in; None: into no bundle.

    Authors and origin stay with each idea. ``seen_in``: where ``by`` saw each, by public ids (None: in no bundle).
    Raises ``Conflict`` when one of them is not open (any more), or lies elsewhere by now; it says where.
    """
    with _change(team, ChangeKind.FILL, by):
        _refuse_moved(ideas, seen_in)
        if cluster is not None and not _present(cluster).exists():
            raise Conflict(_("This bundle was taken away meanwhile. Choose another one."))
        _put(ideas, cluster)


def bundle_alike(*, idea: Idea, other: Idea, by: User) -> Cluster:
    """Put two ideas that look alike into one bundle: that of one of them, or a new one.

    Before the reveal too: then the new bundle has a name that says nothing, and shows empty until they are read.
    Raises ``Conflict`` when one of them is not open, was covered, or is of another team.
    """
    older, newer = sorted((idea, other), key=lambda one: one.pk)
    into = next((one.cluster for one in (older, newer) if one.cluster and not one.cluster.is_gone), None)
    with _change(idea.team, ChangeKind.FILL if into else ChangeKind.MAKE, by):
        cluster = into or _new_cluster(idea.team, _name_for(older), by)
        _put((older, newer), cluster, hidden_too=True)
    return cluster


def _name_for(idea: Idea) -> str:
    """The first words of ``idea``, or a number while it is hidden; a name that no present bundle of the team has."""
    taken = set(Cluster.objects.present().filter(team=idea.team_id).values_list("title", flat=True))
    hidden = idea.evening is not None and idea.evening.revealed_at is None
    name = "" if hidden else Truncator(" ".join(idea.text.split())).chars(60)
    numbered = (
        f"{name} ({number})" if name else _("Bundle %(number)d") % {"number": number} for number in count(1)
    )
    return name if name and name not in taken else next(one for one in numbered if one not in taken)


@transaction.atomic
def set_apart(*, idea: Idea, other: Idea, by: User) -> None:
    """Say that two ideas that look alike are not the same: nobody is asked again. Doing it twice changes nothing."""
    first, second = sorted((idea, other), key=lambda one: one.pk)
    _row, made = Apart.objects.get_or_create(first=first, second=second, defaults={"by": by})
    if made:
        record(by, "ideas.set_apart", second, scope=idea.programme.scope, other=first.pk)


@transaction.atomic
def take_back_apart(*, idea: Idea, other: Idea, by: User) -> None:
    """Let two ideas look alike again. Doing it twice changes nothing."""
    first, second = sorted((idea, other), key=lambda one: one.pk)
    if Apart.objects.filter(first=first, second=second).delete()[0]:
        record(by, "ideas.apart_undone", second, scope=idea.programme.scope, other=first.pk)


def merge_clusters(*, keep: Cluster, absorb: Cluster, by: User) -> Cluster:
    """Move everything in ``absorb`` into ``keep``; ``absorb`` goes.

    Raises ``Conflict`` when they are one and the same, of different teams, or when people are placing dots.
    """
    if keep.pk == absorb.pk or keep.team_id != absorb.team_id:
        raise Conflict(_("Choose two different bundles of the same team."))
    with _change(keep.team, ChangeKind.MERGE, by):
        _refuse_while_voting(keep.team)
        if _present(keep).count() + _present(absorb).count() < 2:
            raise Conflict(_("One of these bundles was taken away meanwhile."))
        Idea.objects.filter(cluster=absorb).update(cluster=keep)
        _present(absorb).update(is_gone=True)
    return keep


def split_cluster(*, cluster: Cluster, ideas: Collection[Idea], title: str, by: User) -> Cluster:
    """A new bundle called ``title`` with those ``ideas`` that were in ``cluster``.

    Raises ``Conflict`` when one of them is not in it (any more).
    """
    with _change(cluster.team, ChangeKind.SPLIT, by):
        if Idea.objects.filter(pk__in=[idea.pk for idea in ideas], cluster=cluster).count() < len(ideas):
            raise Conflict(_("One of these ideas is in another bundle by now. Look at the bundles first."))
        made = _new_cluster(cluster.team, title, by)
        _put(ideas, made)
    return made


def empty_cluster(*, cluster: Cluster, by: User) -> None:
    """Take all ideas out of a bundle; they wait for their place again. The bundle stays."""
    with _change(cluster.team, ChangeKind.EMPTY, by):
        Idea.objects.filter(cluster=cluster).update(cluster=None)


def remove_cluster(*, cluster: Cluster, by: User) -> None:
    """Take a bundle away; its ideas wait for their place again. Raises ``Conflict`` when people are placing dots."""
    with _change(cluster.team, ChangeKind.REMOVE, by):
        _refuse_while_voting(cluster.team)
        Idea.objects.filter(cluster=cluster).update(cluster=None)
        _present(cluster).update(is_gone=True)


def move_cluster(*, cluster: Cluster, steps: int, by: User) -> None:
    """Move a bundle ``steps`` places down in the list (up when negative); it stops at either end."""
    with _change(cluster.team, ChangeKind.REORDER, by):
        order = list(Cluster.objects.present().filter(team=cluster.team_id).values_list("pk", flat=True))
        if cluster.pk in order:
            place = order.index(cluster.pk)
            order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        for position, pk in enumerate(order):
            Cluster.objects.filter(pk=pk).update(position=position)


def undo_change(*, change: ClusterChange, by: User) -> None:
    """Put bundles and ideas back as they were before ``change``. Undoing twice changes nothing.

    Raises ``Conflict`` when somebody changed the same bundles or ideas afterwards, or when people are placing dots on
    bundles that would go.
    """
    try:
        with transaction.atomic():
            _lock(change.team)
            undone = ClusterChange.objects.filter(pk=change.pk, undone_at__isnull=True).update(
                undone_at=now()
            )
            if not undone:
                return
            clusters, ideas = change.differences["clusters"], change.differences["ideas"]
            if clusters and change.kind not in {ChangeKind.RENAME, ChangeKind.REORDER}:
                _refuse_while_voting(change.team)
            places, bundles = _snapshot(change.team)
            moved_on = any(places.get(int(pk)) != after for pk, (_before, after) in ideas.items())
            if moved_on or any(bundles.get(int(pk)) != after for pk, (_before, after) in clusters.items()):
                raise Conflict(_("Somebody changed these bundles after that. Nothing was undone."))
            for pk, (before, after) in clusters.items():
                title, position, is_gone = before or [after[0], after[1], True]
                Cluster.objects.filter(pk=pk).update(title=title, position=position, is_gone=is_gone)
            for pk, (before, _after) in ideas.items():
                Idea.objects.filter(pk=pk).update(cluster=before)
            record(by, "ideas.bundles_undone", change, scope=change.programme.scope)
            announce(channel_of(change.team), board_version(change.team_id))
    except IntegrityError as clash:
        raise Conflict(_("There is a bundle with the old name by now. Nothing was undone.")) from clash


def _new_cluster(team: Team, title: str, by: User) -> Cluster:
    last = (
        Cluster.objects.present()
        .filter(team=team)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    return Cluster.objects.create(
        programme_id=team.programme_id,
        team=team,
        title=title,
        position=0 if last is None else last + 1,
        made_by=by,
    )


def _present(cluster: Cluster) -> Any:
    return Cluster.objects.present().filter(pk=cluster.pk)


def _put(ideas: Collection[Idea], cluster: Cluster | None, *, hidden_too: bool = False) -> None:
    wanted = {idea.pk for idea in ideas}
    team_ids = {idea.team_id for idea in ideas}
    if cluster is not None and team_ids - {cluster.team_id}:
        raise Conflict(_("Ideas of one team go into bundles of that team."))
    possible = Idea.objects.uncovered() if hidden_too else Idea.objects.revealed()
    moved = possible.filter(pk__in=wanted, state=IdeaState.OPEN).update(cluster=cluster)
    if moved < len(wanted):
        raise Conflict(_("One of these ideas was changed by somebody else. Nothing was moved."))


def _refuse_moved(ideas: Collection[Idea], seen_in: Places | None) -> None:
    """Say where an idea lies that somebody else moved after ``by`` saw it; what lies there already is no problem."""
    if seen_in is None:
        return
    for idea in Idea.objects.filter(pk__in=[idea.pk for idea in ideas]).select_related("cluster"):
        here = idea.cluster.public_id if idea.cluster else None
        if idea.public_id in seen_in and seen_in[idea.public_id] != here:
            words = {
                "idea": Truncator(idea.text).chars(60),
                "title": idea.cluster.title if idea.cluster else "",
            }
            where = _("in “%(title)s”") % words if idea.cluster else _("in no bundle")
            raise Conflict(
                _("Somebody else moved “%(idea)s”: it lies %(where)s now. Nothing was moved; look once more.")
                % {**words, "where": where}
            )


def _refuse_while_voting(team: Team) -> None:
    if VotingRound.objects.filter(team=team, state=RoundState.OPEN).exists():
        raise Conflict(_("People are placing dots on these bundles. Close the round first."))


def _lock(team: Team) -> None:
    """One bundling at a time per team. SQLite, where this is no lock, lets only one transaction write anyway."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def _snapshot(team: Team) -> Snapshot:
    places: dict[int, int | None] = dict(Idea.objects.filter(team=team).values_list("pk", "cluster_id"))
    rows = Cluster.objects.filter(team=team).values_list("pk", "title", "position", "is_gone")
    return places, {pk: [title, position, is_gone] for pk, title, position, is_gone in rows}


def _differences(was: Mapping[int, Any], becomes: Mapping[int, Any]) -> dict[int, list[Any]]:
    """What each row was and is, of the rows that changed."""
    return {pk: [was.get(pk), after] for pk, after in becomes.items() if was.get(pk) != after}


@contextmanager
def _change(team: Team, kind: ChangeKind, by: User) -> Iterator[None]:
    """One transaction around a step, which keeps the differences that it made (none: nothing is kept)."""
    try:
        with transaction.atomic():
            _lock(team)
            before = _snapshot(team)
            yield
            after = _snapshot(team)
            ideas, clusters = _differences(before[0], after[0]), _differences(before[1], after[1])
            if not ideas and not clusters:
                return
            change = ClusterChange.objects.create(
                programme_id=team.programme_id, team=team, kind=kind, by=by,
                differences={"ideas": ideas, "clusters": clusters},
            )  # fmt: skip
            record(by, "ideas.bundles_changed", change, scope=team.programme.scope, kind=str(kind))
            announce(channel_of(team), board_version(team.pk))
    except IntegrityError as clash:
        raise Conflict(_("This team has a bundle with this name already.")) from clash
