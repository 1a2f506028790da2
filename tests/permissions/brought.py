"""What people bring in the world that is walked: a question at a desk, and a theme in a round."""

from typing import Any

from accounts.models import Organisation
from core.clock import now
from programmes.enums import IntakeAudience
from programmes.models import Intake, Participation, Programme, Question, ThemeProposal, ThemeRound
from programmes.services.askers import confirmation_token
from tests import makers


def at_the_desk(*, host: Organisation, author: Participation, words: str) -> dict[str, Any]:
    """A desk for everybody with a question of ``words`` at it, and the desk of another house, for its own people: the
    author comes from there. Values for parts of addresses, by name."""
    desk, _made = Intake.objects.get_or_create(organisation=host, audience=IntakeAudience.PUBLIC)
    question = Question.objects.create(
        organisation=host, title=words, text=words, email=f"vrager{author.pk}@example.org"
    )
    own = makers.make_organisation(name=f"Eigen huis {author.pk}")
    Intake.objects.create(organisation=own, audience=IntakeAudience.OWN)
    author.person.organisation = own
    author.person.save(update_fields=["organisation"])
    return {
        "intake_id": desk,
        "question_id": question,
        "token question": confirmation_token(question),
        "organisation_id own": own,
    }


def in_a_round(*, programme: Programme, author: Participation, words: str) -> dict[str, Any]:
    """A round whose themes were named, one of them (``words``) by the author."""
    known = ThemeRound.objects.filter(programme=programme).first()
    present = known or ThemeRound.objects.create(programme=programme, proposing_until=now())
    theme = ThemeProposal.objects.create(round=present, proposer=author, title=words)
    return {"theme_round_id": present, "named_theme_id": theme}
