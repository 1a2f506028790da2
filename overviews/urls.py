"""Addresses of the overviews."""

from django.urls import path

from overviews.views import home, hosted, quiet

app_name = "overviews"
urlpatterns = [
    path("", home.home, name="home"),
    path("programmes/", home.mine, name="mine"),
    path("programmes/<public_id:programme_id>/", home.programme, name="programme"),
    path("programmes/<public_id:programme_id>/more/", home.programme_more, name="programme_more"),
    path("teams/<public_id:team_id>/", home.team, name="team"),
    path(
        "organisations/<public_id:organisation_id>/programmes/", hosted.all_programmes, name="all_programmes"
    ),
    path("demo/mail/", home.demo_mail, name="demo_mail"),
    path("programmes/<public_id:programme_id>/people/quiet/", quiet.quiet, name="quiet"),
    path(
        "programmes/<public_id:programme_id>/people/<public_id:participation_id>/note/",
        quiet.note,
        name="note",
    ),
    path(
        "programmes/<public_id:programme_id>/people/<public_id:participation_id>/spoken/",
        quiet.spoken,
        name="spoken",
    ),
    path(
        "programmes/<public_id:programme_id>/people/<public_id:participation_id>/not-spoken/",
        quiet.not_spoken,
        name="not_spoken",
    ),
]
