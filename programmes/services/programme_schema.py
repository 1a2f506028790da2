"""What may stand in the file of a programme, as JSON Schema: for editors that complete and check while one types."""

from typing import Any

from django.utils.translation import gettext as _

from programmes.services.blueprint_schema import DIALECT, describe, descriptions
from programmes.services.blueprint_shape import Words
from programmes.services.programme_file import FILE


def programme_schema(words: Words) -> dict[str, Any]:
    """The schema, made from the shape that the reader reads by; ``words`` as for the reader.

    It cannot say what two entries have to do with each other; ``manage.py programme_file check`` does.
    """
    schema = {
        "$schema": DIALECT,
        "title": _("The programme as a file"),
        "description": _("The set-up of a programme (docs/trajectbestand.md)."),
        **FILE.schema(words),
    }
    describe(schema, descriptions() | _own_descriptions())
    return schema


def _own_descriptions() -> dict[str, str]:
    return {
        "version": _("The version of this description."),
        "made": _("When the file was made; nothing follows from it."),
        "host": _("Of which organisation it was; who brings the file in chooses another one."),
        "starts_on": _("The first day."),
        "date": _("The day on which it is."),
        "planned": _("The day that the plan counted, where a free day pushed it on."),
        "from": _("The key of what its day hangs on, or start; without it the day is its own."),
        "days": _("Days from what it hangs on."),
        "on": _("The day of the week of the rule."),
        "nth": _("Which such weekday: 1 is the first on or after that day, -1 the first on or before it."),
        "kept": _("It lies on a free day, and somebody means it."),
        "loose": _("It stands outside the order of the evenings."),
        "team": _("The name of the one team that it is for; without it everybody."),
        "off": _("The reminder is switched off."),
        "words": _("The facilitator's own words above the message."),
        "leader": _("Who leads the block."),
        "tables": _("For which tables the block is; without it for everybody."),
        "letter": _("Begins the codes of its ideas: one to three capitals."),
        "visibility": _("When the others see what was handed in."),
        "kinds": _("Whose people speak for this group when they sit in a team."),
    }
