"""Homework that was a talk with somebody, and for which group that counts."""

from collections.abc import Iterable, Sequence

from homework.enums import Outcome
from homework.models import Assignment, Submission
from programmes.models import Programme, StakeholderGroup
from programmes.queries.voices import Source, Voice

_TALK = "who"
"""The harvest field that asks with whom somebody talked."""


def groups_to_name(assignment: Assignment) -> list[StakeholderGroup]:
    """The groups that the person may belong to; none where the homework is no talk. At most 1 query."""
    if all(field["key"] != _TALK for field in assignment.fields):
        return []
    return list(StakeholderGroup.objects.present().filter(programme=assignment.programme_id))


def talks_of(programme: Programme, groups: Sequence[StakeholderGroup]) -> Iterable[Voice]:
    """The talks that were handed in, for the groups of who was talked to; nobody's name goes along. 1 query."""
    talks = Submission.objects.handed_in().filter(
        programme=programme, outcome=Outcome.DONE, talked_with__in=groups
    )
    for group_id, theme_id, at in talks.values_list("talked_with", "team__theme", "handed_in_at"):
        if group_id is not None and at is not None:  # as the filter has it; the types do not know
            yield Voice(group_id, theme_id, Source.TALK, since=at, until=at)
