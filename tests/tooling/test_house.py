"""The house keeps its shape: one direction, files that fit on a desk, names that lead somewhere."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.urls import get_resolver

from tests.tooling import walkers
from tests.tooling.walkers import Edge

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"
LAYERS: list[str] = walkers.contract(PYPROJECT, "house")["layers"]
APPS = [name for name in LAYERS if name != "config"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small made-up house with one of each fault."""
    for name, body in {
        "core/__init__.py": "",
        "ideas/__init__.py": "",
        "ideas/helpers.py": "",
        "ideas/views.py": "line\n" * 401,
        "ideas/links.py": 'redirect("ideas:lost")\nreverse_lazy("ideas:list")\nredirect("/here/")\nreverse(name)\n',
        "ideas/templates/ideas/x.html": "{% url 'ideas:gone' idea.pk %}{% url \"ideas:list\" %}{% url name %}",
        "reports/verslag/__init__.py": "",
        "reports/migrations/__init__.py": "",
        "tests/__init__.py": "",
        "tests/core/test_core.py": "",
        ".venv/lib/utils.py": "line\n" * 500,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    return tmp_path


# ---- layers ---------------------------------------------------------------------------------------------------------


def test_the_contract_names_every_package() -> None:
    assert set(LAYERS) == walkers.packages(ROOT)
    assert len(LAYERS) == len(set(LAYERS))


def test_the_contract_for_the_inside_covers_every_app_and_every_document() -> None:
    apps_with_parts = [name for name in APPS if name != "core"]
    covered: list[str] = walkers.contract(PYPROJECT, "apps")["containers"]
    assert set(covered) == walkers.containers(ROOT, apps_with_parts)


def test_a_new_document_outside_the_contract_is_seen(tree: Path) -> None:
    assert walkers.containers(tree, ["ideas", "reports"]) == {"ideas", "reports.verslag"}


def test_a_package_outside_the_contract_is_seen(tree: Path) -> None:
    assert walkers.packages(tree) == {"core", "ideas"}


def test_no_relation_of_a_model_points_upward() -> None:
    edges = list(walkers.relation_edges(apps.get_models(include_auto_created=True)))
    assert edges
    assert walkers.upward(edges, LAYERS) == []


def test_no_migration_depends_upward() -> None:
    names = {config.label: config.name for config in apps.get_app_configs()}
    edges = list(walkers.migration_edges(MigrationLoader(None).disk_migrations.values(), names))
    assert edges
    assert walkers.upward(edges, LAYERS) == []


def test_an_upward_relation_is_seen() -> None:
    idea = SimpleNamespace(__name__="Idea", _meta=SimpleNamespace(app_config=SimpleNamespace(name="ideas")))
    field = SimpleNamespace(
        name="idea", auto_created=False, is_relation=True, related_model=idea, remote_field=SimpleNamespace()
    )
    meta = SimpleNamespace(app_config=SimpleNamespace(name="teams"), get_fields=lambda **_: [field])
    team = SimpleNamespace(__name__="Team", _meta=meta)
    assert walkers.upward(walkers.relation_edges([team]), LAYERS) == ["Team.idea: teams points up to ideas"]


def test_an_upward_migration_is_seen_by_its_package_not_its_label() -> None:
    migration = SimpleNamespace(
        app_label="accounts",
        name="0002",
        dependencies=[("creative_sessions", "0001"), ("core", "0001")],
        run_before=[],
    )
    edges = walkers.migration_edges([migration], {"creative_sessions": "sessions"})
    assert walkers.upward(edges, LAYERS) == ["accounts.0002 → 0001: accounts points up to sessions"]


def test_an_edge_to_a_library_is_no_edge_of_the_house() -> None:
    assert walkers.upward([Edge("core", "django.contrib.auth", "x")], LAYERS) == []


# ---- names ----------------------------------------------------------------------------------------------------------


def test_every_literal_url_name_leads_somewhere() -> None:
    known = set(walkers.pattern_names(get_resolver()))
    assert known
    assert walkers.unknown_names(ROOT, lambda name: name in known) == []


def test_a_lost_url_name_is_seen(tree: Path) -> None:
    assert walkers.unknown_names(tree, lambda name: name == "ideas:list") == [
        "ideas/links.py: ideas:lost",
        "ideas/templates/ideas/x.html: ideas:gone",
    ]


# ---- files ----------------------------------------------------------------------------------------------------------


def test_no_file_is_too_long() -> None:
    assert walkers.long_files(ROOT) == []


def test_a_long_file_is_seen(tree: Path) -> None:
    assert walkers.long_files(tree) == ["ideas/views.py: 401 lines"]


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert walkers.empty_names(ROOT) == []


def test_a_name_that_says_nothing_is_seen(tree: Path) -> None:
    assert walkers.empty_names(tree) == ["ideas/helpers.py"]


def test_every_app_has_tests() -> None:
    assert walkers.apps_without_tests(ROOT, APPS) == []


def test_an_app_without_tests_is_seen(tree: Path) -> None:
    assert walkers.apps_without_tests(tree, ["core", "ideas"]) == ["ideas"]


def test_no_screen_walks_around_policies_services_and_trail() -> None:
    assert not apps.is_installed("django.contrib.admin")
