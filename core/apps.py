"""The app that knows no word of the domain."""

from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks

        register(checks.every_view_declares_its_rule)
