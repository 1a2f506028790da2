"""Blueprints of the world that is walked."""

from collections.abc import Callable
from typing import Any

from accounts.models import Organisation, User
from programmes.services.blueprints import find_blueprint
from programmes.services.own_blueprints import keep_blueprint, open_draft


def fill(place: Any, host: Organisation, *, by: User, secret: Callable[[str, str], str]) -> None:
    """A version and a draft of blueprints of ``host``, and a key for each kind of address."""
    plan = find_blueprint("open").plan | {"name": f"Blauwdruk {secret(place.tenant, 'blueprint')}"}
    place.keep("blueprint_id", keep_blueprint(organisation=host, plan=plan, by=by))
    place.keep("draft_id", open_draft(organisation=host, plan=plan, by=by))
    place.keep("key ready", "theme_teams")
    place.keep("key evening", "evening_1")
    place.keep("part", "phases")
