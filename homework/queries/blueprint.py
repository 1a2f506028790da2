"""Homework as a blueprint keeps it, and as the file of a programme does."""

from django.db.models import Q

from homework.models import Assignment
from homework.queries.recipes import recipes
from programmes.models import Programme
from programmes.queries.blueprint_parts import Described


def describe_homework(programme: Programme) -> list[Described]:
    """The homework of all teams together that leads to an evening, in the order of time. 2 queries.

    Where there is one team, its homework is that of all.
    """
    together = Q(team__isnull=True) if programme.teams.count() > 1 else Q()
    known = recipes()
    return [
        _described(one, known[one.recipe].instructions)
        for one in Assignment.objects.filter(together, programme=programme, evening__isnull=False)
        .select_related("moment", "evening__moment")
        .order_by("moment__at", "pk")
        if one.recipe in known
    ]


def _described(assignment: Assignment, of_recipe: str) -> Described:
    own = assignment.instructions if assignment.instructions.strip() != of_recipe else ""
    return Described(
        {"recipe": assignment.recipe, "title": assignment.title, "instructions": own},
        moment=assignment.moment,
        evening=assignment.evening.moment if assignment.evening else None,
    )


QUESTION_FIELDS = {"key": "", "kind": "", "label": "", "help": "", "required": False}
"""What a harvest field says, and what it says where it says nothing."""


def describe_all_homework(programme: Programme) -> list[Described]:
    """The homework of everybody and of single teams, with its questions, in the order of time. 1 query."""
    return [
        Described(
            {
                "recipe": one.recipe,
                "title": one.title,
                "team": one.team.name if one.team else "",
                "visibility": one.visibility,
                "instructions": one.instructions,
                "questions": [
                    {name: field.get(name, nothing) for name, nothing in QUESTION_FIELDS.items()}
                    for field in one.fields
                ],
            },
            moment=one.moment,
            evening=one.evening.moment if one.evening else None,
        )
        for one in Assignment.objects.filter(programme=programme)
        .select_related("moment", "evening__moment", "team")
        .order_by("moment__at", "team__position", "title", "pk")
    ]
