"""Fixed choices about homework."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubmissionState(TextChoices):
    """How far somebody is with it."""

    DRAFT = "draft", _("draft")
    HANDED_IN = "handed_in", _("handed in")


class Outcome(TextChoices):
    """Whether it worked out; both are full ways to hand in."""

    DONE = "done", _("done")
    LEARNED = "learned", _("did not work out, and this is what I learned")


class Visibility(TextChoices):
    """When the others in the team see what somebody handed in."""

    AT_ONCE = "at_once", _("at once")
    AFTER_OWN = "after_own", _("after handing in one's own")
    FROM_EVENING = "from_evening", _("from the evening on")
