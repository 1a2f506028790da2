"""What one can choose from above the list of ideas, and what its heading says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.rendering import NavLink
from ideas.queries.ideas import EveningChoice, IdeaFilters, Overview, overview
from ideas.queries.search import clean_question
from programmes.models import Programme
from teams.models import Team
from teams.queries import teams_for


def parameters(filters: IdeaFilters) -> list[tuple[str, str]]:
    """What stands in the address of ``filters``."""
    pairs = [
        ("team", filters.team.public_id if filters.team else ""),
        ("evening", filters.evening.public_id if filters.evening else ""),
        ("waiting", "1" if filters.only_waiting else ""),
        ("q", filters.asked),
    ]
    return [(name, value) for name, value in pairs if value]


def heading(filters: IdeaFilters, count: int) -> str:
    """The state in words: "34 ideeën van Landschap"."""
    if filters.asked:
        found = ngettext("%(count)d idea with “%(asked)s”", "%(count)d ideas with “%(asked)s”", count)
        return found % {"count": count, "asked": filters.asked}
    if filters.only_waiting:
        text = ngettext("%(count)d idea without a follow-up", "%(count)d ideas without a follow-up", count)
        return text % {"count": count}
    if filters.team is not None:
        text = ngettext("%(count)d idea of %(team)s", "%(count)d ideas of %(team)s", count)
        return text % {"count": count, "team": filters.team.name}
    return ngettext("%(count)d idea", "%(count)d ideas", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class Choices:
    """The teams and evenings whose ideas somebody may see, with how many there are."""

    programme: Programme
    teams: tuple[Team, ...]
    evenings: tuple[EveningChoice, ...]
    counted: Overview

    def read(self, asked: Mapping[str, str]) -> IdeaFilters:
        """The filters in an address; what is unknown or not to be seen is left out. Who sees one team has chosen it."""
        team = next((team for team in self.teams if team.public_id == asked.get("team")), None)
        return IdeaFilters(
            team=self.teams[0] if team is None and len(self.teams) == 1 else team,
            evening=next((one for one in self.evenings if one.public_id == asked.get("evening")), None),
            only_waiting=asked.get("waiting") == "1",
            asked=clean_question(asked.get("q", "")),
        )

    def chips(self, filters: IdeaFilters) -> list[NavLink]:
        """The filters as links: each keeps what the others chose, and a chosen one lets go of itself."""
        total = self.counted.total
        chips = []
        if len(self.teams) > 1:
            chips.append(
                self._link(_("All teams"), total.ideas, filters.team is None, replace(filters, team=None))
            )
            for team in self.teams:
                count = self.counted.of_team(team).ideas
                chips.append(self._link(team.name, count, filters.team == team, replace(filters, team=team)))
        for evening in self.evenings:
            chosen = filters.evening == evening
            change = replace(filters, evening=None if chosen else evening)
            chips.append(self._link(evening.title, self.counted.by_evening[evening.pk].ideas, chosen, change))
        waiting = self.counted.of_team(filters.team).waiting if filters.team else total.waiting
        change = replace(filters, only_waiting=not filters.only_waiting)
        chips.append(self._link(_("Without a follow-up"), waiting, filters.only_waiting, change))
        return chips

    def _link(self, label: str, count: int, current: bool, filters: IdeaFilters) -> NavLink:
        url = reverse("ideas:list", args=[self.programme.public_id])
        query = urlencode(parameters(filters))
        return NavLink(url=f"{url}?{query}" if query else url, label=label, current=current, count=count)


def choices_for(*, programme: Programme, viewer: Any) -> Choices:
    """What ``viewer`` can choose from among the ideas of ``programme``. 2 queries."""
    counted = overview(programme=programme, viewer=viewer)
    return Choices(
        programme=programme,
        teams=tuple(teams_for(programme=programme, viewer=viewer)),
        evenings=counted.evenings,
        counted=counted,
    )
