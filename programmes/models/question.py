"""What people bring to an organisation: questions for a new programme, and stories of what works."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Organisation, User
from core.constraints import iff
from core.identifiers import PublicIdField, new_public_id
from programmes.enums import IntakeAudience, QuestionKind, QuestionVerdict
from programmes.models.programme import Programme
from programmes.querysets import IntakeQuerySet, QuestionQuerySet


class Intake(models.Model):
    """The desk of an organisation where questions and stories come in."""

    public_id = PublicIdField()
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="intake")
    audience = models.CharField(max_length=6, choices=IntakeAudience, default=IntakeAudience.CLOSED)
    weeks = models.PositiveSmallIntegerField(
        _("weeks until an answer"), default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    """Within how many weeks the organisation promises an answer."""

    objects: ClassVar[IntakeQuerySet] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_answers_within_half_a_year",
                condition=Q(weeks__gte=1, weeks__lte=26),
                violation_error_message=_("Choose between 1 and 26 weeks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.audience}"

    @property
    def scope(self) -> str:
        """In whose trail it is told."""
        return f"organisation:{self.organisation_id}"


class Question(models.Model):
    """A question offered for a new programme, or a story of what works; from anybody, with or without an account.

    Nothing is sent to ``email`` but the mail that asks whether it is right, until ``confirmed_at``.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.QUESTION)
    title = models.CharField(_("title"), max_length=160, validators=[MinLengthValidator(3)])
    text = models.TextField(_("text"), max_length=4000)
    effect = models.TextField(_("for whom"), max_length=1000, blank=True)
    """For whom it is, and what society would notice."""
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When its reader showed that the address is his or hers; signed in it was known already."""
    may_be_named = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    page_key = models.CharField(max_length=12, default=new_public_id)
    """Of the page that it was written on: the same page sent twice makes one question."""
    created_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who looks after it."""
    note = models.TextField(_("note"), max_length=4000, blank=True)
    """For those who look after questions, and nobody else."""
    verdict = models.CharField(max_length=8, choices=QuestionVerdict, blank=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="begun_from"
    )
    """The programme that was begun with it."""
    version = models.PositiveIntegerField(default=0)
    """Goes up with each change, so that two people who look after it do not overwrite each other."""

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_question_per_page", fields=["organisation", "page_key"]),
            models.CheckConstraint(name="question_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="confirmed_question_has_an_address",
                condition=Q(confirmed_at__isnull=True) | ~Q(email=""),
            ),
            models.CheckConstraint(
                name="answered_question_has_a_verdict",
                condition=iff(Q(answered_at__isnull=True), Q(verdict="")),
            ),
            models.CheckConstraint(
                name="merged_question_was_merged",
                condition=Q(merged_into__isnull=True) | Q(verdict=QuestionVerdict.MERGED),
            ),
            models.CheckConstraint(
                name="question_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="question_by_age")]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """In whose trail it is told."""
        return f"organisation:{self.organisation_id}"
