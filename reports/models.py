"""All tables of reports, gathered for Django; each sub-package holds its own."""

from reports.koersdocument.models import (
    Contributor,
    Edition,
    EditionPicture,
    Inclusion,
    Koersdocument,
    Section,
)
from reports.verslag.models import Verslag

__all__ = ["Contributor", "Edition", "EditionPicture", "Inclusion", "Koersdocument", "Section", "Verslag"]
