"""Who may do what with a programme, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from accounts.policies import ADMINISTRATOR
from core.access import Standing, add_rule
from programmes.enums import ProgrammeState, Role, Stage
from programmes.models import Programme


def programme_of(obj: Any) -> Programme:
    """The programme that ``obj`` is, or hangs on."""
    return obj if isinstance(obj, Programme) else obj.programme


@predicate
def facilitates(standing: Standing, obj: Any) -> bool:
    """Whether this person is a facilitator of the programme of ``obj``."""
    return Role.FACILITATOR in standing.roles("programme", programme_of(obj).pk)


@predicate
def takes_part(standing: Standing, obj: Any) -> bool:
    """Whether this person has any role in the programme of ``obj``."""
    return bool(standing.roles("programme", programme_of(obj).pk))


@predicate
def commissions(standing: Standing, obj: Any) -> bool:
    """Whether this person is the client of the programme of ``obj``."""
    return Role.CLIENT in standing.roles("programme", programme_of(obj).pk)


@predicate
def administers_host(standing: Standing, obj: Any) -> bool:
    """Whether this person administers the organisation that hosts the programme of ``obj``."""
    return ADMINISTRATOR in standing.roles("organisation", programme_of(obj).host_id)


@predicate
def is_concept(standing: Standing, obj: Any) -> bool:
    """Whether the programme of ``obj`` was not started yet."""
    return programme_of(obj).state == ProgrammeState.CONCEPT


@predicate
def is_running(standing: Standing, obj: Any) -> bool:
    """Whether the programme of ``obj`` runs."""
    return programme_of(obj).state == ProgrammeState.RUNNING


@predicate
def is_open(standing: Standing, obj: Any) -> bool:
    """Whether the programme of ``obj`` is not closed."""
    return programme_of(obj).state != ProgrammeState.CLOSED


def stage_is(*stages: Stage) -> Any:
    """A predicate: the programme of ``obj`` is in one of ``stages``."""

    def in_stage(standing: Standing, obj: Any) -> bool:
        return programme_of(obj).stage in stages

    return predicate(in_stage, name="stage is " + " or ".join(stages))


@predicate
def may_begin_programmes(standing: Standing, obj: Any) -> bool:
    """Whether this person administers an organisation or facilitates some programme already."""
    return bool(standing.where("organisation") or standing.where("programme", Role.FACILITATOR))


sees = facilitates | administers_host | (takes_part & ~is_concept)

add_rule("programmes.see_programme", sees, who=_("People who take part in the programme can see this."))
add_rule(
    "programmes.begin_programme",
    may_begin_programmes,
    who=_("Facilitators and administrators can begin a programme."),
)
add_rule(
    "programmes.plan_programme",
    facilitates & is_open,
    who=_("A facilitator of this programme can change its plan."),
)
add_rule(
    "programmes.start_programme",
    facilitates & is_concept,
    who=_("A facilitator can start a programme, once."),
)
add_rule(
    "programmes.see_people",
    facilitates | administers_host,
    who=_("A facilitator of this programme or an administrator of its organisation can see who takes part."),
)
add_rule(
    "programmes.invite_people",
    (facilitates | administers_host) & is_open,
    who=_("A facilitator of this programme or an administrator of its organisation can invite people."),
)
add_rule(
    "programmes.see_outbox",
    facilitates | administers_host,
    who=_("A facilitator of this programme or an administrator of its organisation can see its messages."),
)
add_rule(
    "programmes.see_trail",
    facilitates | administers_host,
    who=_("A facilitator of this programme or an administrator of its organisation can see who did what."),
)
add_rule(
    "programmes.steer_outbox", facilitates, who=_("A facilitator of this programme can change its messages.")
)


@predicate
def is_own(standing: Standing, obj: Any) -> bool:
    """Whether ``obj`` is this person's own participation."""
    return bool(obj.person_id == standing.user_id)


@predicate
def is_active(standing: Standing, obj: Any) -> bool:
    """Whether ``obj`` is the participation of somebody who has not left."""
    return obj.until is None


add_rule(
    "programmes.change_place",
    (facilitates | administers_host) & is_open & is_active,
    who=_(
        "A facilitator of this programme or an administrator of its organisation can change who takes part."
    ),
)
add_rule(
    "programmes.stop",
    is_own & is_active & is_running,
    who=_("Everybody decides for himself or herself to stop."),
)
add_rule(
    "programmes.choose_consent",
    is_own & is_active,
    who=_("Everybody chooses for himself or herself how to be named."),
)
