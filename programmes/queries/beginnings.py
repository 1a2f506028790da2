"""What a new programme can begin from besides a blueprint: a question that lies there, an earlier programme, a file."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import standing_of
from programmes.enums import ProgrammeState, QuestionKind, QuestionVerdict, Role
from programmes.models import Programme, Question
from programmes.querysets import ProgrammeQuerySet

MOST = 10
"""Of each kind that are offered; others have a button on their own page that leads here."""

FILES: tuple[tuple[str, Promise], ...] = (
    ("programmes:from_file", gettext_lazy("A file with a programme")),
    ("programmes:import_blueprint", gettext_lazy("A file with a blueprint")),
)
"""Pages on which a file is brought in: name of the address, and what the file holds."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """One thing that can be begun from."""

    label: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """Things of one kind that can be begun from."""

    title: str
    text: str
    beginnings: tuple[Beginning, ...]


def sources_for(viewer: Any) -> tuple[Source, ...]:
    """What ``viewer`` can begin from, kind by kind; a kind without anything is left out. 2 queries."""
    sources = (
        Source(
            _("A question that lies there"),
            _("What somebody brought: its words come along, and whoever brought it hears when you start."),
            tuple(_questions(viewer)),
        ),
        Source(
            _("An earlier programme"),
            _("Its plan as it is now. People and what they thought up stay there."),
            tuple(_programmes(viewer)),
        ),
        Source(
            _("A file"),
            _("Made here, or elsewhere."),
            tuple(Beginning(str(label), "", reverse(name)) for name, label in FILES),
        ),
    )
    return tuple(source for source in sources if source.beginnings)


def _questions(viewer: Any) -> list[Beginning]:
    open_ones = Question.objects.visible_to(viewer).filter(
        kind=QuestionKind.QUESTION, programme__isnull=True, verdict__in=["", QuestionVerdict.TAKEN_UP]
    )
    return [
        Beginning(one.title, str(one.organisation), begin_url(question=one.public_id))
        for one in open_ones.order_by("-pk")[:MOST]
    ]


def _programmes(viewer: Any) -> list[Beginning]:
    return [
        Beginning(
            one.name, f"{one.get_kind_display()}, {one.starts_on.year}", begin_url(programme=one.public_id)
        )
        for one in earlier_programmes(viewer).order_by("-starts_on", "pk")[:MOST]
    ]


def begin_url(**what: str) -> str:
    """The address at which a programme is begun from ``what``: ``question`` or ``programme`` with a public id."""
    return f"{reverse('programmes:begin')}?{urlencode(what)}"


def earlier_programmes(viewer: Any) -> ProgrammeQuerySet:
    """The programmes whose plan ``viewer`` may take over: started, and facilitated or administered by him or her."""
    standing = standing_of(viewer)
    return Programme.objects.visible_to(viewer).filter(
        Q(pk__in=standing.where("programme", Role.FACILITATOR))
        | Q(host_id__in=standing.where("organisation")),
        ~Q(state=ProgrammeState.CONCEPT),
    )


def programme_before(*, public_id: str, viewer: Any) -> Programme | None:
    """The programme with ``public_id`` whose plan ``viewer`` may take over. At most 1 query."""
    if not public_id:
        return None
    return earlier_programmes(viewer).filter(public_id=public_id[:12]).first()
