"""What an organisation keeps on its shelf: a programme as a blueprint of its own."""

from typing import Any

from accounts.models import User
from programmes.models import Blueprint, Programme
from programmes.services import own_blueprints as services


def keep(programme: Programme, by: User, **fields: Any) -> Blueprint:
    """The programme as a blueprint."""
    fields = {"name": "Onze werkwijze", "summary": "Zoals wij het doen.", "key": ""} | fields
    return services.save_as_blueprint(programme=programme, by=by, **fields)
