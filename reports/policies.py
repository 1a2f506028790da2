"""The rules of all documents, gathered for the discovery at start."""

from reports.koersdocument import policies as koersdocument
from reports.verslag import policies as verslag

__all__ = ["koersdocument", "verslag"]
