"""Who may see who goes quiet, and ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from core.access import Standing, add_rule
from programmes.enums import Role
from programmes.policies import facilitates, is_concept, is_running, programme_of


@predicate
def coaches_here(standing: Standing, obj: Any) -> bool:
    """Whether this person is a coach in the programme of ``obj``, of whichever team."""
    return Role.COACH in standing.roles("programme", programme_of(obj).pk)


add_rule(
    "overviews.see_quiet",
    facilitates | (coaches_here & ~is_concept),
    who=_("A facilitator, and a coach for the own team, can see who goes quiet."),
)
add_rule(
    "overviews.ask_how_it_goes",
    (facilitates | coaches_here) & is_running,
    who=_(
        "A facilitator, and a coach for the own team, can ask somebody how it goes while the programme runs."
    ),
)
