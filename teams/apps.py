"""Teams and who is in them."""

from collections.abc import Iterable

from django.apps import AppConfig

from core.access import Grant, contribute


def team_grants(user: object) -> Iterable[Grant]:
    """The roles of ``user`` in teams. 1 query."""
    from teams.models import Membership

    mine = Membership.objects.active().filter(participation__person=user)
    for pk, role in mine.values_list("team_id", "role"):
        yield ("team", pk, role)


class TeamsConfig(AppConfig):
    name = "teams"

    def ready(self) -> None:
        contribute(team_grants)
