"""Who may do what with an evening, when: role, team, stage, and how far the evening is."""

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from programmes.enums import AT_WORK, Role
from programmes.policies import administers_host, facilitates, is_concept, is_open, is_running, takes_part
from sessions.enums import SessionState
from sessions.models import Seat, Session
from teams.policies import follows_team, steers_team


@predicate
def is_for_all(standing: Standing, evening: Session) -> bool:
    """Whether the evening is for all teams together."""
    return evening.team_id is None


@predicate
def is_expected(standing: Standing, evening: Session) -> bool:
    """Whether this person is among those for whom the evening is."""
    roles = standing.roles("programme", evening.programme_id)
    if evening.team_id is None:
        return bool(roles & AT_WORK)
    return Role.FACILITATOR in roles or bool(standing.roles("team", evening.team_id))


@predicate
def coaches_some_team(standing: Standing, evening: Session) -> bool:
    """Whether this person coaches a team of the programme: a draaiboek for all teams is to be read by all coaches."""
    return Role.COACH in standing.roles("programme", evening.programme_id)


@predicate
def is_planned(standing: Standing, evening: Session) -> bool:
    """Whether the evening was not opened yet."""
    return evening.state == SessionState.PLANNED


@predicate
def is_not_over(standing: Standing, evening: Session) -> bool:
    """Whether the evening was not closed yet."""
    return evening.state != SessionState.CLOSED


@predicate
def sits_at(standing: Standing, evening: Session) -> bool:
    """Whether this person is a guest of the evening."""
    return Role.GUEST in standing.roles("evening", evening.pk)


sees_evening = facilitates | administers_host | (~is_concept & ((is_for_all & takes_part) | follows_team))
leads = steers_team & is_running
LEADERS = _(
    "The facilitators, and at an evening of one team its coach, lead the evening while the programme runs."
)

add_rule(
    "evenings.see_evening",
    sees_evening | sits_at,
    who=_("People for whom the evening is can see it."),
)
add_rule(
    "evenings.answer",
    is_expected & is_running & is_not_over,
    who=_("People for whom the evening is can say whether they come, until it is over."),
)
add_rule(
    "evenings.see_run_of_show",
    steers_team | (is_for_all & coaches_some_team & ~is_concept),
    who=_("The facilitators and the coaches can read the draaiboek."),
)
add_rule(
    "evenings.change_evening",
    steers_team & is_open & is_not_over,
    who=_("The facilitators, and at an evening of one team its coach, can change it until it is over."),
)
add_rule(
    "evenings.remove_evening",
    facilitates & is_open & is_planned,
    who=_("A facilitator of this programme can remove an evening that was not opened yet."),
)
add_rule(
    "evenings.see_attendance",
    steers_team,
    who=_("The facilitators, and at an evening of one team its coach, can see who comes."),
)
add_rule("evenings.note_presence", steers_team & is_running, who=LEADERS)
add_rule("evenings.lead_evening", leads, who=LEADERS)
add_rule("evenings.see_wall", steers_team, who=LEADERS)


@predicate
def leads_its_evening(standing: Standing, seat: Seat) -> bool:
    """Whether this person leads the evening that ``seat`` is at; the table of the seat says nothing about that."""
    return bool(leads.test(standing, seat.evening))


add_rule("evenings.see_guests", steers_team, who=LEADERS)
add_rule("evenings.open_door", leads & is_not_over, who=LEADERS)
add_rule("evenings.close_door", leads, who=LEADERS)
add_rule("evenings.tie_guest", leads_its_evening, who=LEADERS)
add_rule(
    "evenings.keep_seat",
    sits_at & is_running,
    who=_("A guest of this evening can keep what he or she did here."),
)
