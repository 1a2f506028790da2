"""The koersdocument: a draft that grows from day one, and editions that never change."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import User
from core.identifiers import PublicIdField
from homework.models import Submission
from ideas.models import Cluster, Idea, Proposal
from outcomes.models import Decision, Example, Lesson
from programmes.models import Participation, Programme
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.querysets import EditionQuerySet, KoersdocumentQuerySet, OfKoersdocumentQuerySet

RESULTS = ("idea", "cluster", "proposal", "decision", "lesson", "submission", "example")
"""The kinds of result that can be taken up: fields of Inclusion."""


class Koersdocument(models.Model):
    """The final report of a programme, as it stands."""

    public_id = PublicIdField()
    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="koersdocument")
    title = models.CharField(_("title"), max_length=160)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DUTCH)
    foreword = models.CharField(_("opening sentence"), max_length=240, blank=True)
    """One sentence on a page of its own, before everything else."""
    foreword_by = models.CharField(_("said by"), max_length=160, blank=True)
    lead = models.TextField(_("introduction"), max_length=600, blank=True)
    """The document in two or three sentences."""
    course = models.TextField(_("the course in sentences"), max_length=1000, blank=True)
    """One sentence a line, at most seven."""
    thanks = models.TextField(_("word of thanks"), max_length=2000, blank=True)
    all_ideas = models.BooleanField(_("all ideas at the back"), default=True)
    """Whether an edition prints every revealed idea; whoever may read the edition reads them then."""
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[KoersdocumentQuerySet] = KoersdocumentQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A part: a text, and the results that were put in it."""

    public_id = PublicIdField()
    koersdocument = models.ForeignKey(Koersdocument, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("gathers"), max_length=12, choices=SectionKind, default=SectionKind.TEXT)
    title = models.CharField(_("title"), max_length=160)
    lead = models.CharField(_("introduction"), max_length=300, blank=True)
    """Opens the part in a larger letter; the contents have its first sentence."""
    text = models.TextField(_("text"), max_length=50_000, blank=True)
    """Markdown."""
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[OfKoersdocumentQuerySet] = OfKoersdocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


def _exactly_one_result() -> Q:
    """Exactly one of the result fields is filled."""
    either = Q()
    for chosen in RESULTS:
        either |= Q(**{f"{field}__isnull": field != chosen for field in RESULTS})
    return either


class Inclusion(models.Model):
    """ "Neem op": one result that stands in the koersdocument, in a section."""

    public_id = PublicIdField()
    koersdocument = models.ForeignKey(Koersdocument, on_delete=models.CASCADE, related_name="inclusions")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="inclusions")
    position = models.PositiveIntegerField(default=0)
    idea = models.ForeignKey(Idea, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions")
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    example = models.ForeignKey(
        Example, null=True, blank=True, on_delete=models.CASCADE, related_name="inclusions"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OfKoersdocumentQuerySet] = OfKoersdocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="inclusion_of_exactly_one_result", condition=_exactly_one_result()),
            *(
                models.UniqueConstraint(
                    name=f"{field}_included_once",
                    fields=["koersdocument", field],
                    condition=Q(**{f"{field}__isnull": False}),
                )
                for field in RESULTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.koersdocument} #{self.position}"


class Edition(models.Model):
    """One published, unchangeable version. Its content names contributors by key; the register holds the names."""

    public_id = PublicIdField()
    koersdocument = models.ForeignKey(Koersdocument, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=EditionState)
    content = models.TextField()
    """Canonical JSON of the document (reports.koersdocument.pdf)."""
    sha256 = models.CharField(max_length=64)
    """Of ``content``, in UTF-8."""
    published_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()
    pdf = models.FileField(upload_to="editions", blank=True)
    """Stored when the background job has made it; may be made again from content and register alone."""

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="edition_number_once", fields=["koersdocument", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.koersdocument} {self.number}"


class EditionPicture(models.Model):
    """A picture, logo or font as it was in an edition, by the key that its content uses."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=40)
    image = models.FileField(upload_to="edition-pictures")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="edition_picture_once", fields=["edition", "key"])]

    def __str__(self) -> str:
        return self.key


class Contributor(models.Model):
    """The register beside an edition: who a key stands for, as that person consented. Erasure empties the name."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contributors")
    key = models.CharField(max_length=12)
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shown_as = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="contributor_key_once", fields=["edition", "key"])]

    def __str__(self) -> str:
        return self.key
