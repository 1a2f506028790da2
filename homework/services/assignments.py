"""Planning and changing assignments."""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services.audit import record
from homework.enums import Visibility
from homework.models import Assignment
from homework.queries.recipes import recipes
from programmes.models import Moment, Programme


def build_from_blueprint(
    *, programme: Programme, entry: dict[str, Any], moment: Moment | None, moments: dict[str, Moment]
) -> None:
    """Make the assignment of a blueprint's ``entry`` ("recipe", "for", optionally "title" and "instructions")
    at ``moment``.

    ``moments`` leads from the key of an evening to its moment. Raises ``KeyError`` for an unknown recipe: the
    loader checks.
    """
    if moment is None:
        raise ValueError("Homework has a moment")
    recipe = recipes()[entry["recipe"]]
    anchor = moments.get(entry.get("for", ""))
    Assignment.objects.create(
        programme=programme,
        evening=getattr(anchor, "session", None),
        moment=moment,
        recipe=recipe.key,
        title=entry.get("title") or recipe.title,
        instructions=entry.get("instructions") or recipe.instructions,
        fields=list(recipe.fields),
    )


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, title: str, instructions: str, visibility: Visibility, by: User
) -> Assignment:
    """Change the words of ``assignment`` and when the others see what is handed in."""
    assignment.title = title
    assignment.instructions = instructions
    assignment.visibility = visibility
    assignment.save(update_fields=["title", "instructions", "visibility"])
    record(
        by, "homework.assignment_changed", assignment, scope=assignment.programme.scope, visibility=visibility
    )
    return assignment
