"""Shows what upper apps put into a slot of a lower page."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.slots import Filling

register = template.Library()


@register.simple_tag(takes_context=True)
def show_filling(context: Any, filling: Filling) -> SafeString:
    """The fragment of ``filling`` with its own context, and the request around it for forms."""
    return render_to_string(filling.template, dict(filling.context), request=context.get("request"))


@register.simple_tag(takes_context=True)
def show_fillings(context: Any, fillings: Iterable[Filling]) -> SafeString:
    """All of ``fillings``, in order."""
    return SafeString("".join(show_filling(context, filling) for filling in fillings))
