"""Ideas in a rehearsal: invented participants write them, and they go away with it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Conflict
from ideas.models import Idea
from ideas.services.capture import capture_idea
from programmes.models import Programme
from sessions.enums import SessionState
from sessions.models import Seat, Session

AT_A_TIME = 5
INVENTED = (
    gettext_lazy("Ask the people who never come."),
    gettext_lazy("Do it for a week, and only then decide."),
    gettext_lazy("One counter for everything."),
    gettext_lazy("Let a school class explain the plan to us."),
    gettext_lazy("Stop with three rules that nobody knows."),
    gettext_lazy("Walk the route together before we draw it."),
    gettext_lazy("A letter without difficult words."),
    gettext_lazy("Begin where it works already."),
    gettext_lazy("Lend each other a colleague for a month."),
    gettext_lazy("Make it small enough to finish."),
)


@transaction.atomic
def let_them_write(*, evening: Session) -> int:
    """Let some invented participants of a rehearsal write an idea each; returns how many there are then.

    Raises ``Conflict`` where it is no rehearsal, or does not run.
    """
    if not evening.programme.is_rehearsal or evening.state != SessionState.RUNNING:
        raise Conflict(_("Open the rehearsal first."))
    already = Idea.objects.filter(evening=evening).count()
    seats = list(
        Seat.objects.held().filter(evening=evening).select_related("participation__person", "team__programme")
    )
    for number in range(already, already + AT_A_TIME):
        seat = seats[number % len(seats)]
        assert seat.team is not None  # noqa: S101 - a rehearsal has a table for everybody
        capture_idea(
            team=seat.team,
            text=str(INVENTED[number % len(INVENTED)]),
            by=seat.participation.person,
            evening=evening,
            author=seat.participation,
        )
    return already + AT_A_TIME


def remove_ideas_of_rehearsal(programme: Programme) -> None:
    """Take the ideas of a rehearsal away, which goes; in the caller's transaction. A concept has none."""
    if programme.is_rehearsal:
        Idea.objects.filter(programme=programme).delete()
