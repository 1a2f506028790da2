"""An idea made from homework, with its origin kept."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import permit
from core.rendering import render_page, see_other
from homework.models import Submission
from homework.queries.submissions import submission_card
from ideas.forms.capture import FromSubmissionForm
from ideas.services.capture import capture_idea
from programmes.queries.frame import frame_for


@permit("ideas.make_idea_from_submission", Submission, by="submission_id")
@require_http_methods(["GET", "POST"])
def from_submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Make an idea of homework; it is the idea of whoever did the homework, and others can only type it."""
    form = FromSubmissionForm(request.POST or None, initial={"draft_key": str(uuid.uuid4())})
    if form.is_valid() and submission.team is not None:
        capture_idea(
            team=submission.team,
            text=form.cleaned_data["text"],
            by=request.user,
            submission=submission,
            author=submission.author,
            draft_key=form.cleaned_data["draft_key"],
        )
        back = reverse("homework:submission", args=[submission.public_id])
        return see_other(
            request, back, say=_("It is an idea now."), draft=f"idea-from-{submission.public_id}"
        )
    context = {
        "frame": frame_for(programme=submission.programme, viewer=request.user, current="homework"),
        "submission": submission,
        "card": submission_card(submission, viewer=request.user),
        "form": form,
    }
    return render_page(request, "ideas/from_submission.html", None, context)
