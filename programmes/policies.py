"""Who may do what with a programme, when."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from accounts.policies import ADMINISTRATOR
from core.access import Standing, add_rule
from core.clock import now
from programmes.enums import AT_WORK, ProgrammeState, Role, Stage
from programmes.models import Agreement, Programme

REOPENS_WITHIN = dt.timedelta(days=30)
"""How long a facilitator can open a closed programme again; after that an administrator of the host can."""


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


@predicate
def closed_lately(standing: Standing, obj: Any) -> bool:
    """Whether the programme of ``obj`` was closed not longer ago than its facilitators can take back."""
    closed_at = programme_of(obj).closed_at
    return closed_at is not None and closed_at > now() - REOPENS_WITHIN


def stage_is(*stages: Stage) -> Any:
    """A predicate: the programme of ``obj`` is in one of ``stages``."""

    def in_stage(standing: Standing, obj: Any) -> bool:
        return programme_of(obj).stage in stages

    return predicate(in_stage, name="stage is " + " or ".join(stages))


@predicate
def may_begin_programmes(standing: Standing, obj: Any) -> bool:
    """Whether this person administers an organisation or facilitates some programme already."""
    return bool(standing.where("organisation") or standing.where("programme", Role.FACILITATOR))


@predicate
def coaches_or_commissions(standing: Standing, obj: Any) -> bool:
    """Whether this person coaches a team of the programme of ``obj``, or is its client."""
    return bool(standing.roles("programme", programme_of(obj).pk) & {Role.COACH, Role.CLIENT})


@predicate
def keeps_agreement(standing: Standing, obj: Any) -> bool:
    """Whether this person administers the organisation of an agreement, or of a goal in one."""
    agreement = obj if isinstance(obj, Agreement) else obj.agreement
    return ADMINISTRATOR in standing.roles("organisation", agreement.organisation_id)


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
    "programmes.close_programme",
    facilitates & is_running,
    who=_("A facilitator of this programme can close it, once."),
)
add_rule(
    "programmes.reopen_programme",
    ~is_open & ((facilitates & closed_lately) | administers_host),
    who=_(
        "A facilitator can open a closed programme again for 30 days; an administrator of its organisation always."
    ),
)
add_rule(
    "programmes.drop_concept",
    facilitates & is_concept,
    who=_("A facilitator can throw a programme away as long as it has not started."),
)
add_rule(
    "programmes.see_coverage",
    facilitates | administers_host | (coaches_or_commissions & ~is_concept),
    who=_("The facilitators, coaches and client of this programme can see what it covers and whom it heard."),
)
add_rule(
    "programmes.keep_goals",
    keeps_agreement,
    who=_("An administrator of the organisation can change its policy goals."),
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


@predicate
def administers_house(standing: Standing, obj: Any) -> bool:
    """Whether this person administers the organisation to which ``obj``, such as a question, belongs."""
    return ADMINISTRATOR in standing.roles("organisation", obj.organisation_id)


@predicate
def facilitates_in_house(standing: Standing, obj: Any) -> bool:
    """Whether this person facilitates a programme that the organisation of ``obj`` hosts."""
    return Role.FACILITATOR in standing.roles("house", obj.organisation_id)


add_rule(
    "programmes.look_after_questions",
    administers_house | facilitates_in_house,
    who=_("Administrators of the organisation and facilitators of its programmes look after questions."),
)
add_rule(
    "programmes.erase_question",
    administers_house,
    who=_("An administrator of the organisation can erase what was brought."),
)


@predicate
def works_here(standing: Standing, obj: Any) -> bool:
    """Whether this person works in the programme of ``obj``, or walks along."""
    return bool(standing.roles("programme", programme_of(obj).pk) & AT_WORK)


@predicate
def names_themes(standing: Standing, obj: Any) -> bool:
    """Whether this person is facilitator, coach or participant in the programme of ``obj``."""
    return bool(standing.roles("programme", programme_of(obj).pk) & (AT_WORK - {Role.OBSERVER}))


@predicate
def named_it(standing: Standing, obj: Any) -> bool:
    """Whether this person named the theme ``obj``."""
    return bool(obj.proposer.person_id == standing.user_id)


add_rule(
    "programmes.see_theme_round",
    facilitates | (works_here & ~is_concept),
    who=_("Everybody who works in the programme can see the round about themes."),
)
add_rule(
    "programmes.name_themes",
    names_themes & is_running,
    who=_("Participants, coaches and facilitators name and weigh themes while the programme runs."),
)
add_rule(
    "programmes.take_away_theme",
    named_it & is_running,
    who=_("Who named a theme can take it away."),
)
add_rule(
    "programmes.steer_theme_round",
    facilitates & is_running,
    who=_("A facilitator of this programme leads the round about themes, once the programme runs."),
)


add_rule(
    "programmes.keep_as_blueprint",
    facilitates | administers_host,
    who=_(
        "A facilitator of this programme or an administrator of its organisation can keep it as a blueprint."
    ),
)
add_rule(
    "programmes.keep_blueprints",
    administers_house | facilitates_in_house,
    who=_("Administrators of the organisation and facilitators of its programmes keep its blueprints."),
)
add_rule(
    "programmes.take_file",
    facilitates | administers_host,
    who=_(
        "A facilitator of this programme or an administrator of its organisation can take it along as a file."
    ),
)
