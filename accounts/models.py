"""People, the bodies they come from and what those look like, links that let people in, and what was done by whom."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language, LinkPurpose, Look, OrganisationKind
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


class UserManager(BaseUserManager["User"]):
    """Users are found and made by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a lower-cased ``email``; without ``password`` nobody signs in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. The e-mail address is kept in lower case."""

    public_id = PublicIdField()
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DUTCH)
    reads_extra_mail = models.BooleanField(_("wants mail that can be declined"), default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_in_lower_case", condition=models.Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        """How a message greets this person."""
        return self.name.split(" ")[0] if self.name else ""


class OrganisationAdmin(models.Model):
    """A person who administers an organisation: no role in a programme, and all programmes that it hosts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="admins")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="administers")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="administrator_once", fields=["organisation", "user"])]

    def __str__(self) -> str:
        return f"{self.user} @ {self.organisation}"


class PersonalLink(models.Model):
    """A link in a mail that proves its reader's address. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose, default=LinkPurpose.SIGN_IN)
    secret_hash = models.CharField(max_length=64, unique=True)
    leads_to = models.CharField(max_length=300, blank=True)
    """A path of ours to go on to."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"


class AuditEntry(models.Model):
    """Who did what to which object, when, on whose behalf. Keys only: erasing a person leaves the chain whole."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    for_whom = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=60)
    """"app.past_tense", such as "ideas.merged"."""
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    scope = models.CharField(max_length=60, blank=True)
    """"programme:12": in whose trail it is read."""
    keys = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["scope", "-at"], name="audit_by_scope")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"
