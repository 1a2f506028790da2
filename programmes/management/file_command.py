"""A command about one format of file: is this file right, and what may stand in it?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from programmes.services.blueprints import known_words


class FileCommand(BaseCommand):
    """``check FILE`` prints one line per error, and exits with 1 when there is one; ``schema`` prints the schema."""

    largest: int
    """Of a larger file no more than this is read, in bytes."""
    read: Callable[..., Any]
    """Takes the bytes and the words that are known; a reading with ``plan`` and ``problems``."""
    schema: Callable[..., Any]
    """Takes the words that are known; the JSON Schema."""

    def add_arguments(self, parser: CommandParser) -> None:
        """``check FILE`` or ``schema``."""
        actions = parser.add_subparsers(dest="action", required=True, title="what to do")
        check = actions.add_parser("check", help="say by line what is wrong with a file")
        check.add_argument("file", type=Path)
        actions.add_parser("schema", help="print the JSON Schema of a file, in Dutch")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the file holds, or ``FILE:LINE: error`` for each error; or the schema."""
        if options["action"] == "schema":
            with translation.override("nl"):
                schema = type(self).schema(known_words())
            self.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False))
            return
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                source = stream.read(self.largest + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from error
        with translation.override("en"):
            reading = type(self).read(source, known_words())
            if reading.plan is None:
                for problem in reading.problems:
                    self.stderr.write(f"{path}:{problem.line}: {problem.text}")
                raise SystemExit(1)
        self.stdout.write(f"{path}: {self.told(reading.plan)}")

    def told(self, plan: dict[str, Any]) -> str:
        """What ``plan`` holds, on one line."""
        raise NotImplementedError


def counted(plan: dict[str, Any], *parts: str) -> str:
    """How many there are of each of ``parts``: "3 phases, 6 evenings"."""
    return ", ".join(f"{len(plan[part])} {part}" for part in parts)
