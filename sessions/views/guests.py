"""The door for guests: a code, a name, and later the way to an account."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access import allowed, permit, public
from core.errors import Conflict, conflict_as_error
from core.limits import Limit
from core.rendering import keep_address_secret, render_page, see_other
from sessions.forms.guests import CodeForm, SeatForm
from sessions.models import Seat, Session
from sessions.queries.guests import find_door, frame_of_guest, read_code, seat_of, tables_of
from sessions.services.guests import claim_token, read_claim_token, take_seat, tie_seat

WRONG_CODES = (Limit("door", 100, 300), Limit("door-long", 400, 3600))
"""From one address: a room of sixty behind one router may all mistype once, and a guesser needs years."""
RUSH = Limit("seats", 150, 60)
"""At one evening: sixty people come in within a minute, and a script does not fill the room."""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """One field for the code on the wall."""
    if _guesses(request):
        return _wait(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if find_door(code) is not None:
            return see_other(request, reverse("evenings:join_evening", args=[code]))
        return _unknown(request, form)
    return render_page(request, "evenings/join.html", None, {"form": form})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def join_evening(request: HttpRequest, code: str) -> HttpResponse:
    """Where the square code leads: the evening, and a field for a name. Who belongs there goes straight on."""
    if _guesses(request):
        return _wait(request)
    evening = find_door(read_code(code))
    if evening is None:
        return _unknown(request, CodeForm({"code": code}), status=404)
    onward = reverse("evenings:evening", args=[evening.public_id])
    if request.user.is_authenticated and allowed(request.user, "evenings.see_evening", evening):
        return see_other(request, onward)
    form = SeatForm(request.POST if request.method == "POST" else None, tables=tables_of(evening))
    if form.is_valid():
        if RUSH.is_reached(str(evening.pk)):
            return _wait(request)
        RUSH.count(str(evening.pk))
        with conflict_as_error(form):
            seat = take_seat(evening=evening, **form.cleaned_data)
            _let_in(request, seat)
            say = _("Welcome, %(name)s. Your phone follows the evening.") % {
                "name": form.cleaned_data["name"]
            }
            return see_other(request, onward, say=say)
    request.about = evening  # type: ignore[attr-defined]
    context = {
        "evening": evening,
        "accent": evening.programme.accent,
        "form": form,
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': onward})}",
        "other": request.user if request.user.is_authenticated else None,
    }
    return render_page(request, "evenings/join_evening.html", None, context)


def _let_in(request: HttpRequest, seat: Seat) -> None:
    """Let this device be the guest of ``seat``; whoever was signed in on it no longer is."""
    get_adapter(request).login(request, seat.participation.person)


def _address(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


def _guesses(request: HttpRequest) -> bool:
    """Whether too many wrong codes came from this address."""
    return any(limit.is_reached(_address(request)) for limit in WRONG_CODES)


def _unknown(request: HttpRequest, form: CodeForm, status: int = 422) -> HttpResponse:
    """The same answer for a code that never was and for a door that is closed; this counts as a guess."""
    for limit in WRONG_CODES:
        limit.count(_address(request))
    if form.is_valid():
        form.add_error(
            "code",
            _("This code lets nobody in now. Look at the wall once more, or ask who leads the evening."),
        )
    return render_page(request, "evenings/join.html", None, {"form": form}, status=status)


def _wait(request: HttpRequest) -> HttpResponse:
    return render_page(request, "evenings/join_wait.html", None, {}, status=429)


# ---- keeping it with an account --------------------------------------------------------------------------------


@permit("evenings.keep_seat", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, evening: Session) -> HttpResponse:
    """On the way to the sign-in page, from where one comes back with an account (``claim``)."""
    seat = seat_of(request.user)
    if request.method == "POST" and seat is not None:
        back = reverse("evenings:claim", args=[claim_token(seat=seat)])
        logout(request)
        return see_other(request, f"{reverse('account_login')}?{urlencode({'next': back})}")
    context = {"frame": frame_of_guest(request.user), "evening": evening, "seat": seat}
    return render_page(request, "evenings/keep.html", None, context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a seat with the account that is signed in now; or go on as the guest that one was."""
    seat = read_claim_token(token)
    if seat is None:
        return keep_address_secret(render_page(request, "evenings/claim_gone.html", None, {}, status=404))
    person = request.user if request.user.is_authenticated and not request.user.is_guest else None
    onward = reverse("evenings:evening", args=[seat.evening.public_id])
    problem = ""
    if request.method == "POST" and person is not None:
        try:
            tie_seat(seat=seat, person=person, by=person)
        except Conflict as conflict:
            problem = str(conflict)
        else:
            there = allowed(person, "evenings.see_evening", seat.evening)
            return keep_address_secret(
                see_other(
                    request,
                    onward if there else reverse("overviews:mine"),
                    say=_("Kept: what you did as a guest is yours."),
                )
            )
    elif request.method == "POST":
        _let_in(request, seat)
        return keep_address_secret(see_other(request, onward))
    context = {
        "evening": seat.evening,
        "accent": seat.evening.programme.accent,
        "guest": seat.participation.person,
        "person": person,
        "problem": problem,
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    return keep_address_secret(render_page(request, "evenings/claim.html", None, context))
