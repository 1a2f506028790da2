"""A programme, who takes part in it, and when what happens."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.identifiers import PublicIdField
from programmes.enums import Accent, Consent, MomentKind, ProgrammeKind, ProgrammeState, Role, Stage
from programmes.querysets import OfProgrammeQuerySet, ParticipationQuerySet, ProgrammeQuerySet


class Programme(models.Model):
    """One run of a way of working, with a client, a question and a period."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=160, validators=[MinLengthValidator(3)])
    question = models.TextField(_("question"), max_length=2000, blank=True)
    kind = models.CharField(
        _("way of working"), max_length=20, choices=ProgrammeKind, default=ProgrammeKind.OPEN
    )
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.CONCEPT)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hosted_programmes")
    client = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="commissioned_programmes"
    )
    mandate = models.TextField(_("mandate"), max_length=2000, blank=True)
    """What the teams may decide themselves, and from whom they have that."""
    starts_on = models.DateField(_("start date"))
    accent = models.CharField(max_length=10, choices=Accent, default=Accent.WATER)
    phase = models.ForeignKey("Phase", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The phase that the programme is in now."""
    blueprint = models.JSONField(default=dict)
    """The blueprint that it started from, as it was then: {"key", "version", "plan"}."""
    reply_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The person to whom answers to its messages go."""
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ProgrammeQuerySet] = ProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="running_programme_was_started",
                condition=Q(state=ProgrammeState.CONCEPT) | Q(started_at__isnull=False),
                violation_error_message=_("A programme that runs was started at some moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stage(self) -> str:
        """The fixed kind of the present phase; a programme without phases is collecting, a closed one closed."""
        if self.state == ProgrammeState.CLOSED:
            return Stage.CLOSED
        return self.phase.stage if self.phase else Stage.COLLECTING

    @property
    def scope(self) -> str:
        """How the outbox and the audit trail name this programme."""
        return f"programme:{self.pk}"


class Participation(models.Model):
    """One person in one programme: role, from when until when, invitation, and how contributions are signed."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    consent = models.CharField(
        _("how you are named"), max_length=10, choices=Consent, default=Consent.ANONYMOUS
    )
    consent_asked_at = models.DateTimeField(null=True, blank=True)
    """When this person last said so; until then nobody is named (docs/decisions/0013-consent.md)."""
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("takes part until"), null=True, blank=True)
    """The last day, set ahead; the day after, a beat task lets this person leave."""
    invited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    """When this person first opened the programme by the invitation."""

    objects: ClassVar[ParticipationQuerySet] = ParticipationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_active_participation",
                fields=["programme", "person"],
                condition=Q(until__isnull=True),
                violation_error_message=_("This person takes part already."),
            ),
            models.CheckConstraint(
                name="participation_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="nobody_is_named_unasked",
                condition=Q(consent=Consent.ANONYMOUS) | Q(consent_asked_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="participation_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


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
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.at:%Y-%m-%d %H:%M})"


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


class Theme(models.Model):
    """A subject that a team takes on."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[OfProgrammeQuerySet] = OfProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="theme_name_once", fields=["programme", "name"])]

    def __str__(self) -> str:
        return self.name
