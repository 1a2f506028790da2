"""Generated programmes of any size, written in bulk: for measuring, not for looking at."""

import datetime as dt
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clock import now
from homework.models import Submission
from ideas.models import Cluster, Idea
from programmes.models import Participation, Programme
from sessions.models import Attendance
from teams.models import Membership, Team
from tests import makers

WORDS = (
    "Vergader één keer per maand buiten, op de plek waar het over gaat.",
    "Laat de boer zelf vertellen wat een rand hem kost, en wat zij hem oplevert.",
    "Een loket dat niet vraagt van wie je bent, maar wat je wilt.",
    "Schrijf het besluit op één kaart, en hang die in de bus.",
)


@dataclass(frozen=True, slots=True)
class World:
    """A programme, and who looks at it."""

    programme: Programme
    facilitator: User
    participant: User
    idea: str
    """Public id of the newest idea without a bundle."""

    def address(self, name: str, *ids: str) -> str:
        """Of the page called ``name``, of the programme unless ``ids`` say of what."""
        return reverse(name, args=ids or [self.programme.public_id])


def make_world(*, teams: int = 3, evenings: int = 6, people: int = 30, ideas: int = 500) -> World:
    """A running programme: half of its evenings are over, and two of three ideas have a bundle."""
    programme = makers.make_programme(teams=teams)
    all_teams = list(programme.teams.order_by("pk"))
    facilitator = makers.join(programme, role="facilitator", accepted_at=now()).person
    crowd = _crowd(programme, all_teams, people)
    held = []
    for number in range(evenings):
        days = 3 * number - 3 * (evenings // 2) - 1
        evening = makers.make_evening(programme, days=days, revealed=days < 0, title=f"Avond {number + 1}")
        held.append(evening)
        Attendance.objects.bulk_create(
            Attendance(
                evening=evening, participation=one, answer="yes", is_present=True if days < 0 else None
            )
            for one in crowd
        )
    for days in (-20, -10, 4):
        assignment = makers.make_assignment(programme, days=days)
        Submission.objects.bulk_create(
            Submission(
                assignment=assignment, programme=programme, team=team, author=one, state="handed_in",
                handed_in_at=now(), answers={"who": "Gerda", "quote": "Ja."},
            )
            for one, team in islice(zip(crowd, cycle(all_teams)), 0, None, 2)
        )  # fmt: skip
    last = _ideas(programme, all_teams, crowd, [one for one in held if one.revealed_at], ideas)
    return World(programme, facilitator, crowd[0].person, last)


def _crowd(programme: Programme, teams: list[Team], count: int) -> list[Participation]:
    """Participants spread over ``teams``, each with a coach."""
    for team in teams:
        makers.join(programme, role="coach", team=team, accepted_at=now())
    organisation = makers.make_organisation()
    people = User.objects.bulk_create(
        User(
            email=f"b{programme.pk}-{number}@example.org",
            name=f"Persoon {number} van Dorp",
            organisation=organisation,
        )
        for number in range(count)
    )
    crowd = Participation.objects.bulk_create(
        Participation(
            programme=programme, person=person, role="participant", consent="name", consent_asked_at=now(),
            accepted_at=now(),
        )
        for person in people
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(team=team, participation=one, role="participant")
        for one, team in zip(crowd, cycle(teams), strict=False)
    )
    return crowd


def _ideas(
    programme: Programme, teams: list[Team], crowd: list[Participation], evenings: list[Any], count: int
) -> str:
    """``count`` ideas over the teams and the evenings that are over. Returns the public id of the last open one."""
    bundles = {
        team.pk: Cluster.objects.bulk_create(
            Cluster(programme=programme, team=team, title=f"Bundel {number}") for number in range(8)
        )
        for team in teams
    }
    writers = list(islice(cycle(crowd), count))
    rows = [
        Idea(
            programme=programme,
            team=(team := teams[number % len(teams)]),
            number=number // len(teams) + 1,
            text=f"{WORDS[number % len(WORDS)]} ({number})",
            author=writers[number],
            evening=evenings[number % len(evenings)] if evenings else None,
            cluster=bundles[team.pk][number // len(teams) % 8] if number % 3 else None,
        )
        for number in range(count)
    ]
    Idea.objects.bulk_create(rows, batch_size=500)
    for team in teams:
        team.ideas_given = count // len(teams) + 1
    Team.objects.bulk_update(teams, ["ideas_given"])
    for evening in evenings:
        Idea.objects.filter(evening=evening).update(created_at=evening.moment.at + dt.timedelta(minutes=80))
    return next(row.public_id for row in reversed(rows) if row.cluster is None)


def analyse() -> None:
    """Let the database look at what was loaded, as it would have by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cookie_of(person: User) -> str:
    """The Cookie header of ``person``, signed in."""
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
