"""What somebody tells and learns, for tests of what stands below it."""

from django.urls import reverse

from core.clock import now
from outcomes.models import Reflection
from outcomes.services.examples import ask_on, tell_example
from programmes.models import Participation
from sessions.models import Session
from teams.models import Team

TOLD = {"outcomes:example", "outcomes:examples", "outcomes:reflection"}
"""Pages of it, on which nobody’s work needs a name."""

PICKED = {
    "ideas:type_paper": {"facilitator", "coach"},  # whose card it is that somebody types
    "outcomes:endorsing": {"facilitator"},  # who speaks for an organisation
}
"""Pages on which one picks a person, and who finds names there."""


def tell_and_learn(*, team: Team, evening: Session, author: Participation) -> str:
    """An example of ``author`` with a question, and a reflection that is shared; the address of the example."""
    example = tell_example(
        team=team, evening=evening, item=None, kind="good", what="Het lukte.", author=author, by=author.person
    )
    ask_on(example=example, text="Hoe dan?", asker=author, by=author.person)
    Reflection.objects.create(
        evening=evening, participation=author, learned="Vragen.", shared_at=now(), written_at=now()
    )
    return reverse("outcomes:example", args=[example.public_id])
