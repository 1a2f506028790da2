"""Programmes as the product makes them, from a blueprint."""

import datetime as dt
from typing import Any

from django.test import Client

from accounts.models import User
from programmes.models import Moment, Programme
from programmes.services.programmes import create_programme, start_programme
from tests import makers


class Browser(Client):
    """A browser, and whose it is on which programme."""

    programme: Programme
    person: User


THEMES = ["Landschap", "Stedelijke ontwikkeling", "Visie op binnenlands bestuur"]


def plan_programme(*, by: User | None = None, running: bool = False, **fields: Any) -> Programme:
    """A concept of theme teams that begins on Thursday 4 February 2027, or a running one.

    Its third evening lies on Ascension Day: nothing goes off free days unless ``as_written`` is False.
    """
    by = by or makers.make_person()
    fields.setdefault("blueprint_key", "theme_teams")
    fields.setdefault("name", "Themateams")
    fields.setdefault("question", "Hoe gaan wij anders samenwerken?")
    fields.setdefault("client", None)
    fields.setdefault("mandate", "")
    fields.setdefault("starts_on", dt.date(2027, 2, 4))
    fields.setdefault("themes", THEMES)
    fields.setdefault("as_written", True)
    if "host" not in fields:
        fields["host"] = makers.make_organisation()
    programme = create_programme(by=by, **fields)
    return start_programme(programme=programme, by=by) if running else programme


def guided(*, by: User | None = None, **fields: Any) -> Browser:
    """A browser of the facilitator (``by``) of a programme as ``plan_programme`` makes it."""
    browser = Browser()
    browser.person = by or makers.make_person()
    browser.programme = plan_programme(by=browser.person, **fields)
    browser.person.__dict__.pop("_standing", None)
    browser.force_login(browser.person)
    return browser


def evening(programme: Programme, name: str) -> Moment:
    """The moment of the evening called ``name``."""
    return Moment.objects.select_related("programme").get(programme=programme, kind="session", name=name)


def picture(programme: Programme) -> dict[int, tuple[Any, ...]]:
    """Everything about the dates of ``programme``, to compare before and after."""
    return {
        moment.pk: (moment.at, moment.offset_days, moment.clock, moment.anchor_id)
        for moment in programme.moments.all()
    }
