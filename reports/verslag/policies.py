"""Who may do what with a verslag, when."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from programmes.policies import is_open, is_running
from reports.verslag.models import Verslag
from sessions.enums import SessionState
from sessions.models import Session
from teams.policies import steers_team


@predicate
def is_over(standing: Standing, evening: Session) -> bool:
    """Whether the evening was held and closed."""
    return evening.state == SessionState.CLOSED


@predicate
def loaded(standing: Standing, obj: Any) -> bool:
    """Whether ``visible_to`` gave the verslag: role, team and whether it was sent decide there."""
    return isinstance(obj, Verslag)


add_rule(
    "reports.write_verslag",
    steers_team & is_open & is_over,
    who=_(
        "Who leads the evening, the facilitators or the coach of its team, writes the verslag once it is over."
    ),
)
add_rule(
    "reports.send_verslag",
    steers_team & is_running & is_over,
    who=_("Who leads the evening sends its verslag, while the programme runs."),
)
add_rule("reports.read_verslag", loaded, who=_("Those for whom the evening was read its verslag."))
