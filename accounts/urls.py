"""Addresses of accounts: the doors of the library that we open, by its names."""

from allauth.account import views as doors
from django.urls import path

urlpatterns = [
    path("sign-in/", doors.login, name="account_login"),
    path("sign-in/code/", doors.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", doors.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", doors.logout, name="account_logout"),
]
