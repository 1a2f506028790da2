"""``manage.py demo``: makes the programmes of the demo once, prints its accounts and where an evening can begin."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from overviews.services.demo.build import build_demo
from overviews.services.demo.people import ADMIN, FACILITATOR, PASSWORD, PEOPLE
from programmes.models import Programme
from sessions.models import Session


class Command(BaseCommand):
    """Only in the demo: it makes accounts with a password that everybody knows."""

    help = "Make the programmes of the demo (once) and print its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--main-only",
            action="store_true",
            help="the main programme, without one of each other way of working",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo has accounts with a known password: it only goes with KOERSWERK_DEMO=1."
            )
        programme = build_demo(whole=not options["main_only"])
        self.stdout.write(f"{programme.name}: {settings.SITE_URL}")
        for somebody in (FACILITATOR, *PEOPLE[:5], ADMIN):
            self.stdout.write(f"  {somebody.email:28} {somebody.role:14} {PASSWORD}")
        self.print_evening(programme)

    def print_evening(self, programme: Programme) -> None:
        """The three screens of the evening that is next: open it in the console, and the other two follow."""
        evening = Session.objects.filter(programme=programme, state="planned").order_by("moment__at").first()
        if evening is None:
            return
        self.stdout.write(f"{evening.title} can begin at once:")
        for screen, name, reader in (
            ("console", "evenings:console", FACILITATOR),
            ("wall", "evenings:wall", FACILITATOR),
            ("phone", "evenings:evening", PEOPLE[1]),
        ):
            address = settings.SITE_URL + reverse(name, args=[evening.public_id])
            self.stdout.write(f"  {screen:8} {address}  ({reader.email})")
