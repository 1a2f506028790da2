"""What people told and learned, in the world that is walked."""

from collections.abc import Callable
from typing import Any

from core.clock import now
from outcomes.models import Reflection
from outcomes.services.examples import ask_on, tell_example
from programmes.models import Participation
from sessions.models import Session, Word
from teams.models import Team


def fill(place: Any, team: Team, author: Participation, *, secret: Callable[[str, str], str]) -> None:
    """An example that can be read with a question, one that hides in its block, a word, and a private reflection."""
    tenant = place.tenant
    live = Session.objects.get(public_id=place.values["evening_id"])
    over = Session.objects.get(public_id=place.values["evening_id over"])
    block: Any = live.items.order_by("position").first()
    by, told = author.person, {"team": team, "kind": "good", "author": author, "by": author.person}
    example = tell_example(evening=over, item=None, what=secret(tenant, "example"), **told)
    place.keep("example_id", example)
    hidden = tell_example(evening=live, item=block, what=secret(tenant, "untold"), **told)
    place.keep("example_id unshown", hidden)
    asked = ask_on(example=example, text=secret(tenant, "example"), asker=author, by=by)
    place.keep("asked_id", asked)
    place.keep("word_id", Word.objects.create(item=block, participation=author, text=secret(tenant, "word")))
    place.keep(
        "reflection_id",
        Reflection.objects.create(
            evening=over, participation=author, learned=secret(tenant, "reflection"), written_at=now()
        ),
    )
