"""How one is named in a programme: asked once, and changed at any time."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import permit
from core.rendering import render_page, safe_next, see_other
from programmes.forms.consent import ConsentForm
from programmes.models import Participation
from programmes.queries.consent import example_of, ways_of
from programmes.queries.frame import frame_for
from programmes.services.consent import choose_consent, put_off_consent


@permit("programmes.choose_consent", Participation, by="participation_id")
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Choose how one is named, with what each way looks like; or leave it for later, once."""
    programme = participation.programme
    there = safe_next(request, reverse("overviews:programme", args=[programme.public_id]))
    if "later" in request.POST:
        put_off_consent(participation=participation, by=request.user)
        return see_other(request, there, say=_("Nobody sees your name until you choose, under “About you”."))
    chosen = {"consent": participation.consent} if participation.consent_asked_at else {}
    form = ConsentForm(request.POST or None, ways=ways_of(participation), initial=chosen)
    if form.is_valid():
        choose_consent(participation=participation, consent=form.cleaned_data["consent"], by=request.user)
        said = _(
            "In %(programme)s this stands below what you contribute, also what is there already: %(signed)s"
        ) % {
            "programme": programme,
            "signed": example_of(participation, participation.consent),
        }
        return see_other(request, there, say=said)
    context = {
        "frame": frame_for(programme=programme, viewer=request.user, current="consent"),
        "participation": participation,
        "programme": programme,
        "form": form,
        "next": there,
    }
    status = 422 if form.errors else 200
    return render_page(request, "programmes/consent.html", None, context, status)
