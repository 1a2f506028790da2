"""Bodies that people come from and that host programmes: what they look like, their mail, their own sign-on."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import Look, OrganisationKind
from accounts.querysets import OrganisationQuerySet
from core.identifiers import PublicIdField


class Organisation(models.Model):
    """A public body, institute, company or group that people come from and that hosts programmes."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                violation_error_message=_("There is an organisation with this name already."),
            ),
            models.CheckConstraint(name="organisation_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the audit trail names this organisation."""
        return f"organisation:{self.pk}"


class OrganisationStyle(models.Model):
    """How an organisation dresses its pages: a theme, fonts, a logo. Without ``worn`` only the logo is shown."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="style")
    worn = models.BooleanField(default=False)
    look = models.CharField(max_length=20, choices=Look, default=Look.VOORBEELD)
    own_name = models.CharField(max_length=100, blank=True)
    own_theme = models.JSONField(null=True, blank=True)
    """What was read of the theme that was uploaded (``core.design_tokens.Theme``), whether it is worn or not."""
    logo = models.FileField(upload_to="house-styles/", blank=True)
    logo_alt = models.CharField(max_length=200, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    heading_family = models.CharField(max_length=60, blank=True)
    heading_file = models.FileField(upload_to="house-styles/", blank=True)
    body_family = models.CharField(max_length=60, blank=True)
    body_file = models.FileField(upload_to="house-styles/", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_look_has_a_theme",
                condition=~models.Q(worn=True, look=Look.OWN, own_theme__isnull=True),
            ),
            models.CheckConstraint(
                name="logo_says_what_it_is", condition=models.Q(logo="") | ~models.Q(logo_alt="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.look} @ {self.organisation_id}"


class MailDomain(models.Model):
    """The part behind the @ in the addresses of an organisation: who can read mail there belongs to it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=253, unique=True)
    """In lower case, an international one as it travels ("xn--…")."""
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                name="mail_domain_in_lower_case",
                condition=models.Q(domain=Lower("domain")) & models.Q(domain__contains="."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class SignOn(models.Model):
    """The OpenID Connect provider of an organisation, where its people sign in as they do at work."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="sign_on")
    issuer = models.CharField(_("address of the provider"), max_length=200)
    """As the provider names itself; with "sub" it names a person for good."""
    client_id = models.CharField(_("client id"), max_length=190)
    sealed_secret = models.TextField()
    """The client secret, sealed with a key that is not in the database (``core.sealing``)."""
    is_on = models.BooleanField(default=False)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_on_is_complete",
                condition=~models.Q(issuer="") & ~models.Q(client_id="") & ~models.Q(sealed_secret=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} @ {self.organisation_id}"
