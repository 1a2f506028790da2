"""Editions: frozen, numbered and hashed; their file is made in the background, and the same bytes can be made again."""

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record
from core import background
from core.clock import now, today
from core.errors import Conflict
from reports.koersdocument.enums import EditionState
from reports.koersdocument.models import Contributor, Edition, EditionPicture, Koersdocument
from reports.koersdocument.pdf.codec import fingerprint, from_json, to_json
from reports.koersdocument.pdf.render import render_pdf
from reports.koersdocument.services.assembling import Assembled, assemble

RENDER = "reports.render_edition"
"""The name of the background work that makes the file of an edition."""


def draft_of(koersdocument: Koersdocument, *, hides_ideas: bool = False) -> Assembled:
    """The koersdocument as it stands, as a concept that has no number yet; ``hides_ideas`` as ``assemble`` has it."""
    return assemble(
        koersdocument=koersdocument, number=0, state="concept", published_on=None, hides_ideas=hides_ideas
    )


def publish_edition(*, koersdocument: Koersdocument, state: EditionState, by: User) -> Edition:
    """Freeze what stands in the koersdocument as its next edition, and let its file be made.

    Raises ``Conflict`` when nothing stands in it yet, or when somebody else published at the same moment.
    """
    number = (koersdocument.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    assembled = assemble(koersdocument=koersdocument, number=number, state=state.value, published_on=today())
    if not assembled.document.sections:
        raise Conflict(
            gettext_lazy("Nothing stands in the koersdocument yet: write a text, or take up a result.")
        )
    files = assembled.read_files()
    content = to_json(assembled.document)
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                koersdocument=koersdocument,
                number=number,
                state=state,
                content=content,
                sha256=fingerprint(assembled.document),
                published_by=by,
                published_at=now(),
            )
            Contributor.objects.bulk_create(
                Contributor(edition=edition, key=key, participation=person, shown_as=assembled.names[key])
                for key, person in assembled.people.items()
            )
            for key, content_bytes in files.items():
                _keep_picture(edition, key, content_bytes)
            record(
                by,
                "reports.published",
                edition,
                scope=koersdocument.programme.scope,
                number=number,
                state=state,
            )
            background.start(RENDER, edition.pk)
    except IntegrityError as problem:
        raise Conflict(
            gettext_lazy("Somebody else published an edition at this moment. Look at it first.")
        ) from problem
    return edition


def _keep_picture(edition: Edition, key: str, content: bytes) -> None:
    picture = EditionPicture(edition=edition, key=key, sha256=hashlib.sha256(content).hexdigest())
    picture.image.save(f"{key}{suffix_of(content)}", ContentFile(content), save=True)


def suffix_of(content: bytes) -> str:
    """How the name of a stored file ends, by its first bytes: a photo, a logo, or letters."""
    heads = {b"\x89PNG": ".png", b"wOF2": ".woff2"}
    return heads.get(content[:4], ".jpg")


def edition_pdf(edition: Edition) -> bytes:
    """The file of ``edition``, made from its frozen content, its register of names and its own pictures.

    Raises ``RenderError`` with a sentence when it cannot be made.
    """
    document = from_json(edition.content)
    names = dict(edition.contributors.exclude(shown_as="").values_list("key", "shown_as"))
    pictures = {picture.key: picture.image.read() for picture in edition.pictures.all()}
    return render_pdf(document, names, pictures)


def render_edition(pk: int, progress: background.Progress) -> None:
    """Background work: make and store the file of the edition with primary key ``pk``, once."""
    edition = Edition.objects.select_related("koersdocument").get(pk=pk)
    if edition.pdf:
        return
    progress(10, _("Setting the pages"))
    content = edition_pdf(edition)
    progress(90, _("Keeping the file"))
    edition.pdf.save(f"{edition.public_id}.pdf", ContentFile(content), save=False)
    if not Edition.objects.filter(pk=pk, pdf="").update(pdf=edition.pdf.name):
        edition.pdf.storage.delete(str(edition.pdf.name))


def download_name(edition: Edition) -> str:
    """What the file is called on somebody's laptop."""
    safe = "".join(char if char.isalnum() or char in " -" else "" for char in edition.koersdocument.title)
    return PurePath(f"{safe.strip() or 'koersdocument'} - {_('edition')} {edition.number}.pdf").name
