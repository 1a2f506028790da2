"""My programmes."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import allowed
from core.clock import now
from core.drawing import Small, draw_small
from core.templatetags.kw_dates import kw_date
from overviews.queries.course import read_programmes, waypoints_of
from overviews.queries.next_thing import NextThing, next_things
from programmes.enums import ProgrammeState
from programmes.models import Participation, Programme
from programmes.queries.people import participations_to_come
from teams.models import Membership


@dataclass(frozen=True, slots=True)
class Trip:
    """One programme on a card."""

    name: str
    url: str
    accent: str
    as_what: str
    line: Small
    foot_strong: str
    foot: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What is next for me, and my programmes."""

    next: NextThing | None
    next_line: Small | None
    running: tuple[Trip, ...]
    closed: tuple[Trip, ...]
    to_come: tuple[tuple[str, str], ...]
    """The name of each programme that one takes part in later, and from when."""
    may_begin: bool


def my_programmes(*, viewer: Any) -> Mine:
    """Everything on "my programmes". 11 queries, however many programmes."""
    programmes = list(Programme.objects.visible_to(viewer).order_by("-starts_on", "pk"))
    roles = {
        row.programme_id: row.get_role_display()
        for row in Participation.objects.active().filter(person=viewer, programme__in=programmes)
    }
    placed = Membership.objects.active().filter(participation__person=viewer).select_related("team")
    teams = {membership.team.programme_id: membership for membership in placed}
    reading = read_programmes(programmes=programmes, viewer=viewer)
    ways = {one.pk: waypoints_of(one.pk, reading) for one in programmes}
    things = next_things(
        programmes=[one for one in programmes if one.state != ProgrammeState.CLOSED],
        viewer=viewer,
        reading=reading,
    )
    here = now()

    def trip(programme: Programme) -> Trip:
        membership = teams.get(programme.pk)
        as_what = roles.get(programme.pk, _("administrator"))
        if membership is not None:
            as_what = _("%(role)s in team %(team)s") % {
                "role": membership.get_role_display(),
                "team": membership.team.name,
            }
        url = reverse("overviews:programme", args=[programme.public_id])
        ahead = next(
            (way for way in ways[programme.pk] if way.kind == "evening" and way.state == "next"), None
        )
        foot_strong, foot = "", ""
        if programme.state == ProgrammeState.CONCEPT:
            foot_strong = _("Not started yet")
            if allowed(viewer, "programmes.start_programme", programme):
                url, foot = reverse("programmes:setup", args=[programme.public_id]), _("Go on setting it up")
        elif ahead is not None:
            foot_strong, foot = ahead.label, _("on %(when)s") % {"when": kw_date(ahead.at)}
        return Trip(
            name=programme.name,
            url=url,
            accent=programme.accent,
            as_what=as_what[:1].upper() + as_what[1:],
            line=draw_small(ways[programme.pk], now=here),
            foot_strong=foot_strong,
            foot=foot,
        )

    first = min(things.items(), key=lambda item: item[1].at, default=None)
    return Mine(
        next=first[1] if first else None,
        next_line=draw_small(ways[first[0]], now=here) if first else None,
        running=tuple(trip(one) for one in programmes if one.state != ProgrammeState.CLOSED),
        closed=tuple(trip(one) for one in programmes if one.state == ProgrammeState.CLOSED),
        to_come=tuple(
            (one.programme.name, _("from %(day)s") % {"day": kw_date(one.starts_on, "day")})
            for one in participations_to_come(viewer)
        ),
        may_begin=allowed(viewer, "programmes.begin_programme"),
    )
