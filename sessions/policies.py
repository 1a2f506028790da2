"""Who may do what with an evening, when: role, team, stage, and how far the evening is."""

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from programmes.enums import AT_WORK, Role
from programmes.policies import (
    administers_host,
    administers_house,
    facilitates,
    facilitates_in_house,
    is_concept,
    is_open,
    is_running,
    takes_part,
)
from sessions.enums import OVER, SessionState
from sessions.models import AgendaItem, Attendance, DatePoll, Scribe, Seat, Seating, Session, Word
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
    """Whether the evening was not closed yet, nor called off."""
    return evening.state not in OVER


@predicate
def is_on(standing: Standing, evening: Session) -> bool:
    """Whether the evening runs."""
    return evening.state == SessionState.RUNNING


@predicate
def is_off(standing: Standing, evening: Session) -> bool:
    """Whether the evening was called off."""
    return evening.state == SessionState.OFF


@predicate
def is_rehearsal(standing: Standing, evening: Session) -> bool:
    """Whether it is the rehearsal of an evening."""
    return evening.programme.is_rehearsal


@predicate
def sits_at(standing: Standing, evening: Session) -> bool:
    """Whether this person is a guest of the evening."""
    return Role.GUEST in standing.roles("evening", evening.pk)


@predicate
def is_mixed(standing: Standing, evening: Session) -> bool:
    """Whether some take part by video: the evening has the link of a meeting."""
    return bool(evening.meeting_url)


sees_evening = facilitates | administers_host | (~is_concept & ((is_for_all & takes_part) | follows_team))
leads = steers_team & (is_running | is_rehearsal)
LEADERS = _(
    "The facilitators, and at an evening of one team its coach, lead the evening while the programme runs."
)


@predicate
def leads_evening_of_block(standing: Standing, item: AgendaItem) -> bool:
    """Whether this person leads the evening that the block is of."""
    return bool(leads.test(standing, item.evening))


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
    "evenings.call_off",
    facilitates & is_running & is_planned,
    who=_("A facilitator can call an evening off that was not opened yet, while the programme runs."),
)
add_rule(
    "evenings.put_back",
    facilitates & is_running & is_off,
    who=_("A facilitator can let an evening that is off take place after all, while the programme runs."),
)
add_rule(
    "evenings.seek_day",
    facilitates & is_running & is_planned,
    who=_("A facilitator can ask people about days, for an evening that was not opened yet."),
)
add_rule(
    "evenings.see_attendance",
    steers_team,
    who=_("The facilitators, and at an evening of one team its coach, can see who comes."),
)
add_rule(
    "evenings.say_here",
    is_expected & is_running & is_not_over,
    who=_("People for whom the evening is can say that they are there, until it is over."),
)
add_rule(
    "evenings.remind_silent",
    steers_team & is_running & is_planned,
    who=_("Who leads the evening can remind people while it is still to come and the programme runs."),
)
add_rule("evenings.note_presence", steers_team & is_running, who=LEADERS)
add_rule("evenings.lead_evening", leads, who=LEADERS)
add_rule(
    "evenings.keep_methods",
    administers_house | facilitates_in_house,
    who=_("Administrators of the organisation and facilitators of its programmes keep its methods."),
)
add_rule("evenings.rehearse", leads & ~is_rehearsal & is_not_over, who=LEADERS)
add_rule(
    "evenings.steer_rehearsal",
    steers_team & is_rehearsal,
    who=_("Whoever began a rehearsal leads it and ends it."),
)
add_rule("evenings.steer_block", leads_evening_of_block, who=LEADERS)
watches_from_home = (is_expected | sits_at) & is_running & is_mixed & is_on
"""At a mixed evening the wall is a page as well, for those who are not in the room: it hides what it hides there."""
add_rule(
    "evenings.see_wall",
    steers_team | watches_from_home,
    who=_(
        "The facilitators and the coach show the wall; where some take part by video everybody can open it while the "
        "evening runs."
    ),
)


@predicate
def leads_its_evening(standing: Standing, one: Seat | Attendance | Seating | Word) -> bool:
    """Whether this person leads the evening that ``one`` is of; the table of a seat says nothing about that."""
    return bool(leads.test(standing, one.evening))


@predicate
def its_evening_is_not_over(standing: Standing, one: Attendance | Seating) -> bool:
    """Whether the evening that ``one`` is of was not closed yet, nor called off."""
    return one.evening.state not in OVER


add_rule("evenings.settle_change", leads_its_evening & its_evening_is_not_over, who=LEADERS)
add_rule(
    "evenings.say_word",
    (is_expected | sits_at) & is_running & is_on,
    who=_("People for whom the evening is, and its guests, answer while the evening runs."),
)
add_rule("evenings.hide_word", leads_its_evening, who=LEADERS)
add_rule("evenings.seat_people", leads & is_not_over, who=LEADERS)
add_rule("evenings.change_seating", leads_its_evening & its_evening_is_not_over, who=LEADERS)


add_rule("evenings.see_guests", steers_team, who=LEADERS)
add_rule("evenings.open_door", leads & is_not_over, who=LEADERS)
add_rule("evenings.close_door", leads, who=LEADERS)
add_rule("evenings.tie_guest", leads_its_evening, who=LEADERS)
add_rule(
    "evenings.keep_seat",
    sits_at & is_running,
    who=_("A guest of this evening can keep what he or she did here."),
)


add_rule(
    "evenings.steer_date_poll",
    facilitates & is_running,
    who=_("A facilitator of this programme steers a datumprikker, while the programme runs."),
)


@predicate
def is_asked(standing: Standing, poll: DatePoll) -> bool:
    """Whether this person is asked on which days it is possible."""
    return poll.asks_me


add_rule(
    "evenings.answer_date_poll",
    takes_part & is_asked & is_running,
    who=_("Who is asked can say on which days it is possible, while the programme runs."),
)


@predicate
def leads_evening_of_scribe(standing: Standing, scribe: Scribe) -> bool:
    """Whether this person leads the evening at which the scribe writes."""
    return bool(leads.test(standing, scribe.evening))


add_rule("evenings.note_scribes", leads & is_not_over, who=LEADERS)
add_rule("evenings.drop_scribe", leads_evening_of_scribe, who=LEADERS)
