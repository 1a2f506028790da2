"""The messages of a programme itself: the invitation to take part, and the one to begin."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from core.clock import at_local, now
from core.templatetags.kw_dates import kw_date, kw_time
from outbox.enums import Urgency
from outbox.models import Message
from outbox.services.kinds import Day, MessageKind, Text, greeting
from programmes.enums import AT_WORK, MomentKind, ProgrammeState, Role
from programmes.models import Moment, Participation, Programme
from programmes.queries.seats import seats_of
from programmes.services.administrators import ADMINISTRATOR_INVITATION
from programmes.services.people import INVITATION


def compose_invitation(params: Mapping[str, Any], user: User | None) -> Text:
    """What it is about, as what one is asked, when it begins, and the button that lets in."""
    participation = Participation.objects.select_related("programme", "invited_by").get(
        pk=params["participation"]
    )
    programme, inviter = participation.programme, participation.invited_by
    team = next((seat.team for seat in seats_of([participation.pk]).get(participation.pk, [])), "")
    lines = [greeting(user), programme.question, _asked(participation.role, programme, team)]
    if participation.begins_later:
        lines.append(
            _("You take part from %(day)s. Until then there is nothing to see yet.")
            % {"day": kw_date(participation.starts_on, "day")}
        )
    if participation.ends_on is not None:
        lines.append(_("Your last day is %(day)s.") % {"day": kw_date(participation.ends_on, "day")})
    lines.append(_("One press of the button is enough. You need no password."))
    return Text(
        subject=_subject(participation.role, programme, team),
        body="\n\n".join(filter(None, lines)),
        action_label=_("Yes, I join") if participation.role in AT_WORK else _("To the programme"),
        action_path=reverse("overviews:programme", args=[programme.public_id]),
        closing=_closing(inviter),
        day=_first_evening(participation) if participation.role in AT_WORK else None,
        programme=programme.name,
        accent=programme.accent,
    )


def _subject(role: str, programme: Programme, team: str) -> str:
    words = {"team": team, "programme": programme.name}
    if role == Role.FACILITATOR:
        return _("Will you guide %(programme)s?") % words
    if role == Role.CLIENT:
        return _("You are the client of %(programme)s") % words
    if role == Role.SUPPORTER:
        return _("Will you support %(programme)s?") % words
    if role == Role.COACH:
        return (
            _("Will you coach the team %(team)s?") if team else _("Will you be a coach in %(programme)s?")
        ) % words
    if role == Role.OBSERVER:
        return (
            _("Will you walk along with the team %(team)s?")
            if team
            else _("Will you walk along with %(programme)s?")
        ) % words
    return (_("Will you join the team %(team)s?") if team else _("Will you join %(programme)s?")) % words


def _asked(role: str, programme: Programme, team: str) -> str:
    """What this person is asked to do, in a sentence or two."""
    return {
        Role.FACILITATOR: _("We ask you to guide it: you plan the evenings and bring the results together."),
        Role.COACH: _("We ask you to guide a team: on the evenings and in between."),
        Role.PARTICIPANT: _(
            "We ask you to think along: a few evenings, and something small to do in between. What you write stays in "
            "the team until you agree that it goes further."
        ),
        Role.OBSERVER: _(
            "We ask you to walk along, to look and to ask the questions that nobody asks any more."
        ),
        Role.SUPPORTER: _(
            "We ask you to help the results on. You read what is ready, and nothing of the raw work."
        ),
        Role.CLIENT: _(
            "You can follow the progress, read the proposals and record what is decided about them."
        ),
    }[Role(role)]


def _closing(inviter: User | None) -> str:
    if inviter is None or not inviter.name:
        return _("Questions? Answer this mail.")
    signed = [inviter.name, inviter.function]
    return (
        _("Questions? Answer this mail, and I get it.")
        + "\n\n"
        + _("Greetings,")
        + "  \n"
        + "  \n".join(filter(None, signed))
    )


def _first_evening(participation: Participation) -> Day | None:
    """The first evening to come, from the first day on."""
    since = max(now(), at_local(participation.first_day, dt.time()))
    evenings = Moment.objects.filter(programme=participation.programme, kind=MomentKind.SESSION, at__gt=since)
    first = evenings.order_by("at").first()
    return Day(first.at, f"{first.name}, {kw_time(first.at)}") if first else None


def invitation_still_applies(message: Message) -> str:
    """Why the invitation is not needed any more; empty when it is."""
    participation = (
        Participation.objects.select_related("programme").filter(pk=message.params["participation"]).first()
    )
    if participation is None or participation.until is not None:
        return _("Does not take part any more.")
    if participation.accepted_at is not None:
        return _("Has come in already.")
    if participation.programme.state != ProgrammeState.RUNNING:
        return _("The programme does not run.")
    return ""


def compose_administrator_invitation(params: Mapping[str, Any], user: User | None) -> Text:
    """That one administers an organisation here, and the button that lets in."""
    organisation = Organisation.objects.get(pk=params["organisation"])
    about = (
        _("You see and change everything of %(organisation)s from now on, with its other administrators.")
        if params.get("as_well")
        else _("%(organisation)s can work in Koerswerk from now on. You begin its first programme.")
    )
    return Text(
        subject=_("You administer %(organisation)s in Koerswerk") % {"organisation": organisation.name},
        body="\n\n".join(
            [
                greeting(user),
                about % {"organisation": organisation.name},
                _("One press of the button is enough. You need no password."),
            ]
        ),
        action_label=_("Begin"),
        action_path=reverse("overviews:mine"),
    )


KINDS = (
    MessageKind(
        name=INVITATION,
        urgency=Urgency.NOW,
        compose=compose_invitation,
        still_applies=invitation_still_applies,
        personal_link=True,
    ),
    MessageKind(
        name=ADMINISTRATOR_INVITATION,
        urgency=Urgency.NOW,
        compose=compose_administrator_invitation,
        personal_link=True,
    ),
)
