"""Screens that put pieces of several apps together; no tables."""

from django.apps import AppConfig


class OverviewsConfig(AppConfig):
    name = "overviews"
