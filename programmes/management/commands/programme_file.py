"""``manage.py programme_file check FILE``, is this the file of a programme? And ``schema``, for editors."""

from typing import Any

from programmes.management.file_command import FileCommand, counted
from programmes.services.programme_file import LARGEST, read_file
from programmes.services.programme_schema import programme_schema


class Command(FileCommand):
    """Checks the file of a programme."""

    help = "Check the file of a programme, or print the schema for editors (docs/trajectbestand.md)."
    largest, read, schema = LARGEST, read_file, programme_schema

    def told(self, plan: dict[str, Any]) -> str:
        """Name, first day, and how much of everything."""
        counts = counted(plan, "phases", "evenings", "homework", "teams", "people")
        return f"{plan['name']} ({plan['starts_on']}): {counts}"
