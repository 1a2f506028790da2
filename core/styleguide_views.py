"""The style guide: every component with every state, for whoever makes a screen. In debug and in the demo only.

Its people and numbers are invented. ``?accent=klei&theme=dark`` shows the whole page so.
"""

import datetime as dt
import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import public
from core.clock import AMSTERDAM
from core.drawing import Course, Small, Stretch, Waypoint, draw_course, draw_small, stand_course
from core.forms import CardSelect, ClockInput, DayInput, PhotoInput, error_links
from core.rendering import Frame, NavLink

ACCENTS = ("water", "polder", "klei", "heide", "zon", "kers", "riet", "nacht")
NOW = dt.datetime(2027, 4, 5, 12, tzinfo=AMSTERDAM)


class Sample(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label="Hoe heet het traject?", help_text="Kort, zoals je het zou zeggen.")
    day = forms.DateField(label="Wanneer begint het?", widget=DayInput())
    clock = forms.TimeField(label="Hoe laat?", widget=ClockInput(), required=False)
    kind = forms.ChoiceField(
        label="Welke werkvorm?",
        choices=[("theme_teams", "Themateams"), ("doetank", "Doetank")],
        help_text="Later te wijzigen.",
    )
    readers = forms.ChoiceField(
        label="Wie mag het lezen?",
        choices=[
            ("all", "Iedereen in het team, meteen"),
            ("done", "Wie zelf heeft ingeleverd"),
            ("later", "Pas op de avond"),
        ],
        widget=CardSelect(hints={"done": "Zo begint iedereen zonder voorbeeld."}),
    )
    credit = forms.ChoiceField(
        label="Mag je naam erbij?",
        choices=[("name", "Ja, mijn naam"), ("role", "Alleen mijn functie")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Wat leerde je?",
        max_length=400,
        widget=forms.Textarea(
            attrs={"data-count": "", "data-count-text": "nog {n} tekens", "class": "kw-input--low"}
        ),
        required=False,
    )
    photos = forms.FileField(label="Foto's", widget=PhotoInput(multiple=True), required=False)
    report = forms.BooleanField(label="Stuur mij het verslag", help_text="De ochtend na de avond.")


def _icons() -> list[str]:
    """The names of all icons, in the order of the file."""
    return re.findall(r'symbol id="([a-z]+)"', (settings.BASE_DIR / "static" / "icons.svg").read_text())


def _day(month: int, day: int, hour: int = 17) -> dt.datetime:
    return dt.datetime(2027, month, day, hour, 30, tzinfo=AMSTERDAM)


WAYPOINTS = (
    Waypoint("evening", _day(2, 4), "Startavond", "do 4 februari · 29 aanwezig", "#koers", 0, "done"),
    Waypoint("result", _day(2, 10), "Themakaart", "drie thema’s gekozen door 31 mensen", "#koers", 1, "done"),
    Waypoint(
        "homework", _day(3, 2), "Huiswerk 1", "niemand kreeg het voor elkaar, 14 lessen", "#koers", 2, "done"
    ),
    Waypoint("evening", _day(3, 4), "Avond 1", "do 4 maart · 68 ideeën", "#koers", 2, "done"),
    Waypoint(
        "homework",
        _day(4, 6),
        "Huiswerk 2: interview een ondernemer",
        "22 van 31 ingeleverd",
        "#koers",
        3,
        "next",
    ),
    Waypoint(
        "evening", _day(4, 8), "Avond 2", "donderdag 8 april, 17.30 uur, over 3 dagen", "#koers", 3, "next"
    ),
    Waypoint("evening", _day(5, 13), "Avond 3", "do 13 mei", "#koers", 4),
    Waypoint(
        "evening",
        _day(6, 3),
        "Avond 4: elk team kiest één voorstel",
        "do 3 juni",
        "#koers",
        1,
        short="Avond 4",
    ),
    Waypoint("result", _day(6, 4), "Voorstel Landschap", "beoogd", "#koers", 1),
    Waypoint("result", _day(6, 5), "Voorstel Stedelijke ontwikkeling", "beoogd", "#koers", 1),
    Waypoint("evening", _day(7, 1), "Zomerbarbecue", "do 1 juli · presentatie aan het bestuur", "#koers", 0),
)
STRETCHES = (
    Stretch("Verkennen", _day(1, 18), _day(2, 22)),
    Stretch("Verzamelen", _day(2, 22), _day(5, 17), current=True),
    Stretch("Kiezen", _day(5, 17), _day(6, 10)),
    Stretch("Delen", _day(6, 10), _day(7, 5)),
)
TRACE = (
    Waypoint(
        "homework",
        _day(4, 2),
        "Interview met Gerda Wolters, melkveehouder",
        "Huiswerk 2, door Tarik",
        "#koers",
        1,
        "done",
    ),
    Waypoint("evening", _day(4, 3), "Dit idee, L34", "gevangen door Tarik en Elske", "", 1, "done"),
    Waypoint(
        "evening", _day(4, 9), "Bundel: De boer als beheerder", "met zes andere ideeën", "#koers", 2, "done"
    ),
    Waypoint(
        "evening", _day(6, 3), "Voorstel: Het landschapscontract", "film, in de maak", "#koers", 3, "next"
    ),
    Waypoint("result", _day(7, 1), "Besluit", "college, 1 juli", "", 3),
)


def _course() -> Course:
    return draw_course(WAYPOINTS, STRETCHES, now=NOW)


def _small() -> Small:
    return draw_small(WAYPOINTS, now=NOW)


def _frame(accent: str) -> Frame:
    lines = ("Koers", "Avonden", "Huiswerk", "Ideeën", "Koersdocument")
    side = tuple(
        NavLink("#koers", line, current=index == 0, count=68 if line == "Ideeën" else None)
        for index, line in enumerate(lines)
    )
    bottom = (
        NavLink("#koers", "Koers", "course", current=True),
        NavLink("#kaart", "Ideeën", "idea"),
        NavLink("#veld", "Nieuw idee", "plus", main=True),
        NavLink("#knop", "Huiswerk", "homework"),
        NavLink("#stand", "Meer", "more"),
    )
    return Frame(
        "Themateams van de twaalf provincies",
        accent,
        "#koers",
        (*side, NavLink("#mensen", "Mensen", count=31, gap=True)),
        bottom,
    )


def _wrong() -> Sample:
    """The form as it comes back with errors."""
    return Sample({"wrong-kind": "?", "wrong-text": "Twee zinnen."}, prefix="wrong")


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The guide in the asked accent and theme; 404 where neither debug nor the demo is on."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    accent = request.GET.get("accent", "")
    accent = accent if accent in ACCENTS else ACCENTS[0]
    theme = request.GET.get("theme", "")
    wrong = _wrong()
    context: dict[str, Any] = {
        "accent": accent,
        "accents": ACCENTS,
        "icons": _icons(),
        "form": Sample(),
        "wrong": wrong,
        "wrong_links": error_links(wrong),
        "course": _course(),
        "small": _small(),
        "trace": stand_course(TRACE),
        "frame": _frame(accent) if "frame" in request.GET else None,
        "tabs": (
            NavLink("#stand", "Draaiboek", current=True),
            NavLink("#stand", "Wie komt", count=24),
            NavLink("#stand", "Verslag"),
        ),
        "chips": (
            NavLink("#stand", "Alle teams", count=68),
            NavLink("#stand", "Landschap", current=True, count=34),
        ),
        "steps": (
            NavLink("#stand", "Vraag"),
            NavLink("#stand", "Mandaat"),
            NavLink("", "Kalender", current=True),
            NavLink("", "Mensen"),
        ),
        "where": (NavLink("#stand", "Themateams"), NavLink("#stand", "Landschap")),
        "facts": (
            ("clock", "Wanneer", "donderdag 8 april 2027", "17.30 tot 20.00 uur, met soep"),
            ("place", "Waar", "Provinciehuis Zwolle, zaal IJssel", "zes tafels, projector"),
            ("team", "Wie", "24 komen, 3 misschien, 2 niet", ""),
        ),
        "columns": ("Team", "Ideeën", "Open"),
        "rows": (("Landschap", 34, 6), ("Stedelijke ontwikkeling", 15, 2), ("Binnenlands bestuur", 19, 3)),
    }
    if theme in {"light", "dark"}:
        context["theme"] = theme
    return render(request, "styleguide/index.html", context)
