"""The people who work on one theme."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import PublicIdField
from programmes.enums import Role
from programmes.models import Participation, Programme, Theme
from teams.querysets import MembershipQuerySet, TeamQuerySet


class Team(models.Model):
    """The people who work on one theme or case."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="teams")
    theme = models.OneToOneField(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="team")
    name = models.CharField(_("name"), max_length=120)
    letter = models.CharField(max_length=3)
    """Begins the codes of its ideas: L34."""
    ideas_given = models.PositiveIntegerField(default=0)
    """How many codes were given; a guarded counter."""
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[TeamQuerySet] = TeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="team_name_once", fields=["programme", "name"]),
            models.UniqueConstraint(name="team_letter_once", fields=["programme", "letter"]),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A participation in a team, in the role of coach, participant or observer."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_active_membership",
                fields=["team", "participation"],
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="membership_role_is_of_a_team",
                condition=Q(role__in=["coach", "participant", "observer"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} in {self.team}"
