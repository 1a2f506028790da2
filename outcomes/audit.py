"""What the trail says of decisions and lessons."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from outcomes.models import Decision, Lesson

KIND = "outcomes"
LABEL = _("Decisions and lessons")

ACTS = (
    Act("outcomes.decision_recorded", _("{who} wrote down the decision on {what}")),
    Act("outcomes.decision_corrected", _("{who} corrected the decision on {what}")),
    Act("outcomes.follow_up_begun", _("{who} began {what} as the follow-up of another programme")),
    Act("outcomes.followed_up", _("{who} began a follow-up of {what}")),
    Act("outcomes.lesson_made", _("{who} wrote down a lesson: {what}"), signed=True),
    Act("outcomes.lesson_edited", _("{who} changed a lesson: {what}"), signed=True),
)

FOUND = {
    Decision: seen(
        Decision,
        label=lambda one: one.proposal.title,
        url=lambda one: reverse("outcomes:decision", args=[one.public_id]),
    ),
    Lesson: seen(
        Lesson,
        label=lambda one: Truncator(one.text).chars(60),
        url=lambda one: reverse("outcomes:lesson", args=[one.public_id]),
    ),
}
