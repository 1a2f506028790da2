"""A conference: the bodies that take part, the points that are put to them, and what each says of each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from ideas.models import Proposal
from outcomes.enums import EndorsementStance
from outcomes.models.results import Decision
from outcomes.querysets import BodyQuerySet, EndorsementQuerySet, PointQuerySet
from programmes.models import Participation, Programme
from sessions.enums import SessionState
from sessions.models import Session


class Body(models.Model):
    """An organisation of the region that takes part (a province, a municipality, a water authority), and who speaks
    for it."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(_("organisation"), max_length=160)
    speaker = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="speaks_for"
    )
    """Who says on an own phone what the body says; None: it is noted for it."""
    speaker_name = models.CharField(_("who speaks for it"), max_length=120, blank=True)
    """Of somebody who takes part without a name here; empty where there is a ``speaker``."""
    capacity = models.CharField(_("in which capacity"), max_length=120, blank=True)

    objects: ClassVar[BodyQuerySet] = BodyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation that takes part")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "programme",
                name="body_once_per_programme",
                violation_error_message=_("This organisation is on the list already."),
            ),
            models.CheckConstraint(
                name="one_speaker_for_a_body", condition=Q(speaker__isnull=True) | Q(speaker_name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Point(models.Model):
    """What the bodies are asked to endorse at an evening: a proposal, a decision, or a text of the koers."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="points")
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("point"), max_length=200)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    """As it is endorsed: it stays what it was once somebody said something of it."""
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    """When the facilitator showed what the bodies say, last. Before that nobody else reads it, unless it is settled."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    """When it was settled; it is too when the evening is over."""

    objects: ClassVar[PointQuerySet] = PointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["evening", "position", "pk"]
        verbose_name = _("point to endorse")
        constraints = [
            models.CheckConstraint(
                name="point_is_about_one_thing", condition=Q(proposal__isnull=True) | Q(decision__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_settled(self) -> bool:
        """Whether what was said does not change any more."""
        return self.frozen_at is not None or self.evening.state == SessionState.CLOSED

    @property
    def is_open_to_all(self) -> bool:
        """Whether everybody at the evening may read what the bodies say."""
        return self.shown_at is not None or self.is_settled


class Endorsement(models.Model):
    """What a body says of a point, by whom, and when. What it said before stays below it."""

    public_id = PublicIdField()
    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="endorsements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="endorsements")
    stance = models.CharField(max_length=8, choices=EndorsementStance)
    remark = models.TextField(_("remark"), max_length=500, blank=True)
    decide_by = models.DateField(_("decides before"), null=True, blank=True)
    speaker = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="endorsements"
    )
    speaker_name = models.CharField(_("who said it"), max_length=120, blank=True)
    capacity = models.CharField(_("in which capacity"), max_length=120, blank=True)
    at = models.DateTimeField(_("when"))
    noted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="next_one"
    )
    """What the body said before: taken home, or corrected by this one."""
    replaced_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    """Whether it came in when the point was settled already."""
    because = models.CharField(_("why it is corrected"), max_length=300, blank=True)

    objects: ClassVar[EndorsementQuerySet] = EndorsementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="body_says_one_thing_of_a_point",
                fields=["point", "body"],
                condition=Q(replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="endorsement_with_a_remark_has_one",
                condition=~Q(stance=EndorsementStance.REMARK) | ~Q(remark=""),
                violation_error_message=_("Write the remark."),
            ),
            models.CheckConstraint(
                name="taken_home_until_a_day",
                condition=iff(Q(stance=EndorsementStance.HOME), Q(decide_by__isnull=False)),
                violation_error_message=_("Say by which day the organisation decides."),
            ),
            models.CheckConstraint(
                name="correction_follows_something", condition=Q(because="") | Q(follows__isnull=False)
            ),
            models.CheckConstraint(name="endorsement_follows_another", condition=~Q(follows=F("pk"))),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.stance}"

    @property
    def programme(self) -> Programme:
        """The programme of the body."""
        return self.body.programme
