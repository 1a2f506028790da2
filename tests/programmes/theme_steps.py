"""The steps of a round in which themes are mapped together."""

import datetime as dt

from django.urls import reverse

from core.clock import now
from programmes.models import ThemeRound
from programmes.services.theme_rounds import close_step, name_theme, start_weighing

SOON = dt.timedelta(days=5)


def named(theme_round, cast, title="Water in de wijk", who="participant", why="Het loopt over."):
    return name_theme(theme_round=theme_round, title=title, why=why, by=cast[who])


def closed(theme_round, cast):
    return close_step(theme_round=theme_round, by=cast["facilitator"])


def weighing(theme_round, cast):
    return start_weighing(theme_round=closed(theme_round, cast), until=now() + SOON, by=cast["facilitator"])


def url(name, obj):
    return reverse(f"programmes:{name}", args=[obj.public_id])


def theme_round_of(proposal):
    return ThemeRound.objects.select_related("programme__phase").get(pk=proposal.round_id)
