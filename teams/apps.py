"""Teams and who is in them."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig

from core.access import Grant, contribute


def team_grants(user: Any) -> Iterable[Grant]:
    """The roles of ``user`` in teams. 1 query."""
    from teams.models import Membership

    mine = Membership.objects.active().filter(participation__person=user)
    for pk, role in mine.values_list("team_id", "role"):
        yield ("team", pk, role)


class TeamsConfig(AppConfig):
    name = "teams"

    def ready(self) -> None:
        from accounts.queries.trail_words import explain
        from programmes.queries.seats import register_seats
        from programmes.services import blueprints, people
        from teams import audit, queries, services

        explain(audit.KIND, audit.LABEL, said=audit.ACTS, found=audit.FOUND)
        contribute(team_grants)
        blueprints.register_builder("themes", services.build_team_of_theme)
        blueprints.register_theme_remover(services.remove_team_of_theme)
        people.register_placement(services.place_invited, services.seat_participation)
        register_seats(teams=queries.seats_in, seats=queries.seats_of_participations)
