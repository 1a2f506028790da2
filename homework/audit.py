"""What the trail says of homework."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from homework.models import Assignment, Picture, Submission

KIND = "homework"
LABEL = _("Homework")

ACTS = (
    Act("homework.assignment_added", _("{who} planned the homework {what}")),
    Act("homework.assignment_dropped", _("{who} took homework out of the plan")),
    Act("homework.assignment_changed", _("{who} changed the homework {what}")),
    Act("homework.handed_in", _("{who} handed in {what}"), signed=True),
    Act("homework.corrected", _("{who} corrected {what}"), signed=True),
    Act("homework.taken_back", _("{who} took {what} back"), signed=True),
    Act("homework.picture_added", _("{who} added a photo to {what}"), signed=True),
    Act("homework.picture_removed", _("{who} took a photo out of {what}"), signed=True),
    Act("homework.picture_described", _("{who} wrote what a photo shows in {what}"), signed=True),
    Act("homework.reminded", _("{who} reminded a team of {what}")),
    Act("homework.replied", _("{who} answered to {what}")),
)

FOUND = {
    Assignment: seen(Assignment, url=lambda one: reverse("homework:assignment", args=[one.public_id])),
    # By the name of the homework: whose it is, its page says to those who may know.
    Submission: seen(
        Submission,
        label=lambda one: one.assignment.title,
        url=lambda one: reverse("homework:submission", args=[one.public_id]),
    ),
    Picture: seen(
        Picture,
        label=lambda one: one.submission.assignment.title,
        url=lambda one: reverse("homework:submission", args=[one.submission.public_id]),
    ),
}
