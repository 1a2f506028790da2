"""``manage.py koersdocument PROGRAMME --format pdf|html --out FILE``: the koersdocument of a programme as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from programmes.models import Programme
from reports.koersdocument.pdf.codec import from_json
from reports.koersdocument.pdf.render import RenderError, render_html, render_pdf
from reports.koersdocument.services.drafting import ensure_koersdocument
from reports.koersdocument.services.publishing import draft_of


class Command(BaseCommand):
    """Writes the draft as it stands, or with ``--edition`` a published one."""

    help = "Write the koersdocument of a programme to a file; --list prints the names of the programmes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", nargs="?", help="name or public id of the programme")
        parser.add_argument(
            "--list", action="store_true", help="print the names of the programmes, one a line"
        )
        parser.add_argument("--format", choices=["pdf", "html"], default="pdf")
        parser.add_argument("--out", type=Path, help="the file to write")
        parser.add_argument("--edition", type=int, help="the number of a published edition")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for name in Programme.objects.order_by("name").values_list("name", flat=True):
                self.stdout.write(name)
            return
        if not options["programme"] or not options["out"]:
            raise CommandError("Name a programme and a file: manage.py koersdocument PROGRAMME --out FILE")
        programme = self._programme(options["programme"])
        document, names, pictures = self._content(programme, options["edition"])
        try:
            if options["format"] == "pdf":
                options["out"].write_bytes(render_pdf(document, names, pictures))
            else:
                page = render_html(document, names, pictures=pictures)
                options["out"].write_text(page, encoding="utf-8")
        except RenderError as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"The file cannot be written: {problem}") from problem
        self.stdout.write(f"{programme.name}: {options['out']}")

    @staticmethod
    def _programme(wanted: str) -> Programme:
        found = list(
            Programme.objects.filter(Q(name__iexact=wanted) | Q(public_id=wanted)).select_related(
                "host", "client"
            )[:2]
        )
        if not found:
            raise CommandError(f"There is no programme called {wanted}; --list prints their names.")
        if len(found) > 1:
            raise CommandError(f"There are several programmes called {wanted}; use the public id.")
        return found[0]

    @staticmethod
    def _content(programme: Programme, number: int | None) -> tuple[Any, dict[str, str], dict[str, bytes]]:
        koersdocument = ensure_koersdocument(programme=programme)
        if number is None:
            draft = draft_of(koersdocument)
            return (
                draft.document,
                draft.names,
                draft.read_files(),
            )
        edition = koersdocument.editions.filter(number=number).first()
        if edition is None:
            raise CommandError(f"{programme.name} has no edition {number}.")
        names = dict(edition.contributors.exclude(shown_as="").values_list("key", "shown_as"))
        return (
            from_json(edition.content),
            names,
            {one.key: one.image.read() for one in edition.pictures.all()},
        )
