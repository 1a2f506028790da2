"""The house style of an organisation: the screen, its forms, and the files that pages load."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import Look
from accounts.forms.house_style import FontForm, LogoForm, ThemeForm
from accounts.models import Organisation, OrganisationStyle
from accounts.queries.house_style import SAMPLE, dressed_in, sheet_of, style_with_file
from accounts.queries.house_style_screen import read_screen, row_of
from accounts.services import house_style as services
from core.access import permit, public
from core.errors import conflict_as_error
from core.rendering import render_page, see_other

ADMINISTER = "accounts.administer_organisation"
FOR_GOOD = "max-age=31536000, immutable"
TYPES = {"png": "image/png", "woff2": "font/woff2"}


def _address(organisation: Organisation, look: str = "") -> str:
    address = reverse("accounts:house_style", args=[organisation.public_id])
    return f"{address}?look={look}#look" if look else address


def _page(request: HttpRequest, organisation: Organisation, **bound: forms.Form) -> HttpResponse:
    row = row_of(organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "screen": read_screen(organisation=organisation, look=request.GET.get("look", "")),
        "theme_form": ThemeForm(),
        "logo_form": LogoForm(initial={"alt": row.logo_alt or organisation.name}),
        "heading_form": FontForm(row=row, place="heading"),
        "body_form": FontForm(row=row, place="body"),
        "form": next(iter(bound.values()), None),
    }
    return render_page(request, "accounts/house_style.html", "_look.html", context | bound)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_safe
def screen(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What is worn, what can be chosen, and a sample of ``?look=``, with how well each of its pairs can be read."""
    return _page(request, organisation)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def wear(request: HttpRequest, organisation: Organisation, look: str) -> HttpResponse:
    """Wear ``look``; undone by what was worn before."""
    before = row_of(organisation)
    undo = _undo(before)
    try:
        services.wear_look(organisation=organisation, look=look, by=request.user)
    except ValidationError as error:
        return see_other(request, _address(organisation), say=error.messages[0])
    return see_other(request, _address(organisation), say=_("This is how your pages look now."), undo=undo)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def take_off(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Back to Koerswerk; undone by what was worn before."""
    undo = _undo(row_of(organisation))
    services.take_off_look(organisation=organisation, by=request.user)
    return see_other(
        request, _address(organisation), say=_("Your pages look like Koerswerk again."), undo=undo
    )


def _undo(before: OrganisationStyle) -> str:
    organisation_id = before.organisation.public_id
    if before.worn:
        return reverse("accounts:house_wear", args=[organisation_id, before.look])
    return reverse("accounts:house_off", args=[organisation_id])


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def theme(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Keep an uploaded theme and show it; it is worn only when that is pressed."""
    form = ThemeForm(request.POST, request.FILES)
    if form.is_valid():
        with conflict_as_error(form, "theme"):
            services.keep_theme(
                organisation=organisation,
                name=form.cleaned_data["name"],
                upload=form.cleaned_data["theme"],
                by=request.user,
            )
            return see_other(
                request, _address(organisation, Look.OWN), say=_("We have read your theme. Look at it first.")
            )
    return _page(request, organisation, theme_form=form)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def logo(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Keep a logo."""
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        with conflict_as_error(form, "logo"):
            services.change_logo(
                organisation=organisation,
                upload=form.cleaned_data["logo"],
                alt=form.cleaned_data["alt"],
                by=request.user,
            )
            return see_other(request, _address(organisation), say=_("The logo stands in the bar now."))
    return _page(request, organisation, logo_form=form)


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def no_logo(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Take the logo away."""
    services.remove_logo(organisation=organisation, by=request.user)
    return see_other(request, _address(organisation), say=_("The logo is gone."))


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_POST
def font(request: HttpRequest, organisation: Organisation, place: str) -> HttpResponse:
    """Set the font of headings or of text."""
    if place not in services.PLACES:
        raise Http404
    form = FontForm(request.POST, request.FILES, row=row_of(organisation), place=place)
    if form.is_valid():
        with conflict_as_error(form, "file"):
            services.change_font(
                organisation=organisation,
                place=place,
                family=form.cleaned_data["family"],
                upload=form.cleaned_data["file"],
                by=request.user,
            )
            return see_other(request, _address(organisation), say=_("This font is kept."))
    return _page(request, organisation, **{f"{place}_form": form})


@permit(ADMINISTER, Organisation, by="organisation_id")
@require_safe
def sample_sheet(request: HttpRequest, organisation: Organisation, look: str, digest: str) -> HttpResponse:
    """The sheet of a look that is not worn yet, for its sample alone."""
    style = dressed_in(row_of(organisation), look) if look in Look.values else None
    if style is None:
        raise Http404
    return _css(sheet_of(style, scope=SAMPLE).css, f"private, {FOR_GOOD}")


@public
@require_safe
def sheet(request: HttpRequest, organisation_id: str, digest: str) -> HttpResponse:
    """The sheet that an organisation wears; public, as a body's colours are. An address of before is not kept."""
    row = OrganisationStyle.objects.filter(organisation__public_id=organisation_id, worn=True).first()
    style = dressed_in(row, row.look) if row else None
    if style is None:
        raise Http404
    found = sheet_of(style)
    return _css(found.css, f"public, {FOR_GOOD}" if found.digest == digest else "no-cache")


def _css(text: str, keep: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": keep, "X-Content-Type-Options": "nosniff"},
    )


@public
@require_safe
def file(request: HttpRequest, name: str) -> FileResponse:
    """A logo or a font by its file name, which is random and never given twice; public, as mails show them too."""
    stored = style_with_file(name)
    if stored is None:
        raise Http404
    return FileResponse(
        stored.open("rb"),
        content_type=TYPES[name.rsplit(".", 1)[-1]],
        headers={"Cache-Control": f"public, {FOR_GOOD}", "X-Content-Type-Options": "nosniff"},
    )
