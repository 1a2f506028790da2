"""Policy goals and blind spots of the demo: with something, with nothing, and left out on purpose."""

import datetime as dt

from accounts.models import User
from core.clock import now, today
from homework.models import Submission
from homework.services.submissions import save_draft
from ideas.models import Proposal
from ideas.services.proposals import tie_goals
from overviews.services.demo.people import CITY, LAND, RULE
from programmes.enums import HearingKind
from programmes.models import Moment, Participation, Programme, ServedGoal, StakeholderGroup, Theme
from programmes.queries.goal_lines import GoalLine, last_day_of
from programmes.services import goals, voices
from reports.koersdocument.enums import SectionKind
from reports.koersdocument.services.drafting import (
    add_section,
    edit_section,
    ensure_koersdocument,
    move_section,
)

AGREEMENT = "Bestuursakkoord ‘Samen aan zet’"
GOALS = (
    ("Ieder dorp heeft één vast gezicht bij de overheid", 120),
    ("Boeren die voor het landschap zorgen, worden daar eerlijk voor betaald", 250),
    ("Een brief van de overheid is in één keer te begrijpen", 330),
    ("Vergunningen voor woningen in de helft van de tijd", 420),
    ("Jongeren beslissen mee over hun eigen buurt", 200),
    ("Elk besluit zegt wat de samenleving ervan merkt", 60),
    ("Geen kind groeit op zonder groen op loopafstand", 500),
    ("Minder regels voor wie iets voor een ander doet", 640),
    ("Een eigen inspectie voor windmolens", 700),
)
"""What the board promised, and within how many days from now."""
THEMES_OF = {2: LAND, 4: CITY, 6: RULE, 7: LAND}
LEFT = {9: "dat regelt het Rijk, niet wij"}
PROPOSALS_OF = {2: LAND, 6: RULE}

HEARD = (
    ("Bewoners", CITY, "Twee buurtraden in Veenrode", -40),
    ("Raadsleden en Statenleden", RULE, "Gesprek met de statencommissie", -33),
    ("Maatschappelijke organisaties", LAND, "Keukentafelgesprek met de dorpsraden", -21),
)
PLANNED = (
    ("Jongeren onder 25", LAND, "fenna"),
    ("Bewoners", RULE, "greetje"),
    ("Uitvoerders", CITY, "jolien"),
)
"""Groups that come to the next evening, and who asks them."""
NOT = (
    ("Waterschappen", CITY, "zit in het traject over de stadsgrachten"),
    ("Ondernemers", RULE, "dit gaat over hoe overheden onderling werken"),
)
GOALS_PART = (
    "Welke doelen wij dienden",
    "Elk doel uit het bestuursakkoord, met wat er nu ligt.",
    "De teams werkten aan doelen die het bestuur zelf heeft gesteld. Waar nog niets ligt, zeggen wij dat ook.",
)
VOICES_PART = (
    "Wie wij hoorden, en wie niet",
    "Een traject hoort nooit iedereen. Dit zijn onze blinde vlekken.",
    "Wij hielden bij wie aan tafel zat. Een leeg vak is geen verwijt, maar een opdracht voor wie verdergaat.",
)


def cover(programme: Programme, *, people: dict[str, Participation], facilitator: User, admin: User) -> None:
    """Goals with what hangs on them, groups with all four kinds of cells, and a part of the koersdocument for each."""
    themes = {theme.name: theme for theme in programme.themes.all()}
    _put_down_goals(programme, themes, facilitator, admin)
    _hear(programme, themes, people, facilitator)
    document = ensure_koersdocument(programme=programme)
    for kind, words in ((SectionKind.GOALS, GOALS_PART), (SectionKind.BLIND_SPOTS, VOICES_PART)):
        title, lead, text = words
        part = add_section(koersdocument=document, title=title, kind=kind, by=facilitator)
        edit_section(section=part, title=title, lead=lead, text=text, version=part.version, by=facilitator)
        move_section(section=part, steps=-1, by=facilitator)  # what comes next stays the last word


def _put_down_goals(programme: Programme, themes: dict[str, Theme], by: User, admin: User) -> None:
    agreement = goals.make_agreement(
        organisation=programme.host,
        name=AGREEMENT,
        starts_on=today() - dt.timedelta(days=250),
        ends_on=today() + dt.timedelta(days=800),
        by=admin,
    )
    lines = [
        GoalLine(number, text, _end_of_month(today() + dt.timedelta(days=days)))
        for number, (text, days) in enumerate(GOALS, start=1)
    ]
    goals.add_goals(agreement=agreement, lines=lines, by=admin, programme=programme)
    served = {
        one.goal.number: one
        for one in ServedGoal.objects.filter(programme=programme).select_related("goal", "programme")
    }
    for number, name in THEMES_OF.items():
        goals.tie_themes(served=served[number], add=[themes[name]], leave=[], by=by)
    for number, because in LEFT.items():
        goals.leave_goal(served=served[number], because=because, by=by)
    for number, team in PROPOSALS_OF.items():
        for proposal in Proposal.objects.filter(team__name=team, programme=programme).select_related(
            "programme"
        ):
            tie_goals(proposal=proposal, add=[served[number].goal], leave=[], by=by)


def _end_of_month(day: dt.date) -> dt.date:
    return last_day_of(day.year, day.month)


def _hear(programme: Programme, themes: dict[str, Theme], people: dict[str, Participation], by: User) -> None:
    voices.begin_groups(programme=programme, by=by)
    groups = {
        group.name: group
        for group in StakeholderGroup.objects.filter(programme=programme).select_related("programme")
    }
    interviews = Submission.objects.handed_in().filter(
        programme=programme, assignment__recipe="interview_entrepreneur"
    )
    for one in interviews:
        save_draft(
            submission=one, answers=one.answers, learned=one.learned, talked_with=groups["Ondernemers"], by=by
        )
    for name, theme, what, days in HEARD:
        day = today() + dt.timedelta(days=days)
        _note(groups[name], themes[theme], HearingKind.HEARD, by, what=what, on=day)
    ahead = (
        Moment.objects.filter(programme=programme, session__isnull=False, at__gt=now()).order_by("at").first()
    )
    for name, theme, who in PLANNED:
        _note(groups[name], themes[theme], HearingKind.PLANNED, by, moment=ahead, asks=people[who])
    for name, theme, because in NOT:
        _note(groups[name], themes[theme], HearingKind.LEFT, by, what=because)


def _note(group: StakeholderGroup, theme: Theme, kind: HearingKind, by: User, **more: object) -> None:
    voices.note_hearing(group=group, theme=theme, kind=kind, by=by, **more)  # type: ignore[arg-type]
