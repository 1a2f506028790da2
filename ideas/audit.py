"""What the trail says of ideas, bundles, rounds and proposals.

Dots are in no trail, nor are ideas before the reveal: it would tell who voted what, and who wrote.
"""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.queries.trail_words import Act, seen
from ideas.models import Choice, ClusterChange, Idea, Printing, Proposal, VotingRound

KIND = "ideas"
LABEL = _("Ideas")

ACTS = (
    Act("ideas.captured", _("{who} wrote down an idea: {what}"), signed=True),
    Act("ideas.edited", _("{who} changed the idea {what}"), signed=True),
    Act("ideas.ended", _("{who} said that an idea goes no further: {what}"), signed=True),
    Act("ideas.covered", _("{who} stopped showing an idea: {what}")),
    Act("ideas.uncovered", _("{who} showed an idea again: {what}")),
    Act("ideas.reported", _("{who} reported an idea: {what}"), signed=True),
    Act("ideas.let_stand", _("{who} decided that a reported idea may stand: {what}")),
    Act("ideas.weighed_again", _("{who} took back a decision about a reported idea: {what}")),
    Act("ideas.paper_printed", _("{who} printed cards or ballots: {what}")),
    Act("ideas.paper_typed", _("{who} typed what stood on paper: {what}")),
    Act("ideas.paper_untyped", _("{who} took back what was typed from paper: {what}")),
    Act("ideas.all_ended", _("{who} said that all ideas without a place go no further: {what}")),
    Act("ideas.reopened", _("{who} took up an idea again: {what}"), signed=True),
    Act("ideas.set_apart", _("{who} said that an idea is not the same as another one: {what}")),
    Act("ideas.apart_undone", _("{who} took back that an idea is not the same as another one: {what}")),
    Act("ideas.bundles_changed", _("{who} changed the bundles of {what}")),
    Act("ideas.bundles_undone", _("{who} took back a change of the bundles of {what}")),
    Act("ideas.round_opened", _("{who} opened a round of dots: {what}")),
    Act("ideas.round_closed", _("{who} closed a round of dots: {what}")),
    Act("ideas.paper_entered", _("{who} entered dots that were placed on paper: {what}")),
    Act("ideas.paper_corrected", _("{who} corrected the dots on paper after the closing: {what}")),
    Act("ideas.choice_opened", _("{who} let the team choose: {what}")),
    Act("ideas.choice_closed", _("{who} closed what the team chose: {what}")),
    Act("ideas.choice_reopened", _("{who} opened again what the team chose: {what}")),
    Act("ideas.consent_reached", _("{who} closed a consent round without an objection: {what}")),
    Act("ideas.proposal_begun", _("{who} began a proposal: {what}"), signed=True),
    Act("ideas.proposal_edited", _("{who} changed the proposal {what}"), signed=True),
    Act("ideas.proposal_goals", _("{who} tied the proposal {what} to policy goals")),
    Act("ideas.proposal_agreed", _("{who} agreed with the proposal {what} for the team"), signed=True),
    Act("ideas.proposal_reopened", _("{who} opened the proposal {what} again"), signed=True),
)

FOUND = {
    Idea: seen(
        Idea,
        label=lambda one: Truncator(one.text).chars(60),
        url=lambda one: reverse("ideas:idea", args=[one.public_id]),
    ),
    ClusterChange: seen(
        ClusterChange,
        label=lambda one: one.team.name,
        url=lambda one: reverse("ideas:clusters", args=[one.team.public_id]),
    ),
    Printing: seen(
        Printing,
        label=lambda one: one.evening.title,
        url=lambda one: reverse("ideas:paper", args=[one.evening.public_id]),
    ),
    VotingRound: seen(VotingRound, url=lambda one: reverse("ideas:round", args=[one.public_id])),
    Choice: seen(Choice, url=lambda one: reverse("ideas:choice", args=[one.public_id])),
    Proposal: seen(Proposal, url=lambda one: reverse("ideas:proposal", args=[one.public_id])),
}
