"""Organisations and accounts of the demo, and the one thing that no service does: let something have been earlier."""

import datetime as dt
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from accounts.enums import MailRhythm
from accounts.models import Organisation, User
from core.clock import today
from overviews.services.demo.people import ORGANISATIONS, PASSWORD, RHYTHMS, Somebody
from programmes.models import Participation, Programme
from programmes.services.programmes import start_programme
from teams.models import Membership


def organisation_called(name: str, kind: str) -> Organisation:
    """The organisation of that name: the one there is, or a new one."""
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def account_of(somebody: Somebody) -> User:
    """The account of ``somebody``, with the password of the demo."""
    return User.objects.get_or_create(
        email=somebody.email,
        defaults={
            "password": _hashed(),
            "name": somebody.name,
            "function": somebody.function,
            "organisation": organisation_called(somebody.organisation, ORGANISATIONS[somebody.organisation]),
            "mail_rhythm": RHYTHMS.get(somebody.email, MailRhythm.AT_ONCE),
        },
    )[0]


@cache
def _hashed() -> str:
    """Hashed once: it is slow on purpose, and everybody has the same one."""
    return make_password(PASSWORD)


def thursday(days_ago: int) -> dt.date:
    """A Thursday, at most ``days_ago`` days ago (fewer than seven days later); to come where that is below 0."""
    day = today() - dt.timedelta(days=days_ago)
    return day + dt.timedelta(days=(3 - day.weekday()) % 7)


def start_as_of(programme: Programme, *, at: dt.datetime, by: User) -> None:
    """Start ``programme``, and let it and everybody in it have begun at ``at``."""
    start_programme(programme=programme, by=by)
    put_back(programme, started_at=at, created_at=at)
    Participation.objects.filter(programme=programme).update(since=at, accepted_at=at)
    Membership.objects.filter(team__programme=programme).update(since=at, starts_on=None)
    programme.refresh_from_db()


def put_back(row: Model, **times: dt.datetime) -> None:
    """Let ``row`` have happened at other times than now."""
    type(row)._default_manager.filter(pk=row.pk).update(**times)
