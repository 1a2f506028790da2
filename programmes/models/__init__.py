"""A programme, who takes part in it, when what happens, what it is about and for, and whose voice it hears."""

from programmes.models.blueprint import Blueprint, BlueprintDraft
from programmes.models.calendar import Moment, Phase, PlanChange, Reminder
from programmes.models.goals import Agreement, PolicyGoal, ServedGoal
from programmes.models.programme import Participation, PastRole, Programme
from programmes.models.question import Intake, Question
from programmes.models.theme_round import ThemeProposal, ThemeRound, ThemeWish
from programmes.models.themes import Theme
from programmes.models.voices import Hearing, StakeholderGroup

__all__ = [
    "Agreement",
    "Blueprint",
    "BlueprintDraft",
    "Hearing",
    "Intake",
    "Moment",
    "Participation",
    "PastRole",
    "Phase",
    "PlanChange",
    "PolicyGoal",
    "Programme",
    "Question",
    "Reminder",
    "ServedGoal",
    "StakeholderGroup",
    "Theme",
    "ThemeProposal",
    "ThemeRound",
    "ThemeWish",
]
