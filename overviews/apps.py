"""Screens that put pieces of several apps together; no tables."""

from django.apps import AppConfig

from core import slots as places


class OverviewsConfig(AppConfig):
    name = "overviews"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from outbox.services.kinds import register_kind
        from overviews import audit, messages, slots

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found={})
        register_kind(messages.NOTE)
        places.register("sign_in.page", slots.demo_accounts)
        places.register("sign_in.code", slots.demo_mail)
        places.register("me.page", slots.seen_of_me, order=60)
