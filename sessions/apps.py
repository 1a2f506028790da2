"""Evenings, from draaiboek to closing."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "creative_sessions"
