"""What the trail says of decisions and lessons."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from outcomes.models import (
    Body,
    Decision,
    Endorsement,
    Example,
    Lesson,
    Point,
    Presentation,
    Reflection,
    RegionalTask,
)

KIND = "outcomes"
LABEL = _("Examples, lessons and decisions")

ACTS = (
    Act("outcomes.decision_recorded", _("{who} wrote down the decision on {what}")),
    Act("outcomes.decision_corrected", _("{who} corrected the decision on {what}")),
    Act("outcomes.follow_up_begun", _("{who} began {what} as the follow-up of another programme")),
    Act("outcomes.followed_up", _("{who} began a follow-up of {what}")),
    Act("outcomes.lesson_made", _("{who} wrote down a lesson: {what}"), signed=True),
    Act("outcomes.example_told", _("{who} told an example: {what}"), signed=True),
    Act("outcomes.example_edited", _("{who} changed an example: {what}"), signed=True),
    Act("outcomes.example_taken_back", _("{who} took an example back: {what}"), signed=True),
    Act("outcomes.example_put_back", _("{who} put an example back: {what}"), signed=True),
    Act("outcomes.example_hidden", _("{who} hid an example: {what}")),
    Act("outcomes.example_shown_again", _("{who} showed an example again: {what}")),
    Act("outcomes.asked_on", _("{who} asked on about an example: {what}"), signed=True),
    Act("outcomes.question_answered", _("{who} answered a question about an example: {what}"), signed=True),
    Act("outcomes.question_removed", _("{who} took away a question about an example: {what}")),
    Act("outcomes.question_put_back", _("{who} put back a question about an example: {what}")),
    Act("outcomes.reflection_shared", _("{who} shared what he or she learned at {what}"), signed=True),
    Act(
        "outcomes.reflection_kept_private",
        _("{who} no longer shares what he or she learned at {what}"),
        signed=True,
    ),
    Act("outcomes.lesson_edited", _("{who} changed a lesson: {what}"), signed=True),
    Act("outcomes.body_added", _("{who} put {what} on the list of organisations")),
    Act("outcomes.body_changed", _("{who} changed {what} on the list of organisations")),
    Act("outcomes.body_removed", _("{who} took an organisation off the list")),
    Act("outcomes.point_added", _("{who} put a point to the organisations: {what}")),
    Act("outcomes.point_changed", _("{who} changed the words of the point {what}")),
    Act("outcomes.point_moved", _("{who} put the point {what} in another place")),
    Act("outcomes.point_removed", _("{who} took a point away")),
    Act("outcomes.point_shown", _("{who} showed what organisations say of {what}")),
    Act("outcomes.point_hidden", _("{who} took off the wall what organisations say of {what}")),
    Act("outcomes.endorsed", _("{who} wrote down what an organisation says: {what}")),
    Act("outcomes.endorsements_settled", _("{who} settled what the organisations said at {what}")),
    Act("outcomes.endorsement_corrected", _("{who} corrected what an organisation said: {what}")),
    Act("outcomes.task_added", _("{who} put a task on the regional agenda: {what}")),
    Act("outcomes.task_changed", _("{who} changed a task of the regional agenda: {what}")),
    Act("outcomes.task_moved", _("{who} moved a task of the regional agenda: {what}")),
    Act("outcomes.task_removed", _("{who} took a task off the regional agenda: {what}")),
    Act("outcomes.task_put_back", _("{who} put a task back on the regional agenda: {what}")),
    Act("outcomes.presentation_added", _("{who} put {what} in the order of presenting")),
    Act("outcomes.presentation_moved", _("{who} moved {what} in the order of presenting")),
    Act("outcomes.presentation_removed", _("{who} took something out of the order of presenting")),
    Act("outcomes.presentation_time", _("{who} gave {what} another length")),
    Act("outcomes.presented", _("{who} went on with presenting at {what}")),
    Act("outcomes.reactions_shown", _("{who} showed the reactions to {what}")),
    Act("outcomes.reactions_hidden", _("{who} took the reactions to {what} off the screens")),
)

FOUND = {
    Decision: seen(
        Decision,
        label=lambda one: one.proposal.title,
        url=lambda one: reverse("outcomes:decision", args=[one.public_id]),
    ),
    Example: seen(
        Example,
        label=lambda one: Truncator(one.what).chars(60),
        url=lambda one: reverse("outcomes:example", args=[one.public_id]),
    ),
    Reflection: seen(
        Reflection,
        label=lambda one: one.evening.title,
        url=lambda one: reverse("outcomes:reflection", args=[one.evening.public_id]),
    ),
    Lesson: seen(
        Lesson,
        label=lambda one: Truncator(one.text).chars(60),
        url=lambda one: reverse("outcomes:lesson", args=[one.public_id]),
    ),
    Body: seen(
        Body,
        label=lambda one: one.name,
        url=lambda one: reverse("outcomes:endorsements", args=[one.programme.public_id]),
    ),
    Point: seen(
        Point,
        label=lambda one: Truncator(one.title).chars(60),
        url=lambda one: reverse("outcomes:endorsements", args=[one.programme.public_id]),
    ),
    Endorsement: seen(
        Endorsement,
        label=lambda one: one.body.name,
        url=lambda one: reverse("outcomes:endorsements", args=[one.programme.public_id]),
    ),
    RegionalTask: seen(
        RegionalTask,
        label=lambda one: Truncator(one.what).chars(60),
        url=lambda one: reverse("outcomes:agenda", args=[one.programme.public_id]),
    ),
    Presentation: seen(
        Presentation,
        label=str,
        url=lambda one: reverse("outcomes:presenting", args=[one.evening.public_id]),
    ),
}
