"""Fixed choices about what came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What a body decided."""

    ADOPTED = "adopted", _("adopted")
    ADOPTED_CHANGED = "changed", _("adopted with changes")
    POSTPONED = "postponed", _("postponed")
    REJECTED = "rejected", _("not adopted")


class DecidedHow(TextChoices):
    """How it was decided."""

    UNANIMOUS = "unanimous", _("unanimously")
    MAJORITY = "majority", _("by majority")
    CONSENT = "consent", _("by consent")


class LessonKind(TextChoices):
    """Where a lesson comes from."""

    WORKED = "worked", _("from what worked")
    DID_NOT_WORK = "did_not_work", _("from what did not work")


class ExampleKind(TextChoices):
    """What an example tells of."""

    GOOD = "good", _("this time it worked")
    LESS_GOOD = "less_good", _("this time it did not")


class ExampleState(TextChoices):
    """Whether an example is there to be read."""

    TOLD = "told", _("told")
    TAKEN_BACK = "taken_back", _("taken back")
    HIDDEN = "hidden", _("hidden")


class EndorsementStance(TextChoices):
    """What a body says of a point."""

    ENDORSES = "endorses", _("endorses it")
    REMARK = "remark", _("endorses it, with a remark")
    DECLINES = "declines", _("does not endorse it")
    HOME = "home", _("takes it home for a decision")


ENDORSED = (EndorsementStance.ENDORSES, EndorsementStance.REMARK)


class TaskForm(TextChoices):
    """The form of organisation in which a task is done, from light to heavy: how much is set up for it."""

    EXISTING = "existing", _("existing organisation")
    NETWORK = "network", _("network")
    PROMISE = "promise", _("agreement")
    PROJECT = "project", _("project group")
    NEW = "new", _("new organisation together")
    OPEN = "open", _("to be decided")


FORM_HINTS: dict[str, object] = {
    TaskForm.EXISTING: _("One organisation does it in its own work; the others know whom to call."),
    TaskForm.NETWORK: _("People find each other. Nobody decides for somebody else."),
    TaskForm.PROMISE: _("Each does the own part, as written down and signed."),
    TaskForm.PROJECT: _("People of several organisations, with an assignment and a last day."),
    TaskForm.NEW: _("Something that stays, with a board and money of its own."),
    TaskForm.OPEN: _("The task is shared; how, is decided later."),
}
"""When each form fits."""


class ReactionKind(TextChoices):
    """What somebody says of what is presented."""

    WORD = "word", _("a word")
    QUESTION = "question", _("a question")
