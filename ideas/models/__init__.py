"""From one thought, as it was caught, to the proposal that a team ends with."""

from ideas.models.gathering import Cluster, ClusterChange, Idea
from ideas.models.proposals import Proposal, ProposalVersion
from ideas.models.rounds import Ballot, Vote, VotingRound

__all__ = ["Ballot", "Cluster", "ClusterChange", "Idea", "Proposal", "ProposalVersion", "Vote", "VotingRound"]
