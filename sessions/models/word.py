"""What people say in a round: to begin, or to end with."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.identifiers import PublicIdField
from programmes.models import Participation, Programme
from sessions.models.evening import AgendaItem, Session
from sessions.querysets import WordQuerySet


class Word(models.Model):
    """What one person says in one block: a few words, or nothing where that person passes."""

    public_id = PublicIdField()
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="words")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="words")
    text = models.CharField(_("words"), max_length=80, blank=True)
    """Empty: this person passes."""
    said_at = models.DateTimeField(auto_now=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    """When who leads the evening took it off the wall."""

    objects: ClassVar[WordQuerySet] = WordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_word_per_person_and_block", fields=["item", "participation"]),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def evening(self) -> Session:
        """The evening of its block."""
        return self.item.evening

    @property
    def programme(self) -> Programme:
        """The programme of the evening."""
        return self.item.evening.programme
