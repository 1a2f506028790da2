"""System checks that stop the application from starting with a door unlocked."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from core.access import refuse_undeclared


def named_views(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, Any]]:
    """Every view below ``patterns`` with its full name ("namespace:name")."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_views(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", entry.callback


def every_view_declares_its_rule(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each view without a declared rule."""
    library = import_string(settings.LIBRARY_ACCESS)
    errors: list[CheckMessage] = []
    for name, view in named_views(get_resolver().url_patterns):
        try:
            refuse_undeclared(view, name, library)
        except ImproperlyConfigured as problem:
            errors.append(Error(str(problem), id="core.E001"))
    return errors
