"""The koersdocument, the verslag, the exports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
