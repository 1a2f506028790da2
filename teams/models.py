"""The people who work on one theme."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.clock import local, today
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
    starts_on = models.DateField(null=True, blank=True)
    """The first day, where that is not the day on which it was given."""
    ends_on = models.DateField(null=True, blank=True)
    """The last day, set ahead; the day after, it holds no more."""

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        # One place in a team at a time: migration 0004 has that constraint, in the words of each database
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="membership_has_its_days_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="membership_role_is_of_a_team",
                condition=Q(role__in=["coach", "participant", "observer"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} in {self.team}"

    @property
    def first_day(self) -> dt.date:
        """The day from which it holds."""
        return self.starts_on or local(self.since).date()

    @property
    def begins_later(self) -> bool:
        """Whether the first day is still to come, here or in the programme. No query with ``participation``."""
        return self.first_day > today() or self.participation.begins_later

    @property
    def last_day(self) -> dt.date | None:
        """The day up to and including which it held, or will; None until further notice."""
        return local(self.until).date() if self.until else self.ends_on


class Contact(models.Model):
    """A facilitator or a coach asked somebody how it goes: when, and until when nobody asks again.

    What was said stands nowhere.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="contacts")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    in_writing = models.BooleanField()
    """By a note from here; otherwise they spoke."""
    at = models.DateTimeField()
    rests_until = models.DateTimeField()
    """Until then this person is left in peace."""

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_rests_after_it_was_made", condition=Q(rests_until__gte=F("at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} and {self.participation}, {self.at:%Y-%m-%d}"
