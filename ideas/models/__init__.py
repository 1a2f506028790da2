"""From one thought, as it was caught, to the proposal that a team ends with."""

from ideas.models.choices import Answer, Choice, Mark
from ideas.models.gathering import Cluster, ClusterChange, Idea
from ideas.models.moderation import Apart, IdeaReport
from ideas.models.paper import Paper, Printing
from ideas.models.proposals import Proposal, ProposalVersion
from ideas.models.rounds import Ballot, PaperDots, Vote, VotingRound

__all__ = [
    "Answer",
    "Apart",
    "Ballot",
    "Choice",
    "Cluster",
    "ClusterChange",
    "Idea",
    "IdeaReport",
    "Mark",
    "Paper",
    "PaperDots",
    "Printing",
    "Proposal",
    "ProposalVersion",
    "Vote",
    "VotingRound",
]
