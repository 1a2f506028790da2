"""From one thought, as it was caught, to the proposal that a team ends with."""

from ideas.models.choices import Answer, Choice, Mark
from ideas.models.gathering import Cluster, ClusterChange, Idea
from ideas.models.proposals import Proposal, ProposalVersion
from ideas.models.rounds import Ballot, PaperDots, Vote, VotingRound

__all__ = [
    "Answer",
    "Ballot",
    "Choice",
    "Cluster",
    "ClusterChange",
    "Idea",
    "Mark",
    "PaperDots",
    "Proposal",
    "ProposalVersion",
    "Vote",
    "VotingRound",
]
