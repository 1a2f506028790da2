"""Reads about a round in which themes are named and weighed: what each may see of it at each step."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from programmes.enums import ThemeStep
from programmes.models import Participation, Programme, ThemeProposal, ThemeRound, ThemeWish
from programmes.queries.signing import signature
from programmes.queries.theme_people import MOST_NAMED, NAMING, answered, members_of
from programmes.queries.theme_teams import Candidate


@dataclass(frozen=True, slots=True)
class Merged:
    """A theme that goes along in another one."""

    public_id: str
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """One theme that was named, as it may be read now."""

    pk: int
    public_id: str
    title: str
    was: str
    """The words of who named it, where the facilitator gave another name."""
    why: str
    by: str
    """Who named it, and whoever named what went into it, as each consented."""
    merged: tuple[Merged, ...]
    important: int
    wanted: int
    """How many find it important, and want to work on it; 0 while people weigh."""
    i_find_important: bool
    i_want: bool
    became: str
    """The theme that it became."""


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round, for one person."""

    step: ThemeStep
    until: dt.datetime | None
    """Until when one can name or weigh; None while one cannot."""
    headline: str
    lead: str
    own: tuple[ThemeCard, ...]
    """What this person named."""
    left: int
    """How many themes this person can still name."""
    themes: tuple[ThemeCard, ...]
    """All of them, once nobody names any more; what most want to work on first, once that is known."""
    shows_totals: bool
    may_name: bool
    may_weigh: bool
    may_steer: bool
    may_sort: bool
    """Whether this person can give themes another name, put them together and take them apart."""


def latest_round(programme: Programme) -> ThemeRound | None:
    """The round that is open in ``programme``, or else the last one. 1 query."""
    return ThemeRound.objects.filter(programme=programme).order_by("-pk").first()


def round_page(*, theme_round: ThemeRound, viewer: Any) -> RoundPage:
    """``theme_round`` as ``viewer`` may see it. 5 queries.

    While people name themes, others' are one number; while they weigh, others' wishes are. That holds for
    the facilitator too.
    """
    step = theme_round.step
    part = allowed(viewer, "programmes.name_themes", theme_round)
    steers = allowed(viewer, "programmes.steer_theme_round", theme_round)
    proposals = proposals_of(theme_round)
    heads, wishes = head_by_key(proposals), _wishes(theme_round)
    mine = {wish.proposal_id: wish for wish in wishes if wish.participation.person_id == viewer.pk}
    shows_totals = step in {ThemeStep.CHOOSING, ThemeStep.DONE}
    totals = _totals(wishes, heads) if shows_totals else {}
    cards = [_card(head, _along(head, proposals, heads), totals, mine) for head in heads_of(proposals)]
    if shows_totals:
        cards.sort(key=lambda card: (-card.wanted, -card.important, card.pk))
    own = tuple(_card(one, (), {}, {}) for one in proposals if one.proposer.person_id == viewer.pk)
    members = members_of(theme_round.programme)
    done = answered(theme_round) & {one.pk for one in members}
    return RoundPage(
        step=step,
        until=_until(theme_round, step),
        headline=_headline(step, len(cards)),
        lead=_lead(step, len(proposals), len(done), len(members)),
        own=own,
        left=max(0, MOST_NAMED - len(own)),
        themes=() if step == ThemeStep.PROPOSING else tuple(cards),
        shows_totals=shows_totals,
        may_name=part and step == ThemeStep.PROPOSING,
        may_weigh=part and step == ThemeStep.WEIGHING,
        may_steer=steers,
        may_sort=steers and step in {ThemeStep.SORTING, ThemeStep.CHOOSING},
    )


def proposals_of(theme_round: ThemeRound) -> list[ThemeProposal]:
    """Everything that was named, in the order in which it was. 1 query."""
    return list(
        ThemeProposal.objects.filter(round=theme_round)
        .select_related("proposer__person__organisation", "theme")
        .order_by("pk")
    )


def heads_of(proposals: Iterable[ThemeProposal]) -> list[ThemeProposal]:
    """Those that stand for themselves."""
    return [one for one in proposals if one.merged_into_id is None]


def head_by_key(proposals: Sequence[ThemeProposal]) -> dict[int, int]:
    """For each of ``proposals`` (primary keys) the one that stands for it, through however many merges."""
    above = {one.pk: one.merged_into_id for one in proposals}

    def top(key: int) -> int:
        upper = above[key]
        return key if upper is None else top(upper)

    return {key: top(key) for key in above}


def _wishes(theme_round: ThemeRound) -> list[ThemeWish]:
    return list(ThemeWish.objects.filter(proposal__round=theme_round).select_related("participation"))


def _totals(wishes: Iterable[ThemeWish], heads: Mapping[int, int]) -> Mapping[int, tuple[int, int]]:
    """How many people find each head important and want to work on it; who marked two that were merged counts once."""
    important: set[tuple[int, int]] = set()
    wanted: set[tuple[int, int]] = set()
    for wish in wishes:
        key = (heads[wish.proposal_id], wish.participation_id)
        important.update([key] if wish.is_important else [])
        wanted.update([key] if wish.wants_to_work else [])
    by_important, by_wanted = (
        Counter(head for head, _who in important),
        Counter(head for head, _who in wanted),
    )
    return {head: (by_important[head], by_wanted[head]) for head in set(heads.values())}


def _along(
    head: ThemeProposal, proposals: Iterable[ThemeProposal], heads: Mapping[int, int]
) -> list[ThemeProposal]:
    """Those of ``proposals`` that went into ``head``."""
    return [one for one in proposals if one.pk != head.pk and heads[one.pk] == head.pk]


def _card(
    head: ThemeProposal,
    along: Sequence[ThemeProposal],
    totals: Mapping[int, tuple[int, int]],
    mine: Mapping[int, ThemeWish],
) -> ThemeCard:
    wishes = [mine[one.pk] for one in (head, *along) if one.pk in mine]
    important, wanted = totals.get(head.pk, (0, 0))
    return ThemeCard(
        pk=head.pk,
        public_id=head.public_id,
        title=str(head),
        was=head.title if head.new_title else "",
        why=head.why,
        by=", ".join(dict.fromkeys(signature(one.proposer) for one in (head, *along))),
        merged=tuple(Merged(one.public_id, str(one), signature(one.proposer)) for one in along),
        important=important,
        wanted=wanted,
        i_find_important=any(wish.is_important for wish in wishes),
        i_want=any(wish.wants_to_work for wish in wishes),
        became=head.theme.name if head.theme else "",
    )


def _until(theme_round: ThemeRound, step: ThemeStep) -> dt.datetime | None:
    return {
        ThemeStep.PROPOSING: theme_round.proposing_until,
        ThemeStep.WEIGHING: theme_round.weighing_until,
    }.get(step)


def _headline(step: ThemeStep, themes: int) -> str:
    if step == ThemeStep.PROPOSING:
        return _("Which themes should we work on?")
    if step == ThemeStep.WEIGHING:
        return _("What matters most, and what do you want to work on?")
    counted = ngettext("%(count)d theme", "%(count)d themes", themes) % {"count": themes}
    return {
        ThemeStep.SORTING: _("%(themes)s were named"),
        ThemeStep.CHOOSING: _("%(themes)s were weighed"),
    }.get(step, _("%(themes)s, and what came of them")) % {"themes": counted}


def _lead(step: ThemeStep, named: int, done: int, members: int) -> str:
    who = {"done": done, "members": members}
    if step == ThemeStep.PROPOSING:
        counted = ngettext("%(count)d theme was named so far.", "%(count)d themes were named so far.", named)
        return counted % {"count": named} + " " + _("Nobody sees what others name until the time is over.")
    if step == ThemeStep.SORTING:
        return (
            _(
                "%(done)d of %(members)d people named something. What is alike goes together, and then we weigh."
            )
            % who
        )
    if step == ThemeStep.WEIGHING:
        return (
            _(
                "%(done)d of %(members)d people weighed so far. What you find important stays yours. What you want to "
                "work on, the facilitator reads afterwards, to make teams."
            )
            % who
        )
    return _("%(done)d of %(members)d people weighed.") % who


# ---- teams -----------------------------------------------------------------------------------------------------


def candidates(
    *, theme_round: ThemeRound, proposals: Sequence[ThemeProposal], people: Sequence[Participation]
) -> list[Candidate]:
    """``people`` with what each wants to work on, by the head that stands for it. 1 query."""
    heads = head_by_key(proposals)
    names = {one.pk: one.public_id for one in proposals}
    wanted: dict[int, set[str]] = {}
    for wish in _wishes(theme_round):
        if wish.wants_to_work:
            wanted.setdefault(wish.participation_id, set()).add(names[heads[wish.proposal_id]])
    return [
        Candidate(
            key=person.public_id,
            name=str(person.person),
            organisation=person.person.organisation.name if person.person.organisation else "",
            wants=frozenset(wanted.get(person.pk, ())),
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody is asked to do in a round, on the home of the programme."""

    title: str
    until: dt.datetime
    url: str
    label: str
    is_answered: bool


def ask_of(*, programme: Programme, viewer: Any) -> Ask | None:
    """What ``viewer`` is asked in the open round of ``programme``; None where nothing is. 1 query, 3 where it is on."""
    theme_round = ThemeRound.objects.filter(programme=programme, done_at__isnull=True).first()
    if theme_round is None:
        return None
    theme_round.programme = programme
    until = _until(theme_round, theme_round.step)
    if until is None or not allowed(viewer, "programmes.name_themes", theme_round):
        return None
    mine = Participation.objects.active().filter(programme=programme, person=viewer, role__in=NAMING).first()
    if mine is None:
        return None
    weighs = theme_round.step == ThemeStep.WEIGHING
    return Ask(
        title=_("What do you want to work on?") if weighs else _("Which themes should we work on?"),
        until=until,
        url=reverse("programmes:theme_round", args=[programme.public_id]),
        label=_("Weigh the themes") if weighs else _("Name a theme"),
        is_answered=mine.pk in answered(theme_round),
    )
