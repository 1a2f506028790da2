"""Pages of homework."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit, require, standing_of
from core.errors import conflict_as_error
from core.files import send_picture
from core.rendering import render_page, see_other, wants_fragment
from homework.enums import Outcome
from homework.forms import AssignmentForm, HandInForm, ReplyForm
from homework.models import Assignment, Picture, Submission
from homework.queries.submissions import (
    handed_in_chart,
    how_it_stands,
    list_assignments,
    list_missing,
    list_submissions,
    own_submission,
    picture_views,
    submission_card,
)
from homework.services.assignments import change_assignment
from homework.services.submissions import (
    add_picture,
    hand_in,
    remove_picture,
    reply_to_submission,
    save_draft,
    start_submission,
    take_back,
)
from programmes.enums import AT_WORK
from programmes.models import Programme
from programmes.queries.frame import frame_for


@require_GET
@permit("programmes.see_programme", Programme, by="programme_id")
def list_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The homework of a programme."""
    cards = list_assignments(programme=programme, viewer=request.user)
    counts = any(card.expected for card in cards) and not all(card.is_mine for card in cards)
    to_do = next(
        (card for card in cards if card.is_mine and not card.is_over and card.own_state != "handed_in"), None
    )
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="homework"),
        "cards": cards,
        "lead": to_do.title if to_do else how_it_stands(cards, counts=counts),
        "next": to_do,
        "counts": counts,
        "may_plan": allowed(request.user, "programmes.plan_programme", programme),
        "programme_id": programme.public_id,
        "works": bool(standing_of(request.user).roles("programme", programme.pk) & AT_WORK),
    }
    return render_page(request, "homework/list.html", None, context)


@require_GET
@permit("homework.see_assignment", Assignment, by="assignment_id")
def assignment_page(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """One assignment: one's own next step, and what the others handed in."""
    mine = allowed(request.user, "homework.hand_in", assignment)
    own = own_submission(assignment=assignment, viewer=request.user) if mine else None
    submissions = list_submissions(assignment=assignment, viewer=request.user)
    missing = list_missing(assignment=assignment, viewer=request.user)
    context = {
        "frame": frame_for(programme=assignment.programme, viewer=request.user, current="homework"),
        "assignment": assignment,
        "mine": mine,
        "own_state": own.state if own else "",
        "own_id": own.public_id if own else "",
        "submissions": submissions,
        "missing": missing,
        "chart": handed_in_chart(handed_in=len(submissions), missing=missing),
        "oversees": allowed(request.user, "homework.oversee", assignment),
        "may_change": allowed(request.user, "homework.change_assignment", assignment),
    }
    return render_page(request, "homework/assignment.html", None, context)


@permit("homework.hand_in", Assignment, by="assignment_id")
@require_http_methods(["GET", "POST"])
def hand_in_page(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Write homework: kept as a draft by itself, and handed in with one button; "it did not work out" is
    handing in too."""
    own = own_submission(assignment=assignment, viewer=request.user)
    sent = request.POST if request.method == "POST" else None
    form = HandInForm(sent, request.FILES or None, assignment=assignment, submission=own)
    if request.method == "POST":
        form.is_valid()  # whatever is wrong, what is valid is kept below
        with conflict_as_error(form):
            own = own or start_submission(assignment=assignment, by=request.user)
            _keep_photos(form, own, request)
            answers, learned = form.answers(), form.cleaned_data.get("learned", "")
            save_draft(submission=own, answers={**own.answers, **answers}, learned=learned, by=request.user)
            if request.POST.get("action") in {"hand_in", "learned"} and not form.errors:
                outcome = Outcome.LEARNED if request.POST["action"] == "learned" else Outcome.DONE
                hand_in(submission=own, outcome=outcome, answers=answers, learned=learned, by=request.user)
                return see_other(
                    request,
                    reverse("homework:submission", args=[own.public_id]),
                    say=_("Handed in. Thank you."),
                    undo=reverse("homework:take_back", args=[own.public_id]),
                )
            if not form.errors and not wants_fragment(request):
                return see_other(request, request.path, say=_("Kept as a draft."))
    form.mark_required()
    fragment = "_photos.html" if request.POST.get("part") == "photos" else "_saved.html"
    context = {
        "frame": frame_for(programme=assignment.programme, viewer=request.user, current="homework"),
        "assignment": assignment,
        "form": form,
        "fields": [(form[field["key"]], field["kind"]) for field in assignment.fields],
        "photo_field": form[form.photo_key()] if form.photo_key() else None,
        "pictures": picture_views(own) if own else (),
        "saved_at": own.changed_at if own else None,
        "handed_in": bool(own and own.state == "handed_in"),
        "filled": sum(bool(own and own.answers.get(key)) for key in form.text_keys()),
        "total": len(form.text_keys()),
    }
    return render_page(request, "homework/hand_in.html", fragment, context)


def _keep_photos(form: HandInForm, own: Submission, request: HttpRequest) -> None:
    """Keep the photos that came along; what is no photo becomes an error beside the field."""
    key = form.photo_key()
    for upload in form.cleaned_data.get(key, []) if key else []:
        try:
            add_picture(submission=own, upload=upload, by=request.user)
        except ValidationError as problem:
            form.add_error(key, problem)


@require_POST
@permit("homework.change_submission", Submission, by="submission_id")
def take_back_submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Undo the handing in."""
    take_back(submission=submission, by=request.user)
    url = reverse("homework:hand_in", args=[submission.assignment.public_id])
    return see_other(request, url, say=_("Taken back. It is a draft again."))


@permit("homework.see_submission", Submission, by="submission_id")
@require_http_methods(["GET", "POST"])
def submission_page(request: HttpRequest, submission: Submission) -> HttpResponse:
    """What somebody handed in, with the answer of the coach; POST answers."""
    may_reply = allowed(request.user, "homework.reply", submission)
    form = ReplyForm(request.POST or None, initial={"text": submission.reply})
    if request.method == "POST":
        require(request.user, "homework.reply", submission)
        if form.is_valid():
            reply_to_submission(submission=submission, text=form.cleaned_data["text"], by=request.user)
            return see_other(request, request.path, say=_("Your answer is kept; the author gets a message."))
    context = {
        "frame": frame_for(programme=submission.programme, viewer=request.user, current="homework"),
        "submission": submission,
        "card": submission_card(submission, viewer=request.user),
        "assignment_url": reverse("homework:assignment", args=[submission.assignment.public_id]),
        "is_mine": submission.author.person_id == request.user.pk,
        "may_change": allowed(request.user, "homework.change_submission", submission),
        "may_reply": may_reply,
        "form": form if may_reply else None,
        "fillings": slots.fill("submission.actions", submission=submission, viewer=request.user),
    }
    return render_page(request, "homework/submission.html", None, context)


@require_GET
@permit("homework.see_submission", Picture, by="picture_id")
def show_picture(request: HttpRequest, picture: Picture) -> FileResponse:
    """The bytes of a photo."""
    return send_picture(picture.image)


@require_POST
@permit("homework.see_submission", Picture, by="picture_id")
def remove_picture_of_own(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Take one's own photo away."""
    require(request.user, "homework.change_submission", picture.submission)
    assignment = picture.submission.assignment
    remove_picture(picture=picture, by=request.user)
    return redirect("homework:hand_in", assignment.public_id)


@permit("homework.change_assignment", Assignment, by="assignment_id")
@require_http_methods(["GET", "POST"])
def edit_assignment(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Change the words of an assignment; its date is moved in the plan."""
    initial = {name: getattr(assignment, name) for name in ("title", "instructions", "visibility")}
    form = AssignmentForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_assignment(assignment=assignment, **form.cleaned_data, by=request.user)
        return see_other(
            request, reverse("homework:assignment", args=[assignment.public_id]), say=_("Changed.")
        )
    context = {
        "frame": frame_for(programme=assignment.programme, viewer=request.user, current="homework"),
        "assignment": assignment,
        "form": form,
    }
    return render_page(request, "homework/edit.html", None, context)
