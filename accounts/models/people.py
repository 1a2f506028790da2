"""People, who administers an organisation, and links that let people in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language, LinkPurpose, MailRhythm
from accounts.models.organisations import Organisation
from core.constraints import iff
from core.identifiers import PublicIdField

GUEST_DOMAIN = "@guest.invalid"
"""What stands behind the public id in the address of a guest: ".invalid" is never delivered to (RFC 2606)."""


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
    picture = models.ImageField(_("picture"), upload_to="people", blank=True)
    """A small square, painted anew when it came in."""
    mail_rhythm = models.CharField(
        _("how often mail comes"), max_length=7, choices=MailRhythm, default=MailRhythm.AT_ONCE
    )
    is_active = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False)
    """Somebody who came to one evening by its code: a name, and an address to which nothing is ever delivered."""
    created_at = models.DateTimeField(auto_now_add=True)
    access_version = models.PositiveIntegerField(default=0, editable=False)
    """Goes up whenever this person may do more or less, or left a device: open streams and sessions then look again."""

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_in_lower_case", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(
                name="guest_has_no_address",
                condition=iff(models.Q(is_guest=True), models.Q(email__endswith=GUEST_DOMAIN)),
                violation_error_message=_("This is no address to which mail can be sent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def scope(self) -> str:
        """How the audit trail names what people do with their own account."""
        return f"person:{self.pk}"

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


class Device(models.Model):
    """A browser in which a person is signed in; gone with its session. No address is kept: it tells no honest place."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session = models.OneToOneField("sessions.Session", on_delete=models.CASCADE, related_name="device")
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField()
    """When one signed in here."""
    seen_at = models.DateTimeField()
    """When somebody was last seen here, within the hour."""

    def __str__(self) -> str:
        return f"device #{self.pk}"


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
