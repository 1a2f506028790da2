"""Programmes, their people and their dates."""

from django.apps import AppConfig

from core import slots
from core.access import contribute_rows


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from accounts.queries.audit import host_by
        from accounts.queries.house_style import host_of_scope_by
        from accounts.queries.links import welcome_by
        from accounts.queries.organisation_page import tell_engagements_by
        from accounts.queries.organisations import acquaint_by
        from accounts.queries.trail_words import explain, name_roles, name_scopes_by, sign_acts_by
        from accounts.services.administrators import greet_administrators_by
        from accounts.services.links import on_entry
        from accounts.services.stay import limit_stay
        from outbox.services.kinds import register_kind
        from outbox.services.queue import register_planner
        from programmes import audit, messages, querysets
        from programmes.enums import Role
        from programmes.queries import people as reads
        from programmes.queries import trail
        from programmes.queries.of_organisation import engagements
        from programmes.queries.open_ends import register_open_ends
        from programmes.queries.theme_ends import theme_rounds_open
        from programmes.services import people
        from programmes.services.administrators import greet_administrator
        from programmes.slots import (
            ask_consent,
            begins_later,
            closed,
            consent,
            coverage,
            desk,
            desks,
            of_organisation,
            origin,
            themes_together,
            who_can,
        )

        contribute_rows(querysets.ROLES_IN_PROGRAMMES)
        contribute_rows(querysets.ROLES_IN_HOUSES)
        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        name_roles(Role.choices)
        host_by(trail.hosted_scopes)
        host_of_scope_by(trail.host_of_scope)
        name_scopes_by(trail.scopes_named)
        sign_acts_by(trail.not_to_be_named)
        welcome_by(reads.welcome_to_programme)
        acquaint_by(reads.organisations_met_by)
        on_entry(people.note_entry)
        limit_stay(people.limit_of_facilitators)
        tell_engagements_by(engagements)
        greet_administrators_by(greet_administrator)
        slots.register("me.page", consent)
        slots.register("programme.asks", ask_consent)
        slots.register("programme.page", coverage, order=80)
        slots.register("organisation.page", of_organisation)
        slots.register("organisation.page", desk, order=60)
        slots.register("mine.page", desks)
        slots.register("programme.asks", closed, order=10)
        slots.register("programme.asks", themes_together, order=40)
        slots.register("programme.page", origin, order=90)
        slots.register("errors.who_can", who_can)
        slots.register("errors.unseen", begins_later)
        register_open_ends("programmes", theme_rounds_open)
        register_planner("programmes.themes", messages.themes.plan_reminders)
        for kind in messages.KINDS:
            register_kind(kind)
