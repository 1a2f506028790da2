"""The paper bridge: printing cards and ballots, where their square codes lead, and typing them one after the other."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.access import allowed, permit, public, require
from core.errors import Conflict, conflict_as_error
from core.rendering import render_page, see_other
from core.text import clean_text
from ideas.forms.paper import BallotForm, CardForm, PrintForm
from ideas.models import Paper, Printing
from ideas.queries import paper as queries
from ideas.queries.scribing import speakers
from ideas.services.paper import already_typed, print_paper, take_back, type_ballot, type_card
from programmes.queries.frame import frame_for
from sessions.models import Scribe, Session
from sessions.pdf.printing import NotPrinted, print_page
from sessions.queries.tabs import tabs_of
from teams.models import Team


@permit("evenings.lead_evening", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, evening: Session) -> HttpResponse:
    """What was printed for an evening, and printing more; each card and ballot gets a code of its own."""
    form = PrintForm(request.POST or None, rounds=queries.open_rounds(evening=evening))
    if request.method == "POST":
        require(request.user, "ideas.print_paper", evening)
        if form.is_valid():
            with conflict_as_error(form):
                made = print_paper(
                    evening=evening,
                    count=form.cleaned_data["count"],
                    voting_round=form.chosen(),
                    by=request.user,
                )
                return see_other(request, reverse("ideas:print_again", args=[made.public_id]))
    context = {
        "frame": frame_for(programme=evening.programme, viewer=request.user, current="evenings"),
        "evening": evening,
        "tabs": tabs_of(evening=evening, viewer=request.user, current="paper"),
        "form": form,
        "piles": queries.piles_of(evening=evening),
        "may_print": allowed(request.user, "ideas.print_paper", evening),
        "may_type": allowed(request.user, "ideas.type_paper", evening),
    }
    return render_page(request, "ideas/paper.html", None, context)


@require_GET
@permit("ideas.print_again", Printing, by="printing_id")
def print_again(request: HttpRequest, printing: Printing) -> HttpResponse:
    """The cards or ballots of one printing as a PDF, with the codes that they got."""
    voting_round, evening = printing.round, printing.evening
    what = _("Ballots") if voting_round else _("Idea cards")
    title = f"{what}, {evening.title}"
    context = {
        "title": title,
        "evening": evening,
        "round": voting_round,
        "bundles": queries.bundles_on(voting_round=voting_round) if voting_round else (),
        "circles": range(voting_round.budget)
        if voting_round and voting_round.budget <= queries.CIRCLES
        else (),
        "pages": queries.pages_of(printing=printing),
        "language": get_language(),
    }
    try:
        content = print_page(render_to_string("ideas/paper_pdf.html", context), "paper_cards.css")
    except NotPrinted:
        messages.error(request, _("The cards cannot be printed just now. Try it once more."))
        return see_other(request, reverse("ideas:paper", args=[evening.public_id]))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)}.pdf"'
    return response


@public
@never_cache
@require_GET
def scanned(request: HttpRequest, paper_id: str) -> HttpResponse:
    """Where the square code of a card leads: to the form for who types it; anybody else reads what to do with it."""
    found = Paper.objects.filter(public_id=paper_id).first()
    if found is not None and request.user.is_authenticated:
        onward = queries.way_to_type(paper=found, viewer=request.user)
        if onward:
            return see_other(request, onward)
    context = {"sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}"}
    return render_page(request, "ideas/scanned.html", None, context, status=200 if found else 404)


@permit("ideas.type_paper", Session, by="evening_id")
@require_http_methods(["GET", "POST"])
def type_paper(request: HttpRequest, evening: Session) -> HttpResponse:
    """Type cards and ballots, as who leads the evening."""
    return _type(request, evening, evening.team, back=reverse("ideas:take_back", args=[evening.public_id]))


@permit("ideas.write_for_others", Scribe, by="scribe_id")
@require_http_methods(["GET", "POST"])
def type_as_scribe(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Type cards and ballots, as the scribe of an evening."""
    back = reverse("ideas:take_back_as_scribe", args=[scribe.public_id])
    return _type(request, scribe.evening, scribe.team or scribe.evening.team, back=back)


@require_POST
@permit("ideas.type_paper", Session, by="evening_id")
def take_back_paper(request: HttpRequest, evening: Session) -> HttpResponse:
    """Take back what one typed of a card or ballot."""
    return _take_back(request, evening, reverse("ideas:type_paper", args=[evening.public_id]))


@require_POST
@permit("ideas.write_for_others", Scribe, by="scribe_id")
def take_back_as_scribe(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """The same, for the scribe of an evening."""
    return _take_back(request, scribe.evening, reverse("ideas:type_as_scribe", args=[scribe.public_id]))


def _take_back(request: HttpRequest, evening: Session, again: str) -> HttpResponse:
    asked = clean_text(request.GET.get("code") or request.POST.get("code") or "")[:20]
    found = queries.find_paper(evening=evening, typed=asked)
    if found is None or found.entered_by_id not in {None, request.user.pk}:
        messages.error(request, _("You typed no card or ballot with this code here."))
        return see_other(request, again)
    try:
        take_back(paper=found, by=request.user)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return see_other(request, again)
    return see_other(request, again, say=_("%(code)s is taken back.") % {"code": found.code})


def _type(request: HttpRequest, evening: Session, team: Team | None, *, back: str) -> HttpResponse:
    """One form: a code that is sent alone is looked up, and the words or the dots come after it."""
    sent = request.method == "POST"
    code = clean_text((request.POST if sent else request.GET).get("code", ""))[:20]
    found = queries.find_paper(evening=evening, typed=code) if code else None
    form = _form(request, evening, team, found)
    if sent and form.is_valid():
        problem = "" if _is_again(form, found) else _problem(found, code)
        if problem:
            form.add_error("code", problem)
        elif found is not None and _is_filled(form):
            with conflict_as_error(form):
                return _keep(request, form, found, back)
    elif not sent and code and (problem := _problem(found, code)):
        messages.error(request, problem)
    at_code = found is None or bool(form.errors)
    form.fields["code" if at_code else _first_after_code(form)].widget.attrs["autofocus"] = True
    context = {
        "evening": evening,
        "accent": evening.programme.accent,
        "form": form,
        "found": found,
        "typed": queries.typed_last(evening=evening, viewer=request.user),
        "back": back,
        "draft": f"paper-{evening.public_id}",
    }
    return render_page(request, "ideas/type_paper.html", None, context)


def _form(
    request: HttpRequest, evening: Session, team: Team | None, found: Paper | None
) -> CardForm | BallotForm:
    sent = request.POST if request.method == "POST" else None
    initial = {"code": found.code if found else "", "speaker": request.GET.get("for", "")}
    voting_round = found.printing.round if found else None
    if voting_round is not None:
        clusters = queries.bundles_on(voting_round=voting_round)
        return BallotForm(sent, clusters=clusters, budget=voting_round.budget, initial=initial)
    return CardForm(sent, speakers=speakers(evening=evening, team=team), initial=initial)


def _problem(found: Paper | None, code: str) -> str:
    """Why this code cannot be typed; empty where it can."""
    if found is None:
        return _("No card or ballot of this evening has the code %(code)s. Look once more.") % {"code": code}
    return already_typed(found) if found.entered_at is not None else ""


def _is_again(form: CardForm | BallotForm, found: Paper | None) -> bool:
    """Whether the same words are sent a second time, as after a lost connection: they are kept already."""
    idea = found.idea if found is not None else None
    return isinstance(form, CardForm) and idea is not None and idea.text == form.cleaned_data["text"]


def _is_filled(form: CardForm | BallotForm) -> bool:
    """Whether there is more than a code: words, or a ballot whose fields were on the screen."""
    if isinstance(form, CardForm):
        return bool(form.cleaned_data["text"])
    return any(name in form.data for name in form.keys)


def _first_after_code(form: CardForm | BallotForm) -> str:
    return "text" if isinstance(form, CardForm) else next(iter(form.keys), "code")


def _keep(request: HttpRequest, form: CardForm | BallotForm, found: Paper, back: str) -> HttpResponse:
    kept = ""
    if isinstance(form, BallotForm):
        type_ballot(paper=found, dots=form.dots(), by=request.user)
    else:
        said = form.chosen()
        if said is None:
            raise Conflict(_("There is no team yet for which this idea can be written."))
        type_card(
            paper=found,
            text=form.cleaned_data["text"],
            team=said.team,
            author=said.participation,
            by=request.user,
        )
        kept = f"?{urlencode({'for': said.key})}"
    return see_other(
        request,
        f"{request.path}{kept}",
        say=_("%(code)s is in.") % {"code": found.code},
        undo=f"{back}?{urlencode({'code': found.code})}",
        draft=f"paper-{found.evening.public_id}",
    )
