"""Makes a programme of its story by the services that people use on the screens, and then puts it back in time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from core.clock import at_local, local, move_days, now, today
from homework.models import Assignment
from homework.services.assignments import create_assignment
from ideas.models import Cluster, Idea
from ideas.services.capture import capture_idea, end_idea
from ideas.services.clusters import make_cluster
from ideas.services.proposals import agree_proposal, begin_proposal, edit_proposal
from ideas.services.rounds import close_round, give_dot, open_round
from outcomes.enums import LessonKind
from outcomes.services.conference import add_body, add_point
from outcomes.services.regional import add_task, change_task
from outcomes.services.results import make_lesson, record_decision
from overviews.services.demo.accounts import account_of, organisation_called, put_back, start_as_of, thursday
from overviews.services.demo.evenings import held, say_who_comes
from overviews.services.demo.handing_in import handed_in
from overviews.services.demo.people import FACILITATOR, HOST, KNOWN
from overviews.services.demo.story import Plan, Region, Story
from programmes.enums import Consent, Role
from programmes.models import Participation, Programme
from programmes.services.consent import choose_consent
from programmes.services.people import InvitationRow, accept_invitation, invite_people
from programmes.services.programmes import create_programme, enter_phase
from reports.koersdocument.services.drafting import edit_front, edit_section, include_result
from sessions.models import Session
from teams.models import Team


@dataclass(frozen=True, slots=True)
class Told:
    """What was made so far; people by the first word of their name, the rest by name or title."""

    story: Story
    programme: Programme
    by: User
    teams: dict[str, Team]
    people: dict[str, Participation]
    evenings: dict[str, Session]

    def user(self, who: str) -> User:
        """The account of ``who``."""
        return self.people[who].person

    def team_of(self, who: str) -> Team:
        """The team in which ``who`` sits."""
        return next(
            self.teams[team]
            for team, roles in self.story.cast.items()
            if any(who in names for names in roles.values())
        )

    def coach_of(self, team: Team) -> User:
        """Who coaches ``team``."""
        return self.user(self.story.cast[team.name][Role.COACH][0])


@transaction.atomic
def tell(story: Story) -> Programme:
    """The programme of ``story``, in the phase in which it is by its dates. All of it or nothing."""
    told = _begin(story)
    if story.began > 0:
        _start(told)
        _hold_evenings(told)
        _do_homework(told)
        _choose(told)
        for plan in story.plans:
            _propose(told, plan)
        if story.region:
            _prepare_conference(told, story.region)
    _write(told)
    return told.programme


def _begin(story: Story) -> Told:
    """A concept with everybody invited."""
    by = account_of(FACILITATOR)
    programme = create_programme(
        blueprint_key=story.kind,
        name=story.name,
        question=story.question,
        client=organisation_called(*story.client),
        host=organisation_called(*HOST),
        mandate=story.mandate,
        starts_on=thursday(story.began),
        themes=[team for team in story.cast if team],
        by=by,
        as_written=story.began > 0,  # what is over and what is to come stays so on every day of the year
    )
    Session.objects.filter(programme=programme).update(place=story.place)
    teams = {team.name: team for team in programme.teams.select_related("programme")}
    rows = []
    for team, roles in story.cast.items():
        for role, names in roles.items():
            for name in names:
                email = account_of(KNOWN[name]).email
                rows.append(InvitationRow(email=email, role=role, team_id=teams[team].pk if team else None))
    invite_people(programme=programme, rows=rows, by=by)
    people = {}
    for one in Participation.objects.filter(programme=programme).select_related("person"):
        one.programme = programme
        people[one.person.first_name.lower()] = one
    evenings = Session.objects.filter(programme=programme).select_related("moment", "programme")
    return Told(story, programme, by, teams, people, {one.title: one for one in evenings})


def _start(told: Told) -> None:
    """Everybody comes in before the start, so that no invitation goes out now; then the phases up to today."""
    programme = told.programme
    for who, one in told.people.items():
        accept_invitation(participation=one)
        if consent := KNOWN[who].consent:
            choose_consent(participation=one, consent=Consent(consent), by=one.person)
    start_as_of(programme, at=move_days(at_local(programme.starts_on, dt.time(9, 0)), -21), by=told.by)
    for phase in programme.phases.filter(starts__at__lte=now()):
        enter_phase(programme=programme, phase=phase, by=told.by)
    programme.refresh_from_db()


def _hold_evenings(told: Told) -> None:
    """The evenings that are over, with the ideas that came; of the next one, who says to come."""
    working = [
        one for one in told.people.values() if one.role in {Role.COACH, Role.PARTICIPANT, Role.OBSERVER}
    ]
    ahead = sorted(told.evenings.values(), key=lambda evening: evening.moment.at)
    for number, evening in enumerate(ahead):
        if evening.moment.at > now():
            say_who_comes(evening, working, turn=number)
            break
        thoughts = told.story.thoughts.get(evening.title, ())
        speaking = {told.people[one.who] for one in thoughts}
        with held(evening, working, speaking=speaking, turn=number, by=told.by):
            caught = [
                capture_idea(
                    team=told.team_of(one.who),
                    text=one.text,
                    by=told.user(one.who),
                    evening=evening,
                    author=told.people[one.who],
                )
                for one in thoughts
            ]
        for minute, idea in enumerate(caught):
            put_back(idea, created_at=evening.moment.at + dt.timedelta(minutes=75 + minute))


def _do_homework(told: Told) -> None:
    """What was handed in, some hours before it was due; of what is due later, some hours ago."""
    story = told.story
    if extra := story.extra:
        evening = told.evenings[extra.evening]
        create_assignment(
            programme=told.programme,
            recipe=extra.recipe,
            title=extra.title,
            evening=evening,
            day=local(evening.moment.at).date() - dt.timedelta(days=extra.days_before),
            clock=dt.time(20, 0),
            by=told.by,
        )
    rows = Assignment.objects.filter(programme=told.programme).select_related("moment", "programme")
    assignments = {one.title: one for one in rows}
    for title, handed in story.homework.items():
        assignment = assignments[title]
        for number, one in enumerate(handed, start=2):
            by = told.user(one.who)
            at = min(assignment.moment.at, now()) - dt.timedelta(hours=7 * number)
            submission = handed_in(assignment, one, by=by, at=at)
            if one.learned:
                make_lesson(
                    team=told.team_of(one.who),
                    kind=LessonKind.DID_NOT_WORK,
                    text=one.learned,
                    submission=submission,
                    by=told.by,
                )
    for lesson in story.lessons:
        make_lesson(
            team=told.teams[lesson.team],
            kind=LessonKind.WORKED if lesson.worked else LessonKind.DID_NOT_WORK,
            text=lesson.text,
            evening=told.evenings[lesson.evening],
            by=told.by,
        )


def _choose(told: Told) -> None:
    """Bundles, what goes no further, and the round of dots."""
    story = told.story
    thoughts = {one.text: one for evening in story.thoughts.values() for one in evening}
    ideas = Idea.objects.filter(programme=told.programme).select_related("programme").order_by("pk")
    bundles: dict[str, list[Idea]] = {}
    for idea in ideas:
        if bundle := thoughts[idea.text].bundle:
            bundles.setdefault(bundle, []).append(idea)
    for title, within in bundles.items():
        team = told.team_of(thoughts[within[0].text].who)
        cluster = make_cluster(team=team, title=title, by=told.coach_of(team), ideas=within)
        put_back(cluster, created_at=_bundled_at(told, within))
    for idea in ideas:
        if because := thoughts[idea.text].ending:
            end_idea(idea=idea, because=because, by=told.by)
    if story.round is None:
        return
    team = told.teams[story.round.team]
    clusters = {one.title: one for one in Cluster.objects.filter(team=team)}
    voting = open_round(team=team, title=story.round.title, budget=story.round.budget, by=told.coach_of(team))
    for title, dots in story.round.dots.items():
        for who, count in dots.items():
            for _dot in range(count):
                give_dot(voting_round=voting, cluster=clusters[title], voter=told.people[who])
    close_round(voting_round=voting, by=told.coach_of(team))
    at = told.evenings[story.round.evening].moment.at + dt.timedelta(minutes=100)
    put_back(voting, opened_at=at, closed_at=at + dt.timedelta(minutes=15))


def _bundled_at(told: Told, ideas: list[Idea]) -> dt.datetime:
    """On the evening on which ideas were put together; on the next one, where the first of ``ideas`` came after that."""
    first = min(idea.created_at for idea in ideas)
    ends = (one.moment.at + dt.timedelta(hours=2) for one in told.evenings.values())
    after = min(end for end in ends if end > first + dt.timedelta(days=1))
    return max(after, told.evenings[told.story.bundled].moment.at + dt.timedelta(hours=2))


def _propose(told: Told, plan: Plan) -> None:
    """A proposal, as far as it is."""
    cluster = Cluster.objects.select_related("team__programme", "programme").get(
        programme=told.programme, title=plan.bundle
    )
    coach = told.coach_of(cluster.team)
    proposal = begin_proposal(cluster=cluster, title=plan.words["title"], by=coach)
    edit_proposal(proposal=proposal, base_version=proposal.version, fields=plan.words, by=coach)
    if plan.agreed is None:
        return
    agree_proposal(proposal=proposal, by=coach)
    agreed_on = today() - dt.timedelta(days=plan.agreed)
    put_back(proposal, agreed_at=at_local(agreed_on, dt.time(16, 0)))
    if decided := plan.decided:
        record_decision(
            proposal=proposal,
            by=told.by,
            body=decided.body,
            decided_on=today() - dt.timedelta(days=decided.days_ago),
            verdict=decided.verdict,
            how=decided.how,
            reason=decided.reason,
            owner=decided.owner,
            follow_up_on=today() + dt.timedelta(days=decided.look_back_in),
        )


def _prepare_conference(told: Told, region: Region) -> None:
    """Who will be asked what at the conference, and the first tasks of the region."""
    about: dict[str, Any] = {"programme": told.programme, "by": told.by}
    bodies = {
        name: add_body(name=name, speaker_name=speaker, capacity=capacity, **about)
        for name, speaker, capacity in region.bodies
    }
    for point in region.points:
        add_point(evening=told.evenings[region.evening], title=point, by=told.by)
    for one in region.tasks:
        task = add_task(what=one.what, form=one.form, **about)
        change_task(
            task=task,
            why=one.why,
            puller=bodies[one.puller],
            pulled_by=one.pulled_by,
            first_step=one.first_step,
            shares={bodies[name]: said for name, said in one.gives.items()},
            by=told.by,
        )


def _write(told: Told) -> None:
    """The koersdocument so far: opening pages, the words of each part, and what was taken up."""
    document = told.programme.koersdocument
    edit_front(koersdocument=document, by=told.by, **told.story.cover)
    for section in document.sections.all():
        if section.title in told.story.parts:
            lead, text = told.story.parts[section.title]
            edit_section(
                section=section,
                title=section.title,
                lead=lead,
                text=text or section.text,
                version=section.version,
                by=told.by,
            )
    results = {
        "cluster": told.programme.clusters.select_related("team"),
        "lesson": told.programme.lessons.select_related("team"),
        "proposal": told.programme.proposals.filter(agreed_at__isnull=False).select_related("team"),
        "decision": told.programme.decisions.select_related("proposal__team"),
    }
    for kind, rows in results.items():
        for result in rows:
            include_result(koersdocument=document, kind=kind, result=result, by=told.by)
