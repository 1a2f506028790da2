"""Where one is signed in, and signing out there."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Device, User
from accounts.queries.devices import devices_of
from accounts.services.devices import end_device, end_other_devices
from core.access import signed_in
from core.rendering import render_page, see_other


@signed_in
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """The devices, this one first."""
    listed = devices_of(cast(User, request.user), session_key=request.session.session_key)
    return render_page(request, "accounts/devices.html", None, {"devices": listed})


@signed_in
@require_POST
def sign_out_device(request: HttpRequest, device_id: str) -> HttpResponse:
    """Sign out on one device of one's own. On this one there is a button of its own for that."""
    person = cast(User, request.user)
    device = get_object_or_404(
        Device.objects.filter(user=person).exclude(session=request.session.session_key), public_id=device_id
    )
    end_device(device=device, by=person)
    return see_other(request, reverse("accounts:devices"), say=_("You are signed out there."))


@signed_in
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    person = cast(User, request.user)
    count = end_other_devices(user=person, keep=request.session.session_key, by=person)
    say = ngettext(
        "You are signed out on one other device.", "You are signed out on %(count)d other devices.", count
    ) % {"count": count}
    return see_other(request, reverse("accounts:devices"), say=say if count else "")
