"""ASGI, for the event streams; in the embedded default for everything."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from core.asgi import FewAtOnce  # noqa: E402 - it needs the settings

application = FewAtOnce()
