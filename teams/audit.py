"""What the trail says of teams."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, Thing, seen
from programmes.models import Participation
from teams.models import Membership, Team

KIND = "teams"
LABEL = _("Teams")

ACTS = (
    Act("teams.created", _("{who} made the team {what}")),
    Act("teams.placed", _("{who} put {what} in a team")),
    Act("teams.moved", _("{who} gave {what} another team")),
    Act("teams.seats_left", _("{who} took somebody out of a team")),
)


def members_seen(reader: Any, pks: Collection[int]) -> Mapping[int, Thing]:
    """Members whose participation ``reader`` may see. 1 query."""
    rows = Membership.objects.filter(
        pk__in=pks, participation__in=Participation.objects.visible_to(reader).values("pk")
    ).select_related("participation__person")
    return {
        row.pk: Thing(
            str(row.participation.person),
            reverse("programmes:person", args=[row.participation.public_id]),
        )
        for row in rows
    }


FOUND = {
    Team: seen(Team, url=lambda one: reverse("overviews:team", args=[one.public_id])),
    Membership: members_seen,
}
