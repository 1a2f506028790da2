"""``manage.py remove_second_factor EMAIL``: for somebody who lost phone and recovery codes, and proved who it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services.second_factor import remove_second_factor


class Command(BaseCommand):
    """Takes passkeys, app and recovery codes away, writes that down, and tells the person."""

    help = (
        "Take away the passkeys, the app with codes and the recovery codes of somebody who lost them. "
        "Find out first, by another way than mail, that it is really this person who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """``EMAIL``."""
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say so, or say why not."""
        person = User.objects.filter(email=options["email"].strip().lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        if not remove_second_factor(person=person, by=None):
            raise CommandError(f"{person.email} has no second factor.")
        self.stdout.write(f"{person.email} comes in without a second step now, and gets a mail that says so.")
