"""What people of the demo told and learned on an evening that is over. Every sentence is invented."""

import datetime as dt
from collections.abc import Mapping

from accounts.models import User
from core.clock import now
from outcomes.enums import ExampleKind, LessonKind
from outcomes.models import Example
from outcomes.services.examples import answer_question, ask_on, make_lesson_of, tell_example
from outcomes.services.reflections import share_reflection, write_reflection
from overviews.services.demo.accounts import put_back
from overviews.services.demo.people import LAND
from programmes.models import Participation
from sessions.models import Session
from sessions.services.words import say_word, show_block
from teams.models import Team

EXAMPLES = (
    (
        LAND, "tarik", ExampleKind.GOOD, "Aalden, voorjaar 2025",
        "Wij legden de kaart op de keukentafel en lieten de boer zelf de rand tekenen. Een week later belde zijn buurman of hij ook mocht.",
        "Wij hadden nog geen plan. Dat moesten we eerlijk zeggen.",
    ),
    (
        LAND, "hanneke", ExampleKind.LESS_GOOD, "Rolde, herfst 2024",
        "De inspraakavond was in het provinciehuis. Er kwamen vier mensen, van wie drie van ons.",
        "Wij kozen de zaal die voor ons makkelijk was.",
    ),
    (
        LAND, "wout", ExampleKind.GOOD, "De Peel, zomer 2023",
        "Twaalf foto’s vanaf vaste plekken zeiden in de commissie meer dan onze nota van zestig bladzijden.",
        "Iemand hield het drie jaar vol, zonder opdracht.",
    ),
    (
        LAND, "elske", ExampleKind.LESS_GOOD, "Terschelling, 2024",
        "Wij beloofden binnen een maand terug te bellen. Het werden er vijf, en toen had de groep zich opgeheven.",
        "Niemand van ons was van het terugbellen.",
    ),
)  # fmt: skip
"""Team, who told it, whether it worked, where and when, what happened, and what helped or hindered."""

LESSON = "Ga zitten waar het over gaat, en zeg erbij dat je nog geen plan hebt."
"""What the first two teach."""
QUESTION = ("wout", "Wat zei je precies, toen je nog geen plan had?")
ANSWER = "Dat wij het ook niet wisten. Toen pakte hij de stift."
WORDS = (
    ("tarik", "een telefoonnummer"),
    ("hanneke", "buiten vergaderen"),
    ("wout", "geduld"),
    ("elske", "terugbellen"),
    ("fenna", "minder nota"),
    ("saskia", ""),
)
"""What people take home, in a word; one passes."""
LEARNED = (
    (
        "tarik",
        "Dat een vraag zonder plan meer oplevert dan een plan zonder vraag.",
        "Ik ga eerst langs.",
        True,
    ),
    ("hanneke", "Dat ik de zaal kies die mij goed uitkomt.", "De volgende avond is bij hen.", True),
    ("elske", "Dat ik beloftes doe die niemand bewaakt.", "Ik schrijf op wie terugbelt.", False),
)
"""Who, what one learned, what one will do differently, and whether it is shared."""


def tell_and_learn(
    evening: Session, people: Mapping[str, Participation], teams: Mapping[str, Team], *, by: User
) -> None:
    """While ``evening`` is held: examples with a question and a lesson, a round of words, and what people learned."""
    at = evening.moment.at
    told = []
    for number, (team, who, kind, where, what, why) in enumerate(EXAMPLES):
        one = people[who]
        example = tell_example(
            team=teams[team], evening=evening, item=None, kind=kind, where=where, what=what, why=why,
            author=one, by=one.person,
        )  # fmt: skip
        put_back(example, created_at=at + dt.timedelta(minutes=60 + 4 * number))
        told.append(example)
    who, text = QUESTION
    question = ask_on(example=told[0], text=text, asker=people[who], by=people[who].person)
    first = told[0].author
    assert first is not None  # noqa: S101 - told by somebody
    answer_question(question=question, answer=ANSWER, by=first.person)
    put_back(question, asked_at=at + dt.timedelta(days=1), answered_at=at + dt.timedelta(days=2))
    lesson = make_lesson_of(
        examples=Example.objects.filter(pk__in=[one.pk for one in told[:2]]).select_related(
            "team__programme", "evening"
        ),
        kind=LessonKind.WORKED,
        text=LESSON,
        by=by,
    )
    put_back(lesson, created_at=at + dt.timedelta(minutes=110))
    _say(evening, people, by)
    for who, learned, differently, shared in LEARNED:
        one = people[who]
        mine = write_reflection(
            evening=evening,
            participation=one,
            learned=learned,
            differently=differently,
            shared=False,
            by=one.person,
        )
        put_back(mine, written_at=at + dt.timedelta(hours=20))
        if shared:
            share_reflection(reflection=mine, shared=True, by=one.person)


def _say(evening: Session, people: Mapping[str, Participation], by: User) -> None:
    """The last round of ``evening``; afterwards it stands where it stood."""
    item = evening.items.present().filter(method="check_out").first()
    if item is None:
        return
    before = evening.current_item
    Session.objects.filter(pk=evening.pk).update(current_item=item)
    for who, word in WORDS:
        say_word(evening=evening, item=item, participation=people[who], text=word)
    item.evening = evening
    show_block(item=item, shown=True, by=by)
    put_back(item, shown_at=min(evening.ends_at, now()))
    Session.objects.filter(pk=evening.pk).update(current_item=before)
    evening.refresh_from_db(fields=["current_item"])
