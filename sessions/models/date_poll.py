"""The datumprikker: days proposed for an evening, who is asked, and what they say about each day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import User
from core.clock import now
from core.identifiers import PublicIdField
from programmes.models import Participation, Programme
from sessions.enums import DateStep, DayChoice
from sessions.models.evening import Session
from sessions.querysets import DatePollQuerySet, PollDayQuerySet


class DatePoll(models.Model):
    """One time in which people are asked on which of some days an evening can be. It ends by choosing one of them."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="date_polls")
    note = models.CharField(max_length=500, blank=True)
    """Words of the facilitator, above the days."""
    closes_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When a day was chosen, or the question was withdrawn."""
    chosen = models.ForeignKey("PollDay", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """None where it was withdrawn."""
    forgotten_at = models.DateTimeField(null=True, blank=True)
    """When the addresses and names of those without an account were erased."""
    version = models.PositiveIntegerField(default=0)
    """Goes up with each change of the question, so that two facilitators do not undo each other's."""

    asks_me = False
    """Whether the viewer is asked; ``visible_to`` knows it."""

    objects: ClassVar[DatePollQuerySet] = DatePollQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_date_poll_at_a_time",
                fields=["evening"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("People are asked about days for this evening already."),
            ),
            models.CheckConstraint(
                name="date_poll_with_a_chosen_day_has_ended",
                condition=Q(chosen__isnull=True) | Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="date_poll_forgets_after_it_is_made",
                condition=Q(forgotten_at__isnull=True) | Q(forgotten_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.evening)

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme

    @property
    def step(self) -> DateStep:
        """How far it is, at this moment."""
        if self.ended_at is not None:
            return DateStep.CHOSEN if self.chosen_id is not None else DateStep.WITHDRAWN
        return DateStep.ASKING if now() < self.closes_at else DateStep.CHOOSING


class PollDay(models.Model):
    """One proposed day, with the time at which the evening would begin."""

    public_id = PublicIdField()
    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="days")
    starts_at = models.DateTimeField()

    objects: ClassVar[PollDayQuerySet] = PollDayQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(name="poll_day_once", fields=["poll", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.poll}: {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.poll.programme


class Asked(models.Model):
    """Somebody who is asked: one who takes part, or an address of somebody without an account.

    Neither of the two once the address was erased; the answers stay, without a name.
    """

    public_id = PublicIdField()
    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="asked")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    """As somebody without an account gave it."""
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Goes up with each answer, so that a tab with an older one overwrites nothing unseen."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person who is asked")
        constraints = [
            models.UniqueConstraint(
                name="person_asked_once",
                fields=["poll", "participation"],
                condition=Q(participation__isnull=False),
            ),
            models.UniqueConstraint(
                name="address_asked_once", fields=["poll", "email"], condition=~Q(email="")
            ),
            models.CheckConstraint(
                name="asked_person_or_address", condition=Q(participation__isnull=True) | Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.participation.person if self.participation else self.name or self.email)


class DayAnswer(models.Model):
    """What somebody says about one day."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="answers")
    day = models.ForeignKey(PollDay, on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=5, choices=DayChoice)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_answer_per_day", fields=["asked", "day"])]

    def __str__(self) -> str:
        return f"{self.asked} → {self.day}: {self.choice}"
