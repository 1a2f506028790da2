"""Ideas that come in with homework."""

from accounts.models import User
from core.access import allowed
from homework.models import Submission
from ideas.services.capture import capture_idea


def catch_ideas_of(submission: Submission, by: User) -> None:
    """Make an idea of each answer to a question that asks for one, with the homework as its origin.

    Once per question: who hands in again with other words changes the homework and keeps the idea as it was caught,
    which may lie in a bundle by then. Nothing happens where ``by`` can write no ideas any more, or has no team.
    """
    if submission.team is None:
        return
    asked = [field["key"] for field in submission.assignment.fields if field["kind"] == "idea"]
    told = {key: text for key in asked if (text := submission.answers.get(key, "").strip())}
    if not told or not allowed(by, "ideas.make_idea_from_submission", submission):
        return
    for key, text in told.items():
        capture_idea(
            team=submission.team,
            text=text,
            by=by,
            submission=submission,
            author=submission.author,
            draft_key=f"homework-{submission.pk}-{key}",
            once=True,
        )
