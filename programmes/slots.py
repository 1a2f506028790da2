"""What programmes put on pages of lower apps."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from core.access import allowed
from core.errors import Help
from core.slots import Filling, fill
from core.templatetags.kw_dates import kw_date
from programmes.enums import Consent, ProgrammeState, Role
from programmes.forms.consent import ConsentForm
from programmes.models import Participation, Programme
from programmes.queries.blind_spots import blind_spots
from programmes.queries.consent import consents_of, to_ask, ways_of
from programmes.queries.goals import goals_of_programme
from programmes.queries.of_organisation import hosted_by
from programmes.queries.people import participations_to_come
from programmes.queries.phases import closed_sentence
from programmes.queries.question_page import origin_of
from programmes.queries.questions import desk_of, desks_of
from programmes.queries.theme_rounds import ask_of


def consent(*, viewer: Any) -> Filling | None:
    """On the page about oneself: how one is named in each programme. 1 query."""
    rows = consents_of(viewer)
    return Filling("programmes/_consent.html", {"rows": rows, "ways": Consent.choices}) if rows else None


def ask_consent(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme, once: how may others see you? 1 query."""
    participation = to_ask(programme=programme, viewer=viewer)
    if participation is None:
        return None
    context = {
        "participation": participation,
        "form": ConsentForm(ways=ways_of(participation)),
        "next": reverse("overviews:programme", args=[programme.public_id]),
    }
    return Filling("programmes/_consent_ask.html", context)


def coverage(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme: how many goals have nothing yet, and how many groups nobody heard. 6
    queries, and those of the finders of both, for who may see it.
    """
    if not allowed(viewer, "programmes.see_coverage", programme):
        return None
    goals = goals_of_programme(programme=programme, viewer=viewer)
    spots = blind_spots(programme=programme)
    if not (goals.empty or spots.unheard):
        return None
    return Filling("programmes/_coverage.html", {"programme": programme, "goals": goals, "spots": spots})


def of_organisation(*, organisation: Organisation, viewer: Any) -> Filling:
    """On the page of an organisation: the programmes that it hosts. 1 query."""
    context = {
        "organisation": organisation,
        "rows": hosted_by(organisation),
        "may_begin": allowed(viewer, "programmes.begin_programme"),
    }
    return Filling("programmes/_of_organisation.html", context)


def who_can(*, about: Any, viewer: Any) -> Filling | None:
    """On the page that says no: the facilitators of the programme that ``about`` belongs to. 1 query."""
    programme = about if isinstance(about, Programme) else getattr(about, "programme", None)
    if programme is None or getattr(viewer, "is_guest", False):  # a guest reads no names of people
        return None
    guides = (
        Participation.objects.active()
        .filter(programme=programme, role=Role.FACILITATOR)
        .select_related("person")
    )
    return Filling(
        "",
        {
            "help": Help(
                tuple(str(guide.person) for guide in guides if guide.person != viewer),
                reverse("overviews:programme", args=[programme.public_id]),
                _("Back to %(programme)s") % {"programme": programme.name},
                closed_sentence(programme) if programme.state == ProgrammeState.CLOSED else "",
            )
        },
    )


def desk(*, organisation: Organisation, viewer: Any) -> Filling:
    """On the page of an organisation: what waits at its desk. 2 queries."""
    return Filling("programmes/_desk.html", {"organisation": organisation, "desk": desk_of(organisation)})


def desks(*, viewer: Any) -> Filling | None:
    """Below one's programmes: the desks whose questions one looks after. 1 query for who does."""
    found = desks_of(viewer)
    return Filling("programmes/_desks.html", {"desks": found}) if found else None


def origin(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme: the question that it began with. 1 query."""
    found = origin_of(programme=programme, viewer=viewer)
    return Filling("programmes/_origin.html", {"origin": found}) if found else None


def begins_later(*, viewer: Any, kwargs: Mapping[str, Any]) -> Filling | None:
    """On the page that says that there is nothing: from when somebody takes part who was invited ahead. 1 query."""
    if "programme_id" not in kwargs or not viewer.is_authenticated:
        return None
    to_come = participations_to_come(viewer).filter(programme__public_id=kwargs["programme_id"]).first()
    if to_come is None:
        return None
    words = {"programme": to_come.programme.name, "day": kw_date(to_come.starts_on, "day")}
    sentence = _("You take part in %(programme)s from %(day)s. From that day on you find it here.") % words
    return Filling("", {"sentence": sentence})


def themes_together(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a programme: that one can name or weigh themes now. 3 queries at most."""
    ask = ask_of(programme=programme, viewer=viewer)
    return Filling("programmes/_theme_asks.html", {"ask": ask}) if ask else None


def closed(*, programme: Programme, viewer: Any) -> Filling | None:
    """On the home of a closed programme: since when, what there is to read, and the way to open it again. 1 query at
    most, by neighbours."""
    if programme.state != ProgrammeState.CLOSED:
        return None
    context = {
        "programme": programme,
        "said": closed_sentence(programme),
        "may_reopen": allowed(viewer, "programmes.reopen_programme", programme),
        "fillings": fill("programme.closed", programme=programme, viewer=viewer),
    }
    return Filling("programmes/_closed.html", context)
