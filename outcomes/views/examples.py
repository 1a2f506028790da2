"""Examples: beside each other, one by itself, asking on, and the lesson that comes of them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import permit
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from outcomes.enums import ExampleKind, LessonKind
from outcomes.forms.results import AnswerQuestionForm, AskForm, LessonFromExamplesForm
from outcomes.models import Example, ExampleQuestion
from outcomes.queries.examples import example_card, example_page, grounds_for, list_examples, place_of
from outcomes.services import examples as services
from programmes.models import Programme
from programmes.queries.frame import frame_for
from sessions.queries.guests import frame_around


@require_GET
@permit("outcomes.see_examples", Programme, by="programme_id")
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The examples of a programme, what worked beside what did not."""
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="examples"),
        "programme": programme,
        "examples": list_examples(
            programme=programme, viewer=request.user, team=request.GET.get("team", "")[:12]
        ),
    }
    return render_page(request, "outcomes/examples.html", None, context)


@require_GET
@permit("outcomes.see_example", Example, by="example_id")
def example(request: HttpRequest, example: Example) -> HttpResponse:
    """One example: what was asked about it, and what came of it."""
    return _show(request, example)


def _show(
    request: HttpRequest, example: Example, form: AskForm | AnswerQuestionForm | None = None, about: str = ""
) -> HttpResponse:
    """``form`` is one that holds a mistake; ``about`` the question that it answers."""
    context = {
        "frame": frame_around(programme=example.programme, viewer=request.user, current="examples"),
        "programme": example.programme,
        "example": example,
        "page": example_page(example=example, viewer=request.user),
        "form": form,
        "ask_form": form if isinstance(form, AskForm) else AskForm(),
        "about": about,
        "fillings": slots.fill("example.actions", example=example, viewer=request.user),
    }
    return render_page(request, "outcomes/example.html", None, context)


@require_POST
@permit("outcomes.hide_example", Example, by="example_id")
def hide(request: HttpRequest, example: Example) -> HttpResponse:
    """Hide an example, or with ``back`` show it again."""
    back = bool(request.POST.get("back"))
    services.hide_example(example=example, back=back, by=request.user)
    said = (
        _("Everybody in the team reads it again.") if back else _("It is hidden. Who told it still sees it.")
    )
    return see_other(request, reverse("outcomes:example", args=[example.public_id]), say=said)


@require_POST
@permit("outcomes.ask_on", Example, by="example_id")
def ask(request: HttpRequest, example: Example) -> HttpResponse:
    """Ask something about an example."""
    form = AskForm(request.POST)
    here = reverse("outcomes:example", args=[example.public_id])
    asker = place_of(evening=example.evening, viewer=request.user).author
    if form.is_valid() and asker is not None:
        with conflict_as_error(form):
            services.ask_on(example=example, text=form.cleaned_data["text"], asker=asker, by=request.user)
            said = _("Your question stands below it.")
            return see_other(request, here, say=said, draft=f"ask-{example.public_id}")
    return _show(request, example, form)


@require_POST
@permit("outcomes.answer_question", ExampleQuestion, by="asked_id")
def answer(request: HttpRequest, question: ExampleQuestion) -> HttpResponse:
    """Answer what was asked about one's own example."""
    form = AnswerQuestionForm(request.POST)
    if form.is_valid():
        services.answer_question(question=question, answer=form.cleaned_data["answer"], by=request.user)
        return see_other(
            request,
            reverse("outcomes:example", args=[question.example.public_id]),
            say=_("Your answer stands below the question."),
            draft=f"answer-{question.public_id}",
        )
    example = Example.objects.visible_to(request.user).get(pk=question.example_id)
    return _show(request, example, form, about=question.public_id)


@require_POST
@permit("outcomes.remove_question", ExampleQuestion, by="asked_id")
def remove(request: HttpRequest, question: ExampleQuestion) -> HttpResponse:
    """Take a question away; asked again here, it is put back."""
    back = question.removed_at is not None
    services.remove_question(question=question, back=back, by=request.user)
    return see_other(
        request,
        reverse("outcomes:example", args=[question.example.public_id]),
        say=_("The question is there again.") if back else _("The question is taken away."),
        undo="" if back else request.path,
    )


@permit("outcomes.make_lesson_of_example", Example, by="example_id")
@require_http_methods(["GET", "POST"])
def make_lesson(request: HttpRequest, example: Example) -> HttpResponse:
    """Say in one or two sentences what examples teach."""
    worked = example.kind == ExampleKind.GOOD
    form = LessonFromExamplesForm(
        request.POST or None,
        offered=grounds_for(example=example, viewer=request.user),
        initial={
            "kind": LessonKind.WORKED if worked else LessonKind.DID_NOT_WORK,
            "examples": [example.public_id],
        },
    )
    draft = f"lesson-of-{example.public_id}"
    if request.method == "POST" and form.is_valid():
        lesson = services.make_lesson_of(
            examples=form.chosen(),
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            by=request.user,
        )
        url = reverse("outcomes:lesson", args=[lesson.public_id])
        return see_other(request, url, say=_("The lesson is kept."), draft=draft)
    context = {
        "frame": frame_for(programme=example.programme, viewer=request.user, current="examples"),
        "card": example_card(example, viewer=request.user),
        "form": form,
        "draft": draft,
    }
    return render_page(request, "outcomes/lesson_of_examples.html", None, context)
