"""Homework between the evenings."""

from django.apps import AppConfig

from core import slots


class HomeworkConfig(AppConfig):
    name = "homework"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from homework import audit, messages
        from homework.queries.plan import homework_facts
        from homework.queries.recipes import recipes
        from homework.services.assignments import build_from_blueprint
        from homework.slots import harvest
        from outbox.services.kinds import register_kind
        from outbox.services.queue import register_planner
        from programmes.queries.plan import register_moment_facts
        from programmes.services.blueprints import register_builder, register_words

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register_words("recipe", recipes())
        register_builder("homework", build_from_blueprint)
        register_moment_facts(homework_facts)
        register_kind(messages.HOMEWORK_REMINDER)
        register_kind(messages.HOMEWORK_REPLY)
        register_planner("homework.reminders", messages.plan_reminders)
        slots.register("evening.page", harvest, order=40)
