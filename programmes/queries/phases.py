"""What a phase means: who may do what in it, when something can be done again, and what is open before it."""

import copy
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.access import Standing, standing_of, who_can
from core.clock import now
from core.templatetags.kw_dates import kw_date
from programmes.enums import MomentKind, ProgrammeState, Role, Stage
from programmes.models import Moment, Phase, Programme
from programmes.queries.open_ends import OpenEnd, open_ends_of
from programmes.queries.plan import facts_of

STAND_IN = 0
"""Primary key of the person and the team about whom rules are asked here: nobody's, and no one's."""

PEOPLE: dict[str, Promise] = {
    Role.PARTICIPANT: pgettext_lazy("who may do something", "participants"),
    Role.COACH: pgettext_lazy("who may do something", "coaches"),
    Role.FACILITATOR: pgettext_lazy("who may do something", "facilitators"),
}
"""Those for whom a phase changes something, in the order in which a sentence names them."""

_STAGE_WORDS: dict[str, Promise] = {
    Stage.PREPARING: gettext_lazy(
        "People get to know each other and the question. Ideas can be caught already."
    ),
    Stage.COLLECTING: gettext_lazy("Everybody in the teams catches ideas. Bundling and dots come later."),
    Stage.CLUSTERING: gettext_lazy(
        "Ideas are put into bundles, rounds of dots can be opened and proposals begun. New ideas can still "
        "come in; who wrote one can no longer change it."
    ),
    Stage.DECIDING: gettext_lazy(
        "Bundles stand as they are. Rounds of dots and proposals go on. New ideas can still come in."
    ),
    Stage.SHARING: gettext_lazy(
        "No new ideas come in any more. Proposals are finished, decisions recorded, the koersdocument is shared."
    ),
}


@dataclass(frozen=True, slots=True)
class Ability:
    """Something that people may do in some phases and not in others, with the words for both."""

    rule: str
    about: Callable[[Programme], Any]
    """Makes of a programme what the rule is asked about; of the team and the person ``STAND_IN``. Nothing is saved."""
    begins: Promise
    """For example "%(who)s can bundle ideas from now on."."""
    ends: Promise
    """For example "%(who)s can write no new ideas any more."."""


_abilities: dict[str, Ability] = {}


def register_abilities(abilities: Iterable[Ability]) -> None:
    """Let pages tell when ``abilities`` begin and end; called in ``AppConfig.ready``. What a phase changes is read from
    the rules themselves, so that these pages cannot say anything else."""
    _abilities.update({ability.rule: ability for ability in abilities})


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """What entering a phase would mean."""

    name: str
    stage_words: str
    before: str
    planned_at: dt.datetime
    is_back: bool
    is_now: bool
    warnings: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    open: tuple[OpenEnd, ...]


def phase_change(*, programme: Programme, phase: Phase) -> PhaseChange:
    """What changes for whom when ``programme`` enters ``phase``, and what is open. The queries of what apps tell."""
    current = programme.phase
    begins, ends = what_changes(programme, phase)
    return PhaseChange(
        name=phase.name,
        stage_words=str(_STAGE_WORDS.get(phase.stage, "")),
        before=current.name if current else "",
        planned_at=phase.starts.at,
        is_back=current is not None and phase.position < current.position,
        is_now=current is not None and phase.pk == current.pk,
        warnings=_warnings(programme, phase),
        begins=begins,
        ends=ends,
        open=open_ends_of(programme).ends,
    )


def _warnings(programme: Programme, phase: Phase) -> tuple[str, ...]:
    """The evenings that were to be before ``phase``, and that it comes too soon. 1 query, and those of ``facts_of``."""
    at = now()
    evenings = list(
        Moment.objects.filter(programme=programme, kind=MomentKind.SESSION, at__gt=at, at__lt=phase.starts.at)
    )
    facts = facts_of(evenings)
    told = [
        _("%(name)s is planned before this phase and has not been yet.") % {"name": one.name}
        for one in evenings
        if one.pk not in facts or not facts[one.pk].is_off
    ]
    return (*told, _("This is earlier than planned.")) if phase.starts.at > at else tuple(told)


def what_changes(programme: Programme, phase: Phase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What people can do in ``phase`` and not in the present one, and the other way round. No query."""
    begins, ends = [], []
    for ability in _abilities.values():
        here, there = who_may(ability, programme, programme.phase), who_may(ability, programme, phase)
        if gained := [role for role in PEOPLE if role in there - here]:
            begins.append(str(ability.begins) % {"who": people_named(gained)})
        if lost := [role for role in PEOPLE if role in here - there]:
            ends.append(str(ability.ends) % {"who": people_named(lost)})
    return tuple(begins), tuple(ends)


def who_may(ability: Ability, programme: Programme, phase: Phase | None) -> set[str]:
    """The roles to which the rule of ``ability`` says yes while ``programme`` is in ``phase``. No query."""
    there = copy.copy(programme)
    there.state, there.phase = ProgrammeState.RUNNING, phase
    about = ability.about(there)
    return {role for role in PEOPLE if rules.has_perm(ability.rule, _standing(role, programme), about)}


def _standing(role: str, programme: Programme) -> Standing:
    """Somebody with ``role``, in the team if that is where one has it."""
    grants = {("programme", programme.pk): frozenset({role})}
    if role in {Role.PARTICIPANT, Role.COACH}:
        grants["team", STAND_IN] = frozenset({role})
    return Standing(STAND_IN, grants)


def people_named(roles: Iterable[str]) -> str:
    """The names of ``roles`` as a sentence begins: "Participants and coaches"."""
    names = [str(PEOPLE[role]) for role in roles]
    told = _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    told = told if len(names) > 1 else names[0]
    return told[:1].upper() + told[1:]


def when_again(*, programme: Programme, rule: str, viewer: Any) -> str:
    """Why ``viewer`` cannot do what ``rule`` guards in this phase, and when it can be done again; empty where the phase
    is not the reason. At most 1 query.
    """
    if programme.state == ProgrammeState.CLOSED:
        return closed_sentence(programme)
    if programme.state != ProgrammeState.RUNNING or programme.phase is None:
        return ""
    here, roles = programme.phase, standing_of(viewer).roles("programme", programme.pk)
    ability = _abilities[rule]
    if roles & who_may(ability, programme, here):
        return ""
    able = [one for one in programme.phases.order_by("position") if roles & who_may(ability, programme, one)]
    if not able:
        return ""
    # The next phase in which it can be done; where there is none, the last one that was: one can go back to it.
    then = next((phase for phase in able if phase.position > here.position), able[-1])
    words = {"why": who_can(rule), "here": here.name, "there": then.name}
    if then.position > here.position:
        return _("%(why)s Now it is the phase “%(here)s”; it can be done in the phase “%(there)s”.") % words
    return (
        _("%(why)s Now it is the phase “%(here)s”. A facilitator can go back to the phase “%(there)s”.")
        % words
    )


def closed_sentence(programme: Programme) -> str:
    """That a programme is closed: since when, and what that means."""
    return _(
        "This programme was closed on %(day)s. Everything stays to be read; nothing can be changed any more."
    ) % {"day": kw_date(programme.closed_at, "day")}
