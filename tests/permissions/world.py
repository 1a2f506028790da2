"""The world that is walked: two organisations, three programmes, and a word in everything that tells whose it is."""

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Organisation, User
from accounts.services.links import make_personal_link
from core.clock import now, today
from core.identifiers import new_public_id
from homework.enums import Visibility
from homework.models import Assignment, Picture
from ideas.enums import IdeaState
from ideas.models import Choice, ClusterChange, Proposal, VotingRound
from ideas.services.clusters import make_cluster
from ideas.services.paper import print_paper
from outbox.models import Message
from outbox.queries import token_of
from outcomes.services.results import make_lesson, record_decision
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.services.guests import welcome_guest
from reports.koersdocument.enums import EditionState, SectionKind
from reports.koersdocument.services import drafting, publishing
from sessions.models import Seat, Session
from teams.models import Team
from tests import makers
from tests.permissions import brought, world_blueprints, world_coverage, world_evenings, world_told
from tests.permissions.words import ELSEWHERE, OWN, PROGRAMME, ROLES, TEAM, TENANTS

STAGE_OF = {OWN: "collecting", TEAM: "collecting", PROGRAMME: "deciding", ELSEWHERE: "collecting"}
"""Where the programme of each tenant is when nothing else is said."""


def secret(tenant: str, kind: str) -> str:
    """A word that tells whose it is and what it stands in: it may be read by those whom the table names."""
    return f"GEHEIM-{tenant}-{kind}"


@dataclass
class Place:
    """What one tenant has: a value for each part of an address, by name ("idea_id"), perhaps with a state."""

    tenant: str
    programme: Programme
    values: dict[str, Any] = field(default_factory=dict)

    def keep(self, name: str, obj: Any) -> Any:
        """Let ``obj`` (or a plain value) stand for the part of addresses called ``name``."""
        self.values[name] = getattr(obj, "public_id", obj)
        return obj


@dataclass
class World:
    """Who walks, and what there is."""

    people: dict[str, User | None]
    places: dict[str, Place]

    def person(self, name: str) -> User:
        """The person called ``name``, who exists."""
        found = self.people[name]
        assert found is not None
        return found

    def move_to(self, tenant: str, stage: str) -> None:
        """Put the programme of ``tenant`` in ``stage``; "concept" and "closed" too."""
        programme = Programme.objects.get(pk=self.places[tenant].programme.pk)
        if stage == "concept":
            programme.state = ProgrammeState.CONCEPT
            programme.save(update_fields=["state"])
        else:
            makers.move_to_stage(programme, stage)


def build() -> World:
    """Make the world; in the caller's transaction."""
    home, away = (makers.make_organisation(name=f"Provincie {name}") for name in ("Hier", "Elders"))
    own = _programme(OWN, home, teams=2)
    programmes = {
        OWN: own,
        TEAM: own,
        PROGRAMME: _programme(PROGRAMME, home),
        ELSEWHERE: _programme(ELSEWHERE, away),
    }
    world = World(people={"nobody": None}, places={name: Place(name, programmes[name]) for name in TENANTS})
    team, other_team = own.teams.order_by("pk")
    _people(world, own, team, home)
    _fill(world, OWN, team, home, author=own.participations.get(person=world.person("participant")))
    _fill(world, TEAM, other_team, home)
    _fill(world, PROGRAMME, programmes[PROGRAMME].teams.get(), home)
    _fill(world, ELSEWHERE, programmes[ELSEWHERE].teams.get(), away)
    _leaver(world, team)
    _guests(world)
    return world


def _leaver(world: World, team: Team) -> None:
    """Somebody who did homework and had ideas, and stopped."""
    left = team.programme.participations.get(person=world.person("leaver"))
    handed_in = makers.make_assignment(
        team.programme, team=team, title="Nog gedaan", visibility=Visibility.AT_ONCE
    )
    submission = makers.make_submission(handed_in, left, answers={"quote": secret(OWN, "homework")})
    idea = makers.make_idea(team, left, text=secret(OWN, "idea"))
    for name, obj in (("submission_id left", submission), ("idea_id left", idea)):
        for place in world.places.values():
            place.keep(name, place.values[name.split(" ")[0]])
        world.places[OWN].keep(name, obj)
    left.until = now()
    left.save(update_fields=["until"])
    left.memberships.update(until=now())


def _programme(tenant: str, host: Organisation, teams: int = 1) -> Programme:
    programme = makers.make_programme(
        stage=STAGE_OF[tenant], teams=teams, host=host, name=f"Traject {secret(tenant, 'programme')}"
    )
    for position, team in enumerate(programme.teams.order_by("pk")):
        here = TEAM if tenant == OWN and position else tenant
        team.name = f"Team {secret(here, 'team')}"
        team.save(update_fields=["name"])
    return programme


def _people(world: World, programme: Programme, team: Team, host: Organisation) -> None:
    for role in ROLES:
        placed = team if role in {Role.COACH, Role.PARTICIPANT, Role.OBSERVER} else None
        world.people[role] = makers.join(programme, _person(OWN, role), role, placed, **_asked()).person
    world.people["teammate"] = makers.join(
        programme, _person(OWN, "teammate"), Role.PARTICIPANT, team, **_asked()
    ).person
    left = makers.join(programme, _person(OWN, "leaver"), Role.PARTICIPANT, team, **_asked())
    world.people["leaver"] = left.person
    tomorrow, yesterday = today() + dt.timedelta(days=1), today() - dt.timedelta(days=1)
    coming = makers.join(
        programme, _person(OWN, "newcomer"), Role.PARTICIPANT, team, starts_on=tomorrow, **_asked()
    )
    moved = makers.join(programme, _person(OWN, "mover"), Role.PARTICIPANT, team, **_asked())
    moved.memberships.update(ends_on=yesterday)
    world.people |= {"newcomer": coming.person, "mover": moved.person}
    world.people["administrator"] = makers.make_admin(host, makers.make_person(name="Beheerder"))
    world.people["roleless"] = makers.make_person(name="Zonder rol")


def _person(tenant: str, role: str) -> User:
    """Somebody whose name and address tell whose they are."""
    return makers.make_person(
        name=f"{role} {secret(tenant, 'name')}", email=f"{role}.{secret(tenant, 'mail')}@example.org"
    )


def _asked() -> dict[str, Any]:
    return {"consent_asked_at": now(), "accepted_at": now()}


def _guests(world: World) -> None:
    """Somebody who came in at the door of each tenant's evening; the one at the own team's walks."""
    for place in world.places.values():
        evening = Session.objects.get(public_id=place.values["evening_id"])
        name = "Gast" if place.tenant == OWN else f"Gast {secret(place.tenant, 'name')}"
        participation = welcome_guest(programme=place.programme, name=name)
        place.keep(
            "seat_id", Seat.objects.create(evening=evening, participation=participation, team=evening.team)
        )
        if place.tenant == OWN:
            world.people["guest"] = participation.person


def _fill(
    world: World, tenant: str, team: Team, host: Organisation, author: Participation | None = None
) -> None:
    """One of everything that an address can name."""
    place, programme = world.places[tenant], team.programme
    author = author or makers.join(
        programme, _person(tenant, "participant"), Role.PARTICIPANT, team, **_asked()
    )
    coach = _coach(tenant, team)
    place.keep("programme_id", programme)
    place.keep("team_id", team)
    place.keep("participation_id", author)
    place.keep("person_id", makers.make_admin(host, _person(tenant, "admin")))
    place.keep("organisation_id", host)
    world_evenings.fill(place, team, author, secret=secret)
    submission = _homework(place, team, author)
    _ideas(place, team, author, coach)
    _choices(place, team, coach)
    proposal = _results(place, team, coach, submission)
    _messages(place, author)
    desk = brought.at_the_desk(host=host, author=author, words=secret(tenant, "question"))
    themes = brought.in_a_round(programme=programme, author=author, words=secret(tenant, "theme"))
    for name, obj in (desk | themes).items():
        place.keep(name, obj)
    world_coverage.fill(place, team, by=coach, secret=secret)
    world_blueprints.fill(place, host, by=coach, secret=secret)
    if tenant != TEAM:
        _koersdocument(place, coach, submission, proposal)
    else:
        for name in ("section_id", "inclusion_id", "inclusion_id photo", "edition_id", "key edition"):
            place.values[name] = world.places[OWN].values[name]
    place.keep("position", 1)
    place.keep("way", "up")
    place.keep("key", "nothing")
    place.keep("kind", "proposal")
    place.keep("look", "voorbeeld")
    place.keep("digest", "0" * 12)
    place.keep("place", "heading")
    place.keep("name", "nothing")
    place.keep("token", "nothing")
    place.keep("code", "BCDFGH")
    place.keep("passkey_id", new_public_id())
    place.keep("device_id", new_public_id())
    place.keep("secret", make_personal_link(user=author.person, leads_to="/").rstrip("/").rsplit("/", 1)[-1])


def _coach(tenant: str, team: Team) -> User:
    found = User.objects.filter(
        participations__memberships__team=team, participations__role=Role.COACH
    ).first()
    return found or makers.join(team.programme, _person(tenant, "coach"), Role.COACH, team, **_asked()).person


def _homework(place: Place, team: Team, author: Participation) -> Any:
    assignment = place.keep(
        "assignment_id",
        makers.make_assignment(team.programme, team=team, title="Huiswerk", visibility=Visibility.AT_ONCE),
    )
    kept = makers.make_assignment(
        team.programme, team=team, title="Eerst zelf", visibility=Visibility.AFTER_OWN
    )
    place.keep(
        "submission_id kept",
        makers.make_submission(kept, author, answers={"quote": secret(place.tenant, "kept")}),
    )
    place.keep("assignment_id together", makers.make_assignment(team.programme, title="Huiswerk voor allen"))
    submission = place.keep(
        "submission_id",
        makers.make_submission(
            assignment, author, answers={"who": "Gerda", "quote": secret(place.tenant, "homework")}
        ),
    )
    draft = makers.make_assignment(team.programme, team=team, title="Nog bezig")
    place.keep(
        "submission_id draft",
        makers.make_submission(draft, author, state="draft", answers={"who": secret(place.tenant, "draft")}),
    )
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "#8aa899").save(file, "PNG")
    picture = Picture.objects.create(
        submission=submission,
        image=SimpleUploadedFile("foto.png", file.getvalue()),
        description=secret(place.tenant, "homework"),
        sha256=place.tenant,
    )
    place.keep("picture_id", picture)
    return submission


def _ideas(place: Place, team: Team, author: Participation, coach: User) -> None:
    tenant = place.tenant
    live = Session.objects.get(public_id=place.values["evening_id"])
    place.keep("idea_id", makers.make_idea(team, author, text=f"Idee {secret(tenant, 'idea')}"))
    place.keep("idea_id hidden", makers.make_idea(team, author, text=secret(tenant, "hidden"), evening=live))
    place.keep(
        "idea_id ended",
        makers.make_idea(team, author, state=IdeaState.NOT_FURTHER, ending="Past hier niet bij."),
    )
    printing = print_paper(evening=live, count=4, by=coach)
    place.keep("printing_id", printing)
    place.keep("paper_id", printing.papers.order_by("pk").first())
    bundles = [
        make_cluster(
            team=team,
            title=f"Bundel {number} {secret(tenant, 'bundle')}",
            ideas=[makers.make_idea(team, author)],
            by=coach,
        )
        for number in (1, 2)
    ]
    place.keep("cluster_id", bundles[0])
    place.keep("change_id", ClusterChange.objects.filter(team=team).order_by("pk").last())
    closed = VotingRound.objects.create(
        programme=team.programme, team=team, title="Vorige keer", budget=3, state="closed", closed_at=now()
    )
    place.keep("round_id closed", closed)
    place.keep(
        "round_id",
        VotingRound.objects.create(
            programme=team.programme, team=team, title=secret(tenant, "round"), budget=3, opened_by=coach
        ),
    )


def _choices(place: Place, team: Team, coach: User) -> None:
    words = {"kind": "consent", "title": secret(place.tenant, "choice")}
    closed = Choice.objects.create(
        programme=team.programme, team=team, state="closed", closed_at=now(), opened_by=coach, **words
    )
    place.keep("choice_id closed", closed)
    running = Choice.objects.create(programme=team.programme, team=team, opened_by=coach, **words)
    place.keep("choice_id", running)


def _proposal(team: Team, title: str, **fields: Any) -> Proposal:
    return Proposal.objects.create(programme=team.programme, team=team, title=title, what="Koffie.", **fields)


def _results(place: Place, team: Team, coach: User, submission: Any) -> Proposal:
    tenant = place.tenant
    place.keep("proposal_id", _proposal(team, secret(tenant, "plan")))
    agreed = place.keep(
        "proposal_id agreed", _proposal(team, secret(tenant, "proposal"), state="agreed", agreed_at=now())
    )
    place.keep("result_id", agreed)
    decided = _proposal(team, "Besloten", state="agreed", agreed_at=now())
    place.keep(
        "decision_id",
        record_decision(
            proposal=decided,
            body="Het college",
            decided_on=today(),
            reason=secret(tenant, "decision"),
            by=coach,
        ),
    )
    lesson = make_lesson(
        team=team,
        kind="worked",
        text=secret(tenant, "lesson"),
        by=submission.author.person,
        submission=submission,
    )
    place.keep("lesson_id", lesson)
    world_told.fill(place, team, submission.author, secret=secret)
    return agreed


def _messages(place: Place, author: Participation) -> None:
    batch = f"walk:{place.tenant}"
    assignment = Assignment.objects.get(public_id=place.values["assignment_id"])
    Message.objects.create(
        kind="homework_reminder",
        dedupe_key=batch,
        batch=batch,
        scope=place.programme.scope,
        recipient=author.person.email,
        user=author.person,
        urgency="soon",
        subject=secret(place.tenant, "message"),
        body=secret(place.tenant, "message"),
        why="Huiswerk",
        params={"assignment": assignment.pk, "due": assignment.moment.at.isoformat()},
        due_at=now(),
    )
    place.keep("batch", token_of(batch))


def _koersdocument(place: Place, by: User, submission: Any, proposal: Proposal) -> None:
    koersdocument = drafting.ensure_koersdocument(programme=place.programme)
    section = place.keep(
        "section_id",
        drafting.add_section(koersdocument=koersdocument, title="Deel", kind=SectionKind.TEXT, by=by),
    )
    drafting.edit_section(
        section=section, title="Deel", text=secret(place.tenant, "edition"), version=section.version, by=by
    )
    include = drafting.include_result
    place.keep("inclusion_id", include(koersdocument=koersdocument, kind="proposal", result=proposal, by=by))
    edition = place.keep(
        "edition_id",
        publishing.publish_edition(koersdocument=koersdocument, state=EditionState.CONCEPT, by=by),
    )
    picture = edition.pictures.create(key="plaat")
    picture.image.save("plaat.png", ContentFile(b"\x89PNG\r\n\x1a\n"), save=True)
    place.keep("key edition", "plaat")
    section.refresh_from_db()
    drafting.edit_section(
        section=section, title="Deel", text=secret(place.tenant, "section"), version=section.version, by=by
    )
    taken = include(koersdocument=koersdocument, kind="submission", result=submission, by=by)
    place.keep("inclusion_id photo", taken)
