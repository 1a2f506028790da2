"""Who goes quiet: what somebody did before and does no more, in sentences with a date. Never a number of it, an order
by it, or anything about how long somebody read (docs/decisions/0018-who-goes-quiet.md)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import allowed, standing_of
from core.clock import now
from core.templatetags.kw_dates import kw_date
from homework.queries.behind import NotHandedIn, left_of_late
from ideas.queries.silence import last_ideas
from ideas.queries.words import begin, in_words
from outbox.services.kinds import greeting
from programmes.enums import ProgrammeState, Role
from programmes.models import Participation, Programme
from programmes.queries.invitations_sent import never_opened
from sessions.enums import Answer
from sessions.queries.absence import Evening, missed_of_late, said_of_next
from teams.models import Contact, Membership


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was seen, as a sentence with a date."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen of one person."""

    quiet: tuple[Sign, ...]
    """What this person did before and does no more; without any nobody is on the page."""
    beside: tuple[Sign, ...]
    """What belongs with it: homework that was begun, what was said about the next evening."""
    next_evening: Evening | None

    @property
    def all(self) -> tuple[Sign, ...]:
        """Both."""
        return self.quiet + self.beside


@dataclass(frozen=True, slots=True)
class QuietPerson:
    """Somebody of whom less is heard than before."""

    name: str
    about: str
    signs: tuple[Sign, ...]
    note_url: str
    spoken_url: str


@dataclass(frozen=True, slots=True)
class QuietTeam:
    """Those of one team, by name."""

    name: str
    people: tuple[QuietPerson, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked, and is left in peace."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class QuietPage:
    """Who goes quiet in a programme, as far as the viewer guides them."""

    title: str
    teams: tuple[QuietTeam, ...]
    asked: tuple[Asked, ...]
    may_ask: bool


def guided(*, programme: Programme, viewer: Any) -> QuerySet[Participation]:
    """The participants of ``programme`` whom ``viewer`` guides: all for a facilitator, the own teams for a coach."""
    standing = standing_of(viewer)
    people = Participation.objects.active().filter(programme=programme, role=Role.PARTICIPANT)
    if Role.FACILITATOR not in standing.roles("programme", programme.pk):
        mine = Membership.objects.active().filter(team__in=standing.where("team", Role.COACH))
        people = people.filter(pk__in=mine.values("participation"))
    return people.select_related("programme", "person__organisation")


def guided_person(*, programme: Programme, viewer: Any, public_id: str) -> Participation:
    """The one of them with ``public_id``. Raises ``Http404`` for anybody else."""
    found = guided(programme=programme, viewer=viewer).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def signs_of(participations: Collection[Participation], teams: dict[int, set[int]]) -> dict[int, Signs]:
    """What was seen of each of ``participations`` (with ``programme`` fetched along), by primary key. 8 queries,
    however many.

    ``teams``: the primary keys of the teams in which each sits.
    """
    keys = {one.pk for one in participations}
    missed = missed_of_late(keys)
    left = left_of_late(participations, teams)
    silent_since = last_ideas(keys, teams)
    outside = never_opened(participations)
    coming = said_of_next(participations, teams)
    found = {}
    for pk in keys:
        quiet, beside = [], []
        if pk in outside:
            day = kw_date(outside[pk], "day")
            quiet.append(Sign("mail", _("Did not open the invitation of %(day)s.") % {"day": day}))
        if pk in missed:
            quiet.append(Sign("calendar", _missed(missed[pk])))
        if pk in left:
            quiet.append(Sign("homework", _not_handed_in(left[pk])))
            beside += [
                Sign("homework", _("Did begin “%(title)s”.") % {"title": one.title})
                for one in left[pk]
                if one.has_begun
            ]
        if pk in silent_since:
            day = kw_date(silent_since[pk], "day")
            quiet.append(Sign("idea", _("Wrote no idea since %(day)s.") % {"day": day}))
        if pk in coming:
            beside.append(_says_of(coming[pk]))
        found[pk] = Signs(tuple(quiet), tuple(beside), coming.get(pk))
    return found


def _missed(evenings: tuple[Evening, ...]) -> str:
    first, last = (_told(evening.title, evening.at) for evening in evenings)
    return _("Was not at %(first)s and %(last)s, and did not say so.") % {"first": first, "last": last}


def _not_handed_in(left: tuple[NotHandedIn, ...]) -> str:
    first, last = (_told(f"“{one.title}”", one.due_at) for one in left)
    return _("Did not hand in the last two assignments: %(first)s and %(last)s.") % {
        "first": first,
        "last": last,
    }


def _told(title: str, at: Any) -> str:
    return _("%(title)s (%(day)s)") % {"title": title, "day": kw_date(at, "day")}


def _says_of(evening: Evening) -> Sign:
    words = {"evening": evening.title, "day": kw_date(evening.at, "day")}
    return {
        Answer.YES: Sign("check", _("Does come to %(evening)s, on %(day)s.") % words),
        Answer.MAYBE: Sign("calendar", _("Says of %(evening)s, on %(day)s: maybe.") % words),
        Answer.WAITS: Sign("clock", _("Is on the waiting list of %(evening)s, on %(day)s.") % words),
        Answer.NO: Sign("calendar", _("Said not to come to %(evening)s, on %(day)s.") % words),
        Answer.NONE: Sign("calendar", _("Did not answer yet for %(evening)s, on %(day)s.") % words),
    }[Answer(evening.answer)]


def _seats(participations: Iterable[int]) -> list[Membership]:
    """Who sits where, in the order of the teams. 1 query."""
    rows = Membership.objects.active().filter(participation__in=list(participations), role=Role.PARTICIPANT)
    return list(rows.select_related("team").order_by("team__position", "pk"))


def _teams_of(seats: Iterable[Membership]) -> dict[int, set[int]]:
    teams: dict[int, set[int]] = {}
    for seat in seats:
        teams.setdefault(seat.participation_id, set()).add(seat.team_id)
    return teams


def resting(participations: Iterable[int]) -> dict[int, Contact]:
    """The last contact with each of ``participations`` that was asked and is left in peace. 1 query."""
    rows = Contact.objects.filter(participation__in=list(participations), rests_until__gt=now())
    found: dict[int, Contact] = {}
    for contact in rows.select_related("by").order_by("-at", "-pk"):
        found.setdefault(contact.participation_id, contact)
    return found


def quiet_page(*, programme: Programme, viewer: Any) -> QuietPage:
    """Who goes quiet, by team and name, and who was asked already. 11 queries, whatever the size of the programme."""
    people = list(guided(programme=programme, viewer=viewer))
    people.sort(key=lambda one: (str(one.person).casefold(), one.pk))
    keys = [one.pk for one in people]
    seats = _seats(keys)
    signs = signs_of(people, _teams_of(seats)) if programme.state == ProgrammeState.RUNNING else {}
    rest = resting(keys)
    quiet = [one for one in people if one.pk in signs and signs[one.pk].quiet and one.pk not in rest]
    team_of: dict[int, str] = {}
    for seat in seats:
        team_of.setdefault(seat.participation_id, seat.team.name)
    names = list(dict.fromkeys(seat.team.name for seat in seats))
    if any(one.pk not in team_of for one in quiet):
        names.append("")
    grouped = [
        QuietTeam(
            name,
            tuple(quiet_person(one, signs[one.pk].all) for one in quiet if team_of.get(one.pk, "") == name),
        )
        for name in names
    ]
    return QuietPage(
        title=_title(len(quiet)),
        teams=tuple(team for team in grouped if team.people),
        asked=tuple(_asked(one, rest[one.pk]) for one in people if one.pk in rest),
        may_ask=allowed(viewer, "overviews.ask_how_it_goes", programme),
    )


def quiet_person(participation: Participation, signs: tuple[Sign, ...]) -> QuietPerson:
    """``participation`` on a line. No query with the person's organisation."""
    organisation = participation.person.organisation
    about = [participation.programme.public_id, participation.public_id]
    return QuietPerson(
        name=str(participation.person),
        about=organisation.name if organisation else "",
        signs=signs,
        note_url=reverse("overviews:note", args=about),
        spoken_url=reverse("overviews:spoken", args=about),
    )


def _title(count: int) -> str:
    if not count:
        return _("Nobody goes quiet")
    sentence = ngettext(
        "You hear %(count)s person less than before", "You hear %(count)s people less than before", count
    ) % {"count": in_words(count)}
    return begin(sentence)


def _asked(participation: Participation, contact: Contact) -> Asked:
    words = {
        "name": contact.by or _("Somebody"),
        "day": kw_date(contact.at, "day"),
        "until": kw_date(contact.rests_until, "day"),
    }
    text = (
        _("%(name)s wrote a note on %(day)s. Until %(until)s we do not ask again.")
        if contact.in_writing
        else _("%(name)s spoke on %(day)s. Until %(until)s we do not ask again.")
    )
    return Asked(str(participation.person), text % words)


@dataclass(frozen=True, slots=True)
class NotePage:
    """What somebody needs to write a note to one person."""

    person: QuietPerson
    suggestion: str
    known: int
    """The primary key of the last contact; 0 for none."""
    asked: str
    """That somebody asked already; empty otherwise."""


def note_page(*, participation: Participation, viewer: Any) -> NotePage:
    """Of whom, what was seen, and a friendly beginning that mentions nothing of it. 10 queries."""
    signs = signs_of([participation], _teams_of(_seats([participation.pk])))[participation.pk]
    last = resting([participation.pk]).get(participation.pk)
    return NotePage(
        person=quiet_person(participation, signs.all if signs.quiet else ()),
        suggestion=_suggestion(participation, signs, viewer),
        known=last.pk if last else 0,
        asked=_asked(participation, last).text if last else "",
    )


def _suggestion(participation: Participation, signs: Signs, viewer: Any) -> str:
    lines = [greeting(None, participation.person.first_name or str(participation.person))]
    lines.append(_("How are you? I would like to hear how it goes, and whether I can do something for you."))
    if signs.next_evening is not None and signs.next_evening.answer == Answer.NONE:
        day = kw_date(signs.next_evening.at, "day")
        lines.append(_("Will you be there on %(day)s?") % {"day": day})
    lines.append(_("Just answer this mail. Calling is fine too."))
    lines.append(viewer.first_name or str(viewer))
    return "\n\n".join(lines)


@dataclass(frozen=True, slots=True)
class SeenOfMe:
    """What the page says of oneself in one programme."""

    programme: str
    signs: tuple[Sign, ...]
    asked: str


def seen_of(person: Any) -> tuple[SeenOfMe, ...]:
    """What facilitators and coaches read about ``person``, in each running programme. 11 queries, however many."""
    own = list(
        Participation.objects.active()
        .filter(person=person, role=Role.PARTICIPANT, programme__state=ProgrammeState.RUNNING)
        .select_related("programme", "person__organisation")
        .order_by("-since")
    )
    if not own:
        return ()
    signs = signs_of(own, _teams_of(_seats(one.pk for one in own)))
    rest = resting(one.pk for one in own)
    return tuple(
        SeenOfMe(
            programme=one.programme.name,
            signs=signs[one.pk].all if signs[one.pk].quiet else (),
            asked=_asked(one, rest[one.pk]).text if one.pk in rest else "",
        )
        for one in own
    )
