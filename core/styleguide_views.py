"""The style guide: every component with every state, for whoever makes a screen. In debug and in the demo only.

Its people and numbers are invented. ``?lang=en&accent=klei&theme=dark`` shows the whole page so, ``&frame`` with the
frame of a programme, and ``/styleguide/413/`` a page for what goes wrong.
"""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from core.access import public
from core.errors import Help
from core.forms import error_links
from core.styleguide_more_words import MORE_WORDS
from core.styleguide_samples import sample_forms, sample_frame, sample_lines, sample_parts
from core.styleguide_words import WORDS

ACCENTS = ("water", "polder", "klei", "heide", "zon", "kers", "riet", "nacht")
TROUBLE = ("400", "403", "403_csrf", "404", "413", "422", "429", "500")


def words_in(language: str) -> dict[str, str]:
    """The words of the guide in ``language``: Dutch, or English for any other."""
    place = 0 if language == "nl" else 1
    return {key: pair[place] for key, pair in (WORDS | MORE_WORDS).items()}


def _icons() -> list[str]:
    """The names of all icons, in the order of the file."""
    return re.findall(r'symbol id="([a-z]+)"', (settings.BASE_DIR / "static" / "icons.svg").read_text())


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in {"nl", "en"} else translation.get_language() or "nl"


def _refuse_outside_debug() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The guide in the asked language, accent and theme; 404 where neither debug nor the demo is on."""
    _refuse_outside_debug()
    language = _language(request)
    accent = request.GET.get("accent", "")
    accent = accent if accent in ACCENTS else ACCENTS[0]
    theme = request.GET.get("theme", "")
    w = words_in(language)
    with translation.override(language):
        forms = sample_forms(w)
        context: dict[str, Any] = {
            "w": w,
            "accent": accent,
            "accents": ACCENTS,
            "trouble": TROUBLE,
            "icons": _icons(),
            "wrong_links": error_links(forms["wrong"]),
            "frame": sample_frame(w, accent) if "frame" in request.GET else None,
            **forms,
            **sample_lines(w),
            **sample_parts(w),
        }
        if theme in {"light", "dark"}:
            context["theme"] = theme
        return render(request, "styleguide/index.html", context)


@public
def trouble(request: HttpRequest, name: str) -> HttpResponse:
    """A page for what goes wrong, as somebody sees it; its answer itself is a good one."""
    _refuse_outside_debug()
    if name not in TROUBLE:
        raise Http404
    language = _language(request)
    w = words_in(language)
    context = {
        "exception": w["trouble_text"] if name == "403" else "",
        "help": Help(("Marit Duinstra", "Joost Velthuis"), "#content", w["trouble_back"]),
        "sentence": w["refusal"],
        "back": "#content",
    }
    with translation.override(language):
        return render(request, f"{name}.html", context)
