"""Writing the draft: sections, their text, and what is taken up."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.audit import record
from core.errors import Conflict
from programmes.models import Moment, Programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Inclusion, Koersdocument, Section

SECTION_OF = {
    "idea": SectionKind.IDEAS,
    "cluster": SectionKind.IDEAS,
    "lesson": SectionKind.LESSONS,
    "example": SectionKind.LESSONS,
    "submission": SectionKind.LESSONS,
    "proposal": SectionKind.PROPOSALS,
    "decision": SectionKind.DECISIONS,
}
"""Which kind of section a result goes to by itself."""
FRONT = ("title", "subtitle", "language", "foreword", "foreword_by", "lead", "course", "thanks", "all_ideas")
"""What stands on the cover and on the opening pages."""


def ensure_koersdocument(*, programme: Programme) -> Koersdocument:
    """The koersdocument of ``programme``; made with its name when there is none yet."""
    return Koersdocument.objects.get_or_create(programme=programme, defaults={"title": programme.name})[0]


def build_section(
    *, programme: Programme, entry: dict[str, Any], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """Make the section of a blueprint's ``entry`` ("kind", "title", "text"), after those that are there."""
    koersdocument = ensure_koersdocument(programme=programme)
    Section.objects.create(
        koersdocument=koersdocument,
        position=_next_position(koersdocument),
        kind=entry["kind"],
        title=entry["title"],
        text=entry.get("text", ""),
    )


def _next_position(koersdocument: Koersdocument) -> int:
    last: int | None = koersdocument.sections.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_section(*, koersdocument: Koersdocument, title: str, kind: SectionKind, by: User) -> Section:
    """A new section at the end."""
    position = _next_position(koersdocument)
    section = Section.objects.create(
        koersdocument=koersdocument, position=position, title=title, kind=kind, changed_by=by
    )
    record(by, "reports.section_added", section, scope=koersdocument.programme.scope)
    return section


@transaction.atomic
def edit_section(
    *, section: Section, title: str, text: str, version: int, by: User, lead: str = ""
) -> Section:
    """Change title, introduction and text. ``version`` is the one that the writer began from.

    Raises ``Conflict`` when somebody else changed the section meanwhile: nothing is written, the words stay
    in the form.
    """
    changed = Section.objects.filter(pk=section.pk, version=version).update(
        title=title, lead=lead, text=text, version=F("version") + 1, changed_by=by
    )
    if not changed:
        raise Conflict(
            _(
                "Somebody else changed this part meanwhile. Your words are still here: look at both, then keep again."
            )
        )
    section.refresh_from_db()
    record(
        by,
        "reports.section_changed",
        section,
        scope=section.koersdocument.programme.scope,
        version=section.version,
    )
    return section


@transaction.atomic
def move_section(*, section: Section, steps: int, by: User) -> None:
    """Move a section ``steps`` places down (up when negative); beyond the ends it stays at the end."""
    sections = list(Section.objects.select_for_update().filter(koersdocument=section.koersdocument_id))
    _reorder(sections, section.pk, steps)
    Section.objects.bulk_update(sections, ["position"])
    record(by, "reports.section_moved", section, scope=section.koersdocument.programme.scope)


def _reorder(rows: list[Any], pk: int, steps: int) -> None:
    """Number ``rows`` anew with the one with ``pk`` moved by ``steps``."""
    here = next(index for index, row in enumerate(rows) if row.pk == pk)
    row = rows.pop(here)
    rows.insert(max(0, min(len(rows), here + steps)), row)
    for position, each in enumerate(rows):
        each.position = position


@transaction.atomic
def remove_section(*, section: Section, by: User) -> None:
    """Take an empty section away. Raises ``Conflict`` while results or words stand in it: they would go unseen."""
    if section.lead.strip() or section.text.strip() or section.inclusions.exists():
        raise Conflict(_("Something still stands in this part. Empty it first."))
    record(by, "reports.section_removed", section, scope=section.koersdocument.programme.scope)
    section.delete()


@transaction.atomic
def include_result(
    *, koersdocument: Koersdocument, kind: str, result: Any, by: User, section: Section | None = None
) -> Inclusion:
    """ "Neem op": put ``result`` at the end of ``section``. Without one it goes to the part that gathers its kind and
    bears the name of its team, otherwise to the first that gathers its kind, otherwise to the last one.

    Doing it twice changes nothing. Raises ``Conflict`` when the koersdocument has no section.
    """
    sections = list(koersdocument.sections.order_by("position", "pk"))
    fitting = [one for one in sections if one.kind == SECTION_OF[kind]]
    of_team = [one for one in fitting if one.title == _team_of(kind, result)]
    wanted = section or next(iter([*of_team, *fitting, *sections[-1:]]), None)
    if wanted is None:
        raise Conflict(_("The koersdocument has no parts yet. Add one first."))
    last = wanted.inclusions.aggregate(last=Max("position"))["last"]
    inclusion, created = Inclusion.objects.get_or_create(
        koersdocument=koersdocument,
        **{kind: result},
        defaults={"section": wanted, "position": 0 if last is None else last + 1, "by": by},
    )
    if created:
        record(
            by,
            "reports.included",
            koersdocument,
            scope=koersdocument.programme.scope,
            kind=kind,
            result=result.pk,
        )
    return inclusion


def _team_of(kind: str, result: Any) -> str:
    """The name of the team that a result is of; empty where it is of all."""
    team = result.proposal.team if kind == "decision" else result.team
    return team.name if team else ""


@transaction.atomic
def leave_out(*, koersdocument: Koersdocument, kind: str, result: Any, by: User) -> None:
    """Take ``result`` out of the koersdocument again; it stays where it was made."""
    removed, _rows = Inclusion.objects.filter(koersdocument=koersdocument, **{kind: result}).delete()
    if removed:
        record(
            by,
            "reports.left_out",
            koersdocument,
            scope=koersdocument.programme.scope,
            kind=kind,
            result=result.pk,
        )


@transaction.atomic
def move_inclusion(*, inclusion: Inclusion, steps: int, by: User) -> None:
    """Move a result ``steps`` places down within its section (up when negative)."""
    rows = list(Inclusion.objects.select_for_update().filter(section=inclusion.section_id))
    _reorder(rows, inclusion.pk, steps)
    Inclusion.objects.bulk_update(rows, ["position"])
    record(by, "reports.inclusion_moved", inclusion, scope=inclusion.koersdocument.programme.scope)


@transaction.atomic
def edit_front(*, koersdocument: Koersdocument, by: User, **fields: str | bool) -> Koersdocument:
    """Change what stands on the cover and the opening pages (keys of ``FRONT``)."""
    changed = [name for name in FRONT if name in fields and getattr(koersdocument, name) != fields[name]]
    if not changed:
        return koersdocument
    for name in changed:
        setattr(koersdocument, name, fields[name])
    koersdocument.save(update_fields=[*changed, "changed_at"])
    record(by, "reports.front_changed", koersdocument, scope=koersdocument.programme.scope, fields=changed)
    return koersdocument
