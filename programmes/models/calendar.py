"""When what happens in a programme: moments, the messages that hang on them, phases."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from programmes.enums import MomentKind, Stage
from programmes.models.programme import Programme
from programmes.querysets import OfProgrammeQuerySet


class Moment(models.Model):
    """A dated point of a programme: fixed, or so many days from another one, on the wall clock of Amsterdam.

    ``at`` is the outcome; services keep it in step along the chain.
    """

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=10, choices=MomentKind)
    name = models.CharField(_("name"), max_length=200)
    anchor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    offset_days = models.SmallIntegerField(default=0)
    """Days after the anchor (before it when negative)."""
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    """0 is Monday. With it, the moment lies on the ``nth`` such weekday seen from the day that the offset gives."""
    nth = models.SmallIntegerField(default=0)
    """1 is the first on or after that day, -1 the first on or before it; 0 without ``weekday``."""
    skips_free_days = models.BooleanField(default=False)
    """Whether it goes on to the next day that is no holiday (before its anchor: back to the last one)."""
    shifted_days = models.SmallIntegerField(default=0)
    """How many days somebody put it away from what its rule gives."""
    keeps_order = models.BooleanField(default=False)
    """Whether it builds on those of its kind before it (phases, evenings of the blueprint), and stays after them."""
    clock = models.TimeField(default=dt.time(9, 0))
    """Local time of day."""
    at = models.DateTimeField(db_index=True)
    day_kept = models.BooleanField(default=False)
    """Whether somebody saw that it lies on a free day, and lets it stand."""

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="moment_is_not_its_own_anchor", condition=~Q(anchor=F("pk"))),
            models.CheckConstraint(
                name="moment_counts_weekdays_it_names",
                condition=iff(Q(weekday__isnull=True), Q(nth=0))
                & (Q(weekday__isnull=True) | Q(weekday__lte=6)),
            ),
            models.CheckConstraint(
                name="moment_with_a_rule_has_an_anchor",
                condition=Q(anchor__isnull=False)
                | Q(weekday__isnull=True, skips_free_days=False, shifted_days=0),
            ),
            models.CheckConstraint(
                name="moment_without_a_rule_is_not_shifted",
                condition=Q(shifted_days=0) | Q(weekday__isnull=False) | Q(skips_free_days=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.at:%Y-%m-%d %H:%M})"


class PlanChange(models.Model):
    """That somebody moved something in the plan: who, what, and what takes it back.

    Messages about it wait under its public id, so that it can be taken back before anybody heard.
    """

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="plan_changes")
    moment = models.ForeignKey(Moment, null=True, on_delete=models.SET_NULL, related_name="changes")
    """What was moved; what hung on it came along."""
    before = models.DateTimeField()
    after = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    back = models.TextField()
    """The signed word that takes it back (programmes.services.dates)."""

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["programme", "-made_at"], name="plan_change_of_programme")]

    def __str__(self) -> str:
        return f"{self.moment}: {self.before:%Y-%m-%d} → {self.after:%Y-%m-%d}"


class Reminder(models.Model):
    """A message due at a moment that hangs on the moment of an evening or of homework.

    Upper apps plan the messages: they know who has answered or handed in already.
    """

    moment = models.OneToOneField(Moment, on_delete=models.CASCADE, related_name="reminder")
    kind = models.CharField(max_length=40)
    """Name of the message kind, such as "homework_reminder"."""
    extra_text = models.TextField(_("your own words"), max_length=2000, blank=True)
    is_on = models.BooleanField(default=True)
    not_before = models.DateTimeField(null=True, blank=True)
    """From when it goes out all the same, where a move put its moment in the past before it had gone out."""

    def __str__(self) -> str:
        return f"{self.kind} {self.moment.at:%Y-%m-%d %H:%M}"


class Phase(models.Model):
    """A named period within a programme, of a fixed kind."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    stage = models.CharField(max_length=10, choices=Stage)
    starts = models.OneToOneField(Moment, on_delete=models.PROTECT, related_name="phase")

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="phase_position_once", fields=["programme", "position"])]

    def __str__(self) -> str:
        return self.name
