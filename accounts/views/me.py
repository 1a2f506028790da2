"""What a person says about himself or herself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.me import PictureForm, ProfileForm
from accounts.models import User
from accounts.queries.organisations import organisations_known_to
from accounts.services.profile import change_profile, remove_picture, set_picture
from core.access import signed_in
from core.errors import conflict_as_error
from core.rendering import render_page, see_other
from core.slots import fill


@signed_in
@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest) -> HttpResponse:
    """A picture of oneself: another one, or none."""
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - for the type checker
    if "remove" in request.POST:
        remove_picture(person=person, by=person)
        return see_other(request, reverse("accounts:picture"), say=_("Your picture is gone."))
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with conflict_as_error(form, "picture"):
            set_picture(person=person, upload=form.cleaned_data["picture"], by=person)
            return see_other(request, reverse("accounts:picture"), say=_("This is your picture now."))
    status = 422 if form.errors else 200
    return render_page(request, "accounts/picture.html", None, {"form": form, "person": person}, status)


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, function, organisation, language, mail; and what upper apps let a person choose."""
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - for the type checker
    form = ProfileForm(request.POST or None, person=person)
    if form.is_valid():
        with conflict_as_error(form):
            change_profile(person=person, by=person, **form.cleaned_data)
            with translation.override(person.language):
                response = see_other(
                    request, reverse("accounts:profile"), say=_("This is how we know you now.")
                )
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                person.language,
                max_age=365 * 24 * 3600,
                secure=settings.SECURE,
                samesite="Lax",
            )
            return response
    context = {
        "form": form,
        "organisations": organisations_known_to(person),
        "fillings": fill("me.page", viewer=person),
    }
    return render_page(request, "accounts/profile.html", None, context)
