"""Settings of the floor: those of the product, without what a bare Django page does without."""

from pathlib import Path

from config.settings import *  # noqa: F403 - the same database, sessions and secret key

ROOT_URLCONF = "tests.benchmarks.floor.urls"
SERVED_BY = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]
"""What stands around a page: ``serving`` puts it in the place of MIDDLEWARE, in which allauth wants to find its own."""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
