"""What programmes put on pages of lower apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from core.access import allowed
from core.errors import Help
from core.slots import Filling
from programmes.enums import Consent, Role
from programmes.forms.consent import ConsentForm
from programmes.models import Participation, Programme
from programmes.queries.consent import consents_of, to_ask, ways_of
from programmes.queries.of_organisation import hosted_by


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


def of_organisation(*, organisation: Organisation, viewer: Any) -> Filling:
    """On the page of an organisation: the programmes that it hosts. 1 query."""
    context = {
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
            )
        },
    )
