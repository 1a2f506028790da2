"""A programme, and who takes part in it."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.clock import local, today
from core.constraints import iff
from core.identifiers import PublicIdField
from programmes.enums import Accent, Consent, ProgrammeKind, ProgrammeState, Region, Role, SetupStep, Stage
from programmes.querysets import ParticipationQuerySet, ProgrammeQuerySet


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
    region = models.CharField(_("school holidays"), max_length=6, choices=Region, default=Region.ALL)
    """Of which region its dates keep free."""
    accent = models.CharField(max_length=10, choices=Accent, default=Accent.WATER)
    phase = models.ForeignKey("Phase", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The phase that the programme is in now."""
    blueprint = models.JSONField(default=dict)
    """The plan that it started from, as it was then: {"key", "version", "plan"}; of an organisation's blueprint with
    "organisation", of an earlier programme with its name as "like"."""
    setup_step = models.CharField(max_length=10, choices=SetupStep, default=SetupStep.THEMES)
    """Of a concept: the step with which setting it up goes on."""
    reply_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The person to whom answers to its messages go."""
    is_rehearsal = models.BooleanField(default=False)
    """Made for one rehearsal of an evening, by ``created_by`` and for this person alone; it stays a concept, stands on
    no list and goes when the rehearsal ends."""
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.TextField(_("why the rest goes no further"), max_length=1000, blank=True)
    """The one reason for all that was still open when the programme closed; everybody in it reads it."""

    objects: ClassVar[ProgrammeQuerySet] = ProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="running_programme_was_started",
                condition=Q(state=ProgrammeState.CONCEPT) | Q(started_at__isnull=False),
                violation_error_message=_("A programme that runs was started at some moment."),
            ),
            models.CheckConstraint(
                name="a_rehearsal_never_starts",
                condition=Q(is_rehearsal=False) | Q(state=ProgrammeState.CONCEPT),
            ),
            models.CheckConstraint(
                name="closed_programme_knows_when",
                condition=iff(Q(state=ProgrammeState.CLOSED), Q(closed_at__isnull=False)),
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
    starts_on = models.DateField(_("takes part from"), null=True, blank=True)
    """The first day, where somebody begins later than the invitation; before it nothing is to be seen."""
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
                name="participation_has_its_days_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="nobody_is_named_unasked",
                condition=Q(consent=Consent.ANONYMOUS) | Q(consent_asked_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="participation_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"

    @property
    def first_day(self) -> dt.date:
        """The day from which this person takes part."""
        return self.starts_on or local(self.since).date()

    @property
    def begins_later(self) -> bool:
        """Whether the first day is still to come."""
        return self.starts_on is not None and self.starts_on > today()


class PastRole(models.Model):
    """A role that somebody had in a programme before the one of today: from when until when."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="past_roles")
    role = models.CharField(max_length=12, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="past_role_has_its_days_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.starts_on} to {self.ends_on}"
