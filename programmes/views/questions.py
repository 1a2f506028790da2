"""Questions and stories: the page where people bring them, and those who look after them."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Organisation, User
from core.access import allowed, permit, public
from core.errors import conflict_as_error
from core.rendering import keep_address_secret, render_page, see_other
from programmes.forms.questions import AnswerForm, CareForm, DeskForm, IntakeForm
from programmes.models import Intake, Question
from programmes.queries import questions as queries
from programmes.queries.question_page import question_page
from programmes.services import intake_page
from programmes.services import questions as services
from programmes.services.askers import read_confirmation_token

ADMINISTER = "accounts.administer_organisation"
LOOK_AFTER = "programmes.look_after_questions"


def asker_of(request: HttpRequest) -> User | None:
    """Who brings something with an account; None for who is not signed in, and for the guest of an evening."""
    user = request.user
    return user if isinstance(user, User) and not user.is_guest else None


# ---- the one who brings it -------------------------------------------------------------------------------------


@public
@never_cache
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """The page where people bring a question or a story."""
    desk = queries.find_desk(organisation_id=organisation_id, viewer=request.user)
    if desk is None:
        return _no_desk(request, organisation_id)
    asker = asker_of(request)
    form = IntakeForm(request.POST or None, known=asker is not None, initial={"page": intake_page.new_page()})
    status = None
    if form.is_valid():
        refusal = _refusal(request, form)
        if refusal is not None:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            with conflict_as_error(form):
                return _taken_in(request, desk, form, asker)
    request.about = desk.organisation  # type: ignore[attr-defined]
    page = request.POST.get("page", "")
    kept = bool(page) and bool(intake_page.key_of(page))
    context = {
        "form": form,
        "desk": desk,
        "asker": asker,
        "page": page if kept else intake_page.new_page(),
        "keeps_page": kept or not form.is_bound,
        "answered_by": queries.answered_by_day(desk),
    }
    return render_page(request, "programmes/intake.html", None, context, status)


def _refusal(request: HttpRequest, form: IntakeForm) -> intake_page.Refusal | None:
    return intake_page.refusal_of(
        page=form.cleaned_data["page"],
        trap=form.cleaned_data["website"],
        network=str(get_adapter(request).get_client_ip(request)),
        email=form.cleaned_data.get("email", ""),
    )


def _taken_in(request: HttpRequest, desk: Intake, form: IntakeForm, asker: User | None) -> HttpResponse:
    fields = {name: form.cleaned_data[name] for name in form.cleaned_data if name not in {"page", "website"}}
    key = intake_page.key_of(form.cleaned_data["page"])
    question = services.offer_question(
        intake=desk, page_key=key, language=get_language() or "nl", by=asker, **fields
    )
    answer = "account" if asker else "mail" if question.email else "none"
    there = reverse("programmes:intake_thanks", args=[desk.organisation.public_id])
    return see_other(request, f"{there}?{urlencode({'answer': answer})}")


def _no_desk(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Where nothing is taken in, or only from people who are signed in."""
    if queries.asks_to_sign_in(organisation_id=organisation_id) and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render_page(request, "programmes/intake_closed.html", None, {}, status=404)


@public
@require_GET
def intake_thanks(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """What happens next, and when."""
    desk = queries.find_desk(organisation_id=organisation_id, viewer=request.user)
    if desk is None:
        return _no_desk(request, organisation_id)
    request.about = desk.organisation  # type: ignore[attr-defined]
    context = {
        "desk": desk,
        "answer": request.GET.get("answer", ""),
        "answered_by": queries.answered_by_day(desk),
    }
    return render_page(request, "programmes/intake_thanks.html", None, context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address with one button; opening the link changes nothing, and shows no word of what was brought."""
    question = read_confirmation_token(token)
    if question is None:
        return keep_address_secret(render_page(request, "programmes/confirm_gone.html", None, {}, status=404))
    if request.method == "POST":
        services.confirm_address(question=question)
        question.refresh_from_db()
    request.about = question.organisation  # type: ignore[attr-defined]
    context = {"question": question, "is_confirmed": question.confirmed_at is not None}
    return keep_address_secret(render_page(request, "programmes/confirm_question.html", None, context))


# ---- those who look after it -----------------------------------------------------------------------------------


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who may bring something, and how soon they get an answer."""
    present = Intake.objects.filter(organisation=organisation).first() or Intake()
    form = DeskForm(request.POST or None, initial={"audience": present.audience, "weeks": present.weeks})
    if form.is_valid():
        with conflict_as_error(form):
            services.set_intake(organisation=organisation, by=request.user, **form.cleaned_data)
            there = reverse("programmes:intake_settings", args=[organisation.public_id])
            return see_other(request, there, say=_("This is how it is now."))
    desk = queries.desk_of(organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "desk": desk,
        "url": request.build_absolute_uri(desk.url) if desk.url else "",
    }
    return render_page(request, "programmes/intake_settings.html", None, context)


@permit(LOOK_AFTER, Intake, by="intake_id")
@require_GET
def questions(request: HttpRequest, desk: Intake) -> HttpResponse:
    """What came in (``?state=``, ``?kind=``, ``?after=``)."""
    request.about = desk.organisation  # type: ignore[attr-defined]
    context = {
        "desk": desk,
        "page": queries.questions_page(
            desk=desk, filters=queries.read_filters(request.GET), after=request.GET.get("after", "")[:12]
        ),
        "may_set": allowed(request.user, ADMINISTER, desk.organisation),
    }
    fragment = "_question_rows.html" if request.GET.get("after") else None
    return render_page(request, "programmes/questions.html", fragment, context)


@permit(LOOK_AFTER, Question, by="question_id")
@require_GET
def question(request: HttpRequest, question: Question) -> HttpResponse:
    """One of them."""
    return _page(request, question)


@permit(LOOK_AFTER, Question, by="question_id")
@require_POST
def look_after(request: HttpRequest, question: Question) -> HttpResponse:
    """Say who looks after it, and note something."""
    page = question_page(question=question, viewer=request.user)
    form = CareForm(request.POST, people=page.caretakers)
    if form.is_valid():
        with conflict_as_error(form):
            services.look_after_question(question=question, by=request.user, **form.cleaned_data)
            return see_other(request, _address(question), say=_("Kept."), draft=f"note-{question.public_id}")
    return _page(request, question, care=form)


@permit(LOOK_AFTER, Question, by="question_id")
@require_POST
def answer(request: HttpRequest, question: Question) -> HttpResponse:
    """Answer it."""
    page = question_page(question=question, viewer=request.user)
    form = AnswerForm(request.POST, others=page.others)
    if form.is_valid():
        with conflict_as_error(form):
            answered = services.answer_question(question=question, by=request.user, **form.cleaned_data)
            said = _("Your answer is on its way.") if answered.confirmed_at else _("Your answer is kept.")
            return see_other(request, _address(question), say=said, draft=f"answer-{question.public_id}")
    return _page(request, question, reply=form)


def _page(
    request: HttpRequest,
    question: Question,
    care: CareForm | None = None,
    reply: AnswerForm | None = None,
) -> HttpResponse:
    """The page of ``question``, with what was wrong in one of its forms."""
    bound = care or reply
    if bound is not None:
        question = Question.objects.visible_to(request.user).filter(pk=question.pk).first() or question
    page = question_page(question=question, viewer=request.user)
    if bound is not None:  # what was wrong is shown; sending it again is about what is there now
        data = request.POST.copy()
        data["version"] = str(question.version)
        bound.data = data
    request.about = question.organisation  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "question": question,
        "page": page,
        "form": bound,
        "care": care
        or CareForm(
            people=page.caretakers,
            initial={
                "taken_by": question.taken_by.public_id if question.taken_by else "",
                "note": question.note,
                "version": question.version,
            },
        ),
        "reply": reply or AnswerForm(others=page.others, initial={"version": question.version}),
        "may_erase": allowed(request.user, "programmes.erase_question", question),
    }
    return render_page(request, "programmes/question.html", None, context)


def _address(question: Question) -> str:
    return reverse("programmes:question", args=[question.public_id])


@permit("programmes.erase_question", Question, by="question_id")
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, question: Question) -> HttpResponse:
    """Say what it means, ask once, and do it."""
    desk = Intake.objects.filter(organisation=question.organisation).first()
    if desk is None:
        raise Http404
    if request.method == "POST":
        services.erase_question(question=question, by=request.user)
        there = reverse("programmes:questions", args=[desk.public_id])
        return see_other(request, there, say=_("It is gone for good."))
    return render_page(request, "programmes/question_erase.html", None, {"question": question})
