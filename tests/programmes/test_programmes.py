"""A programme from its first word to its phases."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry, Organisation
from core.errors import Conflict
from programmes.enums import ProgrammeState, Role, Stage
from programmes.models import Phase, Programme
from programmes.services import blueprints
from programmes.services.programmes import (
    change_programme,
    enter_phase,
    set_themes,
    start_programme,
)
from teams.models import Membership
from tests import makers
from tests.programmes.worlds import THEMES, evening, picture, plan_programme


def changes(programme: Programme, **fields: object) -> dict[str, object]:
    """What ``change_programme`` takes, as it stands, with ``fields`` instead."""
    return {
        "name": programme.name,
        "question": programme.question,
        "client": programme.client,
        "mandate": programme.mandate,
    } | fields


@pytest.fixture
def concept(db: None) -> Programme:
    """A concept that nobody knows of."""
    return plan_programme()


def test_a_blueprint_becomes_phases_evenings_homework_reminders_and_teams(concept):
    kinds = list(concept.moments.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "start": 1,
        "phase": 5,
        "session": 6,
        "homework": 3,
        "reminder": 18,
    }
    assert list(concept.phases.values_list("name", "stage")) == [
        ("Verkennen", "preparing"),
        ("Verzamelen", "collecting"),
        ("Bundelen", "clustering"),
        ("Kiezen", "deciding"),
        ("Delen", "sharing"),
    ]
    assert list(concept.teams.values_list("name", "letter")) == list(zip(THEMES, "LSV", strict=True))
    assert concept.blueprint["key"] == "theme_teams"
    assert (concept.state, concept.phase, concept.started_at) == (ProgrammeState.CONCEPT, None, None)


def test_who_begins_it_is_its_facilitator_and_gets_the_answers(db):
    by = makers.make_person()
    programme = plan_programme(by=by)
    participation = programme.participations.get()
    assert (participation.person, participation.role) == (by, Role.FACILITATOR)
    assert participation.accepted_at is not None
    assert programme.reply_to == by
    assert AuditEntry.objects.filter(verb="programmes.created", scope=programme.scope).count() == 1


def test_a_blueprint_changed_later_changes_no_programme(concept, monkeypatch):
    before = Programme.objects.get(pk=concept.pk).blueprint["plan"]
    monkeypatch.setitem(blueprints.find_blueprint("theme_teams").plan, "summary", "Iets anders")
    assert Programme.objects.get(pk=concept.pk).blueprint["plan"] == before


def test_builders_are_called_with_entry_moment_and_all_moments(db, monkeypatch):
    calls: list[tuple[str, str]] = []

    def note(part: str) -> object:
        def builder(*, programme, entry, moment, moments):
            assert set(moments) >= {"start", "evening_1", "closing", "homework_1", "start_day"}
            calls.append((part, moment.name if moment else entry["title"]))

        return builder

    parts = ("evenings", "homework", "koersdocument")
    monkeypatch.setattr(blueprints, "_builders", {part: note(part) for part in parts})
    plan_programme()
    assert [part for part, _ in calls] == ["evenings"] * 6 + ["homework"] * 3 + ["koersdocument"] * 7
    assert calls[0] == ("evenings", "Startavond")


def test_nothing_is_left_of_a_programme_whose_builder_fails(db, monkeypatch):
    def fail(**about: object) -> None:
        raise ValidationError("nee")

    monkeypatch.setattr(blueprints, "_builders", {"koersdocument": fail})
    with pytest.raises(ValidationError):
        plan_programme()
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"blueprint_key": "nope"},
        {"name": "x"},
        {"name": "x" * 161},
        {"starts_on": dt.date(1, 1, 1)},
        {"starts_on": dt.date(9999, 12, 31)},
        {"themes": [f"Thema {number}" for number in range(21)]},
        {"themes": ["x" * 121]},
        {"client": "x" * 201},
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(db, wrong):
    with pytest.raises(ValidationError):
        plan_programme(**wrong)
    assert not Programme.objects.exists()


def test_a_client_is_found_by_name_or_comes_to_exist(db):
    known = makers.make_organisation(name="Interprovinciaal Overleg")
    assert plan_programme(client=" interprovinciaal  overleg ").client == known
    assert plan_programme(client="Vereniging van Provincies").client.name == "Vereniging van Provincies"
    assert plan_programme(client="").client is None
    assert Organisation.objects.filter(name__startswith="V").count() == 1


def test_text_is_cleaned_and_keeps_its_words(db):
    programme = plan_programme(
        name="  Thema\x00teams\u0000  van 12 ", question="Hoe?\r\n\r\n- zo\x07", themes=["Café\u0301"]
    )
    assert programme.name == "Thematems van 12".replace("tems", "teams")
    assert programme.question == "Hoe?\n\n- zo"


def test_themes_are_kept_by_name_and_get_their_order(concept):
    kept = concept.teams.get(name="Landschap")
    set_themes(programme=concept, names=["Water", "landschap", "", "WATER"], by=makers.make_person())
    assert list(concept.themes.values_list("name", flat=True)) == ["Water", "Landschap"]
    assert set(concept.teams.values_list("name", flat=True)) == {"Water", "Landschap"}
    assert concept.teams.get(name="Landschap") == kept


def test_a_theme_whose_team_has_people_does_not_go(concept):
    makers.join(concept, team=concept.teams.get(name="Landschap"))
    with pytest.raises(ValidationError, match="Landschap"):
        set_themes(programme=concept, names=["Water"], by=makers.make_person())
    assert concept.themes.count() == 3
    assert Membership.objects.count() == 1


def test_a_programme_starts_once_with_its_first_phase(concept):
    by = makers.make_person()
    started = start_programme(programme=concept, by=by)
    assert (started.state, started.stage) == (ProgrammeState.RUNNING, Stage.PREPARING)
    with pytest.raises(Conflict):
        start_programme(programme=concept, by=by)
    assert AuditEntry.objects.filter(verb="programmes.started").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_starts_it_once(concurrently):
    programme = plan_programme()
    by = makers.make_person()
    results = concurrently(
        *[lambda: start_programme(programme=Programme.objects.get(pk=programme.pk), by=by)] * 3
    )
    assert sum(isinstance(result, Programme) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 2
    assert AuditEntry.objects.filter(verb="programmes.started").count() == 1


def test_themes_stand_once_it_runs(concept):
    start_programme(programme=concept, by=makers.make_person())
    with pytest.raises(Conflict):
        set_themes(programme=concept, names=["Water"], by=makers.make_person())


def test_entering_a_phase_and_going_back(concept):
    by = makers.make_person()
    phase = concept.phases.get(name="Bundelen")
    with pytest.raises(Conflict):
        enter_phase(programme=concept, phase=phase, by=by)
    start_programme(programme=concept, by=by)
    assert enter_phase(programme=concept, phase=phase, by=by).stage == Stage.CLUSTERING
    assert enter_phase(programme=concept, phase=phase, by=by).stage == Stage.CLUSTERING
    assert enter_phase(programme=concept, phase=concept.phases.first(), by=by).stage == Stage.PREPARING
    assert AuditEntry.objects.filter(verb="programmes.phase_entered").count() == 2
    elsewhere = Phase.objects.exclude(programme=concept).first() or plan_programme().phases.first()
    with pytest.raises(ValidationError):
        enter_phase(programme=concept, phase=elsewhere, by=by)


def test_a_new_start_date_moves_a_concept_along(concept):
    change_programme(
        programme=concept, by=makers.make_person(), **changes(concept, starts_on=dt.date(2027, 2, 11))
    )
    assert evening(concept, "Avond 1").at.date() == dt.date(2027, 3, 11)


def test_a_new_start_date_of_a_running_programme_is_refused_and_nothing_is_changed(concept):
    by = makers.make_person()
    start_programme(programme=concept, by=by)
    before = picture(concept)
    with pytest.raises(ValidationError):
        change_programme(
            programme=concept, by=by, **changes(concept, name="Anders", starts_on=dt.date(2027, 3, 4))
        )
    assert picture(concept) == before
    assert Programme.objects.get(pk=concept.pk).name == "Themateams"


def test_settings_are_kept(concept):
    person = makers.make_person()
    changed = change_programme(
        programme=concept, by=person, **changes(concept, mandate="Alles.", accent="klei", reply_to=person)
    )
    assert (changed.mandate, changed.accent, changed.reply_to) == ("Alles.", "klei", person)
    with pytest.raises(ValidationError):
        change_programme(programme=concept, by=person, **changes(concept, accent="paars"))
