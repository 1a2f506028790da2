"""Evenings, and the search for a day for one."""

from sessions.models.date_poll import Asked, DatePoll, DayAnswer, PollDay
from sessions.models.evening import AgendaItem, Attendance, Seat, Session
from sessions.models.own_method import OwnMethod
from sessions.models.scribe import Scribe
from sessions.models.seating import Seating, SeatingPlace
from sessions.models.word import Word

__all__ = [
    "AgendaItem",
    "Asked",
    "Attendance",
    "DatePoll",
    "DayAnswer",
    "OwnMethod",
    "PollDay",
    "Scribe",
    "Seat",
    "Seating",
    "SeatingPlace",
    "Session",
    "Word",
]
