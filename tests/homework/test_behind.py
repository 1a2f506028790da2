"""Who is how far with homework, per assignment and per person; and the reminder to those who wait."""

import pytest
from django.urls import reverse

from core.clock import now
from homework.services.submissions import hand_in
from outbox.models import Message
from outbox.services.kinds import kind_of
from tests import makers


def page_of(cast):
    return reverse("homework:behind", args=[cast.programme.public_id])


def remind_of(assignment, team):
    return reverse("homework:remind", args=[assignment.public_id, team.public_id])


def read(cast, person="coach", team=None):
    query = f"?team={team.public_id}" if team else ""
    return cast.client(person).get(page_of(cast) + query).content.decode()


def join(cast, name, team=None):
    return makers.join(cast.programme, makers.make_person(name=name), team=team or cast.team)


def row_of(page, name):
    return page.split("<tbody>")[1].split(name)[1].split("</tr>")[0]


def test_each_person_stands_with_how_far_each_assignment_is(cast):
    past = makers.make_assignment(cast.programme, days=-3, title="Museum")
    ahead = makers.make_assignment(cast.programme, days=5, title="Interview")
    on_time, late, begun = (join(cast, name) for name in ("Anna Tijdig", "Bert Laat", "Cor Concept"))
    makers.make_submission(past, on_time, handed_in_at=past.moment.at)
    makers.make_submission(past, late, handed_in_at=now())
    makers.make_submission(ahead, begun, state="draft", answers={"who": "GEHEIM"})
    page = read(cast)
    assert ">ingeleverd<" in row_of(page, "Anna Tijdig").replace("</svg>", ">")
    assert "te laat" in row_of(page, "Bert Laat")
    assert "is begonnen" in row_of(page, "Cor Concept")
    assert "niet ingeleverd" in row_of(page, "Cor Concept")
    assert "nog niet begonnen" in row_of(page, "Anna Tijdig")
    assert "2 van 4 ingeleverd" in page
    assert "GEHEIM" not in page


def test_homework_for_much_later_and_of_another_team_is_not_there(cast):
    makers.make_assignment(cast.programme, days=60, title="Veel later")
    makers.make_assignment(cast.programme, days=2, team=cast.other_team, title="Van de anderen")
    makers.make_assignment(cast.programme, days=2, title="Nu")
    page = read(cast)
    assert "Nu" in page
    assert "Veel later" not in page
    assert "Van de anderen" not in page


def test_a_coach_sees_the_own_team_a_facilitator_each(cast):
    makers.make_assignment(cast.programme, days=2)
    theirs = cast.people["other_participant"].name
    assert theirs not in read(cast, "coach", cast.other_team)
    assert theirs in read(cast, "facilitator", cast.other_team)


def test_the_reminder_goes_to_those_who_wait_once_a_day(cast):
    assignment = makers.make_assignment(cast.programme, days=2)
    done = join(cast, "Anna Klaar")
    makers.make_submission(assignment, done)
    makers.make_submission(assignment, join(cast, "Bert Bezig"), state="draft")
    for _twice in range(2):
        assert cast.client("coach").post(remind_of(assignment, cast.team)).status_code == 303
    told = {message.user.name for message in Message.objects.filter(kind="homework_reminder")}
    assert told == {"Bert Bezig", cast.people["participant"].name}
    assert Message.objects.filter(kind="homework_reminder").count() == 2


def test_whoever_hands_in_before_it_goes_does_not_get_it(cast):
    assignment = makers.make_assignment(cast.programme, days=2)
    draft = makers.make_submission(assignment, cast.participation("participant"), state="draft")
    cast.client("coach").post(remind_of(assignment, cast.team))
    message = Message.objects.get(kind="homework_reminder")
    assert not kind_of("homework_reminder").still_applies(message)
    hand_in(
        submission=draft,
        outcome="done",
        answers={"who": "Gerda", "quote": "Ja."},
        learned="",
        by=cast["participant"],
    )
    assert kind_of("homework_reminder").still_applies(message)


def test_whoever_was_reminded_by_the_plan_today_is_not_reminded_by_hand(cast):
    assignment = makers.make_assignment(cast.programme, days=2)
    Message.objects.create(
        kind="homework_reminder", dedupe_key="x", batch="x", scope=cast.programme.scope, recipient="a@example.org",
        user=cast["participant"], urgency="soon", subject="x", body="x", why="x", due_at=now(), state="sent",
        sent_at=now(), params={"assignment": assignment.pk, "due": assignment.moment.at.isoformat()},
    )  # fmt: skip
    cast.client("coach").post(remind_of(assignment, cast.team))
    assert Message.objects.filter(kind="homework_reminder").count() == 1


def test_a_coach_reminds_no_other_team(cast):
    assignment = makers.make_assignment(cast.programme, days=2)
    assert cast.client("coach").post(remind_of(assignment, cast.other_team)).status_code == 404
    assert not Message.objects.filter(kind="homework_reminder").exists()


@pytest.mark.parametrize("person", ["participant", "observer", "client", "administrator"])
def test_nobody_else_sees_who_is_behind(cast, person):
    makers.make_assignment(cast.programme, days=2)
    assert cast.client(person).get(page_of(cast)).status_code == 403


def test_more_people_and_assignments_take_no_more_queries(cast, flat_queries):
    makers.make_submission(makers.make_assignment(cast.programme, days=2), cast.participation("participant"))

    def more():
        for _ in range(4):
            makers.make_assignment(cast.programme, days=1)
        for _ in range(40):
            makers.make_submission(
                cast.programme.assignments.first(), makers.join(cast.programme, team=cast.team)
            )

    flat_queries(cast.client("facilitator"), page_of(cast), more, budget=14)
