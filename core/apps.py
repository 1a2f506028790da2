"""The app that knows no word of the domain."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks

        autodiscover_modules("policies")
        register(checks.every_view_declares_its_rule)
