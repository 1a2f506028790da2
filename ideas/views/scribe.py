"""The screen of the scribe: one idea after the other, in the name of who said it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import slots
from core.access import permit, require
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from ideas.forms.scribing import CorrectForm, WriteForm
from ideas.queries.ideas import code_of
from ideas.queries.scribing import speakers_for, typed_by, typed_last
from ideas.services.capture import capture_idea, edit_idea
from sessions.models import Scribe
from sessions.queries.evenings import now_in


@permit("ideas.write_for_others", Scribe, by="scribe_id")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Keep an idea and be ready for the next; the table and the person stay chosen."""
    form = WriteForm(
        request.POST or None,
        speakers=speakers_for(scribe),
        initial={"speaker": request.GET.get("for", "")},
    )
    if request.method == "POST" and form.is_valid():
        with conflict_as_error(form):
            said = form.chosen()
            idea = capture_idea(
                team=said.team,
                text=form.cleaned_data["text"],
                by=request.user,
                evening=scribe.evening,
                author=said.participation,
                draft_key=form.cleaned_data["draft_key"],
            )
            again = reverse("ideas:write", args=[scribe.public_id])
            kept = _("%(code)s is on the table.") % {"code": code_of(idea)}
            return see_other(request, f"{again}?for={said.key}", say=kept, draft=f"scribe-{scribe.public_id}")
    return _show(request, scribe, form)


@require_POST
@permit("ideas.write_for_others", Scribe, by="scribe_id")
def correct(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Give an idea that one typed here other words."""
    back = reverse("ideas:write", args=[scribe.public_id])
    idea = typed_by(scribe=scribe, public_id=request.POST.get("idea", "")[:20])
    if idea is None:
        raise Http404
    form = CorrectForm(request.POST, auto_id=f"%s-{idea.public_id}")
    require(request.user, "ideas.edit_idea", idea)
    if form.is_valid():
        with conflict_as_error(form):
            edit_idea(idea=idea, text=form.cleaned_data["text"], by=request.user)
            return see_other(request, back, say=_("Changed."))
    return _show(
        request,
        scribe,
        WriteForm(speakers=speakers_for(scribe)),
        wrong=form,
    )


def _show(
    request: HttpRequest, scribe: Scribe, form: WriteForm, wrong: CorrectForm | None = None
) -> HttpResponse:
    if wrong is not None:
        form.fields["text"].widget.attrs.pop(
            "autofocus", None
        )  # the summary of what is wrong takes the focus
    context = {
        "scribe": scribe,
        "evening": scribe.evening,
        "accent": scribe.evening.programme.accent,
        "now": now_in(evening=scribe.evening),
        "form": form,
        "wrong": wrong,
        "typed": typed_last(scribe=scribe),
        "ways": slots.fill("scribe.ways", scribe=scribe, viewer=request.user),
    }
    fragment = "_write_now.html" if request.GET.get("part") == "now" else None
    return render_page(request, "ideas/write.html", fragment, context, status=422 if wrong else None)
