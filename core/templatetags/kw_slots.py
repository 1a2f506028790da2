"""Shows what upper apps put into a slot of a lower page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.slots import Filling

register = template.Library()


@register.simple_tag(takes_context=True)
def show_filling(context: Any, filling: Filling) -> SafeString:
    """The fragment of ``filling`` with its own context, and the request around it for forms."""
    return mark_safe(render_to_string(filling.template, dict(filling.context), request=context.get("request")))  # noqa: S308


@register.simple_tag(takes_context=True)
def show_fillings(context: Any, fillings: list[Filling]) -> SafeString:
    """All of ``fillings``, in order."""
    return mark_safe("".join(show_filling(context, filling) for filling in fillings))  # noqa: S308
