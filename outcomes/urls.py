"""Addresses of outcomes."""

from django.urls import path

from outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("programmes/<public_id:programme_id>/results/", views.results, name="results"),
    path("proposals/<public_id:proposal_id>/decision/", views.decide, name="decide"),
    path("decisions/<public_id:decision_id>/", views.decision_page, name="decision"),
    path("decisions/<public_id:decision_id>/correct/", views.correct, name="correct"),
    path("programmes/<public_id:programme_id>/follow-up/", views.follow_up, name="follow_up"),
    path("submissions/<public_id:submission_id>/lesson/", views.lesson_from_submission, name="make_lesson"),
    path("lessons/<public_id:lesson_id>/", views.lesson_page, name="lesson"),
    path("lessons/<public_id:lesson_id>/edit/", views.edit_lesson_page, name="edit_lesson"),
]
