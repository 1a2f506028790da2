"""The messages about evenings: who is invited, what changed, what is off, and on which day it can be."""

from sessions.messages import coming, days, evenings, off, planning

KINDS = evenings.KINDS + off.KINDS + days.KINDS + coming.KINDS

__all__ = ["KINDS", "coming", "days", "evenings", "off", "planning"]
