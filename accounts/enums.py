"""Fixed choices about people and organisations."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What kind of body an organisation is."""

    MINISTRY = "ministry", _("ministry")
    PROVINCE = "province", _("province")
    MUNICIPALITY = "municipality", _("municipality")
    WATER_AUTHORITY = "water_authority", _("water authority")
    AGENCY = "agency", _("agency")
    KNOWLEDGE_INSTITUTE = "knowledge_institute", _("knowledge institute")
    CIVIL_SOCIETY = "civil_society", _("civil-society organisation")
    COMPANY = "company", _("company")
    RESIDENTS = "residents", _("residents' group")
    OTHER = "other", _("other")


class Language(TextChoices):
    """Languages that a person can read mail and screens in."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class MailRhythm(TextChoices):
    """How often somebody wants mail. What a person asked for, and what cannot wait, comes at once in any case."""

    AT_ONCE = "at_once", _("At once: as it comes")
    DAILY = "daily", _("Once a day: what can wait comes in one mail, at 7:30")
    NEEDED = "needed", _("Only what I need: no reminders and overviews")


class LinkPurpose(TextChoices):
    """What a personal link lets its reader do."""

    SIGN_IN = "sign_in", _("sign in")


class LinkState(StrEnum):
    """What a personal link can do now."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Look(TextChoices):
    """Where the look of an organisation's pages comes from."""

    VOORBEELD = "voorbeeld", _("Voorbeeld")
    MOOI_EN_ANDERS = "mooi-en-anders", _("Mooi & Anders")
    OWN = "own", _("Your own theme")


class SecurityChange(StrEnum):
    """What changed in how a person signs in: it is told to that person, and stands in the trail."""

    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_RENEWED = "recovery_codes_renewed"
    REMOVED_BY_OPERATOR = "second_factor_removed"
    REMOVED_BY_ADMINISTRATOR = "second_factor_lost"
    PASSWORD_SET = "password_set"  # noqa: S105 - a word, not a password


class AuditRole(TextChoices):
    """What somebody was who did something, beside the roles that a programme gives."""

    SYSTEM = "system", _("the system")
    GUEST = "guest", _("guest")
    ADMINISTRATOR = "administrator", _("administrator")
    PERSON = "person", _("without a role here")
