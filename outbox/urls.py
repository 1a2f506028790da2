"""Addresses of outbox."""

from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("mail/less/<str:token>/", views.decline, name="decline"),
]
