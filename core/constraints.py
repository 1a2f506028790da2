"""Small pieces for database constraints."""

from django.db.models import Q


def iff(one: Q, other: Q) -> Q:
    """A condition that holds where both hold or neither does. (``Q == Q`` compares the objects, not the rows.)"""
    return (one & other) | (~one & ~other)
