"""Evenings, from draaiboek to closing."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "creative_sessions"

    def ready(self) -> None:
        from outbox.services.kinds import register_kind
        from outbox.services.queue import register_planner
        from programmes.queries.dates import register_audience
        from programmes.queries.plan import register_moment_facts
        from programmes.services.blueprints import register_builder, register_words
        from programmes.services.dates import register_move_listener
        from sessions import messages
        from sessions.enums import SessionKind
        from sessions.queries.methods import method_keys
        from sessions.queries.plan import evening_facts
        from sessions.services.changes import hear_of_moves, who_is_told
        from sessions.services.planning import build_from_blueprint

        register_words("method", method_keys())
        register_words("evening_kind", SessionKind.values)
        register_builder("evenings", build_from_blueprint)
        register_move_listener(hear_of_moves)
        register_audience(who_is_told)
        register_moment_facts(evening_facts)
        for kind in messages.KINDS:
            register_kind(kind)
        register_planner("sessions.invitations", messages.plan_invitations)
        register_planner("sessions.reminders", messages.plan_reminders)
