"""Evenings, from draaiboek to closing."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.access import Grant, contribute


def seat_grants(user: Any) -> Iterable[Grant]:
    """What ``user`` may as the guest of one evening: see that evening, at one table; and work there while it runs.

    1 query, for guests alone.
    """
    if not user.is_guest:
        return
    from core.clock import now
    from programmes.enums import ProgrammeState, Role
    from sessions.enums import SessionState
    from sessions.queries.guests import lasts_until, seat_of

    seat = seat_of(user)
    if seat is None or seat.evening.programme.state == ProgrammeState.CONCEPT:
        return
    if now() >= lasts_until(seat.evening):
        return
    yield ("evening", seat.evening_id, Role.GUEST)
    if seat.team_id is not None:
        yield ("table", seat.team_id, Role.GUEST)
        if seat.evening.state == SessionState.RUNNING:
            yield ("table at work", seat.team_id, Role.GUEST)


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "creative_sessions"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from accounts.services.stay import limit_stay
        from core.slots import register
        from outbox.services.kinds import register_kind
        from outbox.services.queue import register_planner
        from programmes.queries.blueprint_parts import ALL_EVENINGS, register_describer
        from programmes.queries.busy import register_engaged
        from programmes.queries.course import register_points
        from programmes.queries.dates import register_audience
        from programmes.queries.open_ends import register_open_ends
        from programmes.queries.plan import register_moment_facts
        from programmes.services.blueprints import register_builder, register_words
        from programmes.services.concepts import register_concept_remover
        from programmes.services.dates import register_move_listener
        from sessions import audit, messages, slots
        from sessions.enums import SessionKind
        from sessions.panels import Panel, register_panel
        from sessions.queries.blueprint import describe_all_evenings, describe_evenings
        from sessions.queries.course import evening_points
        from sessions.queries.engaged import engagements
        from sessions.queries.guests import seat_ends_for
        from sessions.queries.methods import method_keys, method_names
        from sessions.queries.open_ends import evenings_open
        from sessions.queries.plan import evening_facts
        from sessions.services import date_polls
        from sessions.services.changes import hear_of_moves, who_is_told
        from sessions.services.planning import build_from_blueprint, remove_evenings_of_concept

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        contribute(seat_grants)
        limit_stay(seat_ends_for)
        register_words("method", method_keys(), method_names)
        register_words("evening_kind", SessionKind.values, lambda: dict(SessionKind.choices))
        register_builder("evenings", build_from_blueprint)
        register_concept_remover(remove_evenings_of_concept)
        register_describer("evenings", describe_evenings)
        register_describer(ALL_EVENINGS, describe_all_evenings)
        register_move_listener(hear_of_moves)
        register_move_listener(date_polls.hear_of_moves)
        register_audience(who_is_told)
        register_audience(date_polls.who_hears_the_day)
        register_moment_facts(evening_facts)
        register_points(evening_points)
        register_open_ends("sessions", evenings_open)
        register_engaged(engagements)
        for kind in messages.KINDS:
            register_kind(kind)
        register_planner("sessions.invitations", messages.planning.plan_invitations)
        register_planner("sessions.reminders", messages.planning.plan_reminders)
        register_planner("sessions.date_polls", messages.days.plan_reminders)
        register("programme.page", slots.seek_a_day, order=10)
        register("organisation.page", slots.methods_of, order=70)
        register("mine.page", slots.methods_of_mine, order=70)
        register_panel(
            Panel(
                "words",
                _("Answer in a few words"),
                phone=slots.word_on_phone,
                console=slots.words_on_console,
                wall=slots.words_counted_on_wall,
            )
        )
