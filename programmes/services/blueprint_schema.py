"""What may stand in a blueprint's file, as JSON Schema: for editors that complete and check while one types."""

from typing import Any

from django.utils.translation import gettext as _

from programmes.services.blueprint_reader import FILE
from programmes.services.blueprint_shape import Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def blueprint_schema(words: Words) -> dict[str, Any]:
    """The schema, made from the shape that the reader reads by; ``words`` as for the reader.

    It cannot say what two entries have to do with each other: the order of days, keys that are used twice, minutes
    that do not fit. ``manage.py blueprint check`` does.
    """
    schema = {
        "$schema": DIALECT,
        "title": _("Blueprint"),
        "description": _("The plan of a programme (docs/blauwdruk.md)."),
        **FILE.schema(words),
    }
    describe(schema, descriptions())
    return schema


def describe(schema: dict[str, Any], descriptions: dict[str, str]) -> None:
    """Say of each field what it is, wherever it stands."""
    for name, field in schema.get("properties", {}).items():
        if name in descriptions:
            field["description"] = descriptions[name]
        describe(field, descriptions)
    if "items" in schema:
        describe(schema["items"], descriptions)


def descriptions() -> dict[str, str]:
    """What the fields are, by name."""
    return {
        "format": _("The version of this description."),
        "key": _("A name for the computer, once in a file: small letters, digits and underscores."),
        "version": _("Goes up with each change."),
        "summary": _("What people read when they choose."),
        "stage": _("What people may do in this phase."),
        "day": _("Days from the start."),
        "days": _("Days from what it belongs to: 0 or less."),
        "time": _("On the clock in the Netherlands, such as 17:30."),
        "minutes": _("How long it takes."),
        "on": _("The first such weekday from that day on; homework: up to that day."),
        "skip": _("Goes on to a day that is no holiday."),
        "summer_title": _("What the evening is called from May to September."),
        "practical": _("Food, tables, a projector."),
        "method": _("A way of working of the library."),
        "question": _("Stands large on the wall while it runs."),
        "notes": _("For the facilitator."),
        "recipe": _("A recipe for homework."),
        "for": _("The key of the evening at which its harvest is heard."),
        "text": _("In Markdown; printed as it stands."),
    }
