"""``manage.py demo``: makes the demo programme once, and prints its accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from overviews.services.demo.build import build_demo
from overviews.services.demo.people import ADMIN, FACILITATOR, PASSWORD, PEOPLE


class Command(BaseCommand):
    """Only in the demo: it makes accounts with a password that everybody knows."""

    help = "Make the demo programme (once) and print its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo has accounts with a known password: it only goes with KOERSWERK_DEMO=1."
            )
        programme = build_demo()
        self.stdout.write(f"{programme.name}: {settings.SITE_URL}")
        for somebody in (FACILITATOR, *PEOPLE[:5], ADMIN):
            self.stdout.write(f"  {somebody.email:28} {somebody.role:14} {PASSWORD}")
