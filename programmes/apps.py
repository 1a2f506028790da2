"""Programmes, their people and their dates."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig

from core import slots
from core.access import Grant, contribute


def programme_grants(user: Any) -> Iterable[Grant]:
    """The roles of ``user`` in programmes. 1 query."""
    from programmes.enums import Role
    from programmes.models import Participation

    mine = Participation.objects.active().filter(person=user).exclude(role=Role.GUEST)
    for pk, role in mine.values_list("programme_id", "role"):
        yield ("programme", pk, role)


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from accounts.queries.audit import host_by
        from accounts.queries.links import welcome_by
        from accounts.queries.organisation_page import tell_engagements_by
        from accounts.queries.organisations import acquaint_by
        from accounts.queries.trail_words import explain, name_roles, name_scopes_by, sign_acts_by
        from accounts.services.administrators import greet_administrators_by
        from accounts.services.links import on_entry
        from accounts.services.stay import limit_stay
        from outbox.services.kinds import register_kind
        from programmes import audit, messages
        from programmes.enums import Role
        from programmes.queries import people as reads
        from programmes.queries import trail
        from programmes.queries.of_organisation import engagements
        from programmes.services import people
        from programmes.services.administrators import greet_administrator
        from programmes.slots import ask_consent, consent, of_organisation, who_can

        contribute(programme_grants)
        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        name_roles(Role.choices)
        host_by(trail.hosted_scopes)
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
        slots.register("organisation.page", of_organisation)
        slots.register("errors.who_can", who_can)
        for kind in messages.KINDS:
            register_kind(kind)
