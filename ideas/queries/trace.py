"""Where an idea came from and what became of it, as rows of the upright course line."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed
from core.drawing import Stop, Waypoint, stand_course
from homework.models import Submission
from ideas.enums import ProposalState
from ideas.models import Idea, Proposal
from ideas.queries.ideas import hides, idea_card
from programmes.queries.signing import signature


def trace_of(idea: Idea, *, viewer: Any) -> tuple[Stop, ...]:
    """From homework or evening over the idea and its bundle to the proposals of that bundle. At most 4 queries.

    Each step that ``viewer`` may open is a link. Of a hidden idea nothing tells who wrote it.
    """
    way = [*_from(idea, viewer), _itself(idea, viewer), *_became(idea, viewer)]
    last = len(way) - 1
    steps = [
        Waypoint(
            kind=one.kind, at=one.at, label=one.label, note=one.note, url=one.url, level=min(place, 4),
            state="done" if place < last or one.state == "done" else "next",
        )
        for place, one in enumerate(way)
    ]  # fmt: skip
    return stand_course(steps)


def _from(idea: Idea, viewer: Any) -> list[Waypoint]:
    way = []
    if idea.submission is not None:
        seen = Submission.objects.visible_to(viewer).filter(pk=idea.submission.pk).first()
        signed = signature(seen.author) if seen is not None else ""
        way.append(
            Waypoint(
                "homework",
                idea.submission.changed_at,
                idea.submission.assignment.title,
                note=_("Homework, by %(who)s") % {"who": signed} if signed else _("Homework"),
                url=reverse("homework:submission", args=[seen.public_id]) if seen is not None else "",
                state="done",
            )
        )
    if idea.evening is not None:
        url = reverse("evenings:evening", args=[idea.evening.public_id])
        way.append(Waypoint("evening", idea.evening.moment.at, idea.evening.title, url=url, state="done"))
    return way


def _itself(idea: Idea, viewer: Any) -> Waypoint:
    card = idea_card(idea, viewer=viewer)
    label = _("This idea, %(code)s") % {"code": card.code} if card.code else _("This idea")
    note = _("caught by %(who)s") % {"who": card.author} if card.author else ""
    return Waypoint("evening", idea.created_at, label, note=note, state="done")


def _became(idea: Idea, viewer: Any) -> list[Waypoint]:
    if idea.ending:
        return [Waypoint("result", idea.created_at, _("Not further"), note=idea.ending, state="done")]
    if idea.cluster is None or idea.cluster.is_gone or hides(idea):
        return [Waypoint("result", idea.created_at, _("No follow-up yet"), state="planned")]
    others = idea.cluster.ideas.uncovered().exclude(pk=idea.pk).count()
    with_others = ngettext("with %(count)d other idea", "with %(count)d other ideas", others) % {
        "count": others
    }
    way = [
        Waypoint(
            "evening",
            idea.created_at,
            _("Bundle: %(title)s") % {"title": idea.cluster.title},
            note=with_others if others else "",
            url=reverse("ideas:cluster", args=[idea.cluster.public_id])
            if allowed(viewer, "ideas.see_bundles", idea)
            else "",
            state="done",
        )
    ]
    for proposal in Proposal.objects.visible_to(viewer).filter(cluster=idea.cluster_id):
        agreed = proposal.state == ProposalState.AGREED
        way.append(
            Waypoint(
                "result",
                proposal.changed_at,
                _("Proposal: %(title)s") % {"title": proposal.title},
                note=str(proposal.get_state_display()),
                url=reverse("ideas:proposal", args=[proposal.public_id]),
                state="done" if agreed else "planned",
            )
        )
    return way
