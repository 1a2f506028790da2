"""Reads about who takes part."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import Organisation, User
from accounts.queries.links import Welcome
from core.access import allowed, standing_of
from core.clock import local, today
from core.rendering import NavLink
from core.templatetags.kw_dates import kw_date, kw_period
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.queries.faces import face_of
from programmes.queries.invitations_sent import has_expired, last_invitations
from programmes.queries.seats import Seat, seats_ever, seats_of, teams_of

ORDER = {role: place for place, role in enumerate(Role.values)}
STATES = ("in", "later", "waiting", "failed", "expired", "gone")


@dataclass(frozen=True, slots=True)
class Invitation:
    """How far somebody is, in words."""

    state: str
    """One of ``STATES``."""
    tone: str
    icon: str
    word: str
    detail: str
    may_repeat: bool = False
    is_first: bool = False
    """Whether none was ever sent."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list."""

    public_id: str
    name: str
    email: str
    organisation: str
    role: str
    role_label: str
    teams: str
    days: str
    """From when, where that is still to come, and until when, where that is known."""
    picture: str
    """Where it is fetched; empty without one, or where it is not this viewer's to see."""
    invitation: Invitation
    may_change: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """Who sits in a team, counted."""

    name: str
    coaches: str
    participants: int
    observers: int
    organisations: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody in a programme, or those in one state."""

    people: tuple[Person, ...]
    chips: tuple[NavLink, ...]
    teams: tuple[TeamFacts, ...]
    facilitators: str
    title: str
    text: str
    may_invite: bool
    is_concept: bool
    unanswered: int
    """To how many an invitation can go."""
    first_time: int
    """How many of them never had one."""


def people_page(*, programme: Programme, viewer: Any, state: str = "") -> PeoplePage:
    """Who takes part in ``programme``, and who did; only those in ``state`` if it is one. 4 queries."""
    participations = list(
        Participation.objects.filter(programme=programme)
        .exclude(role=Role.GUEST)
        .select_related("person__organisation")
    )
    present = {participation.person_id for participation in participations if participation.until is None}
    shown = [
        participation
        for participation in participations
        if participation.until is None or participation.person_id not in present
    ]
    seats = seats_of(participation.pk for participation in shown)
    teams = teams_of(programme)
    last = last_invitations(programme)
    may_invite = allowed(viewer, "programmes.invite_people", programme)
    people = [
        _person(
            participation,
            seats.get(participation.pk, []),
            _invitation(programme, participation, last.get(participation.pk)),
            may_invite,
            viewer,
        )
        for participation in shown
    ]
    people.sort(
        key=lambda person: (person.invitation.state == "gone", ORDER[person.role], person.name.casefold())
    )
    counts = Counter(person.invitation.state for person in people)
    return PeoplePage(
        people=tuple(person for person in people if state not in STATES or person.invitation.state == state),
        chips=_chips(programme, counts, state),
        teams=_team_facts(teams, shown, seats),
        facilitators=", ".join(person.name for person in people if _guides(person)),
        title=_title(counts),
        text=_text(programme, counts),
        may_invite=may_invite,
        is_concept=programme.state == ProgrammeState.CONCEPT,
        unanswered=sum(person.may_change and person.invitation.may_repeat for person in people),
        first_time=sum(person.may_change and person.invitation.is_first for person in people),
    )


def _guides(person: Person) -> bool:
    return person.role == Role.FACILITATOR and person.invitation.state != "gone"


def _person(
    participation: Participation, seats: list[Seat], invitation: Invitation, may_invite: bool, viewer: Any
) -> Person:
    person = participation.person
    known = Role.FACILITATOR in standing_of(viewer).roles("programme", participation.programme_id)
    return Person(
        public_id=participation.public_id,
        name=str(person),
        email=person.email,
        organisation=person.organisation.name if person.organisation else "",
        role=participation.role,
        role_label=participation.get_role_display(),
        teams="; ".join(_seat_in_words(seat, participation.role) for seat in seats),
        days=_days_in_words(participation),
        picture=face_of(participation, known=known),
        invitation=invitation,
        may_change=may_invite and participation.until is None,
        is_me=person.pk == viewer.pk,
    )


def _seat_in_words(seat: Seat, role: str) -> str:
    """The team, with what is not so by itself: another role than in the programme, and the days."""
    words = [seat.team]
    if seat.role != role:
        words.append(str(Role(seat.role).label))
    return " ".join(filter(None, [", ".join(words), _span(seat.starts_on, seat.ends_on)]))


def _days_in_words(participation: Participation) -> str:
    return "" if participation.until else _span(participation.starts_on, participation.ends_on)


def _span(first: dt.date | None, last: dt.date | None) -> str:
    """A first day that is to come and a last day, in words; empty where there is neither."""
    if first is not None and first > today():
        return kw_period(first, last)
    return _("up to and including %(day)s") % {"day": kw_date(last, "day")} if last is not None else ""


def _invitation(programme: Programme, participation: Participation, message: Message | None) -> Invitation:
    """Where the invitation of ``participation`` is. No query."""
    if participation.until is not None:
        day = kw_date(participation.until, "day")
        return Invitation("gone", "", "right", _("has left"), _("on %(day)s; the work stays") % {"day": day})
    if participation.accepted_at is not None:
        day = kw_date(participation.accepted_at, "day")
        if participation.begins_later:
            return Invitation("later", "", "check", _("has answered"), _("on %(day)s") % {"day": day})
        return Invitation("in", "good", "check", _("takes part"), _("since %(day)s") % {"day": day})
    runs = programme.state == ProgrammeState.RUNNING
    if message is None:
        detail = "" if runs else _("goes out when the programme starts")
        return Invitation(
            "waiting", "", "clock", _("not invited yet"), detail, may_repeat=runs, is_first=runs
        )
    if message.state == MessageState.FAILED:
        return Invitation("failed", "bad", "warning", _("did not arrive"), message.reason, may_repeat=runs)
    if has_expired(message):
        day = kw_date(message.sent_at, "day")
        detail = _("sent on %(day)s; the link no longer works") % {"day": day}
        return Invitation("expired", "warn", "clock", _("expired"), detail, may_repeat=runs)
    if message.state == MessageState.SENT:
        day = kw_date(message.sent_at, "day")
        return Invitation(
            "waiting", "", "mail", _("invited"), _("on %(day)s; not in yet") % {"day": day}, may_repeat=runs
        )
    if message.state == MessageState.SKIPPED:
        return Invitation("waiting", "warn", "mail", _("not sent"), message.reason, may_repeat=runs)
    return Invitation("waiting", "", "send", _("on its way"), message.reason)


def _chips(programme: Programme, counts: Counter[str], state: str) -> tuple[NavLink, ...]:
    labels = {
        "": _("All"),
        "in": pgettext("people who", "Take part"),
        "later": _("Begin later"),
        "waiting": _("Not in yet"),
        "failed": _("Did not arrive"),
        "expired": _("Expired"),
        "gone": _("Have left"),
    }
    url = reverse("programmes:people", args=[programme.public_id])
    return tuple(
        NavLink(
            url=f"{url}?state={key}" if key else url,
            label=label,
            current=key == (state if state in STATES else ""),
            count=counts[key] if key else counts.total(),
        )
        for key, label in labels.items()
        if not key or counts[key] or key == state
    )


def _team_facts(
    teams: list[Seat], participations: list[Participation], seats: dict[int, list[Seat]]
) -> tuple[TeamFacts, ...]:
    """Each team with who sits in it. No query."""
    facts = []
    for team in teams:
        sitting = [
            (participation, seat)
            for participation in participations
            if participation.until is None
            for seat in seats.get(participation.pk, [])
            if seat.team_id == team.team_id and seat.is_now and not participation.begins_later
        ]
        roles = Counter(seat.role for _participation, seat in sitting)
        organisations = {participation.person.organisation_id for participation, _seat in sitting} - {None}
        coaches = [str(participation.person) for participation, seat in sitting if seat.role == Role.COACH]
        facts.append(
            TeamFacts(
                name=team.team,
                coaches=", ".join(coaches),
                participants=roles[Role.PARTICIPANT],
                observers=roles[Role.OBSERVER],
                organisations=len(organisations),
            )
        )
    return tuple(facts)


def _title(counts: Counter[str]) -> str:
    inside = counts["in"]
    outside = sum(counts[state] for state in ("later", "waiting", "failed", "expired"))
    title = ngettext("%(count)d person takes part", "%(count)d people take part", inside) % {"count": inside}
    if not outside:
        return title
    return _("%(title)s, %(count)d not yet") % {"title": title, "count": outside}


def _text(programme: Programme, counts: Counter[str]) -> str:
    if programme.state == ProgrammeState.CONCEPT:
        return _("Nobody knows of it yet. The invitations go out when you start the programme.")
    if counts["failed"]:
        return ngettext(
            "%(count)d invitation did not arrive.", "%(count)d invitations did not arrive.", counts["failed"]
        ) % {"count": counts["failed"]}
    return ""


@dataclass(frozen=True, slots=True)
class Place:
    """A role that somebody had, has or will have: in the programme, or in a team."""

    what: str
    when: str
    is_past: bool


def places_ever(participation: Participation) -> tuple[Place, ...]:
    """Every role of ``participation``, in the programme and in its teams, by the day on which it began. 2 queries."""
    past = list(participation.past_roles.all())
    spans: list[tuple[dt.date, dt.date | None, str, bool]] = [
        (one.starts_on, one.ends_on, str(one.get_role_display()), True) for one in past
    ]
    began = past[-1].ends_on if past else participation.first_day
    left = local(participation.until).date() if participation.until else None
    spans.append((began, left or participation.ends_on, participation.get_role_display(), left is not None))
    for seat in seats_ever(participation.pk):
        words = {"role": Role(seat.role).label, "team": seat.team}
        assert seat.starts_on is not None  # noqa: S101 - what seats_ever promises
        is_past = seat.ends_on is not None and (seat.ends_on < today() or seat.is_over)
        spans.append((seat.starts_on, seat.ends_on, _("%(role)s of team %(team)s") % words, is_past))
    spans.sort(key=lambda span: span[0])
    return tuple(
        Place(what[:1].upper() + what[1:], kw_period(first, last), over) for first, last, what, over in spans
    )


def welcome_to_programme(user: User, leads_to: str) -> Welcome | None:
    """What a link to the home of a programme says to ``user``: who invites, and what it is about. 1 query."""
    try:
        match = resolve(leads_to)
    except Resolver404:
        return None
    if match.view_name != "overviews:programme":
        return None
    participation = (
        Participation.objects.enlisted()
        .filter(person=user, programme__public_id=match.kwargs["programme_id"])
        .select_related("programme", "invited_by")
        .first()
    )
    if participation is None:
        return None
    programme, inviter = participation.programme, participation.invited_by
    known = _("You take part in this programme.")
    if participation.begins_later:
        known = _("You take part from %(day)s.") % {"day": kw_date(participation.starts_on, "day")}
    if participation.accepted_at is not None or inviter is None:
        return Welcome(programme.name, known, programme.accent)
    title = _("%(name)s invites you to %(programme)s") % {"name": inviter, "programme": programme.name}
    return Welcome(title, known if participation.begins_later else programme.question, programme.accent)


def participations_to_come(user: Any) -> "QuerySet[Participation]":
    """How ``user`` will take part in programmes that run, from a day that is still to come. No query."""
    to_come = Participation.objects.enlisted().filter(
        person=user, starts_on__gt=today(), programme__state=ProgrammeState.RUNNING
    )
    return to_come.select_related("programme").order_by("starts_on", "pk")


def organisations_met_by(user: User) -> Iterable[int]:
    """The organisations of the programmes of ``user`` and of who takes part in them. 1 query."""
    mine = Participation.objects.active().filter(person=user).values("programme")
    return Organisation.objects.filter(
        pk__in=Participation.objects.active().filter(programme__in=mine).values("person__organisation")
    ).values_list("pk", flat=True)
