"""Fixed choices about programmes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProgrammeKind(TextChoices):
    """The way of working of a programme (domain.md)."""

    THEME_TEAMS = "theme_teams", _("theme teams")
    DOETANK = "doetank", _("Doetank")
    COURSE = "course", _("course programme")
    LEADING_GROUP = "leading_group", _("leading group")
    LEARNING = "learning", _("learning from what works")
    OPEN = "open", _("open")


class SetupStep(TextChoices):
    """A step of setting a programme up, in their order."""

    QUESTION = "question", _("Question")
    THEMES = "themes", _("Themes")
    CALENDAR = "calendar", _("Calendar")
    PEOPLE = "people", _("People")
    REVIEW = "review", _("Check")


class ProgrammeState(TextChoices):
    """Whether anybody but its facilitators knows of it yet, and whether it still runs."""

    CONCEPT = "concept", _("concept")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


class Stage(TextChoices):
    """The fixed kind of a phase: it decides, together with role and ownership, who may do what."""

    PREPARING = "preparing", _("preparing")
    COLLECTING = "collecting", _("collecting")
    CLUSTERING = "clustering", _("bundling")
    DECIDING = "deciding", _("choosing")
    SHARING = "sharing", _("sharing")
    CLOSED = "closed", _("closed")


class Role(TextChoices):
    """What a person is in a programme."""

    FACILITATOR = "facilitator", _("facilitator")
    COACH = "coach", _("coach")
    PARTICIPANT = "participant", _("participant")
    OBSERVER = "observer", _("observer")
    SUPPORTER = "supporter", _("supporter")
    CLIENT = "client", _("client")
    GUEST = "guest", _("guest")


GIVEN_ROLES = tuple(role for role in Role if role is not Role.GUEST)
"""The roles that somebody can be given: a guest comes in at the door of one evening, and is nothing beyond it."""


AT_WORK = frozenset({Role.FACILITATOR, Role.COACH, Role.PARTICIPANT, Role.OBSERVER})
"""Who is with a team or guides one; a supporter and a client see what comes of it."""


class Consent(TextChoices):
    """How a person's contributions are signed where others read them."""

    NAME = "name", _("with my name")
    FUNCTION = "function", _("with my function only")
    ANONYMOUS = "anonymous", _("anonymously")


class HearingKind(TextChoices):
    """What a facilitator says of a group of people at a theme."""

    HEARD = "heard", _("heard")
    PLANNED = "planned", _("planned")
    LEFT = "left", _("left out on purpose")


class MomentKind(TextChoices):
    """What happens at a moment; for the calendar."""

    START = "start", _("start")
    PHASE = "phase", _("phase")
    SESSION = "session", _("evening")
    HOMEWORK = "homework", _("homework")
    REMINDER = "reminder", _("reminder")
    MILESTONE = "milestone", _("milestone")
    END = "end", _("end")


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As a blueprint's file calls them."""


class Region(TextChoices):
    """Whose school holidays count; the country has three regions."""

    ALL = "all", _("the whole country")
    NORTH = "noord", _("north")
    MIDDLE = "midden", _("middle")
    SOUTH = "zuid", _("south")


class Accent(TextChoices):
    """The colour of a programme (tokens.css)."""

    WATER = "water", _("water")
    POLDER = "polder", _("polder")
    KLEI = "klei", _("clay")
    HEIDE = "heide", _("heather")
    ZON = "zon", _("sun")
    KERS = "kers", _("cherry")
    RIET = "riet", _("reed")
    NACHT = "nacht", _("night")


class IntakeAudience(TextChoices):
    """Who may bring questions and stories to an organisation."""

    CLOSED = "closed", _("nobody now")
    OWN = "own", _("our own people")
    PUBLIC = "public", _("everybody")


class QuestionKind(TextChoices):
    """What somebody brings to an organisation."""

    QUESTION = "question", pgettext_lazy("intake", "question")
    STORY = "story", _("story")


class QuestionVerdict(TextChoices):
    """What the organisation does with it."""

    TAKEN_UP = "taken", _("taken up")
    MERGED = "merged", _("merged with another")
    NOT_NOW = "not_now", _("not now")


class QuestionState(TextChoices):
    """How far it is with a question; it follows from who looks after it and what was answered."""

    NEW = "new", _("new")
    IN_HAND = "in_hand", _("being looked into")
    ANSWERED = "answered", _("answered")


class ThemeStep(TextChoices):
    """How far it is with a round about themes; it follows from its times."""

    PROPOSING = "proposing", _("naming themes")
    SORTING = "sorting", _("putting themes together")
    WEIGHING = "weighing", _("weighing themes")
    CHOOSING = "choosing", _("making teams")
    DONE = "done", _("done")
