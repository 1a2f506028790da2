"""The permission walk: every address, as everybody, about everybody's objects (docs/permissions.md)."""
