"""Ideas and the bundles in which they belong together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.constraints import iff
from core.identifiers import PublicIdField
from homework.models import Submission
from ideas.enums import ChangeKind, IdeaState
from ideas.querysets import ClusterQuerySet, IdeaQuerySet, OfTeamQuerySet
from programmes.models import Participation, Programme
from sessions.models import Session
from teams.models import Team


class Cluster(models.Model):
    """A bundle: ideas that belong together."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="clusters")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="clusters")
    title = models.CharField(_("name of the bundle"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    is_gone = models.BooleanField(default=False)
    """Taken away, or joined with another one. The row stays, for dots of a closed round and for who undoes it."""
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ClusterQuerySet] = ClusterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="cluster_title_once",
                fields=["team", "title"],
                condition=Q(is_gone=False),
                violation_error_message=_("This team has a bundle with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Idea(models.Model):
    """One thought, as it was caught."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="ideas")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="ideas")
    number = models.PositiveIntegerField()
    """With the team's letter its code: L34."""
    text = models.TextField(_("idea"), max_length=2000)
    author = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    others = models.ManyToManyField(Participation, blank=True, related_name="shared_ideas")
    """Whose idea it is too: of the pair or the table that wrote it together. It counts once."""
    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The scribe, where somebody typed it for the author."""
    evening = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    """The homework that it was made from."""
    draft_key = models.CharField(max_length=64, blank=True)
    """Digest of the phone's key, the author and the words: sending twice makes one (``services.capture``)."""
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    state = models.CharField(max_length=12, choices=IdeaState, default=IdeaState.OPEN)
    ending = models.CharField(_("not further, because"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    covered_at = models.DateTimeField(null=True, blank=True)
    """Since when nobody sees it but its authors and who steers the team; everything else about it stays as it was."""
    covered_because = models.CharField(_("why it is not shown"), max_length=300, blank=True)
    """Read by its authors."""
    coverings = models.PositiveIntegerField(default=0)
    """How often it was covered and shown again: it tells open screens that something changed."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[IdeaQuerySet] = IdeaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="idea_code_once", fields=["team", "number"]),
            models.UniqueConstraint(
                name="one_idea_per_draft", fields=["author", "draft_key"], condition=~Q(draft_key="")
            ),
            models.UniqueConstraint(
                name="one_idea_per_draft_of_scribe",
                fields=["written_by", "draft_key"],
                condition=~Q(draft_key=""),
            ),
            models.CheckConstraint(
                name="idea_not_further_says_why",
                condition=~Q(state=IdeaState.NOT_FURTHER) | ~Q(ending=""),
                violation_error_message=_("Say why this idea goes no further."),
            ),
            models.CheckConstraint(
                name="merged_idea_names_its_heir",
                condition=iff(Q(state=IdeaState.MERGED), Q(merged_into__isnull=False)),
            ),
            models.CheckConstraint(
                name="only_a_covered_idea_says_why",
                condition=Q(covered_at__isnull=False) | Q(covered_because=""),
            ),
        ]
        indexes = [models.Index(fields=["team", "-number"], name="ideas_of_team")]

    def __str__(self) -> str:
        return self.text[:60]


class ClusterChange(models.Model):
    """What somebody did with the bundles of a team, with what was before and after, so that it can be undone."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="cluster_changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    differences = models.JSONField(default=dict)
    """{"ideas": {pk: [bundle before, after]}, "clusters": {pk: [[title, position, is_gone] before, after]}}."""
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OfTeamQuerySet] = OfTeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
