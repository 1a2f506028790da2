"""Programmes, their people and their dates."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig

from core.access import Grant, contribute


def programme_grants(user: Any) -> Iterable[Grant]:
    """The roles of ``user`` in programmes. 1 query."""
    from programmes.models import Participation

    for pk, role in Participation.objects.active().filter(person=user).values_list("programme_id", "role"):
        yield ("programme", pk, role)


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        contribute(programme_grants)
