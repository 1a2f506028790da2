"""Reads about who takes part."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, User
from accounts.queries.links import Welcome
from core.access import allowed, standing_of
from core.rendering import NavLink
from core.templatetags.kw_dates import kw_date
from outbox.enums import MessageState
from outbox.models import Message
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.queries.faces import face_of
from programmes.queries.invitations_sent import has_expired, last_invitations
from programmes.queries.seats import Seat, seats_of, teams_of

ORDER = {role: place for place, role in enumerate(Role.values)}
STATES = ("in", "waiting", "failed", "expired", "gone")


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
    """To how many an invitation can go once more."""


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
        teams=", ".join(seat.team for seat in seats),
        picture=face_of(participation, known=known),
        invitation=invitation,
        may_change=may_invite and participation.until is None,
        is_me=person.pk == viewer.pk,
    )


def _invitation(programme: Programme, participation: Participation, message: Message | None) -> Invitation:
    """Where the invitation of ``participation`` is. No query."""
    if participation.until is not None:
        day = kw_date(participation.until, "day")
        return Invitation("gone", "", "right", _("has left"), _("on %(day)s; the work stays") % {"day": day})
    if participation.accepted_at is not None:
        day = kw_date(participation.accepted_at, "day")
        since = _("since %(day)s") % {"day": day}
        if participation.ends_on is not None:
            last = kw_date(participation.ends_on, "day")
            since = _("since %(day)s, up to and including %(last)s") % {"day": day, "last": last}
        return Invitation("in", "good", "check", _("takes part"), since)
    runs = programme.state == ProgrammeState.RUNNING
    if message is None:
        detail = "" if runs else _("goes out when the programme starts")
        return Invitation("waiting", "", "clock", _("not invited yet"), detail, may_repeat=runs)
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
        "in": _("Take part"),
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
            if seat.team_id == team.team_id
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
    inside, outside = counts["in"], counts["waiting"] + counts["failed"] + counts["expired"]
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


def welcome_to_programme(user: User, leads_to: str) -> Welcome | None:
    """What a link to the home of a programme says to ``user``: who invites, and what it is about. 1 query."""
    try:
        match = resolve(leads_to)
    except Resolver404:
        return None
    if match.view_name != "overviews:programme":
        return None
    participation = (
        Participation.objects.active()
        .filter(person=user, programme__public_id=match.kwargs["programme_id"])
        .select_related("programme", "invited_by")
        .first()
    )
    if participation is None:
        return None
    programme, inviter = participation.programme, participation.invited_by
    if participation.accepted_at is not None or inviter is None:
        return Welcome(programme.name, _("You take part in this programme."), programme.accent)
    title = _("%(name)s invites you to %(programme)s") % {"name": inviter, "programme": programme.name}
    return Welcome(title, programme.question, programme.accent)


def organisations_met_by(user: User) -> Iterable[int]:
    """The organisations of the programmes of ``user`` and of who takes part in them. 1 query."""
    mine = Participation.objects.active().filter(person=user).values("programme")
    return Organisation.objects.filter(
        pk__in=Participation.objects.active().filter(programme__in=mine).values("person__organisation")
    ).values_list("pk", flat=True)
