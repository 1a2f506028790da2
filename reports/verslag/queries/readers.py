"""To whom a verslag goes: who was there, and who was not."""

from dataclasses import dataclass

from programmes.models import Participation
from reports.verslag.models import Verslag
from sessions.enums import Answer
from sessions.models import Attendance
from sessions.queries.coming import expected_at


@dataclass(frozen=True, slots=True)
class Readers:
    """Everybody for whom the evening was and who takes part still."""

    present: tuple[Participation, ...]
    absent: tuple[Participation, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.present) + len(self.absent)


def readers_of(*, verslag: Verslag) -> Readers:
    """Who gets the verslag. 2 queries.

    Where somebody noted who was there, all others were not. Where nobody did, whoever had not said no was.
    """
    evening = verslag.evening
    people = list(expected_at(evening).select_related("person").order_by("person__name", "pk"))
    rows = Attendance.objects.filter(evening=evening).values_list("participation_id", "is_present", "answer")
    there = {pk for pk, present, _answer in rows if present}
    away = {pk for pk, present, answer in rows if present is False or answer == Answer.NO}
    present = [one for one in people if one.pk in there or (not there and one.pk not in away)]
    return Readers(tuple(present), tuple(one for one in people if one not in present))
