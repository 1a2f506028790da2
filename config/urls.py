"""All addresses."""

from django.urls import include, path, register_converter
from django.views.i18n import set_language

from core.access import public
from core.identifiers import PublicIdConverter

register_converter(PublicIdConverter, "public_id")

handler400 = "core.errors_views.bad_request"
handler403 = "core.errors_views.forbidden"
handler404 = "core.errors_views.not_found"

urlpatterns = [
    path("language/", public(set_language), name="set_language"),
    path("", include("overviews.urls")),
    path("", include("accounts.urls")),
    path("", include("outbox.urls")),
    path("", include("programmes.urls")),
    path("", include("teams.urls")),
    path("", include("sessions.urls")),
    path("", include("homework.urls")),
    path("", include("ideas.urls")),
    path("", include("outcomes.urls")),
    path("", include("reports.urls")),
    path("", include("core.urls")),
]
