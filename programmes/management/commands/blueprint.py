"""``manage.py blueprint check FILE``, is this file a blueprint that can be used? And ``schema``, for editors."""

from typing import Any

from programmes.management.file_command import FileCommand, counted
from programmes.services.blueprint_reader import LARGEST, read_blueprint
from programmes.services.blueprint_schema import blueprint_schema


class Command(FileCommand):
    """Checks a blueprint."""

    help = "Check a blueprint's file, or print the schema for editors (docs/blauwdruk.md)."
    largest, read, schema = LARGEST, read_blueprint, blueprint_schema

    def told(self, plan: dict[str, Any]) -> str:
        """Name, key and version, and how much of everything."""
        counts = counted(plan, "phases", "evenings", "homework")
        return f"{plan['name']} ({plan['key']} {plan['version']}): {counts}"
