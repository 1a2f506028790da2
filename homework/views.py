"""Pages of homework."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import slots
from core.access import allowed, permit, require, standing_of
from core.errors import Conflict, conflict_as_error
from core.files import send_picture
from core.rendering import render_page, see_other, wants_fragment
from homework.enums import Outcome
from homework.forms import TALKED_WITH, AssignmentForm, HandInForm, NewAssignmentForm, ReplyForm
from homework.models import Assignment, Picture, Submission
from homework.queries.overview import homework_overview, teams_guided
from homework.queries.recipes import recipes
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
from homework.queries.talks import groups_to_name
from homework.services.assignments import (
    change_assignment,
    copy_to_teams,
    create_assignment,
    drop_assignment,
)
from homework.services.reminding import remind_team
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
from sessions.queries.evenings import evenings_to_come
from teams.queries import teams_for


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
        "sees_behind": allowed(request.user, "homework.see_behind", programme),
        "programme_id": programme.public_id,
        "works": bool(standing_of(request.user).roles("programme", programme.pk) & AT_WORK),
    }
    return render_page(request, "homework/list.html", None, context)


@permit("programmes.plan_programme", Programme, by="programme_id")
@require_http_methods(["GET", "POST"])
def new_assignment(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add homework by hand."""
    form = NewAssignmentForm(
        request.POST or None,
        recipes=recipes(),
        teams=teams_for(programme=programme, viewer=request.user),
        evenings=evenings_to_come(programme=programme, viewer=request.user),
    )
    if form.is_valid():
        with conflict_as_error(form):
            made = create_assignment(programme=programme, by=request.user, **form.cleaned_data)
            url = reverse("homework:edit", args=[made.public_id])
            return see_other(request, url, say=_("“%(title)s” is in the plan.") % {"title": made.title})
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="homework"),
        "programme_id": programme.public_id,
        "form": form,
    }
    return render_page(request, "homework/new.html", None, context)


@require_POST
@permit("homework.change_assignment", Assignment, by="assignment_id")
def copy_assignment(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """The homework of one team for the other teams too."""
    plan = reverse("programmes:plan", args=[assignment.programme.public_id])
    try:
        made = copy_to_teams(assignment=assignment, by=request.user)
    except Conflict as conflict:
        return see_other(request, plan, say=conflict)
    said = ngettext("%(n)d team got it too.", "%(n)d teams got it too.", len(made)) % {"n": len(made)}
    return see_other(request, plan, say=said)


@permit("homework.change_assignment", Assignment, by="assignment_id")
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Take homework out of the plan: asked once, with what goes along."""
    programme, problem = assignment.programme, ""
    if request.method == "POST":
        try:
            drop_assignment(assignment=assignment, by=request.user)
        except Conflict as conflict:
            problem = str(conflict)
        else:
            said = _("“%(title)s” is out of the plan.") % {"title": assignment.title}
            return see_other(request, reverse("programmes:plan", args=[programme.public_id]), say=said)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="homework"),
        "assignment": assignment,
        "problem": problem,
        "began": assignment.submissions.count(),
        "reminders": assignment.moment.followers.count(),
    }
    return render_page(request, "homework/drop.html", None, context, status=409 if problem else 200)


@require_GET
@permit("homework.see_behind", Programme, by="programme_id")
def behind_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who is how far, per assignment and per person."""
    page = homework_overview(programme=programme, viewer=request.user, team_id=request.GET.get("team", ""))
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="homework"),
        "programme": programme,
        "page": page,
    }
    return render_page(request, "homework/behind.html", None, context)


@require_POST
@permit("homework.remind", Assignment, by="assignment_id")
def remind(request: HttpRequest, assignment: Assignment, team_id: str) -> HttpResponse:
    """The reminder to those of one team who did not hand in."""
    programme = assignment.programme
    guided = teams_guided(programme=programme, viewer=request.user)
    team = next((one for one in guided if one.public_id == team_id), None)
    if team is None:
        raise Http404
    count = remind_team(assignment=assignment, team=team, by=request.user)
    said = _("Everybody who waits was reminded of it today already, or has handed in.")
    if count:
        said = ngettext("%(count)d person gets a reminder.", "%(count)d people get a reminder.", count) % {
            "count": count
        }
    there = reverse("homework:behind", args=[programme.public_id])
    return see_other(request, f"{there}?team={team.public_id}", say=said)


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
    form = HandInForm(
        sent,
        request.FILES or None,
        assignment=assignment,
        submission=own,
        groups=groups_to_name(assignment),
    )
    if request.method == "POST":
        form.is_valid()  # whatever is wrong, what is valid is kept below
        with conflict_as_error(form):
            own = own or start_submission(assignment=assignment, by=request.user)
            _keep_photos(form, own, request)
            answers, learned = form.answers(), form.cleaned_data.get("learned", "")
            save_draft(
                submission=own,
                answers={**own.answers, **answers},
                learned=learned,
                talked_with=form.talked_with(),
                by=request.user,
            )
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
        "talked_with": form[TALKED_WITH] if TALKED_WITH in form.fields else None,
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
