"""What people may do with ideas in one phase and not in another, in words."""

from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from programmes.models import Participation, Programme
from programmes.queries.phases import STAND_IN, Ability
from teams.models import Team


def _team(programme: Programme) -> Team:
    return Team(pk=STAND_IN, programme=programme)


def _own_idea(programme: Programme) -> Idea:
    return Idea(
        programme=programme,
        team=_team(programme),
        author=Participation(person_id=STAND_IN, programme=programme),
    )


ABILITIES = (
    Ability(
        "ideas.capture_ideas",
        lambda programme: programme,
        _("%(who)s can write new ideas."),
        _("%(who)s can write no new ideas any more."),
    ),
    Ability(
        "ideas.edit_idea",
        _own_idea,
        _("%(who)s can change the words of their own ideas."),
        _("%(who)s can no longer change the words of their own ideas."),
    ),
    Ability(
        "ideas.bundle_ideas",
        _team,
        _("%(who)s can put ideas into bundles."),
        _("%(who)s can no longer put ideas into bundles."),
    ),
    Ability(
        "ideas.open_round",
        _team,
        _("%(who)s can open a round of dots."),
        _("%(who)s can open no round of dots any more."),
    ),
    Ability(
        "ideas.begin_proposal",
        _team,
        _("%(who)s can begin a proposal."),
        _("%(who)s can begin no proposal any more."),
    ),
)
