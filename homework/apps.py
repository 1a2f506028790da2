"""Homework between the evenings."""

from django.apps import AppConfig

from core import slots


class HomeworkConfig(AppConfig):
    name = "homework"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from homework import audit, messages
        from homework.enums import Visibility
        from homework.panels import HARVEST
        from homework.queries.blueprint import describe_all_homework, describe_homework
        from homework.queries.course import homework_points
        from homework.queries.open_ends import homework_open
        from homework.queries.plan import homework_facts
        from homework.queries.recipes import FIELD_KINDS, recipe_names, recipes
        from homework.queries.talks import talks_of
        from homework.services.assignments import build_from_blueprint, remove_assignments_of_concept
        from homework.slots import harvest
        from outbox.services.kinds import register_kind
        from outbox.services.queue import register_planner
        from programmes.queries.blueprint_parts import ALL_HOMEWORK, register_describer
        from programmes.queries.course import register_points
        from programmes.queries.open_ends import register_open_ends
        from programmes.queries.plan import register_moment_facts
        from programmes.queries.voices import register_voices
        from programmes.services.blueprints import register_builder, register_words
        from programmes.services.concepts import register_concept_remover
        from sessions.panels import register_panel

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        register_words("recipe", recipes(), recipe_names)
        register_builder("homework", build_from_blueprint)
        register_words("question_kind", FIELD_KINDS)
        register_words("visibility", Visibility.values)
        register_concept_remover(remove_assignments_of_concept)
        register_describer("homework", describe_homework)
        register_describer(ALL_HOMEWORK, describe_all_homework)
        register_moment_facts(homework_facts)
        register_points(homework_points)
        register_open_ends("homework", homework_open)
        register_voices(talks_of)
        register_kind(messages.HOMEWORK_REMINDER)
        register_kind(messages.HOMEWORK_REPLY)
        register_planner("homework.reminders", messages.plan_reminders)
        slots.register("evening.page", harvest, order=40)
        register_panel(HARVEST)
