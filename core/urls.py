"""Addresses of core."""

from django.urls import path

from core.errors_views import ended
from core.favicon_views import favicon
from core.health import health
from core.styleguide_views import styleguide, trouble

app_name = "core"
urlpatterns = [
    path("health/", health, name="health"),
    path("ended/", ended, name="ended"),
    path("favicon.ico", favicon, name="favicon"),
    path("styleguide/", styleguide, name="styleguide"),
    path("styleguide/<slug:name>/", trouble, name="trouble"),
]
