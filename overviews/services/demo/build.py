"""Makes the demo by the services that people use on the screens, and then puts it back in time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model

from accounts.models import Organisation, OrganisationAdmin, User
from accounts.services.domains import add_domain
from core.clock import at_local, move_days, now, today
from homework.enums import Outcome
from homework.models import Assignment, Picture, Submission
from homework.services.submissions import add_picture, hand_in, save_draft, start_submission
from ideas.models import Cluster, Idea, Proposal
from ideas.services.capture import capture_idea, end_idea
from ideas.services.clusters import make_cluster
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from ideas.services.rounds import close_round, give_dot, open_round
from outcomes.enums import LessonKind, Verdict
from outcomes.services import make_lesson, record_decision
from overviews.services.demo import content, people
from overviews.services.demo.people import CITY, LAND, PASSWORD, RULE
from programmes.enums import Consent, Role, Stage
from programmes.models import Participation, Programme
from programmes.services.programmes import create_programme, enter_phase, start_programme
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.models import Koersdocument
from reports.koersdocument.services.drafting import (
    add_section,
    edit_front,
    edit_section,
    ensure_koersdocument,
    include_result,
    move_section,
)
from sessions.enums import Answer, SessionKind
from sessions.models import Attendance, Session
from sessions.services.live import close_evening, open_evening, reveal_ideas
from teams.models import Team
from teams.services import place_participation

NAME = "Themateams van de twaalf provincies"
PICTURES = Path(__file__).parent / "pictures"
DAYS_AGO = 80
"""How long ago it began: avond 2 is over, the museum visit is out as homework, avond 3 comes next week."""


@dataclass
class Scene:
    """What was made so far, by the first word of a name, a team's name or an evening's title."""

    programme: Programme
    facilitator: User
    users: dict[str, User] = field(default_factory=dict)
    participations: dict[str, Participation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)


def build_demo() -> Programme:
    """The demo programme: the one there is, or a new one. Made in one transaction: all of it or nothing."""
    known = Programme.objects.filter(name=NAME).first()
    if known is not None:
        return known
    with transaction.atomic():
        scene = _begin()
        _invite(scene)
        _hold_evenings(scene)
        _do_homework(scene)
        _choose(scene)
        _decide(scene)
        _write(scene)
    return scene.programme


def _organisation(name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def _user(somebody: people.Somebody) -> User:
    """The account of ``somebody``, with the password of the demo."""
    user = User.objects.filter(email=somebody.email).first()
    if user is None:
        user = User.objects.create_user(
            somebody.email,
            PASSWORD,
            name=somebody.name,
            function=somebody.function,
            organisation=Organisation.objects.get(name=somebody.organisation),
        )
    return user


def _began_on() -> dt.date:
    """A Thursday, about ``DAYS_AGO`` days ago."""
    day = today() - dt.timedelta(days=DAYS_AGO)
    return day + dt.timedelta(days=(3 - day.weekday()) % 7)


def _begin() -> Scene:
    """Organisations, the administrator, and the programme from its blueprint, started three weeks before its first evening."""
    host = _organisation(*people.HOST)
    client = _organisation(*people.CLIENT)
    for name, kind in people.ORGANISATIONS.items():
        _organisation(name, kind)
    OrganisationAdmin.objects.get_or_create(organisation=host, user=_user(people.ADMIN))
    add_domain(organisation=host, domain="demo.example", by=_user(people.ADMIN))
    facilitator = _user(people.FACILITATOR)
    programme = create_programme(
        blueprint_key="theme_teams",
        name=NAME,
        question=content.QUESTION,
        client=client,
        host=host,
        mandate=content.MANDATE,
        starts_on=_began_on(),
        themes=people.THEMES,
        by=facilitator,
    )
    _suit_the_season(programme)
    scene = Scene(programme, facilitator)
    scene.teams = {team.name: team for team in programme.teams.all()}
    Session.objects.filter(programme=programme).update(
        place="Provinciehuis Zwolle, zaal IJssel", practical="met soep, zes tafels, projector"
    )
    return scene


def _suit_the_season(programme: Programme) -> None:
    """The demo begins some weeks ago, whatever the time of year: in winter nobody has a summer barbecue."""
    closing = Session.objects.select_related("moment").get(programme=programme, kind=SessionKind.CLOSING)
    if closing.moment.at.month in range(5, 10):
        return
    for moment in programme.moments.filter(name__contains=closing.title):
        moment.name = moment.name.replace(closing.title, "Winterbarbecue")
        moment.save(update_fields=["name"])
    Session.objects.filter(pk=closing.pk).update(title="Winterbarbecue")


def _invite(scene: Scene) -> None:
    """Everybody takes part and has come in; then the programme starts, so that no invitation goes out again."""
    for somebody in people.PEOPLE:
        user = _user(somebody)
        key = somebody.name.split(" ")[0].lower()
        participation = Participation.objects.create(
            programme=scene.programme,
            person=user,
            role=somebody.role,
            consent=somebody.consent or Consent.ANONYMOUS,
            invited_by=scene.facilitator,
            accepted_at=now(),
            consent_asked_at=now() if somebody.consent else None,
        )
        if somebody.team:
            place_participation(
                participation=participation,
                team=scene.teams[somebody.team],
                role=somebody.role,
                by=scene.facilitator,
            )
        scene.users[key], scene.participations[key] = user, participation
    start_programme(programme=scene.programme, by=scene.facilitator)
    scene.programme.refresh_from_db()
    before = move_days(_evening(scene, "Startavond").moment.at, -21)
    _put_back(scene.programme, started_at=before, created_at=before)
    Participation.objects.filter(programme=scene.programme).update(since=before, accepted_at=before)


def _evening(scene: Scene, title: str) -> Session:
    return Session.objects.select_related("moment", "programme").get(programme=scene.programme, title=title)


def _put_back(row: Model, **times: dt.datetime) -> None:
    """Let ``row`` have happened at other times than now: the one thing that no service does."""
    type(row)._default_manager.filter(pk=row.pk).update(**times)


def _enter(scene: Scene, stage: Stage) -> None:
    phase = scene.programme.phases.get(stage=stage)
    enter_phase(programme=scene.programme, phase=phase, by=scene.facilitator)
    scene.programme.refresh_from_db()


def _hold_evenings(scene: Scene) -> None:
    """The evenings that are over: who came, which ideas came, when they were shown."""
    _enter(scene, Stage.COLLECTING)
    for title, number in (("Startavond", 0), ("Avond 1", 1), ("Avond 2", 2)):
        evening = _evening(scene, title)
        at = evening.moment.at
        _answer(scene, evening, came=True)
        open_evening(evening=evening, by=scene.facilitator)
        for team_name, thoughts in content.IDEAS.items():
            for minute, thought in enumerate(one for one in thoughts if one.evening == number):
                idea = capture_idea(
                    team=scene.teams[team_name],
                    text=thought.text,
                    by=scene.users[thought.who],
                    evening=evening,
                    author=scene.participations[thought.who],
                )
                _put_back(idea, created_at=at + dt.timedelta(minutes=75 + minute))
        reveal_ideas(evening=evening, by=scene.facilitator)
        close_evening(evening=evening, by=scene.facilitator)
        evening.items.filter(began_at__isnull=False).update(began_at=at)
        _put_back(
            evening,
            opened_at=at,
            revealed_at=at + dt.timedelta(minutes=100),
            closed_at=at + dt.timedelta(minutes=evening.minutes),
        )
    _answer(scene, _evening(scene, "Avond 3"), came=False)


def _answer(scene: Scene, evening: Session, *, came: bool) -> None:
    """What everybody said about coming; of an evening that is over also who was there."""
    answers = (
        Answer.YES,
        Answer.YES,
        Answer.YES,
        Answer.MAYBE,
        Answer.YES,
        Answer.NO,
        Answer.YES,
        Answer.NONE,
    )
    working = [
        one
        for one in scene.participations.values()
        if one.role in {Role.COACH, Role.PARTICIPANT, Role.OBSERVER}
    ]
    for number, participation in enumerate(working):
        answer = answers[number % len(answers)]
        Attendance.objects.update_or_create(
            evening=evening,
            participation=participation,
            defaults={
                "answer": answer,
                "answered_at": None if answer == Answer.NONE else evening.moment.at - dt.timedelta(days=9),
                "is_present": (answer != Answer.NO) if came else None,
            },
        )


def _do_homework(scene: Scene) -> None:
    """Two times homework that is in; the third is out, and one person began."""
    assignments = list(
        Assignment.objects.filter(programme=scene.programme)
        .select_related("moment", "programme")
        .order_by("moment__at")
    )
    for assignment, handed in zip(assignments, (content.FIRST_HOMEWORK, content.INTERVIEWS), strict=False):
        for hours, somebody in enumerate(handed, start=2):
            submission = start_submission(assignment=assignment, by=scene.users[somebody.who])
            if handed is content.INTERVIEWS and somebody.who in content.PHOTOS:
                _add_photo(submission, somebody.who, by=scene.users[somebody.who])
            hand_in(
                submission=submission,
                outcome=Outcome.LEARNED if somebody.learned else Outcome.DONE,
                answers=somebody.answers,
                learned=somebody.learned,
                by=scene.users[somebody.who],
            )
            _put_back(submission, handed_in_at=assignment.moment.at - dt.timedelta(hours=7 * hours))
            if somebody.learned and submission.team is not None:
                make_lesson(
                    team=submission.team,
                    kind=LessonKind.DID_NOT_WORK,
                    text=somebody.learned,
                    submission=submission,
                    by=scene.facilitator,
                )
    if len(assignments) > 2:
        draft = start_submission(assignment=assignments[2], by=scene.users["ruud"])
        save_draft(
            submission=draft,
            answers={"where": "Het Nederlands Stoommachinemuseum in Medemblik"},
            learned="",
            by=scene.users["ruud"],
        )


def _add_photo(submission: Submission, who: str, *, by: User) -> None:
    """A picture with the homework, with what is to be seen on it."""
    name, seen = content.PHOTOS[who]
    upload = SimpleUploadedFile(name, (PICTURES / name).read_bytes(), "image/jpeg")
    picture = add_picture(submission=submission, upload=upload, by=by)
    Picture.objects.filter(pk=picture.pk).update(description=seen)


def _choose(scene: Scene) -> None:
    """Bundles, a round of dots, one idea that goes no further, and the proposals of two teams."""
    _enter(scene, Stage.CLUSTERING)
    second = _evening(scene, "Avond 2").moment.at
    for team_name, bundles in content.BUNDLES.items():
        for title, texts in bundles.items():
            ideas = Idea.objects.filter(team=scene.teams[team_name], text__in=texts)
            cluster = make_cluster(
                team=scene.teams[team_name], title=title, by=scene.facilitator, ideas=list(ideas)
            )
            _put_back(cluster, created_at=second + dt.timedelta(hours=2))
    for text, because in content.NOT_FURTHER.items():
        end_idea(
            idea=Idea.objects.get(programme=scene.programme, text=text), because=because, by=scene.facilitator
        )
    land = scene.teams[LAND]
    voting = open_round(team=land, title="Waar gaan wij mee verder?", budget=5, by=scene.facilitator)
    for title, votes in content.DOTS.items():
        cluster = Cluster.objects.get(team=land, title=title)
        for who, dots in votes:
            for _dot in range(dots):
                give_dot(voting_round=voting, cluster=cluster, voter=scene.participations[who])
    close_round(voting_round=voting, by=scene.facilitator)
    _put_back(
        voting, opened_at=second + dt.timedelta(hours=2), closed_at=second + dt.timedelta(hours=2, minutes=15)
    )
    proposal = _propose(scene, LAND, "De boer als beheerder", content.PROPOSAL)
    agree_proposal(proposal=proposal, by=scene.users["joost"])
    _put_back(proposal, agreed_at=at_local(today() - dt.timedelta(days=3), dt.time(16, 0)))
    _propose(scene, CITY, "Eerst wat wél kan", content.SECOND_PROPOSAL)


def _propose(scene: Scene, team_name: str, bundle: str, words: dict[str, str]) -> Proposal:
    cluster = Cluster.objects.select_related("team__programme", "programme").get(
        team=scene.teams[team_name], title=bundle
    )
    proposal = begin_proposal(cluster=cluster, title=words["title"], by=scene.facilitator)
    return edit_proposal(proposal=proposal, base_version=proposal.version, fields=words, by=scene.facilitator)


def _decide(scene: Scene) -> None:
    """One team is ahead: its proposal was agreed on and decided, so that decisions have something to show."""
    proposal = _propose(scene, RULE, "Eerlijk besluiten", content.THIRD_PROPOSAL)
    agree_proposal(proposal=proposal, by=scene.users["femke"])
    agreed_on = today() - dt.timedelta(days=12)
    _put_back(proposal, agreed_at=at_local(agreed_on, dt.time(16, 0)))
    record_decision(
        proposal=proposal,
        by=_user(people.ADMIN),
        decided_on=agreed_on + dt.timedelta(days=7),
        verdict=Verdict.ADOPTED_CHANGED,
        follow_up_on=agreed_on + dt.timedelta(days=190),
        **content.DECISION,
    )


def _write(scene: Scene) -> None:
    """The koersdocument so far: opening pages, the words of each part, and what was taken up; a chapter per team."""
    by = scene.facilitator
    document = ensure_koersdocument(programme=scene.programme)
    edit_front(koersdocument=document, by=by, **content.COVER)
    _part_per_team(scene, document)
    for section in document.sections.all():
        lead, text = content.PARTS[section.title]
        edit_section(
            section=section, title=section.title, lead=lead, text=text, version=section.version, by=by
        )

    def take_up(kind: str, results: Iterable[Model]) -> None:
        for result in results:
            include_result(koersdocument=document, kind=kind, result=result, by=by)

    programme = scene.programme
    take_up("cluster", Cluster.objects.filter(programme=programme).select_related("team"))
    take_up("idea", Idea.objects.filter(team=scene.teams[CITY], cluster=None).order_by("number")[:3])
    take_up("proposal", Proposal.objects.filter(programme=programme, agreed_at__isnull=False))
    take_up("decision", programme.decisions.select_related("proposal__team"))
    interviews = Submission.objects.handed_in().filter(programme=programme, outcome=Outcome.DONE)
    take_up("submission", interviews.filter(team=scene.teams[LAND]).order_by("pk"))
    take_up("lesson", programme.lessons.order_by("pk")[:4])


def _part_per_team(scene: Scene, document: Koersdocument) -> None:
    """In place of one part for all ideas, one for each team, where the one of the blueprint stood."""
    by = scene.facilitator
    for_all = document.sections.get(kind=SectionKind.IDEAS)
    edit_section(section=for_all, title=LAND, text="", version=for_all.version, by=by)
    after = list(document.sections.order_by("position")).index(for_all) + 1
    for place, team in enumerate((CITY, RULE), start=after):
        added = add_section(koersdocument=document, title=team, kind=SectionKind.IDEAS, by=by)
        move_section(section=added, steps=place - document.sections.count() + 1, by=by)
