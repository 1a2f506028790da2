"""Addresses of the overviews."""

from django.urls import path

from overviews import views

app_name = "overviews"
urlpatterns = [
    path("", views.home, name="home"),
    path("programmes/", views.mine, name="mine"),
    path("programmes/<public_id:programme_id>/", views.programme, name="programme"),
    path("teams/<public_id:team_id>/", views.team, name="team"),
    path("demo/mail/", views.demo_mail, name="demo_mail"),
]
