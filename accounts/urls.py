"""Addresses of accounts: the doors of the library that we open, by its names, and our own."""

from django.urls import include, path

from accounts.views import doors, links, me

ours = [
    path("link/<str:secret>/", links.personal_link, name="personal_link"),
    path("me/", me.profile, name="profile"),
]

urlpatterns = [
    path("sign-in/", doors.sign_in, name="account_login"),
    path("sign-in/code/", doors.ask_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", doors.confirm_code, name="account_confirm_login_code"),
    path("sign-out/", doors.sign_out, name="account_logout"),
    path("", include((ours, "accounts"))),
]
