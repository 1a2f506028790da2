"""What outcomes show on pages below them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from core.slots import Filling
from homework.models import Submission
from ideas.models import Proposal
from outcomes.models import Example
from outcomes.queries.examples import cards_of, gathering_block
from outcomes.queries.follow_up import lineage_of
from outcomes.queries.reflections import reflection_page
from outcomes.queries.results import decision_card, decision_on, lessons_from
from programmes.models import Programme
from sessions.enums import SessionKind, SessionState
from sessions.models import Scribe, Session


def proposal_actions(*, proposal: Proposal, viewer: Any) -> Filling | None:
    """Beside a proposal: what was decided, or the way to record it. 1 query."""
    decision = decision_on(proposal=proposal)
    if decision is not None:
        return Filling("outcomes/_proposal_decision.html", {"decision": decision_card(decision), "url": ""})
    if not allowed(viewer, "outcomes.record_decision", proposal):
        return None
    url = reverse("outcomes:decide", args=[proposal.public_id])
    return Filling("outcomes/_proposal_decision.html", {"decision": None, "url": url})


def submission_actions(*, submission: Submission, viewer: Any) -> Filling | None:
    """Below homework: the lessons from it, and the way to make one. 2 queries."""
    lessons = lessons_from(submission=submission, viewer=viewer)
    may = allowed(viewer, "outcomes.make_lesson", submission)
    if not (lessons or may):
        return None
    url = reverse("outcomes:make_lesson", args=[submission.public_id]) if may else ""
    return Filling("outcomes/_submission_lessons.html", {"lessons": lessons, "url": url})


def lineage(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme: from which one it comes, and in which it went on. 3 queries."""
    found = lineage_of(programme=programme, viewer=viewer)
    return Filling("outcomes/_lineage.html", {"lineage": found}) if found else None


def closed(*, programme: Programme, viewer: Any) -> Filling | None:
    """Where a programme is closed: the way to go on with it. No query."""
    if not allowed(viewer, "outcomes.begin_follow_up", programme):
        return None
    return Filling("outcomes/_go_on.html", {"programme": programme})


def evening_examples(*, evening: Session, viewer: Any) -> Filling | None:
    """On the page of an evening that is over: what was told there, and the way to tell another. At most 3 queries."""
    if evening.state != SessionState.CLOSED or not allowed(
        viewer, "outcomes.see_examples", evening.programme
    ):
        return None
    lists = cards_of(Example.objects.visible_to(viewer).filter(evening=evening), viewer=viewer)
    may = allowed(viewer, "outcomes.tell_example", evening)
    if not lists.total:
        return None
    return Filling("outcomes/_evening_examples.html", {"evening": evening, "lists": lists, "may_tell": may})


def evening_reflection(*, evening: Session, viewer: Any) -> Filling | None:
    """On the page of an evening that has begun: the way to look back on it. At most 3 queries."""
    begun = evening.state in {SessionState.RUNNING, SessionState.CLOSED}
    if not begun or not allowed(viewer, "outcomes.see_reflections", evening):
        return None
    page = reflection_page(evening=evening, viewer=viewer)
    if not (page.own or page.others or page.may_write):
        return None
    return Filling("outcomes/_evening_reflection.html", {"evening": evening, "page": page})


def own_reflections_line(*, viewer: Any) -> Filling | None:
    """On the page about oneself: the way to what one wrote. No query."""
    return Filling("outcomes/_own_reflections_line.html", {})


def scribe_example(*, scribe: Scribe, viewer: Any) -> Filling | None:
    """On the screen of a scribe: the way to write down an example, in a block that gathers them. At most 1 query."""
    if gathering_block(scribe.evening) is None or not allowed(
        viewer, "outcomes.write_example_for_others", scribe
    ):
        return None
    url = reverse("outcomes:write_example", args=[scribe.public_id])
    return Filling("outcomes/_scribe_example.html", {"url": url})


def conference_of_evening(*, evening: Session, viewer: Any) -> Filling | None:
    """On the page of a conference or a closing: what its facilitator prepares, and what came of it. No query."""
    links = []
    if evening.kind not in {SessionKind.CONFERENCE, SessionKind.CLOSING} or evening.state == SessionState.OFF:
        return None
    if allowed(viewer, "outcomes.run_conference", evening) and evening.state != SessionState.CLOSED:
        if evening.kind == SessionKind.CONFERENCE:
            url = reverse("outcomes:endorsing", args=[evening.public_id])
            links.append((url, _("Points and organisations")))
        links.append((reverse("outcomes:presenting", args=[evening.public_id]), _("What is presented")))
    if evening.kind == SessionKind.CONFERENCE and allowed(
        viewer, "programmes.see_programme", evening.programme
    ):
        programme = evening.programme.public_id
        links.append((reverse("outcomes:endorsements", args=[programme]), _("Who endorses what")))
        links.append((reverse("outcomes:agenda", args=[programme]), _("Regional agenda")))
    return Filling("outcomes/_evening_prepare.html", {"links": links}) if links else None
