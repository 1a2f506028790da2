"""Tables and pairs: mixing people, swapping two, showing it, and paper."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import permit, require
from core.errors import Conflict, conflict_as_error
from core.rendering import NavLink, render_page, see_other
from programmes.models import Participation
from programmes.queries.frame import frame_for
from sessions.enums import SeatingKind, SessionState, WhoSits
from sessions.forms.seating import TABLES, PairsForm, ShowForm, SwapForm, TablesForm
from sessions.models import Seating, Session
from sessions.pdf.printing import NotPrinted, print_page
from sessions.queries.mixing import Quality
from sessions.queries.seating import Card, SeatingPage, badges, place_cards, seating_page, wall_tables
from sessions.queries.tabs import tabs_of
from sessions.services import seating as services
from sessions.views.acting import act


def _url(evening: Session, kind: str) -> str:
    return reverse(f"evenings:{kind}", args=[evening.public_id])


def _back(seating: Seating) -> str:
    return _url(seating.evening, seating.kind)


@permit("evenings.see_attendance", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def tables(request: HttpRequest, evening: Session) -> HttpResponse:
    """The tables of an evening; sending it mixes people anew."""
    return _seat(request, evening, SeatingKind.TABLES, TablesForm)


@permit("evenings.see_attendance", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def pairs(request: HttpRequest, evening: Session) -> HttpResponse:
    """The pairs of an evening; sending it mixes people anew."""
    return _seat(request, evening, SeatingKind.PAIRS, PairsForm)


def _seat(request: HttpRequest, evening: Session, kind: str, make: type[PairsForm]) -> HttpResponse:
    page = seating_page(evening=evening, kind=kind, viewer=request.user)
    form = make(request.POST or None, initial=_initial(evening, page))
    if request.method == "POST":
        require(request.user, "evenings.seat_people", evening)
        if form.is_valid():
            data = form.cleaned_data
            number = data.get("number")
            try:
                services.seat_people(
                    evening=evening,
                    kind=kind,
                    by=request.user,
                    tables=number if data.get("by") == TABLES else None,
                    size=number,
                    who=data["who"],
                    version=data["version"],
                )
            except Conflict as conflict:  # the page then shows how they sit now, with the version of that
                messages.error(request, str(conflict))
                return see_other(request, _url(evening, kind))
            except ValidationError as error:
                form.add_error(None if kind == SeatingKind.PAIRS else "number", error.messages)
            else:
                return see_other(request, _url(evening, kind), say=_("Everybody has a seat."))
    return _page(request, evening, kind, page, form)


def _initial(evening: Session, page: SeatingPage) -> dict[str, Any]:
    running = evening.state == SessionState.RUNNING and page.present > 1
    return {
        "who": WhoSits.PRESENT if running else WhoSits.COMING,
        "version": page.seating.version if page.seating else None,
    }


def _page(
    request: HttpRequest,
    evening: Session,
    kind: str,
    page: SeatingPage,
    form: PairsForm,
    swap: SwapForm | None = None,
) -> HttpResponse:
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "kind": kind,
        "page": page,
        "words": _words(page.quality),
        "columns": (_("Who"), _("Organisation"), *page.evenings),
        "form": form,
        "swap": swap or SwapForm(people=page.seats),
        "tabs": tabs_of(evening=evening, viewer=request.user, current="tables"),
        "kinds": (
            NavLink(url=_url(evening, "tables"), label=_("Tables"), current=kind == SeatingKind.TABLES),
            NavLink(url=_url(evening, "pairs"), label=_("Pairs"), current=kind == SeatingKind.PAIRS),
        ),
    }
    return render_page(request, "evenings/seating.html", None, context, status=422 if swap else None)


def _words(found: Quality) -> dict[str, str]:
    """How good the division is, in sentences."""
    people = ngettext("%(n)d person", "%(n)d people", found.people) % {"n": found.people}
    pairs = ngettext("%(n)d pair", "%(n)d pairs", found.pairs) % {"n": found.pairs}
    double = ngettext("%(n)d twice", "%(n)d twice", found.again) % {"n": found.again}
    again = ngettext("%(n)d pair sat together before.", "%(n)d pairs sat together before.", found.again) % {
        "n": found.again
    }
    colleagues = ngettext(
        "%(n)d pair works for the same organisation.",
        "%(n)d pairs work for the same organisation.",
        found.colleagues,
    ) % {"n": found.colleagues}
    return {
        "sum": _("%(people)s, %(pairs)s that meet, %(double)s.")
        % {"people": people, "pairs": pairs, "double": double},
        "again": again if found.again else _("Nobody sits with somebody again."),
        "colleagues": colleagues if found.colleagues else _("No colleagues sit together."),
    }


@require_POST
@permit("evenings.change_seating", Seating, by="seating_id")
def swap(request: HttpRequest, seating: Seating) -> HttpResponse:
    """Let two people change seats."""
    evening, kind = seating.evening, seating.kind
    page = seating_page(evening=evening, kind=kind, viewer=request.user)
    form = SwapForm(request.POST, people=page.seats)
    if form.is_valid():
        people = Participation.objects.filter(programme=evening.programme_id).select_related("person")
        one = get_object_or_404(people, public_id=form.cleaned_data["one"])
        other = get_object_or_404(people, public_id=form.cleaned_data["other"])
        with conflict_as_error(form):
            services.swap_seats(seating=seating, one=one, other=other, by=request.user)
            say = _("%(one)s and %(other)s changed seats.") % {"one": one.person, "other": other.person}
            undo = reverse("evenings:take_back_seating", args=[seating.public_id])
            return see_other(request, _back(seating), say=say, undo=undo)
    make = PairsForm if kind == SeatingKind.PAIRS else TablesForm
    return _page(request, evening, kind, page, make(initial=_initial(evening, page)), form)


@require_POST
@permit("evenings.change_seating", Seating, by="seating_id")
def update(request: HttpRequest, seating: Seating) -> HttpResponse:
    """Give who came later a seat, and take out who does not come."""
    return act(
        request,
        _back(seating),
        lambda: services.bring_up_to_date(seating=seating, by=request.user),
        say=_("Everybody who comes has a seat."),
        undo=reverse("evenings:take_back_seating", args=[seating.public_id]),
    )


@require_POST
@permit("evenings.change_seating", Seating, by="seating_id")
def take_back(request: HttpRequest, seating: Seating) -> HttpResponse:
    """Let everybody sit as before the last change."""
    return act(
        request,
        _back(seating),
        lambda: services.take_back_seating(seating=seating, by=request.user),
        say=_("They sit as before."),
    )


@require_POST
@permit("evenings.change_seating", Seating, by="seating_id")
def show(request: HttpRequest, seating: Seating) -> HttpResponse:
    """Show everybody the own table, or not any more."""
    form = ShowForm(request.POST)
    if not form.is_valid():
        return see_other(request, _back(seating))
    shown = form.cleaned_data["shown"] == "yes"
    return act(
        request,
        _back(seating),
        lambda: services.show_seating(seating=seating, shown=shown, by=request.user),
        say=_("Everybody reads the own table on the phone.") if shown else _("It is not on phones any more."),
    )


@require_GET
@permit("evenings.see_wall", Session, by="evening_id")
def tables_wall(request: HttpRequest, evening: Session) -> HttpResponse:
    """The tables on the wall."""
    return _wall(request, evening, SeatingKind.TABLES)


@require_GET
@permit("evenings.see_wall", Session, by="evening_id")
def pairs_wall(request: HttpRequest, evening: Session) -> HttpResponse:
    """The pairs on the wall."""
    return _wall(request, evening, SeatingKind.PAIRS)


def _wall(request: HttpRequest, evening: Session, kind: str) -> HttpResponse:
    context = {"evening": evening, "kind": kind, "tables": wall_tables(evening=evening, kind=kind)}
    return render_page(request, "evenings/seating_wall.html", "_seating_wall.html", context)


@require_GET
@permit("evenings.see_attendance", Session, by="evening_id")
def cards(request: HttpRequest, evening: Session) -> HttpResponse:
    """Place cards to fold, as a PDF."""
    return _paper(request, evening, _("Place cards"), place_cards(evening=evening), _url(evening, "tables"))


@require_GET
@permit("evenings.see_attendance", Session, by="evening_id")
def name_badges(request: HttpRequest, evening: Session) -> HttpResponse:
    """Name badges for who said yes, as a PDF."""
    return _paper(request, evening, _("Name badges"), badges(evening=evening), _url(evening, "coming"))


def _paper(
    request: HttpRequest, evening: Session, what: str, found: tuple[Card, ...], back: str
) -> HttpResponse:
    """``found`` on paper; without a card, or where the press fails, back with a sentence."""
    title = f"{what}, {evening.title}"
    if not found:
        messages.error(request, _("There is nobody yet to print a card for."))
        return see_other(request, back)
    context = {
        "cards": found,
        "evening": evening,
        "title": title,
        "language": get_language(),
    }
    try:
        content = print_page(render_to_string("evenings/cards.html", context), "cards.css")
    except NotPrinted:
        messages.error(request, _("The cards cannot be printed just now. Try it once more."))
        return see_other(request, back)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)}.pdf"'
    return response
