"""Addresses of core."""

from django.conf import settings
from django.urls import path

from core.favicon_views import favicon
from core.health import health

app_name = "core"
urlpatterns = [path("health/", health, name="health"), path("favicon.ico", favicon, name="favicon")]

if settings.DEBUG or settings.DEMO:
    from core.styleguide_views import styleguide

    urlpatterns += [path("styleguide/", styleguide, name="styleguide")]
