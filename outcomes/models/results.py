"""What came of it: examples, lessons, decisions, and what people learned themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from homework.models import Submission
from ideas.models import Proposal
from outcomes.enums import DecidedHow, ExampleKind, ExampleState, LessonKind, Verdict
from outcomes.querysets import (
    DecisionQuerySet,
    ExampleQuerySet,
    ExampleQuestionQuerySet,
    LessonQuerySet,
    ReflectionQuerySet,
)
from programmes.models import Participation, Programme
from sessions.models import AgendaItem, Session
from teams.models import Team


class Example(models.Model):
    """One time that it worked, or that it did not, as somebody told it on an evening."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="examples")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="examples")
    evening = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="examples")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="examples"
    )
    """The block in which it was told: until that is shown, or the evening is over, it is hidden. None: told later."""
    kind = models.CharField(_("kind"), max_length=9, choices=ExampleKind)
    what = models.TextField(_("what happened"), max_length=1000)
    where = models.CharField(_("where and when"), max_length=160, blank=True)
    why = models.TextField(_("what helped or hindered"), max_length=600, blank=True)
    author = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="examples"
    )
    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The scribe, where somebody typed it for the author."""
    draft_key = models.CharField(max_length=64, blank=True)
    """Digest of the phone's key, who it is of and the words: sending twice makes one."""
    state = models.CharField(max_length=10, choices=ExampleState, default=ExampleState.TOLD)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ExampleQuerySet] = ExampleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_example_per_draft", fields=["draft_key"], condition=~Q(draft_key="")
            ),
        ]
        indexes = [models.Index(fields=["team", "kind"], name="examples_of_team")]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def is_shown(self) -> bool:
        """Whether the room reads it: it hides in no block. No query for what ``visible_to`` loaded."""
        return self.item is None or self.item.shown_at is not None or self.evening.closed_at is not None


class ExampleQuestion(models.Model):
    """What somebody asks on about an example, and what who told it answers."""

    public_id = PublicIdField()
    example = models.ForeignKey(Example, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=400)
    asker = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    """When somebody took it away; it is kept, so that it can be put back."""

    objects: ClassVar[ExampleQuestionQuerySet] = ExampleQuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="answered_question_knows_when",
                condition=iff(~Q(answer=""), Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def programme(self) -> Programme:
        """The programme of its example."""
        return self.example.programme

    @property
    def team_id(self) -> int:
        """The team of its example."""
        return self.example.team_id


class Reflection(models.Model):
    """What somebody learned on an evening and will do differently: for that person alone, unless it is shared."""

    public_id = PublicIdField()
    evening = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="reflections")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="reflections")
    learned = models.TextField(_("what I learned"), max_length=2000, blank=True)
    differently = models.TextField(_("what I will do differently"), max_length=2000, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()

    objects: ClassVar[ReflectionQuerySet] = ReflectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_reflection_per_evening", fields=["evening", "participation"]),
            models.CheckConstraint(
                name="reflection_says_something",
                condition=~Q(learned="") | ~Q(differently=""),
                violation_error_message=_("Write at least one answer."),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.evening.programme


class Lesson(models.Model):
    """What was learned, from what worked or did not, in somebody's words."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lessons")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(_("where it comes from"), max_length=12, choices=LessonKind)
    text = models.TextField(_("lesson"), max_length=2000)
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    examples = models.ManyToManyField(Example, blank=True, related_name="lessons")
    """What it rests on, where it comes from examples told on that evening or another one."""
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[LessonQuerySet] = LessonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="lesson_has_an_origin",
                condition=Q(submission__isnull=False) | Q(evening__isnull=False),
                violation_error_message=_("Say where this lesson comes from: homework or an evening."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """What a body decided on a proposal."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    body = models.CharField(_("which body decided"), max_length=160)
    decided_on = models.DateField(_("date"))
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, default=Verdict.ADOPTED)
    how = models.CharField(_("how"), max_length=10, choices=DecidedHow, default=DecidedHow.UNANIMOUS)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    owner = models.CharField(_("who takes it on"), max_length=160, blank=True)
    follow_up_on = models.DateField(_("look back on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_after_decision",
                condition=Q(follow_up_on__isnull=True) | Q(follow_up_on__gte=models.F("decided_on")),
                violation_error_message=_("Looking back happens after the decision."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.verdict}"


class FollowUp(models.Model):
    """That a programme goes on where another one came to: from which, by which decision, and what came along."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="origin")
    before = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="follow_ups")
    first = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    """The programme with which the whole line began: that of ``before``, or ``before`` itself."""
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    lessons = models.ManyToManyField(Lesson, related_name="brought_to")
    """They stay where they were learned, signed as their people consent there, and are read here too."""
    proposals = models.ManyToManyField(Proposal, related_name="brought_to")
    begun_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nothing_follows_itself",
                condition=~Q(programme=models.F("before")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} after {self.before}"
