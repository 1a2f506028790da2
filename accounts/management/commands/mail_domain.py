"""``manage.py mail_domain add ORGANISATION DOMAIN``: who has an address at the domain may come in by itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.models import MailDomain, Organisation
from accounts.services.domains import add_domain, remove_domain


class Command(BaseCommand):
    """Adds, removes and lists the mail domains of organisations."""

    help = "Say which mail domains belong to which organisation."

    def add_arguments(self, parser: CommandParser) -> None:
        """``add ORGANISATION DOMAIN``, ``remove ORGANISATION DOMAIN`` or ``list``."""
        actions = parser.add_subparsers(dest="action", required=True, title="what to do")
        for name, told in (("add", "let people with an address there come in"), ("remove", "and no more")):
            action = actions.add_parser(name, help=told)
            action.add_argument("organisation", help="its name")
            action.add_argument("domain", help="for example: fryslan.example")
        actions.add_parser("list", help="which there are")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        if options["action"] == "list":
            for domain in MailDomain.objects.select_related("organisation"):
                self.stdout.write(f"{domain.domain}: {domain.organisation.name}")
            return
        organisation = Organisation.objects.filter(name__iexact=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation called {options['organisation']}.")
        change = add_domain if options["action"] == "add" else remove_domain
        with translation.override("en"):
            try:
                change(organisation=organisation, domain=options["domain"], by=None)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
