"""Screens that put pieces of several apps together; no tables."""

from django.apps import AppConfig

from core import slots as places


class OverviewsConfig(AppConfig):
    name = "overviews"

    def ready(self) -> None:
        from overviews import slots

        places.register("sign_in.page", slots.demo_accounts)
        places.register("sign_in.code", slots.demo_mail)
