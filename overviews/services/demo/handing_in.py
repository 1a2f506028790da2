"""Homework of the demo, handed in as people do it, and then put back in time."""

import datetime as dt

from accounts.models import User
from homework.enums import Outcome
from homework.models import Assignment, Submission
from homework.services.submissions import hand_in, start_submission
from overviews.services.demo.accounts import put_back
from overviews.services.demo.story import Handed


def handed_in(assignment: Assignment, one: Handed, *, by: User, at: dt.datetime) -> Submission:
    """What ``by`` handed in at ``at``."""
    submission = start_submission(assignment=assignment, by=by)
    hand_in(
        submission=submission,
        outcome=Outcome.LEARNED if one.learned else Outcome.DONE,
        answers=one.answers,
        learned=one.learned,
        by=by,
    )
    put_back(submission, handed_in_at=at)
    return submission
