"""The koersdocument of the demo."""

from collections.abc import Iterable

from django.db.models import Model

from accounts.models import User
from homework.enums import Outcome
from homework.models import Submission
from ideas.models import Cluster, Idea, Proposal
from overviews.services.demo import content
from overviews.services.demo.people import CITY, LAND, RULE
from programmes.models import Programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Koersdocument
from reports.koersdocument.services.drafting import (
    add_section,
    edit_front,
    edit_section,
    ensure_koersdocument,
    include_result,
    move_section,
)
from teams.models import Team


def write(programme: Programme, *, teams: dict[str, Team], by: User) -> None:
    """The koersdocument so far: opening pages, the words of each part, and what was taken up; a chapter per team."""
    document = ensure_koersdocument(programme=programme)
    edit_front(koersdocument=document, by=by, **content.COVER)
    _part_per_team(document, by)
    for section in document.sections.all():
        lead, text = content.PARTS[section.title]
        edit_section(
            section=section, title=section.title, lead=lead, text=text, version=section.version, by=by
        )

    def take_up(kind: str, results: Iterable[Model]) -> None:
        for result in results:
            include_result(koersdocument=document, kind=kind, result=result, by=by)

    take_up("cluster", Cluster.objects.filter(programme=programme).select_related("team"))
    take_up("idea", Idea.objects.filter(team=teams[CITY], cluster=None).order_by("number")[:3])
    take_up("proposal", Proposal.objects.filter(programme=programme, agreed_at__isnull=False))
    take_up("decision", programme.decisions.select_related("proposal__team"))
    interviews = Submission.objects.handed_in().filter(programme=programme, outcome=Outcome.DONE)
    take_up("submission", interviews.filter(team=teams[LAND]).order_by("pk"))
    take_up("example", programme.examples.order_by("pk")[:2])
    take_up("lesson", programme.lessons.order_by("pk")[:4])


def _part_per_team(document: Koersdocument, by: User) -> None:
    """In place of one part for all ideas, one for each team, where the one of the blueprint stood."""
    for_all = document.sections.get(kind=SectionKind.IDEAS)
    edit_section(section=for_all, title=LAND, text="", version=for_all.version, by=by)
    after = list(document.sections.order_by("position")).index(for_all) + 1
    for place, team in enumerate((CITY, RULE), start=after):
        added = add_section(koersdocument=document, title=team, kind=SectionKind.IDEAS, by=by)
        move_section(section=added, steps=place - document.sections.count() + 1, by=by)
