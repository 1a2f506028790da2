"""Makes the demo by the services that people use on the screens, and then puts it back in time."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import OrganisationAdmin, User
from accounts.services.domains import add_domain
from core.clock import at_local, move_days, now, today
from homework.models import Assignment, Picture, Submission
from homework.services.submissions import add_picture, save_draft, start_submission
from ideas.enums import ChoiceKind, Stance
from ideas.models import Cluster, Idea, Proposal
from ideas.services.capture import capture_idea, end_idea
from ideas.services.choices import answer_consent, close_choice, open_choice, open_next_round
from ideas.services.clusters import make_cluster
from ideas.services.moderating import report_idea
from ideas.services.paper import print_paper
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from ideas.services.rounds import close_round, give_dot, open_round
from outcomes.enums import LessonKind, Verdict
from outcomes.services.presenting import add_presentation
from outcomes.services.results import make_lesson, record_decision
from overviews.services.demo import blueprint, content, people
from overviews.services.demo.accounts import account_of, organisation_called, put_back, start_as_of, thursday
from overviews.services.demo.book import write
from overviews.services.demo.coverage import cover
from overviews.services.demo.days import seek_a_day
from overviews.services.demo.draaiboek import prepare
from overviews.services.demo.evenings import held, say_who_comes
from overviews.services.demo.handing_in import handed_in
from overviews.services.demo.people import CITY, LAND, RULE
from overviews.services.demo.seats import prepare_places, seat_who_is_there
from overviews.services.demo.stories import STORIES
from overviews.services.demo.tell import tell
from overviews.services.demo.together import bring_together
from overviews.services.demo.told import tell_and_learn
from overviews.services.demo.verslag import write_verslag
from programmes.enums import Consent, Role, Stage
from programmes.models import Participation, Programme
from programmes.services.consent import choose_consent
from programmes.services.programmes import create_programme, enter_phase
from sessions.enums import SessionKind, SessionState
from sessions.models import Session
from sessions.services.scribes import note_scribe
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


def build_demo(*, whole: bool = True) -> Programme:
    """The main programme of the demo, and (``whole``) one of every other way of working beside it.

    What is there stays as it is; each programme is made in one transaction: all of it or nothing.
    """
    main = Programme.objects.filter(name=NAME).first() or _build_main()
    if whole:
        there = set(Programme.objects.filter(host=main.host_id).values_list("kind", flat=True))
        for story in STORIES:
            if story.kind not in there:
                tell(story)
    return main


@transaction.atomic
def _build_main() -> Programme:
    """Theme teams, half-way, and what began with a question at the desk."""
    scene = _begin()
    _invite(scene)
    _hold_evenings(scene)
    _do_homework(scene)
    _choose(scene)
    _decide(scene)
    write_verslag(_evening(scene, "Avond 2"), by=scene.facilitator)
    write(scene.programme, teams=scene.teams, by=scene.facilitator)
    admin = account_of(people.ADMIN)
    cover(scene.programme, people=scene.participations, facilitator=scene.facilitator, admin=admin)
    blueprint.keep(scene.programme, by=scene.facilitator)
    bring_together(scene.programme, people=scene.participations, facilitator=scene.facilitator, admin=admin)
    prepare(scene.programme, by=scene.facilitator)
    _order_the_closing(scene)
    seek_a_day(scene.programme, people=scene.participations, by=scene.facilitator)
    return scene.programme


def _begin() -> Scene:
    """Organisations, the administrator, and the programme from its blueprint, started three weeks before its first evening."""
    host = organisation_called(*people.HOST)
    client = organisation_called(*people.CLIENT)
    OrganisationAdmin.objects.get_or_create(organisation=host, user=account_of(people.ADMIN))
    add_domain(organisation=host, domain="demo.example", by=account_of(people.ADMIN))
    facilitator = account_of(people.FACILITATOR)
    programme = create_programme(
        blueprint_key="theme_teams",
        name=NAME,
        question=content.QUESTION,
        client=client,
        host=host,
        mandate=content.MANDATE,
        starts_on=thursday(DAYS_AGO),
        themes=people.THEMES,
        by=facilitator,
        as_written=True,  # what is over and what is to come stays so on every day of the year
    )
    _suit_the_season(programme)
    scene = Scene(programme, facilitator)
    scene.teams = {team.name: team for team in programme.teams.all()}
    Session.objects.filter(programme=programme).update(
        place="Provinciehuis Zwolle, zaal IJssel", practical="met soep, zes tafels, projector"
    )
    return scene


def _order_the_closing(scene: Scene) -> None:
    """The proposals that teams agree to are in the order of the closing, seven minutes each."""
    closing = Session.objects.select_related("programme").get(
        programme=scene.programme, kind=SessionKind.CLOSING
    )
    for proposal in Proposal.objects.filter(programme=scene.programme, agreed_at__isnull=False):
        add_presentation(evening=closing, proposal=proposal, minutes=7, by=scene.facilitator)
    add_presentation(evening=closing, title="Wat neemt het bestuur mee?", minutes=10, by=scene.facilitator)


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
        user = account_of(somebody)
        key = user.first_name.lower()
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
    own = scene.programme.participations.get(person=scene.facilitator)
    choose_consent(participation=own, consent=Consent.NAME, by=scene.facilitator)
    start_as_of(
        scene.programme, at=move_days(_evening(scene, "Startavond").moment.at, -21), by=scene.facilitator
    )
    _let_elske_stand_in(scene)


def _let_elske_stand_in(scene: Scene) -> None:
    """The coach of a team is away for a while, and somebody of the team takes over until then."""
    place_participation(
        participation=scene.participations["elske"],
        team=scene.teams[people.LAND],
        role=Role.COACH,
        starts_on=today() + dt.timedelta(days=14),
        ends_on=today() + dt.timedelta(days=55),
        by=scene.facilitator,
    )


def _evening(scene: Scene, title: str) -> Session:
    return Session.objects.select_related("moment", "programme").get(programme=scene.programme, title=title)


def _enter(scene: Scene, stage: Stage) -> None:
    phase = scene.programme.phases.get(stage=stage)
    enter_phase(programme=scene.programme, phase=phase, by=scene.facilitator)
    scene.programme.refresh_from_db()


TOLD = 2
"""The evening, by number, on which examples were told."""


def _hold_evenings(scene: Scene) -> None:
    """The evenings that are over: who came, which ideas came, when they were shown; and who comes to the next one."""
    _enter(scene, Stage.COLLECTING)
    working = [
        one
        for one in scene.participations.values()
        if one.role in {Role.COACH, Role.PARTICIPANT, Role.OBSERVER}
    ]
    stays_away = {scene.participations[who] for who in content.STAYED_AWAY}
    for number, title in enumerate(("Startavond", "Avond 1", "Avond 2")):
        evening = _evening(scene, title)
        thoughts = {
            team: [one for one in thoughts if one.evening == number]
            for team, thoughts in content.IDEAS.items()
        }
        speaking = {scene.participations[one.who] for those in thoughts.values() for one in those}
        missing = stays_away if number else ()
        with held(evening, working, speaking=speaking, missing=missing, turn=number, by=scene.facilitator):
            seat_who_is_there(evening, scene.facilitator)
            caught = [
                (minute, _catch(scene, evening, team, thought))
                for team, those in thoughts.items()
                for minute, thought in enumerate(those)
            ]
            if number == TOLD:
                tell_and_learn(evening, scene.participations, scene.teams, by=scene.facilitator)
        for minute, idea in caught:
            put_back(idea, created_at=evening.moment.at + dt.timedelta(minutes=75 + minute))
    coach = next(one for one in working if one.role == Role.COACH)
    coming = _evening(scene, "Avond 3")
    note_scribe(evening=coming, participation=coach, team=None, by=scene.facilitator)
    say_who_comes(coming, (one for one in working if one not in stays_away), turn=0)
    prepare_places(coming, scene.facilitator)


def _catch(scene: Scene, evening: Session, team: str, thought: content.Thought) -> Idea:
    return capture_idea(
        team=scene.teams[team],
        text=thought.text,
        by=scene.users[thought.who],
        evening=evening,
        author=scene.participations[thought.who],
    )


def _do_homework(scene: Scene) -> None:
    """Two times homework that is in; the third is out, some handed it in early, and one person began."""
    assignments = list(
        Assignment.objects.filter(programme=scene.programme)
        .select_related("moment", "programme")
        .order_by("moment__at")
    )
    for assignment, handed in zip(assignments, (content.FIRST_HOMEWORK, content.INTERVIEWS), strict=False):
        for hours, somebody in enumerate(handed, start=2):
            by = scene.users[somebody.who]
            if handed is content.INTERVIEWS and somebody.who in content.PHOTOS:
                _add_photo(start_submission(assignment=assignment, by=by), somebody.who, by=by)
            at = assignment.moment.at - dt.timedelta(hours=7 * hours)
            submission = handed_in(assignment, somebody, by=by, at=at)
            if somebody.learned and submission.team is not None:
                make_lesson(
                    team=submission.team,
                    kind=LessonKind.DID_NOT_WORK,
                    text=somebody.learned,
                    submission=submission,
                    by=scene.facilitator,
                )
    for days, early in enumerate(content.MUSEUM, start=1):
        handed_in(assignments[2], early, by=scene.users[early.who], at=now() - dt.timedelta(days=2 * days))
    for number, who, answers in content.DRAFTS:
        by = scene.users[who]
        draft = start_submission(assignment=assignments[number], by=by)
        save_draft(submission=draft, answers=answers, learned="", by=by)


def _add_photo(submission: Submission, who: str, *, by: User) -> None:
    """A picture with the homework, with what is to be seen on it."""
    name, seen = content.PHOTOS[who]
    upload = SimpleUploadedFile(name, (PICTURES / name).read_bytes(), "image/jpeg")
    picture = add_picture(submission=submission, upload=upload, by=by)
    Picture.objects.filter(pk=picture.pk).update(description=seen)


def _moderate(scene: Scene) -> None:
    """Somebody reported an idea, which still waits for a decision; and cards are printed for the next evening."""
    text, who, reason = content.REPORTED
    reported = Idea.objects.select_related("team", "evening", "programme").get(
        programme=scene.programme, text=text
    )
    report_idea(idea=reported, by=scene.users[who], reason=reason)
    coming = Session.objects.filter(programme=scene.programme, state=SessionState.PLANNED)
    if evening := coming.order_by("moment__at").first():
        print_paper(evening=evening, count=24, by=scene.facilitator)


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
            put_back(cluster, created_at=second + dt.timedelta(hours=2))
    for text, because in content.NOT_FURTHER.items():
        end_idea(
            idea=Idea.objects.get(programme=scene.programme, text=text), because=because, by=scene.facilitator
        )
    _moderate(scene)
    land = scene.teams[LAND]
    voting = open_round(team=land, title="Waar gaan wij mee verder?", budget=5, by=scene.facilitator)
    for title, votes in content.DOTS.items():
        cluster = Cluster.objects.get(team=land, title=title)
        for who, dots in votes:
            for _dot in range(dots):
                give_dot(voting_round=voting, cluster=cluster, voter=scene.participations[who])
    close_round(voting_round=voting, by=scene.facilitator)
    put_back(
        voting, opened_at=second + dt.timedelta(hours=2), closed_at=second + dt.timedelta(hours=2, minutes=15)
    )
    proposal = _propose(scene, LAND, "De boer als beheerder", content.PROPOSAL)
    agree_proposal(proposal=proposal, by=scene.users["joost"])
    put_back(proposal, agreed_at=at_local(today() - dt.timedelta(days=3), dt.time(16, 0)))
    city = _propose(scene, CITY, "Eerst wat wél kan", content.SECOND_PROPOSAL)
    _ask(scene, city)


def _ask(scene: Scene, proposal: Proposal) -> None:
    """Two consent rounds of a team about its proposal: an objection, and with other words none."""
    first, second, said = content.CONSENT
    choice = open_choice(
        team=proposal.team, kind=ChoiceKind.CONSENT, title=first, proposal=proposal, by=scene.facilitator
    )
    for who, stance, remark, wish in said:
        answer_consent(
            choice=choice, voter=scene.participations[who], stance=Stance(stance), remark=remark, wish=wish
        )
    close_choice(choice=choice, by=scene.facilitator)
    again = open_next_round(choice=choice, title=second, by=scene.facilitator)
    for who, *_words in said:
        answer_consent(
            choice=again, voter=scene.participations[who], stance=Stance.CONSENT, remark="", wish=""
        )
    close_choice(choice=again, by=scene.facilitator)
    asked = at_local(today() - dt.timedelta(days=3), dt.time(16, 0))
    half_an_hour = dt.timedelta(minutes=30)
    put_back(choice, opened_at=asked, closed_at=asked + half_an_hour)
    done = asked + 2 * half_an_hour
    put_back(again, opened_at=asked + half_an_hour, closed_at=done, agreed_at=done)


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
    put_back(proposal, agreed_at=at_local(agreed_on, dt.time(16, 0)))
    record_decision(
        proposal=proposal,
        by=account_of(people.ADMIN),
        decided_on=agreed_on + dt.timedelta(days=7),
        verdict=Verdict.ADOPTED_CHANGED,
        follow_up_on=agreed_on + dt.timedelta(days=190),
        **content.DECISION,
    )
