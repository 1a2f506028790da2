"""``manage.py audit verify``: whether the trail is as it was written; ``manage.py audit seal``: seal it now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.queries.audit_seals import prove
from accounts.services.audit_seals import seal_trail


class Command(BaseCommand):
    """Walks the chain of seals, and says what is broken."""

    help = "Look whether the audit trail is as it was written. Ends with 1 where it is not."

    def add_arguments(self, parser: CommandParser) -> None:
        """``verify [--known DIGEST]`` or ``seal``."""
        what = parser.add_subparsers(dest="what", required=True)
        verify = what.add_parser("verify", help="walk the chain of seals")
        verify.add_argument(
            "--known", default="", help="a digest that was kept elsewhere, and must be in the chain"
        )
        what.add_parser("seal", help="seal what is older than a minute, without waiting for beat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how it stands."""
        if options["what"] == "seal":
            self.stdout.write(f"{seal_trail()} entries sealed.")
            return
        proof = prove(known=options["known"])
        for fault in proof.faults:
            self.stderr.write(fault)
        counted = f"{proof.entries} entries, {proof.seals} seals, {proof.waiting} entries not sealed yet"
        if proof.faults:
            raise CommandError(f"The trail is broken ({counted}).", returncode=1)
        self.stdout.write(f"The trail is whole ({counted}). Last seal: {proof.digest}")
