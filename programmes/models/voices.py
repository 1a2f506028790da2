"""Whose voice a programme should hear: groups of people, and what was said of each at a theme."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import PublicIdField
from programmes.enums import HearingKind
from programmes.models.calendar import Moment
from programmes.models.programme import Participation, Programme
from programmes.models.themes import Theme
from programmes.querysets import HearingQuerySet, StakeholderGroupQuerySet


class StakeholderGroup(models.Model):
    """People who notice what a programme is about, and who may not be at the table."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stakeholder_groups")
    name = models.CharField(_("name of the group"), max_length=80)
    kinds = models.JSONField(default=list, blank=True)
    """Kinds of organisation (``OrganisationKind``) whose people speak for this group when they sit in a team."""
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    """When somebody took it out; it is kept, so that it can be put back."""

    objects: ClassVar[StakeholderGroupQuerySet] = StakeholderGroupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("name"),
                name="group_name_once",
                condition=Q(removed_at__isnull=True),
                violation_error_message=_("There is a group with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Hearing(models.Model):
    """What a facilitator says of a group at a theme: heard, planned, or left out on purpose."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="hearings")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="hearings")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.CASCADE, related_name="hearings")
    """None: it holds for every theme."""
    kind = models.CharField(max_length=7, choices=HearingKind)
    moment = models.ForeignKey(
        Moment, null=True, blank=True, on_delete=models.CASCADE, related_name="hearings"
    )
    """The evening or homework at which it was, or will be."""
    what = models.CharField(_("in your own words"), max_length=300, blank=True)
    """What it was where no moment has it; the reason of what is left out."""
    on = models.DateField(_("on"), null=True, blank=True)
    asks = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who invites the group."""
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[HearingQuerySet] = HearingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="hearing_says_what_and_when",
                condition=Q(kind=HearingKind.LEFT, moment__isnull=True, on__isnull=True) & ~Q(what="")
                | ~Q(kind=HearingKind.LEFT) & (Q(moment__isnull=False) | Q(on__isnull=False) & ~Q(what="")),
                violation_error_message=_("Say at which moment, or what it was and on which day."),
            ),
            models.UniqueConstraint(
                name="left_out_once",
                fields=["group", "theme"],
                condition=Q(kind=HearingKind.LEFT, removed_at__isnull=True, theme__isnull=False),
            ),
            models.UniqueConstraint(
                name="left_out_of_all_once",
                fields=["group"],
                condition=Q(kind=HearingKind.LEFT, removed_at__isnull=True, theme__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.kind}"
