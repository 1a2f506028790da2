"""``manage.py blueprint check FILE``: is this file a blueprint that can be used?"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from programmes.services.blueprint_reader import LARGEST, read_blueprint
from programmes.services.blueprints import known_words


class Command(BaseCommand):
    """Reads a blueprint and prints one line per error; exits with 1 when there is one."""

    help = "Check a blueprint's file (docs/blauwdruk.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``check FILE``."""
        actions = parser.add_subparsers(dest="action", required=True, title="what to do")
        check = actions.add_parser("check", help="say by line what is wrong with a file")
        check.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the file holds, or ``FILE:LINE: error`` for each error."""
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                source = stream.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from error
        with translation.override("en"):
            reading = read_blueprint(source, known_words())
            if reading.plan is None:
                for problem in reading.problems:
                    self.stderr.write(f"{path}:{problem.line}: {problem.text}")
                raise SystemExit(1)
        plan = reading.plan
        counts = ", ".join(f"{len(plan[part])} {part}" for part in ("phases", "evenings", "homework"))
        self.stdout.write(f"{path}: {plan['name']} ({plan['key']} {plan['version']}): {counts}")
