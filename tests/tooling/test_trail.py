"""Who changes something writes the trail in the same transaction, and each verb has a sentence."""

from pathlib import Path

import pytest

from accounts.enums import SecurityChange
from accounts.queries import trail_words
from tests.tooling import trail_walkers as walkers

ROOT = Path(__file__).resolve().parents[2]

OWN = "a draft that nobody but its writer sees: handing it in is written down"
TOLD = "a part of what another service does, which writes it down"
MAIL = "the outbox itself keeps what is sent to whom, when and why"
VOTES = "it would tell who voted what: opening and closing a round are written down"
HIDDEN = "nobody else may know of it yet; who named a theme stands with it once it is shown"
TECHNICAL = "nothing that a person did: a row of the machine"
DEMO = "what stands before the demo begins, and when it was: nobody did it"

UNAUDITED = {
    "accounts.services.audit_seals.seal_trail": TECHNICAL,
    "accounts.services.devices.forget_ended_stays": TECHNICAL,
    "accounts.services.devices.note_device": "signing in is no act on anything; devices are kept and shown",
    "accounts.services.guests.let_in_again": TOLD,
    "accounts.services.guests.show_out": TOLD,
    "accounts.services.links.end_links": TOLD,
    "accounts.services.links.make_personal_link": "made with its message; using it is written down",
    "accounts.services.organisations.find_or_make_person": TOLD,
    "accounts.services.profile.forget_unused_account": TOLD,
    "accounts.services.sealing.seal_again": TECHNICAL,
    "accounts.services.second_factor.use_code": "signing in is no act on anything; devices are kept and shown",
    "accounts.services.standing.look_again": TECHNICAL,
    "homework.services.assignments.build_from_blueprint": TOLD,
    "homework.services.assignments.remove_assignments_of_concept": TOLD,
    "homework.services.submissions.save_draft": OWN,
    "homework.services.submissions.start_submission": OWN,
    "ideas.services.ending.tell_authors": MAIL,
    "ideas.services.choices.answer_consent": VOTES,
    "ideas.services.choices.answer_scores": VOTES,
    "ideas.services.choices.merge_answers": VOTES,
    "ideas.services.choices.move_in_order": VOTES,
    "ideas.services.guests.merge_ballots": VOTES,
    "ideas.services.rounds.give_dot": VOTES,
    "ideas.services.rounds.take_dot": VOTES,
    "ideas.services.rehearsing.remove_ideas_of_rehearsal": TOLD,
    "outbox.services.gathering.gather_due": MAIL,
    "outbox.services.marking.begin": MAIL,
    "outbox.services.marking.mark_sent": MAIL,
    "outbox.services.marking.release": MAIL,
    "outbox.services.marking.settle": MAIL,
    "outbox.services.marking.take_gathered": MAIL,
    "outbox.services.planning.plan": MAIL,
    "outbox.services.queue.insert_rows": MAIL,
    "outbox.services.secrets.send_secret": MAIL,
    "outbox.services.sending.claim_due": MAIL,
    "outcomes.services.presenting.react": HIDDEN,
    "outcomes.services.results.keep_what_was_decided": "changes nothing: it refuses",
    "overviews.services.demo.accounts.account_of": DEMO,
    "overviews.services.demo.accounts.organisation_called": DEMO,
    "overviews.services.demo.accounts.put_back": DEMO,
    "programmes.services.administrators.greet_administrator": TOLD,
    "programmes.services.blueprints.build_plan": TOLD,
    "programmes.services.guests.welcome_guest": TOLD,
    "programmes.services.people.send_invitations": MAIL,
    "programmes.services.phases.tell_phase": MAIL,
    "programmes.services.askers.tell_start": MAIL,
    "programmes.services.theme_rounds.name_theme": HIDDEN,
    "programmes.services.theme_rounds.take_away_theme": HIDDEN,
    "programmes.services.theme_rounds.weigh_themes": VOTES,
    "programmes.services.days.keep_past_role": TOLD,
    "programmes.services.placing.copy_moment": TOLD,
    "programmes.services.programmes.finish_step": "where one goes on; what was done at the step is written down",
    "programmes.services.placing.let_go": TOLD,
    "programmes.services.placing.place_moment": TOLD,
    "reports.koersdocument.services.drafting.build_section": TOLD,
    "reports.koersdocument.services.drafting.ensure_koersdocument": "an empty draft that every programme has",
    "reports.koersdocument.services.publishing.render_edition": "the file of an edition; publishing is written down",
    "sessions.services.changes.hear_of_moves": TOLD,
    "sessions.services.changes.release_invitations": MAIL,
    "sessions.services.changes.tell_change": TOLD,
    "sessions.services.changes.tell_off": TOLD,
    "sessions.services.changes.tell_on": TOLD,
    "sessions.services.date_poll_news.take_back": MAIL,
    "sessions.services.live.tell_screens": TECHNICAL,
    "sessions.services.planning.build_from_blueprint": TOLD,
    "sessions.services.planning.remove_evenings_of_concept": TOLD,
    "teams.services.remove_team_of_theme": TOLD,
    "teams.services.remove_teams_of_concept": TOLD,
    "sessions.services.words.say_word": VOTES,
    "sessions.services.rehearsal.begin_rehearsal": "a rehearsal leaves one line, when it ends",
}
"""Services that change something and write no trail, each with its reason."""

PUT_TOGETHER = {
    "accounts.*": [f"accounts.{change}" for change in SecurityChange],
}
"""Verbs that a service puts together, and all that can come of it."""


def functions() -> list[walkers.Function]:
    return [
        function for path in walkers.services_below(ROOT) for function in walkers.functions_of(path, ROOT)
    ]


def test_every_service_that_changes_something_writes_the_trail() -> None:
    found = functions()
    assert len(found) > 200
    assert sorted(set(walkers.unaudited(found)) - set(UNAUDITED)) == []


def test_what_needs_no_trail_is_still_there_and_still_writes_none() -> None:
    assert sorted(set(UNAUDITED) - set(walkers.unaudited(functions()))) == []


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A house with services of every sort."""
    folder = tmp_path / "ideas" / "services"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "told.py").write_text(
        """
from accounts.services.audit import record
from ideas.services import silent

def ends(*, idea, by):
    idea.delete()
    record(by, "ideas.ended" if idea.open else "ideas.stopped", idea)

def by_another(*, idea, by):
    return _told(idea, by, "ideas.taken")

def _told(idea, by, verb):
    idea.save()
    record(by, verb, idea)

def by_a_service_of_another_file(*, idea, by):
    from ideas.services.told import ends as ending
    ending(idea=idea, by=by)

def put_together(*, idea, by, word):
    record(by, f"ideas.{word}", idea)
    record(by, f"ideas.switched_{'on' if word else 'off'}", idea)

def reads(*, idea):
    {}.update(idea)
    return silent
"""
    )
    (folder / "silent.py").write_text(
        """
from django.db import transaction

def takes_by(*, idea, by):
    pass

def saves(*, idea):
    idea.save(update_fields=["text"])

def updates(*, idea):
    Idea.objects.filter(pk=idea).update(text="")

def writes_by_a_private_one(*, idea):
    transaction.on_commit(_deletes)

def _deletes():
    Idea.objects.all().delete()

def leaves_it_to_a_public_one(*, idea):
    saves(idea=idea)
"""
    )
    return tmp_path


def test_a_service_without_a_trail_is_seen(made_up: Path) -> None:
    found = [one for path in walkers.services_below(made_up) for one in walkers.functions_of(path, made_up)]
    assert walkers.unaudited(found) == [
        f"ideas.services.silent.{name}"
        for name in ("saves", "takes_by", "updates", "writes_by_a_private_one")
    ]


# ---- verbs ----------------------------------------------------------------------------------------------------------


def written() -> set[str]:
    """Every verb that a service writes."""
    verbs: set[str] = set()
    for path in walkers.services_below(ROOT):
        for verb in walkers.verbs_of(path):
            verbs.update(PUT_TOGETHER.get(verb, [verb]))
    return verbs


def test_every_verb_that_is_written_has_a_sentence_and_every_sentence_a_verb() -> None:
    assert len(written()) > 80
    assert sorted(written() - set(trail_words.acts)) == []
    assert sorted(set(trail_words.acts) - written()) == []


def test_every_sentence_says_who_in_both_languages_and_stands_under_its_kind() -> None:
    from django.utils.translation import override

    for act in trail_words.acts.values():
        assert act.verb.partition(".")[0] in trail_words.kinds
        with override("en"):
            english = str(act.sentence)
        with override("nl"):
            dutch = str(act.sentence)
        for sentence in (english, dutch):
            assert "{who}" in sentence
            sentence.format(who="", what="", whom="")
        assert dutch != english, act.verb


def test_verbs_are_read_wherever_they_stand(made_up: Path) -> None:
    verbs = list(walkers.verbs_of(made_up / "ideas" / "services" / "told.py"))
    assert sorted(verbs) == [
        "ideas.*",
        "ideas.ended",
        "ideas.stopped",
        "ideas.switched_off",
        "ideas.switched_on",
        "ideas.taken",
    ]
