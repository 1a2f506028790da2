"""Addresses of the floor: those of the product."""

from django.urls import path, register_converter

from core.identifiers import PublicIdConverter
from tests.benchmarks.floor import views

register_converter(PublicIdConverter, "public_id")
urlpatterns = [
    path("programmes/<public_id:programme_id>/ideas/", views.ideas),
    path("programmes/<public_id:programme_id>/", views.dashboard),
    path("ideas/<public_id:idea_id>/", views.idea),
]
