"""The rules of all documents, gathered for the discovery at start."""

from reports.koersdocument import policies as koersdocument

__all__ = ["koersdocument"]
