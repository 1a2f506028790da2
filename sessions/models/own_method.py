"""The methods that an organisation made itself."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.identifiers import PublicIdField
from sessions.querysets import OwnMethodQuerySet


class OwnMethod(models.Model):
    """A way to run a block that an organisation adds to the library, in one language: that of who wrote it.

    On the screens it behaves as the method of the library that it is ``like``.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_methods")
    like = models.CharField(_("what the screens do"), max_length=40)
    """A key of the library."""
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("what it is for"), max_length=300)
    steps = models.TextField(_("how it goes"), max_length=3000)
    """One step on a line, as ``when_not``."""
    when_not = models.TextField(_("when not to"), max_length=1000, blank=True)
    material = models.CharField(_("material"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)], default=20
    )
    least = models.PositiveSmallIntegerField(
        _("at least so many people"), validators=[MinValueValidator(1)], default=4
    )
    most = models.PositiveSmallIntegerField(
        _("at most so many people"), validators=[MaxValueValidator(1000)], default=40
    )
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    """When somebody took it out of the library; draaiboeken that have it keep it."""

    objects: ClassVar[OwnMethodQuerySet] = OwnMethodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="own_method_has_room_for_somebody",
                condition=Q(least__gte=1, most__gte=F("least")),
                violation_error_message=_("The largest group is not smaller than the smallest."),
            ),
            models.CheckConstraint(name="own_method_takes_time", condition=Q(minutes__gte=1)),
            models.UniqueConstraint(
                name="one_own_method_of_a_name",
                fields=["organisation", "name"],
                condition=Q(removed_at__isnull=True),
                violation_error_message=_("Your organisation has a method of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What a form calls it, beside the keys of the library."""
        return f"own:{self.public_id}"
