"""The recipes of homework that come with the product."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FIELD_KINDS = frozenset({"short", "long", "quote", "photo", "link", "idea"})


@dataclass(frozen=True, slots=True)
class Recipe:
    """Homework as it is given out."""

    key: str
    title: str
    instructions: str
    fields: tuple[dict[str, Any], ...]


@cache
def recipes() -> dict[str, Recipe]:
    """All recipes by key. Raises ``ValueError`` when the file has an unknown kind of field."""
    raw = yaml.safe_load((Path(__file__).parent.parent / "recipes.yaml").read_text(encoding="utf-8"))
    found = {
        key: Recipe(key, entry["title"], entry["instructions"].strip(), tuple(entry["fields"]))
        for key, entry in raw.items()
    }
    for recipe in found.values():
        unknown = {field["kind"] for field in recipe.fields} - FIELD_KINDS
        if unknown:
            raise ValueError(f"{recipe.key}: unknown kinds of field {sorted(unknown)}")
    return found


def recipe_names() -> dict[str, str]:
    """What the recipes are called, by key."""
    return {recipe.key: recipe.title for recipe in recipes().values()}
