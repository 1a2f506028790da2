"""Addresses of outcomes."""

from django.urls import path

from outcomes.views import conference, examples, presenting, reflections, regional, results, telling

app_name = "outcomes"
urlpatterns = [
    path("programmes/<public_id:programme_id>/results/", results.results, name="results"),
    path("proposals/<public_id:proposal_id>/decision/", results.decide, name="decide"),
    path("decisions/<public_id:decision_id>/", results.decision_page, name="decision"),
    path("decisions/<public_id:decision_id>/correct/", results.correct, name="correct"),
    path("programmes/<public_id:programme_id>/follow-up/", results.follow_up, name="follow_up"),
    path("submissions/<public_id:submission_id>/lesson/", results.lesson_from_submission, name="make_lesson"),
    path("lessons/<public_id:lesson_id>/", results.lesson_page, name="lesson"),
    path("lessons/<public_id:lesson_id>/edit/", results.edit_lesson_page, name="edit_lesson"),
    path("programmes/<public_id:programme_id>/examples/", examples.list_page, name="examples"),
    path("evenings/<public_id:evening_id>/examples/new/", telling.tell, name="tell"),
    path("scribes/<public_id:scribe_id>/examples/new/", telling.write, name="write_example"),
    path("examples/<public_id:example_id>/", examples.example, name="example"),
    path("examples/<public_id:example_id>/edit/", telling.edit, name="edit_example"),
    path("examples/<public_id:example_id>/take-back/", telling.take_back, name="take_back_example"),
    path("examples/<public_id:example_id>/hide/", examples.hide, name="hide_example"),
    path("examples/<public_id:example_id>/questions/", examples.ask, name="ask_on"),
    path("examples/<public_id:example_id>/lesson/", examples.make_lesson, name="lesson_of_examples"),
    path("example-questions/<public_id:asked_id>/answer/", examples.answer, name="answer_question"),
    path("example-questions/<public_id:asked_id>/remove/", examples.remove, name="remove_question"),
    path("evenings/<public_id:evening_id>/reflection/", reflections.reflection, name="reflection"),
    path("reflections/<public_id:reflection_id>/share/", reflections.share, name="share_reflection"),
    path("me/reflections/", reflections.mine, name="own_reflections"),
    path("programmes/<public_id:programme_id>/endorsements/", conference.endorsements, name="endorsements"),
    path("evenings/<public_id:evening_id>/endorsing/", conference.endorsing, name="endorsing"),
    path("evenings/<public_id:evening_id>/endorsing/settle/", conference.settle, name="settle"),
    path("points/<public_id:point_id>/", conference.point_page, name="point"),
    path("bodies/<public_id:body_id>/", conference.body_page, name="body"),
    path("bodies/<public_id:body_id>/speak/", conference.speak, name="speak"),
    path("endorsements/<public_id:endorsement_id>/correct/", conference.correct, name="correct_endorsement"),
    path("programmes/<public_id:programme_id>/agenda/", regional.agenda, name="agenda"),
    path("scribes/<public_id:scribe_id>/agenda/", regional.write, name="write_agenda"),
    path("tasks/<public_id:task_id>/", regional.task_page, name="task"),
    path("tasks/<public_id:task_id>/steer/", regional.steer_task, name="steer_task"),
    path("evenings/<public_id:evening_id>/presenting/", presenting.presenting, name="presenting"),
    path("evenings/<public_id:evening_id>/presenting/step/", presenting.present, name="present"),
    path("presentations/<public_id:presentation_id>/steer/", presenting.steer, name="steer_presentation"),
    path("presentations/<public_id:presentation_id>/reaction/", presenting.give_reaction, name="react"),
]
