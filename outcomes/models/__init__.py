"""What came of it, by subject."""

from outcomes.models.conference import Body, Endorsement, Point
from outcomes.models.presenting import Presentation, Reaction
from outcomes.models.regional import RegionalTask, TaskShare
from outcomes.models.results import Decision, Example, ExampleQuestion, FollowUp, Lesson, Reflection

__all__ = [
    "Body",
    "Decision",
    "Endorsement",
    "Example",
    "ExampleQuestion",
    "FollowUp",
    "Lesson",
    "Point",
    "Presentation",
    "Reaction",
    "Reflection",
    "RegionalTask",
    "TaskShare",
]
