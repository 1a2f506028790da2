"""Statements that differ by database, as a step of a migration."""

from collections.abc import Callable, Sequence
from typing import Any


def by_vendor(*, postgresql: Sequence[str], sqlite: Sequence[str]) -> Callable[[Any, Any], None]:
    """A step for ``migrations.RunPython``, there or back, that executes the statements of the database at hand."""

    def step(apps: Any, schema_editor: Any) -> None:
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return step
