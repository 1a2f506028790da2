"""What people bring in the demo: questions and a story at the desk of the host, a round about themes that is done, and
a leading group that began with a question, in which people name themes now."""

import datetime as dt
from collections.abc import Mapping

from accounts.models import User
from core.clock import at_local, now, today
from overviews.services.demo.accounts import organisation_called, start_as_of, thursday
from overviews.services.demo.evenings import held, say_who_comes
from overviews.services.demo.handing_in import handed_in
from overviews.services.demo.people import CITY, LAND, RULE
from overviews.services.demo.story import Handed
from programmes.enums import Consent, IntakeAudience, MomentKind, QuestionKind, QuestionVerdict, Role
from programmes.models import Intake, Participation, Programme, Question, ThemeProposal, ThemeRound, ThemeWish
from programmes.services.consent import choose_consent
from programmes.services.questions import (
    answer_question,
    begin_programme_with,
    look_after_question,
    offer_question,
    set_intake,
)
from programmes.services.theme_rounds import name_theme, open_round
from reports.koersdocument.services.drafting import edit_front, edit_section
from sessions.models import Session

SECOND = "Het groen dat van niemand is"
DAYS_AGO = 15
"""How long ago it began: it met once, and does its first homework."""
QUESTIONS = (
    (
        "hanneke", SECOND,
        ("Tussen de woningen, de weg en het water liggen stroken die bij geen enkele organisatie horen. Bewoners willen er "
        "iets mee, en krijgen overal te horen dat ze ergens anders moeten zijn."),
        "Voor wie ernaast woont. Als het lukt, is er één plek waar je met een plan terechtkunt.",
    ),
    (
        "nadia", "Hoe blijft een dorp bereikbaar als de bus stopt?",
        "Drie dorpen verloren dit jaar hun halte. Provincie, gemeente en zorg betalen elk een eigen busje, op andere uren.",
        "Voor mensen zonder auto. Zij merken het als de busjes samen rijden.",
    ),
    (
        "samuel", "Wie mag er zeggen dat een proef mislukt is?",
        "Onze proeven lopen door omdat niemand ze durft te stoppen. Dat kost geld, en we leren er niets van.", "",
    ),
)  # fmt: skip
STORY = (
    "Eén briefje per week in plaats van een nota",
    (
        "Wij hangen elke vrijdag één briefje op bij de koffie: wat lukte er deze week, en door wie? Na een half jaar kwamen "
        "andere afdelingen lezen."
    ),
)
MEMBERS = ("joost", "hanneke", "tarik", "elske", "saskia", "nadia", "ahmet", "greetje", "jolien", "bram", "yara")  # fmt: skip
"""Who joined the leading group that began with the first question."""
MANDATE = (
    "De gemeentesecretaris gaf de kopgroep twee jaar. Wat binnen één strook past, mag zij zelf proberen; wat meer vraagt, "
    "legt zij voor aan het college."
)
COVER = {
    "subtitle": "Wat wij doen met stroken waar niemand over gaat",
    "lead": "Elf mensen kwamen één keer bij elkaar. Nu zoeken zij wie er nog ontbreekt, en waar zij beginnen.",
}
WHY = (
    "Een strook gras van zes meter breed, vier organisaties en geen enkele naam.",
    "Bewoners vroegen of zij er fruitbomen mochten zetten. Het antwoord kwam na negen maanden, en het ging over de heg ernaast.",
)
"""What opens the first part of its koersdocument, and the text."""
OPEN_THEMES = (
    ("tarik", "Wie beheert wat", "Niemand weet van wie welke strook is."),
    ("saskia", "Bewoners met een sleutel", "Zij zijn er elke dag, wij twee keer per jaar."),
    ("elske", "Minder maaien, meer zien", ""),
)
MET = (
    Handed("nadia", {
        "who": "Kees Ottema, rijdt de maaimachine langs het kanaal",
        "quote": "Ik maai tot de paal. Achter de paal staat het hoog, en dat is van niemand.",
        "differently": "Eerst een ronde meerijden, en dan pas de kaart van het beheer openen.",
    }),
    Handed("greetje", {
        "who": "De secretaris van de volkstuinvereniging",
        "quote": "Wij schrijven elk jaar dezelfde brief. Elk jaar stuurt iemand anders hem door.",
        "differently": "Zorgen dat er één naam onder het antwoord staat.",
    }),
)  # fmt: skip
"""The first homework of the leading group, as far as it is in."""
DONE_THEMES = (
    ("hanneke", "Landschap", LAND, "Daar komt alles samen."),
    ("elske", "Boeren en natuur", LAND, "Wie betaalt voor wat iedereen ziet?"),
    ("nadia", "De stad die volloopt", CITY, "Alle opgaven in één straat."),
    ("dirk", "Visie op binnenlands bestuur", RULE, "Wie gaat waarover?"),
    ("petra", "Cultuur op het platteland", "", ""),
)


def bring_together(
    programme: Programme, *, people: Mapping[str, Participation], facilitator: User, admin: User
) -> None:
    """The desk with what came in, the round that gave the themes of ``programme``, and a leading group that is new."""
    desk = set_intake(organisation=programme.host, audience=IntakeAudience.PUBLIC, weeks=4, by=admin)
    _map_themes(programme, people)
    brought = [
        _bring(desk, people[who].person, title, text, effect) for who, title, text, effect in QUESTIONS
    ]
    offer_question(
        intake=desk,
        page_key=f"demo{programme.pk:08d}",
        kind=QuestionKind.STORY,
        title=STORY[0],
        text=STORY[1],
        name="Loes",
    )
    for question, days in zip(brought, (44, 33, 6), strict=True):
        Question.objects.filter(pk=question.pk).update(created_at=now() - dt.timedelta(days=days))
    first, second, _new = (Question.objects.get(pk=question.pk) for question in brought)
    look_after_question(
        question=second,
        taken_by=facilitator,
        note="Nadia bellen: wie rijdt er nu al?",
        version=second.version,
        by=admin,
    )
    answer_question(
        question=first,
        verdict=QuestionVerdict.TAKEN_UP,
        answer="Wij beginnen hiermee een traject. Wil je meedoen? Antwoord dan op deze mail.",
        version=first.version,
        by=facilitator,
    )
    _begin_with(first, programme, people, facilitator)


def _bring(desk: Intake, person: User, title: str, text: str, effect: str) -> Question:
    return offer_question(
        intake=desk,
        page_key=f"d{person.public_id[:11]}",
        kind=QuestionKind.QUESTION,
        title=title,
        text=text,
        effect=effect,
        may_be_named=True,
        by=person,
    )


def _begin_with(
    question: Question, programme: Programme, people: Mapping[str, Participation], facilitator: User
) -> None:
    """A leading group without themes yet: it met once, does its first homework and names themes."""
    group = begin_programme_with(
        brought=question,
        by=facilitator,
        blueprint_key="leading_group",
        name=SECOND,
        question=question.text,
        client=organisation_called("Gemeente Veenrode", "municipality"),
        host=programme.host,
        mandate=MANDATE,
        starts_on=thursday(DAYS_AGO),
        themes=[],
        as_written=True,
    )
    began = group.moments.get(kind=MomentKind.START).at - dt.timedelta(days=14)
    joined = [
        Participation.objects.create(
            programme=group,
            person=one.person,
            role=one.role,
            consent=one.consent,
            invited_by=facilitator,
            accepted_at=began,
            consent_asked_at=one.consent_asked_at,
        )
        for one in map(people.__getitem__, MEMBERS)
    ]
    Session.objects.filter(programme=group).update(place="Buurthuis De Sluis, Veenrode")
    own = group.participations.get(person=facilitator)
    choose_consent(participation=own, consent=Consent.NAME, by=facilitator)
    start_as_of(group, at=began, by=facilitator)
    first, second = group.sessions.select_related("moment", "programme").order_by("moment__at")[:2]
    with held(first, joined, speaking=(), turn=1, by=facilitator):
        pass
    say_who_comes(second, joined, turn=0)
    homework = group.assignments.select_related("moment", "programme").earliest("moment__at")
    for days, one in enumerate(MET, start=1):
        handed_in(homework, one, by=people[one.who].person, at=now() - dt.timedelta(days=2 * days))
    document = group.koersdocument
    edit_front(koersdocument=document, by=facilitator, **COVER)
    part = document.sections.earliest("position")
    edit_section(
        section=part, title=part.title, lead=WHY[0], text=WHY[1], version=part.version, by=facilitator
    )
    until = at_local(today() + dt.timedelta(days=5), dt.time(23, 59))
    theme_round = open_round(programme=group, until=until, by=facilitator)
    for who, title, why in OPEN_THEMES:
        name_theme(theme_round=theme_round, title=title, why=why, by=people[who].person)


def _map_themes(programme: Programme, people: Mapping[str, Participation]) -> None:
    """The round from before the start, put back in time: no service makes something that was."""
    began = programme.created_at
    done = ThemeRound.objects.create(
        programme=programme,
        proposing_until=began + dt.timedelta(days=7),
        weighing_until=began + dt.timedelta(days=14),
        done_at=began + dt.timedelta(days=15),
    )
    themes = {theme.name: theme for theme in programme.themes.all()}
    named: list[ThemeProposal] = []
    for who, title, became, why in DONE_THEMES:
        first = next((one for one in named if one.theme is not None and one.theme.name == became), None)
        named.append(
            ThemeProposal.objects.create(
                round=done,
                proposer=people[who],
                title=title,
                new_title="" if first or title == became else became,
                why=why,
                merged_into=first,
                theme=None if first else themes.get(became),
            )
        )
    voters = [one for one in people.values() if one.role in {Role.PARTICIPANT, Role.COACH}]
    for number, voter in enumerate(voters):
        wanted, important = named[number % len(named)], named[(number * 2 + 1) % len(named)]
        for proposal in {wanted, important}:
            ThemeWish.objects.create(
                proposal=proposal,
                participation=voter,
                is_important=proposal == important,
                wants_to_work=proposal == wanted,
            )
