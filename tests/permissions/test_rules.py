"""Each rule says yes to whom ``rules_table.py`` names and to nobody else: no database, only rules and what they ask."""

import datetime as dt
from itertools import product
from typing import Any, cast

import pytest
import rules

from accounts.models import Organisation
from core.access import Standing, rule_names
from core.clock import now
from homework.models import Assignment, Submission
from ideas.models import Choice, Idea, Printing, Proposal, VotingRound
from outcomes.models import (
    Body,
    Decision,
    Example,
    ExampleQuestion,
    Lesson,
    Presentation,
    Reflection,
    RegionalTask,
)
from programmes.models import (
    Agreement,
    Blueprint,
    Intake,
    Participation,
    Phase,
    PolicyGoal,
    Programme,
    Question,
    ThemeProposal,
    ThemeRound,
)
from reports.koersdocument.models import Edition, Koersdocument, Section
from reports.verslag.models import Verslag
from sessions.models import AgendaItem, Attendance, DatePoll, OwnMethod, Scribe, Seat, Seating, Session, Word
from teams.models import Team
from tests.permissions.rules_table import RULES
from tests.permissions.words import ELSEWHERE, OWN, PEOPLE, PROGRAMME, ROLES, STAGES, TEAM, TENANTS

HOST = {OWN: 1, TEAM: 1, PROGRAMME: 1, ELSEWHERE: 2}
PROGRAMMES = {OWN: 1, TEAM: 1, PROGRAMME: 2, ELSEWHERE: 3}
NUMBER = {tenant: number for number, tenant in enumerate(TENANTS, 1)}
"""Of a tenant's team, evening and everything else."""
PHASES = STAGES[1:-1]
WHO = {name: number for number, name in enumerate(PEOPLE, 1)}
AUTHORS = {OWN: WHO["participant"], TEAM: 101, PROGRAMME: 102, ELSEWHERE: 103}


def standing(name: str) -> Standing:
    """What the person called ``name`` is, everywhere."""
    mine, here = PROGRAMMES[OWN], NUMBER[OWN]
    role = {"teammate": "participant", "mover": "participant"}.get(name, name)
    grants: dict[tuple[str, int], frozenset[str]] = {}
    if role in ROLES:
        grants["programme", mine] = frozenset({role})
    if role in {"coach", "participant", "observer"} and name != "mover":
        grants["team", here] = frozenset({role})
    if role == "administrator":
        grants["organisation", HOST[OWN]] = frozenset({role})
    if role == "facilitator":
        grants["house", HOST[OWN]] = frozenset({role})
    if role == "guest":
        grants |= {(scope, here): frozenset({role}) for scope in ("evening", "table", "table at work")}
    return Standing(None if name == "nobody" else WHO[name], grants)


def _its_evening(number: int, of_team: dict[str, Any], state: str) -> Session:
    """The evening that something is of, in ``state``."""
    return Session(pk=number, **of_team, state=state or "planned")


def _body(programme: Programme, author: Participation, *, written: bool) -> Body:
    """An organisation as it is loaded for whoever looks: with whether that person writes for it."""
    body: Any = Body(programme=programme, speaker=author)
    body.writes_for_it = written
    return cast(Body, body)


def _poll(evening: Session, *, asks: bool) -> DatePoll:
    """A datumprikker as it is loaded for whoever looks: with whether that person is asked."""
    poll = DatePoll(evening=evening)
    poll.asks_me = asks
    return poll


STANDINGS = {name: standing(name) for name in PEOPLE}


def thing(kind: str, tenant: str, stage: str, phase: str = "collecting") -> Any:
    """What a rule is asked about: ``kind``, with its state behind a space, of ``tenant`` in ``stage``.

    A programme that does not run (concept, closed) is in ``phase`` all the same.
    """
    what, _space, state = kind.partition(" ")
    running = stage not in {"concept", "closed"}
    programme = Programme(
        pk=PROGRAMMES[tenant],
        host_id=HOST[tenant],
        state="running" if running else stage,
        phase=Phase(stage=stage if running else phase),
        closed_at=now() - dt.timedelta(days=31 if state == "long_ago" else 1) if stage == "closed" else None,
    )
    number = NUMBER[tenant]
    team = Team(pk=number, programme=programme)
    author = Participation(
        person_id=AUTHORS[tenant], programme=programme, until=now() if state == "left" else None
    )
    of_team = {"programme": programme, "team": team}
    if what == "evening":
        together = state == "together"
        return Session(
            pk=100 if together else number,
            programme=programme,
            team=None if together else team,
            state="planned" if together or not state else state,
        )
    submission = Submission(
        author=author, state="draft" if state == "draft" else "handed_in", programme=programme
    )
    submission.team = None if state == "teamless" else team
    evening = (
        Session(revealed_at=now() if state == "shown" else None) if state in {"hidden", "shown"} else None
    )
    example = Example(
        **of_team,
        author=author,
        evening=Session(),
        item=AgendaItem() if state == "unshown" else None,
        state=state if state in {"hidden", "taken_back"} else "told",
    )
    koersdocument = Koersdocument(programme=programme)
    agreement = Agreement(organisation_id=HOST[tenant])
    makes: dict[str, Any] = {
        "nothing": None,
        "agreement": agreement,
        "goal": PolicyGoal(agreement=agreement),
        "question": Question(organisation_id=HOST[tenant]),
        "blueprint": Blueprint(organisation_id=HOST[tenant]),
        "own_method": OwnMethod(organisation_id=HOST[tenant]),
        "desk": Intake(organisation_id=HOST[tenant]),
        "theme": ThemeProposal(proposer=author, round=ThemeRound(programme=programme)),
        "organisation": Organisation(pk=HOST[tenant]),
        "programme": programme,
        "place": author,
        "team": team,
        "poll": _poll(Session(pk=number, **of_team), asks=state == "asked" and tenant == OWN),
        "rehearsal": Session(
            pk=number,
            team=team,
            programme=Programme(
                pk=programme.pk,
                host_id=programme.host_id,
                state=programme.state,
                is_rehearsal=stage == "concept",
            ),
        ),
        "mixed": Session(pk=number, **of_team, state=state or "running", meeting_url="https://bel.example/1"),
        "block": AgendaItem(evening=Session(pk=number, **of_team)),
        "scribe": Scribe(
            evening=Session(pk=number, state=state or "planned", **of_team), participation=author
        ),
        "seat": Seat(evening=Session(pk=number, **of_team), team=None),
        "attendance": Attendance(evening=_its_evening(number, of_team, state), participation=author),
        "seating": Seating(evening=_its_evening(number, of_team, state)),
        "assignment": Assignment(programme=programme, team=None if state == "together" else team),
        "submission": submission,
        "idea": Idea(
            **of_team,
            author=author,
            evening=evening,
            state="not_further" if state == "ended" else "open",
            covered_at=now() if state == "covered" else None,
        ),
        "printing": Printing(evening=_its_evening(number, of_team, state)),
        "round": VotingRound(**of_team, state="closed" if state else "open"),
        "choice": Choice(**of_team, state="closed" if state else "open"),
        "proposal": Proposal(**of_team, state=state or "draft"),
        "decision": Decision(programme=programme),
        "lesson": Lesson(**of_team, made_by_id=AUTHORS[tenant]),
        "word": Word(item=AgendaItem(evening=Session(pk=number, **of_team))),
        "example": example,
        "asked": ExampleQuestion(example=example, asker=author),
        "reflection": Reflection(
            evening=Session(programme=programme), participation=author, shared_at=now() if state else None
        ),
        "body": _body(programme, author, written=state == "written"),
        "task": RegionalTask(programme=programme, made_by_id=AUTHORS[tenant]),
        "presentation": Presentation(evening=Session(pk=number, **of_team), is_on=state == "on"),
        "koersdocument": koersdocument,
        "section": Section(koersdocument=koersdocument),
        "edition": Edition(koersdocument=koersdocument),
        "verslag": Verslag(),
    }
    return makes[what]


def test_every_rule_stands_in_the_table() -> None:
    lost = set(rule_names()) ^ {key.partition(" ")[0] for key in RULES}
    assert not lost, f"Say in tests/permissions/rules_table.py to whom these say yes: {lost}"


@pytest.mark.parametrize("key", RULES)
def test_a_rule_says_yes_to_whom_the_table_names(key: str) -> None:
    rule, _space, kind = key.partition(" ")
    wrong = []
    for tenant, stage in product(TENANTS, STAGES):
        for phase in PHASES if stage in {"concept", "closed"} else PHASES[:1]:
            about = thing(kind, tenant, stage, phase)
            for name in PEOPLE:
                expected = (name, tenant, stage) in RULES[key]
                if rules.has_perm(rule, STANDINGS[name], about) is not expected:
                    wrong.append(f"{name} of {tenant} while {stage} (phase {phase}): should be {expected}")
    assert wrong == []


STILL = {
    "accounts.administer_organisation": "of the organisation, not of a programme",
    "programmes.begin_programme": "another one",
    "programmes.keep_as_blueprint": "takes its plan along, and changes nothing in it",
    "programmes.keep_blueprints": "of the organisation",
    "evenings.keep_methods": "of the organisation",
    "programmes.take_file": "takes its set-up along, and changes nothing in it",
    "programmes.keep_goals": "of the organisation",
    "programmes.look_after_questions": "of the organisation",
    "programmes.erase_question": "of the organisation",
    "programmes.choose_consent": "everybody's own right, at any time",
    "homework.oversee": "reads who handed in",
    "programmes.steer_outbox": "what is still on its way to authors can be held",
    "programmes.reopen_programme": "the way back",
    "outcomes.begin_follow_up": "another one",
    "outcomes.share_reflection": "everybody’s own right to stop sharing, at any time",
    "reports.publish_concept": "an edition of what stands there",
    "reports.publish_checked": "an edition of what stands there",
    "reports.publish_final": "an edition of what stands there",
}
"""What somebody may do while a programme is closed, and why that is no writing in it."""


def test_a_closed_programme_is_read_and_not_written() -> None:
    reading = ("see", "read")
    done = {
        key.partition(" ")[0]
        for key, whom in RULES.items()
        if any(stage == "closed" for _name, _tenant, stage in whom)
    }
    assert {rule for rule in done if not rule.partition(".")[2].startswith(reading)} == set(STILL)


@pytest.mark.parametrize(
    ("rule", "about"),
    [
        ("homework.change_submission", Submission),
        ("outcomes.make_lesson", Submission),
        ("outcomes.edit_lesson", Lesson),
        ("ideas.edit_idea", Idea),
        ("ideas.end_idea", Idea),
    ],
)
def test_nobody_is_the_author_of_what_has_lost_its_author(rule: str, about: Any) -> None:
    lost = thing(about.__name__.lower(), OWN, "collecting")
    if about is Lesson:
        lost.made_by_id = None
    elif about is Idea:
        lost.author = None
    else:
        lost.author = Participation()
    assert rules.has_perm(rule, Standing(None), lost) is False


def test_who_typed_an_idea_for_somebody_else_changes_it_too() -> None:
    typed = thing("idea", OWN, "collecting")
    typed.written_by_id = WHO["teammate"]
    may = {name for name in PEOPLE if rules.has_perm("ideas.edit_idea", STANDINGS[name], typed)}
    assert may == {"participant", "teammate"}


def test_a_guest_without_a_table_writes_nothing() -> None:
    somewhere = Standing(1, {("evening", NUMBER[OWN]): frozenset({"guest"})})
    assert not rules.has_perm(
        "ideas.capture_as_guest", somewhere, thing("evening running", OWN, "collecting")
    )
