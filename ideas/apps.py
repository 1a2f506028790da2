"""From capture to proposal."""

from django.apps import AppConfig

from core.slots import register


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from ideas import slots

        register("evening.page", slots.evening_page, order=20)
        register("evening.console", slots.evening_console, order=20)
        register("evening.wall", slots.evening_wall, order=20)
        register("submission.actions", slots.submission_actions, order=20)
