"""The parts of a koersdocument as a blueprint keeps them."""

from programmes.models import Programme
from programmes.queries.blueprint_parts import Described
from reports.koersdocument.models import Section


def describe_sections(programme: Programme) -> list[Described]:
    """The parts in their order. A text stays only where the blueprint had it: any other is of people. 1 query."""
    began_with = {
        (entry["title"], entry["text"])
        for entry in (programme.blueprint.get("plan") or {}).get("koersdocument", [])
    }
    return [
        Described(
            {
                "kind": section.kind,
                "title": section.title,
                "text": section.text if (section.title, section.text) in began_with else "",
            }
        )
        for section in Section.objects.filter(koersdocument__programme=programme).order_by("position", "pk")
    ]
