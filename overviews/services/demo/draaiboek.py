"""The draaiboek of the evening to come, in the making, with a method that the organisation made itself."""

from accounts.models import User
from programmes.models import Programme
from sessions.models import AgendaItem, Session
from sessions.services.agenda import add_item, change_item
from sessions.services.own_methods import add_method

OWN = {
    "name": "Rondje keukentafel",
    "purpose": "Elke tafel vertelt aan één buitenstaander waar zij aan werkt, en hoort wat niet te volgen is.",
    "like": "conversation",
    "steps": "Nodig per tafel iemand uit die het onderwerp niet kent.\n"
    "Vertel in drie minuten waar jullie aan werken. Gebruik geen afkortingen.\n"
    "De gast zegt alleen wat hij of zij niet begreep.\n"
    "Schrijf op welke woorden jullie voortaan anders kiezen.",
    "when_not": "Als er nog niets te vertellen is.\nAls de gast een leidinggevende van de tafel is.",
    "material": "een gast per tafel",
    "minutes": 15,
    "least": 4,
    "most": 40,
}


def prepare(programme: Programme, *, by: User) -> None:
    """Say who leads at “Avond 3”, put in a method of the organisation, and leave one block without a leader."""
    own = add_method(organisation=programme.host, by=by, **OWN)
    evening = Session.objects.select_related("programme", "moment").get(programme=programme, title="Avond 3")
    blocks = {item.method: item for item in evening.items.present()}
    for method in ("check_in", "homework_harvest", "dot_voting", "conversation", "reflection", "check_out"):
        if method in blocks:
            _led(blocks[method], by)
    add_item(
        evening=evening,
        after=blocks["clustering"],
        by=by,
        method=own.key,
        title=own.name,
        minutes=own.minutes,
        material=own.material,
        tables="de tafels Landschap en Stedelijke ontwikkeling",
        leader=str(by),
    )


def _led(item: AgendaItem, by: User) -> None:
    change_item(item=item, by=by, leader=str(by))
