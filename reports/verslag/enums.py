"""Fixed choices about the verslag."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """The parts of a verslag, in the order in which they stand in it."""

    COURSE = "course", _("How the evening went")
    VOTES = "votes", _("The dots")
    IDEAS = "ideas", _("All ideas")
    EXAMPLES = "examples", _("Good and less good examples")
    PHOTOS = "photos", _("Photos")
    AGREED = "agreed", _("Agreed and decided")
    POINTS = "points", _("Who does what")
    HOMEWORK = "homework", _("Homework and the next evening")
    WORDS = "words", _("What people said")
    LEARNED = "learned", _("What people learned")
    PEOPLE = "people", _("Who were there")
