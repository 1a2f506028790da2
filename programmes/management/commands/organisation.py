"""``manage.py organisation create NAME --admin EMAIL``: how a real installation begins."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.enums import OrganisationKind
from programmes.services.administrators import found_organisation


class Command(BaseCommand):
    """Makes an organisation and its administrator, and sends the first invitation."""

    help = "Make an organisation, and invite the person who administers it."

    def add_arguments(self, parser: CommandParser) -> None:
        """``create NAME --admin EMAIL [--kind KIND]``."""
        actions = parser.add_subparsers(dest="action", required=True, title="what to do")
        create = actions.add_parser("create", help="make an organisation that can host programmes")
        create.add_argument("name", help="as people call it, for example: Provincie Overijssel")
        create.add_argument(
            "--admin", required=True, metavar="EMAIL", help="the address of who administers it"
        )
        create.add_argument(
            "--kind", default=OrganisationKind.OTHER.value, choices=OrganisationKind.values, help="what it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say what happens next, or say why not and change nothing."""
        with translation.override("en"):
            try:
                organisation, person = found_organisation(
                    name=options["name"], administrator=options["admin"], kind=options["kind"]
                )
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{organisation.name} is there, and {person.email} administers it.")
        self.stdout.write(
            "The invitation with a personal link goes out as soon as a worker runs (manage.py outbox send)."
        )
