"""Addresses of teams."""

from django.urls import path

from teams import views

app_name = "teams"
urlpatterns = [
    path("programmes/<public_id:programme_id>/teams/", views.list_page, name="list"),
    path("participations/<public_id:participation_id>/team/", views.place, name="place"),
]
