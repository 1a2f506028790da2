"""Addresses of homework."""

from django.urls import path

from homework import views

app_name = "homework"
urlpatterns = [
    path("programmes/<public_id:programme_id>/homework/", views.list_page, name="list"),
    path("programmes/<public_id:programme_id>/homework/behind/", views.behind_page, name="behind"),
    path("homework/<public_id:assignment_id>/teams/<public_id:team_id>/remind/", views.remind, name="remind"),
    path("programmes/<public_id:programme_id>/homework/new/", views.new_assignment, name="new"),
    path("homework/<public_id:assignment_id>/copy/", views.copy_assignment, name="copy"),
    path("homework/<public_id:assignment_id>/drop/", views.drop, name="drop"),
    path("homework/<public_id:assignment_id>/", views.assignment_page, name="assignment"),
    path("homework/<public_id:assignment_id>/edit/", views.edit_assignment, name="edit"),
    path("homework/<public_id:assignment_id>/hand-in/", views.hand_in_page, name="hand_in"),
    path("submissions/<public_id:submission_id>/", views.submission_page, name="submission"),
    path("submissions/<public_id:submission_id>/take-back/", views.take_back_submission, name="take_back"),
    path("pictures/<public_id:picture_id>/", views.show_picture, name="picture"),
    path("pictures/<public_id:picture_id>/remove/", views.remove_picture_of_own, name="remove_picture"),
]
