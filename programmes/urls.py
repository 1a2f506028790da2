"""Addresses of programmes."""

from django.urls import path

from programmes.views import consent, faces, messages, people, plan, settings, setup, trail

app_name = "programmes"
urlpatterns = [
    path("programmes/new/", setup.begin, name="begin"),
    path("programmes/<public_id:programme_id>/setup/", setup.resume, name="setup"),
    path("programmes/<public_id:programme_id>/setup/question/", setup.question, name="setup_question"),
    path("programmes/<public_id:programme_id>/setup/themes/", setup.themes, name="setup_themes"),
    path("programmes/<public_id:programme_id>/setup/calendar/", setup.calendar, name="setup_calendar"),
    path("programmes/<public_id:programme_id>/setup/people/", people.setup_people, name="setup_people"),
    path("programmes/<public_id:programme_id>/setup/review/", setup.review, name="setup_review"),
    path("programmes/<public_id:programme_id>/start/", setup.start, name="start"),
    path("programmes/<public_id:programme_id>/plan/", plan.plan, name="plan"),
    path("programmes/<public_id:programme_id>/plan/undo/<str:token>/", plan.undo_move, name="undo_move"),
    path(
        "programmes/<public_id:programme_id>/plan/phases/<int:position>/",
        plan.enter_phase,
        name="enter_phase",
    ),
    path("moments/<public_id:moment_id>/move/", plan.move_moment, name="move_moment"),
    path("programmes/<public_id:programme_id>/settings/", settings.settings, name="settings"),
    path("programmes/<public_id:programme_id>/settings/reminders/", settings.reminders, name="reminders"),
    path("programmes/<public_id:programme_id>/trail/", trail.trail, name="trail"),
    path("programmes/<public_id:programme_id>/trail.csv", trail.trail_file, name="trail_file"),
    path("programmes/<public_id:programme_id>/people/", people.people, name="people"),
    path("programmes/<public_id:programme_id>/people/invite/", people.invite, name="invite"),
    path("people/<public_id:person_id>/picture/", faces.picture, name="picture"),
    path("participations/<public_id:participation_id>/", people.person, name="person"),
    path(
        "participations/<public_id:participation_id>/invite-again/", people.invite_again, name="invite_again"
    ),
    path(
        "programmes/<public_id:programme_id>/people/invite-again/",
        people.invite_all_again,
        name="invite_all_again",
    ),
    path("participations/<public_id:participation_id>/withdraw/", people.withdraw, name="withdraw"),
    path("participations/<public_id:participation_id>/leave/", people.leave, name="leave"),
    path("participations/<public_id:participation_id>/stop/", people.stop, name="stop"),
    path("participations/<public_id:participation_id>/consent/", consent.consent, name="consent"),
    path("programmes/<public_id:programme_id>/messages/", messages.messages, name="messages"),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/edit/", messages.edit, name="edit_messages"
    ),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/send/",
        messages.send_now,
        name="send_messages",
    ),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/hold/",
        messages.steer,
        {"action": "hold"},
        name="hold_messages",
    ),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/release/",
        messages.steer,
        {"action": "release"},
        name="release_messages",
    ),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/skip/",
        messages.steer,
        {"action": "skip"},
        name="skip_messages",
    ),
    path(
        "programmes/<public_id:programme_id>/messages/<slug:batch>/anew/",
        messages.steer,
        {"action": "write_anew"},
        name="write_messages_anew",
    ),
]
