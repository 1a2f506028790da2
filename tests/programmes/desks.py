"""Desks of organisations, and a question that somebody brings to one."""

from core.identifiers import new_public_id
from programmes.models import Intake
from programmes.services.questions import offer_question

FIELDS = {
    "kind": "question",
    "title": "Wie houdt het dorp levend?",
    "text": "De school gaat dicht en de bus rijdt niet meer.",
    "effect": "Het dorp.",
    "name": "Lotte de Wit",
    "email": "lotte@example.org",
}


def desk_of(organisation, audience="public", weeks=4):
    return Intake.objects.create(organisation=organisation, audience=audience, weeks=weeks)


def bring(desk, **fields):
    return offer_question(intake=desk, page_key=fields.pop("page_key", new_public_id()), **(FIELDS | fields))
