"""The desk at which the koersdocument is written, and its editions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Job
from homework.models import Picture
from outcomes.queries.conference import count_endorsed
from outcomes.queries.regional import count_tasks
from programmes.models import Programme, StakeholderGroup
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Edition, Inclusion, Koersdocument, Section
from reports.koersdocument.queries.results import MODELS, is_offered

HINTS = {
    SectionKind.TEXT: gettext_lazy(
        "This part is for your own words: why, how, or what comes next. Write a text, or take up a result."
    ),
    SectionKind.IDEAS: gettext_lazy(
        "The bundles and ideas that went furthest belong here. Take them up from the results; the dots come along."
    ),
    SectionKind.LESSONS: gettext_lazy(
        "What was learned belongs here: lessons, and homework with its quotes and photos. What did not work out too."
    ),
    SectionKind.PROPOSALS: gettext_lazy(
        "The proposals that the teams agree to belong here, each with its form and its first step."
    ),
    SectionKind.DECISIONS: gettext_lazy(
        "The decisions belong here, with who takes each on and when you look back. All of them also stand in a list."
    ),
    SectionKind.GOALS: gettext_lazy(
        "The policy goals that this programme serves stand here by themselves, each with what there is. Your text "
        "comes first."
    ),
    SectionKind.ENDORSED: gettext_lazy(
        "Which organisations endorse what comes by itself, once it is shown at the conference or settled."
    ),
    SectionKind.AGENDA: gettext_lazy(
        "The tasks of the regional agenda come by themselves, with who pulls them and in which form."
    ),
    SectionKind.BLIND_SPOTS: gettext_lazy(
        "Who was heard and who was not stands here by itself, with the reasons. Your text comes first."
    ),
}
"""What belongs in a part, for as long as it is empty."""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in the list at the left."""

    public_id: str
    number: int
    title: str
    current: bool
    results: int
    is_empty: bool
    """Nothing stands in it yet, so the document leaves it out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A result that stands in the section on the desk."""

    public_id: str
    """Of the inclusion."""
    key: str
    """The kind of result, as addresses have it."""
    result_id: str
    kind: str
    title: str
    text: str
    origin: str
    photo: Picture | None = None
    """The photo of homework that the document shows."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list."""

    public_id: str
    url: str
    number: int
    state: str
    published_at: dt.datetime
    sha256: str
    pdf_url: str
    """Empty until the file is there."""


def list_sections(*, koersdocument: Koersdocument, current: Section | None) -> list[SectionLine]:
    """The sections in order. 2 queries, and one for each kind that gathers by itself."""
    counts: dict[int, int] = {}
    for section_id in Inclusion.objects.filter(koersdocument=koersdocument).values_list(
        "section_id", flat=True
    ):
        counts[section_id] = counts.get(section_id, 0) + 1
    sections = list(koersdocument.sections.order_by("position", "pk"))
    filled = _filled_by_itself(koersdocument.programme, {section.kind for section in sections})
    return [
        SectionLine(
            public_id=section.public_id,
            number=number,
            title=section.title,
            current=current is not None and section.pk == current.pk,
            results=counts.get(section.pk, 0),
            is_empty=not section.text.strip() and section.pk not in counts and section.kind not in filled,
        )
        for number, section in enumerate(sections, start=1)
    ]


def _filled_by_itself(programme: Programme, kinds: set[str]) -> set[str]:
    """Those of ``kinds`` that show something without anybody taking it up. At most 2 queries."""
    filled = set()
    if SectionKind.GOALS in kinds and programme.served_goals.exists():
        filled.add(SectionKind.GOALS.value)
    groups = StakeholderGroup.objects.present().filter(programme=programme)
    if SectionKind.BLIND_SPOTS in kinds and groups.exists():
        filled.add(SectionKind.BLIND_SPOTS.value)
    if SectionKind.ENDORSED in kinds and count_endorsed(programme=programme):
        filled.add(SectionKind.ENDORSED.value)
    if SectionKind.AGENDA in kinds and count_tasks(programme=programme):
        filled.add(SectionKind.AGENDA.value)
    return filled


def front_lacks(koersdocument: Koersdocument) -> list[str]:
    """What the opening pages still lack, in words; empty when they are complete."""
    wanted = {
        "foreword": _("an opening sentence"),
        "lead": _("an introduction"),
        "course": _("the course in sentences"),
    }
    return [words for name, words in wanted.items() if not getattr(koersdocument, name).strip()]


def list_taken(*, section: Section) -> list[Taken]:
    """What was taken up in ``section``, in order. 2 queries."""
    rows = section.inclusions.select_related(
        "idea__team",
        "idea__evening",
        "cluster__team",
        "proposal__team",
        "decision__proposal",
        "lesson__team",
        "example__team",
        "example__evening",
        "example__item",
        "submission__assignment",
        "submission__team",
    ).prefetch_related(Prefetch("submission__pictures", Picture.objects.order_by("added_at", "pk")))
    return [
        _taken(row)
        for row in rows.order_by("position", "pk")
        if row.example is None or is_offered(kind="example", result=row.example)
    ]


def _taken(row: Inclusion) -> Taken:
    kind = next(kind for kind in MODELS if getattr(row, f"{kind}_id") is not None)
    result: Any = getattr(row, kind)
    label, title, text, origin = _shown(kind, result)
    photo = next(iter(result.pictures.all()), None) if kind == "submission" else None
    return Taken(row.public_id, kind, result.public_id, label, title, text, origin, photo)


def _shown(kind: str, result: Any) -> tuple[str, str, str, str]:
    """What a result is called, its title, a text and its origin, in short."""
    if kind == "idea":
        origin = result.evening.title if result.evening else result.team.name
        return _("Idea"), result.text, "", f"{result.team.letter}{result.number}, {origin}"
    if kind == "cluster":
        return _("Bundle"), result.title, "", result.team.name
    if kind == "proposal":
        return _("Proposal"), result.title, result.what, result.team.name
    if kind == "decision":
        return _("Decision"), result.proposal.title, str(result.get_verdict_display()), result.body
    if kind == "lesson":
        return _("Lesson"), result.text, "", result.team.name
    if kind == "example":
        return _("Example"), result.what, "", f"{result.evening.title}, {result.team.name}"
    words = result.learned or next((text for text in result.answers.values() if text), "")
    team = result.team.name if result.team else ""
    return _("Homework"), words, "", f"{result.assignment.title}, {team}".rstrip(", ")


def list_editions(*, koersdocument: Koersdocument) -> list[EditionLine]:
    """The editions, newest first. 1 query."""
    return [_edition_line(edition) for edition in koersdocument.editions.order_by("-number")]


def _edition_line(edition: Edition) -> EditionLine:
    return EditionLine(
        public_id=edition.public_id,
        url=reverse("reports:edition", args=[edition.public_id]),
        number=edition.number,
        state=str(edition.get_state_display()),
        published_at=edition.published_at,
        sha256=edition.sha256,
        pdf_url=reverse("reports:edition_pdf", args=[edition.public_id]) if edition.pdf else "",
    )


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition, and how far its file is."""

    line: EditionLine
    is_waiting: bool
    progress: int
    doing: str
    failed: str


def edition_page(*, edition: Edition, work: str) -> EditionPage:
    """``edition`` with the state of the background ``work`` that makes its file. 1 query."""
    job = None if edition.pdf else Job.objects.filter(work=work, argument=edition.pk).order_by("-pk").first()
    failed = job.error if job is not None and job.state == Job.State.FAILED else ""
    return EditionPage(
        line=_edition_line(edition),
        is_waiting=not edition.pdf and not failed,
        progress=job.progress if job else 0,
        doing=job.doing if job else "",
        failed=failed,
    )
