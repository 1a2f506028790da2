"""Fixed choices about ideas, rounds and proposals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IdeaState(TextChoices):
    """Whether an idea still waits for its place. Being in a bundle is its ``cluster``."""

    OPEN = "open", _("open")
    NOT_FURTHER = "not_further", _("not further, because …")
    MERGED = "merged", _("joined with another idea")


class ReportState(TextChoices):
    """What became of the report of an idea."""

    OPEN = "open", _("not looked at yet")
    COVERED = "covered", _("not shown any more")
    STANDS = "stands", _("may stand")


class ChangeKind(TextChoices):
    """What was done with the bundles of a team."""

    MAKE = "make", _("made a bundle")
    RENAME = "rename", _("gave a bundle another name")
    FILL = "fill", _("put ideas into a bundle")
    MERGE = "merge", _("joined two bundles")
    SPLIT = "split", _("split a bundle")
    EMPTY = "empty", _("emptied a bundle")
    REMOVE = "remove", _("took a bundle away")
    REORDER = "reorder", _("changed the order of the bundles")


class RoundState(TextChoices):
    """Whether dots can be placed."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class ChoiceKind(TextChoices):
    """A way to choose without dots."""

    CONSENT = "consent", _("consent round")
    SCORES = "scores", _("scores")
    RANKING = "ranking", _("order of bundles")


class Stance(TextChoices):
    """What somebody says in a consent round."""

    CONSENT = "consent", _("I consent")
    REMARK = "remark", _("I consent, with a remark")
    OBJECTION = "objection", _("I have an objection")


class ProposalForm(TextChoices):
    """The creative form of a proposal."""

    TEXT = "text", _("text")
    FILM = "film", _("film")
    WIKI = "wiki", _("wiki page")
    POSTER = "poster", _("poster")
    AUDIO = "audio", _("audio")
    SCENE = "scene", _("scene")
    LETTER = "letter", _("letter from the future")


class ProposalState(TextChoices):
    """Whether the team stands behind it."""

    DRAFT = "draft", _("being written")
    AGREED = "agreed", _("agreed by the team")
