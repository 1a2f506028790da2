"""What people bring in the world that is walked: doors at a desk, and a round whose themes were weighed."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


def at_the_desk() -> list[str]:
    """What somebody without an account finds at the desk of the demo: the page, and links that confirm an address."""
    from core.identifiers import new_public_id
    from programmes.models import Intake
    from programmes.services.askers import confirmation_token
    from programmes.services.questions import offer_question

    desk = Intake.objects.select_related("organisation").get()
    question = offer_question(
        intake=desk,
        page_key=new_public_id(),
        kind="question",
        title="Wie maait de berm?",
        text="Niemand weet het.",
        email="vrager@demo.example",
    )
    return [
        reverse("programmes:intake", args=[desk.organisation.public_id]),
        reverse("programmes:intake_thanks", args=[desk.organisation.public_id]) + "?answer=mail",
        reverse("programmes:confirm_question", args=[confirmation_token(question)]),
        reverse("programmes:confirm_question", args=["verlopen"]),
    ]


def card_found(evening: Any, facilitator: Any) -> str:
    """Where the square code of an idea card of ``evening`` leads, for whoever finds it on a table."""
    from ideas.services.paper import print_paper

    card = print_paper(evening=evening, count=1, by=facilitator).papers.get()
    return reverse("ideas:scanned", args=[card.public_id])


def weighed_themes(programme: Any, facilitator: Any, person: Any) -> str:
    """Themes of ``programme`` that were named and weighed; returns the page on which teams are proposed of them."""
    import datetime as dt

    from core.clock import now
    from programmes.services.theme_rounds import (
        close_step,
        name_theme,
        open_round,
        start_weighing,
        weigh_themes,
    )

    soon = now() + dt.timedelta(days=3)
    theme_round = open_round(programme=programme, until=soon, by=facilitator)
    themes = [
        name_theme(theme_round=theme_round, title=title, why="", by=person)
        for title in ("Bermen", "Bruggen", "Bankjes")
    ]
    close_step(theme_round=theme_round, by=facilitator)
    start_weighing(theme_round=theme_round, until=soon, by=facilitator)
    weigh_themes(theme_round=theme_round, important=[themes[0].pk], wanted=[themes[1].pk], by=person)
    close_step(theme_round=theme_round, by=facilitator)
    chosen = urlencode([("theme", theme.public_id) for theme in themes[:2]])
    return f"{reverse('programmes:theme_teams', args=[theme_round.public_id])}?{chosen}"
