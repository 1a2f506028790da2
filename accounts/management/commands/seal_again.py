"""``manage.py seal_again``: after ``SECRET_KEY`` was changed, and before the old one is forgotten."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.sealing import seal_again


class Command(BaseCommand):
    """Seals secrets in the database with the newest key."""

    help = (
        "Seal the secrets in the database with SECRET_KEY, while SECRET_KEY_FALLBACKS still has the old one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        done, lost = seal_again()
        self.stdout.write(f"{done} secrets are sealed with SECRET_KEY now.")
        if lost:
            self.stderr.write(
                f"{lost} were sealed with a key that is not here: who owns them sets them up anew "
                "(manage.py remove_second_factor EMAIL)."
            )
