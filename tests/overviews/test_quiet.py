"""Who goes quiet: signs in sentences, for who guides, about who did something before; and asking how it goes."""

import datetime as dt

import pytest
from django.urls import reverse

from core.clock import now
from outbox.models import Message
from overviews.services.asking import note_contact, write_note
from sessions.models import Attendance
from teams.models import Contact
from tests import makers


def page_of(cast):
    return reverse("overviews:quiet", args=[cast.programme.public_id])


def note_of(cast, name="participant"):
    return reverse("overviews:note", args=[cast.programme.public_id, cast.participation(name).public_id])


def spoken_of(cast, name="participant"):
    return reverse("overviews:spoken", args=[cast.programme.public_id, cast.participation(name).public_id])


def read(cast, person="facilitator"):
    return cast.client(person).get(page_of(cast)).content.decode()


def came_in(cast, name="participant", days=60):
    """``name`` takes part for ``days`` already."""
    participation = cast.participation(name)
    participation.since = now() - dt.timedelta(days=days)
    participation.accepted_at = participation.since
    participation.save()
    return participation


def miss(cast, who, *, answers=("yes", "none"), present=(False, False)):
    """Two evenings that are over, and what ``who`` said and did."""
    for back, answer, there in zip((28, 14), answers, present, strict=True):
        evening = makers.make_evening(cast.programme, days=-back, revealed=True, title=f"Avond -{back}")
        makers.attend(evening, who, answer, is_present=there)


def leave_homework(cast, who, *, drafts=0):
    for number, back in enumerate((30, 15)):
        assignment = makers.make_assignment(cast.programme, days=-back, title=f"Opdracht {number}")
        if number < drafts:
            makers.make_submission(assignment, who, state="draft", answers={"who": "GEHEIM"})


def test_two_evenings_missed_without_a_word_are_told_with_their_dates(cast):
    miss(cast, came_in(cast))
    page = read(cast)
    assert cast.people["participant"].name in page
    assert "Avond -28" in page
    assert "zei niets af" in page


@pytest.mark.parametrize(
    ("answers", "present"),
    [
        (("yes", "no"), (False, False)),  # said so
        (("yes", "yes"), (False, True)),  # was there the last time
        (("yes", "yes"), (False, None)),  # nobody noted who was there
    ],
)
def test_who_said_so_or_was_there_or_was_not_noted_is_not_on_the_page(cast, answers, present):
    miss(cast, came_in(cast), answers=answers, present=present)
    assert cast.people["participant"].name not in read(cast)


def test_homework_left_twice_is_told_and_that_it_was_begun_never_what_stands_in_it(cast):
    leave_homework(cast, came_in(cast), drafts=1)
    page = read(cast)
    assert "laatste twee opdrachten" in page
    assert "Begon wel aan ‘Opdracht 0’" in page
    assert "GEHEIM" not in page


def test_homework_from_before_somebody_came_counts_for_nobody(cast):
    leave_homework(cast, came_in(cast, days=20))
    assert cast.people["participant"].name not in read(cast)


def test_one_of_two_handed_in_is_enough(cast):
    who = came_in(cast)
    leave_homework(cast, who)
    makers.make_submission(cast.programme.assignments.order_by("moment__at").last(), who)
    assert cast.people["participant"].name not in read(cast)


def write_long_ago(cast, who, days=40, **fields):
    idea = makers.make_idea(cast.team, who, **fields)
    type(idea).objects.filter(pk=idea.pk).update(created_at=now() - dt.timedelta(days=days))
    makers.make_idea(cast.team)  # the team goes on
    return idea


def test_who_wrote_ideas_and_stopped_is_told_since_when(cast):
    write_long_ago(cast, came_in(cast))
    assert "geen idee" in read(cast)


def test_when_the_whole_team_wrote_none_nobody_is_quiet(cast):
    who = came_in(cast)
    idea = makers.make_idea(cast.team, who)
    type(idea).objects.filter(pk=idea.pk).update(created_at=now() - dt.timedelta(days=40))
    assert "geen idee" not in read(cast)


@pytest.mark.parametrize("consent", ["anonymous", "function"])
def test_when_somebody_without_a_name_below_ideas_wrote_is_never_told(cast, consent):
    who = came_in(cast)
    who.consent = consent
    who.save()
    write_long_ago(cast, who)
    assert "geen idee" not in read(cast)


def test_hidden_ideas_tell_nothing(cast):
    who = came_in(cast)
    evening = makers.make_evening(cast.programme, days=0, state="running", opened_at=now())
    write_long_ago(cast, who, evening=evening)
    assert cast.people["participant"].name not in read(cast)


def test_an_invitation_that_was_never_opened_is_told(cast):
    who = cast.participation("participant")
    Message.objects.create(
        kind="invitation", dedupe_key="x", batch="x", scope=cast.programme.scope, recipient=who.person.email,
        user=who.person, urgency="now", subject="Doe je mee?", body="x", why="x", due_at=now(), state="sent",
        params={"participation": who.pk}, sent_at=now() - dt.timedelta(days=9),
    )  # fmt: skip
    assert "Opende de uitnodiging van" in read(cast)
    who.accepted_at = now()
    who.save()
    assert "Opende de uitnodiging van" not in read(cast)


def test_the_answer_for_the_next_evening_stands_beside_a_sign_and_is_none_by_itself(cast):
    who = came_in(cast)
    evening = makers.make_evening(cast.programme, days=5, title="Avond 3")
    assert cast.people["participant"].name not in read(cast)
    miss(cast, who)
    assert "Gaf voor Avond 3" in read(cast)
    Attendance.objects.create(evening=evening, participation=who, answer="yes")
    assert "Komt wel naar Avond 3" in read(cast)


def test_a_coach_reads_of_the_own_team_only(cast):
    miss(cast, came_in(cast))
    other = came_in(cast, "other_participant")
    for evening in cast.programme.sessions.all():
        makers.attend(evening, other, "yes", is_present=False)
    page = read(cast, "coach")
    assert cast.people["participant"].name in page
    assert cast.people["other_participant"].name not in page
    assert cast.people["other_participant"].name in read(cast)
    assert cast.client("coach").get(note_of(cast, "other_participant")).status_code == 404
    assert cast.client("coach").post(spoken_of(cast, "other_participant")).status_code == 404


def test_people_stand_by_team_and_name_whatever_was_seen_of_them(cast):
    names = ("Zus", "Aap", "Mies")
    people = [
        makers.join(cast.programme, makers.make_person(name=name), team=cast.team, accepted_at=now())
        for name in names
    ]
    for one in people:
        type(one).objects.filter(pk=one.pk).update(since=now() - dt.timedelta(days=60))
    leave_homework(cast, people[0])
    miss(cast, people[2])
    for evening in cast.programme.sessions.all():
        makers.attend(evening, people[0], "yes", is_present=False)
    page = read(cast)
    assert page.index(">Aap") < page.index(">Mies") < page.index(">Zus")


@pytest.mark.parametrize("person", ["facilitator", "coach"])
def test_a_note_goes_by_the_outbox_and_its_answer_to_who_wrote(cast, person):
    miss(cast, came_in(cast))
    browser = cast.client(person)
    form = browser.get(note_of(cast)).context["form"]
    sent = {"text": "Dag, hoe gaat het?", "key": form["key"].value(), "known": form["known"].value()}
    for _twice in range(2):
        assert browser.post(note_of(cast), sent).status_code == 303
    note = Message.objects.get(kind="note")
    assert note.body == "Dag, hoe gaat het?"
    assert note.reply_to == cast.people[person].email
    assert note.recipient == cast.people["participant"].email
    assert cast.people[person].name in note.subject
    assert Contact.objects.count() == 1
    page = read(cast)
    assert "Al gevraagd" in page
    assert 'class="kw-quiet"' not in page


def test_the_suggestion_is_friendly_and_mentions_nothing_that_was_seen(cast):
    miss(cast, came_in(cast))
    leave_homework(cast, cast.participation("participant"))
    text = cast.client("coach").get(note_of(cast)).context["form"]["text"].value()
    assert text.startswith("Dag Participant,")
    assert text.endswith("Coach")
    assert "opdracht" not in text.lower()
    assert "Avond" not in text


def test_an_empty_note_says_so_and_sends_nothing(cast):
    came_in(cast)
    answer = cast.client("coach").post(note_of(cast), {"text": " ", "key": "k", "known": "0"})
    assert answer.status_code == 422
    assert not Message.objects.filter(kind="note").exists()


def test_two_who_ask_at_once_hear_of_each_other_and_can_still_send(cast):
    came_in(cast)
    browser = cast.client("coach")
    form = browser.get(note_of(cast)).context["form"]
    note_contact(participation=cast.participation("participant"), by=cast["facilitator"])
    sent = {"text": "Dag", "key": form["key"].value(), "known": form["known"].value()}
    answer = browser.post(note_of(cast), sent)
    assert answer.status_code == 422
    assert "vroeg al" in answer.content.decode()
    assert not Message.objects.filter(kind="note").exists()
    again = answer.context["form"]
    assert again["text"].value() == "Dag"
    sent["known"] = again["known"].value()
    assert browser.post(note_of(cast), sent).status_code == 303


def test_a_note_does_not_go_to_who_left_meanwhile(cast):
    from outbox.services.kinds import kind_of

    who = came_in(cast)
    write_note(participation=who, text="Dag", key="k", known=0, by=cast["coach"])
    who.until = now()
    who.save()
    assert kind_of("note").still_applies(Message.objects.get(kind="note"))


def test_having_spoken_keeps_the_date_and_nobody_asks_again_for_a_while(cast):
    miss(cast, came_in(cast))
    assert cast.client("coach").post(spoken_of(cast)).status_code == 303
    page = read(cast)
    assert "Al gevraagd" in page
    assert 'class="kw-quiet"' not in page
    Contact.objects.update(rests_until=now() - dt.timedelta(minutes=1), at=now() - dt.timedelta(days=21))
    assert 'class="kw-quiet"' in read(cast)


def test_having_spoken_can_be_taken_back(cast):
    miss(cast, came_in(cast))
    browser = cast.client("coach")
    browser.post(spoken_of(cast))
    browser.post(spoken_of(cast).replace("spoken", "not-spoken"))
    assert not Contact.objects.exists()
    assert 'class="kw-quiet"' in read(cast)


def test_pressed_twice_it_is_noted_once(cast):
    came_in(cast)
    for _twice in range(2):
        cast.client("coach").post(spoken_of(cast))
    assert Contact.objects.count() == 1


def test_the_person_reads_the_own_lines_and_those_of_nobody_else(cast):
    miss(cast, came_in(cast))
    about_me = reverse("accounts:profile")
    page = cast.client("participant").get(about_me).content.decode()
    assert "zei niets af" in page
    other = cast.client("other_participant").get(about_me).content.decode()
    assert "zei niets af" not in other
    assert "je staat niet op de lijst" in other
    assert "Als je stil wordt" not in cast.client("coach").get(about_me).content.decode()


@pytest.mark.parametrize("person", ["participant", "observer", "supporter", "client", "administrator"])
def test_nobody_else_reads_the_page(cast, person):
    assert cast.client(person).get(page_of(cast)).status_code == 403


def test_nobody_is_quiet_in_a_programme_that_is_over(cast):
    miss(cast, came_in(cast))
    makers.move_to_stage(cast.programme, "closed")
    assert cast.people["participant"].name not in read(cast)
    assert cast.client("facilitator").get(note_of(cast)).status_code == 403


def test_the_trail_does_not_tell_who_was_asked(cast):
    miss(cast, came_in(cast))
    cast.client("coach").post(spoken_of(cast))
    trail = (
        cast.client("administrator")
        .get(reverse("programmes:trail", args=[cast.programme.public_id]))
        .content.decode()
    )
    assert "hoe het gaat" in trail
    assert cast.people["participant"].name not in trail


def test_many_quiet_people_take_as_many_queries(cast, flat_queries):
    miss(cast, came_in(cast))
    leave_homework(cast, cast.participation("participant"))
    write_long_ago(cast, cast.participation("participant"))
    makers.make_evening(cast.programme, days=5)

    def more():
        for _ in range(40):
            one = makers.join(cast.programme, team=cast.team)
            type(one).objects.filter(pk=one.pk).update(since=now() - dt.timedelta(days=60))
            for evening in cast.programme.sessions.filter(state="closed"):
                makers.attend(evening, one, "yes", is_present=False)

    flat_queries(cast.client("facilitator"), page_of(cast), more, budget=20)
    flat_queries(cast.client("participant"), reverse("accounts:profile"), lambda: None, budget=24)
