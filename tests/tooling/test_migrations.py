"""A new database, which takes the squashed migrations, is as one that went along every step."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState


class EveryStep(MigrationLoader):
    """Reads the older migrations, as if there were no squashed ones."""

    def load_disk(self) -> None:
        super().load_disk()
        self.disk_migrations = {
            key: migration for key, migration in self.disk_migrations.items() if not migration.replaces
        }


def _said(loader: MigrationLoader) -> dict[tuple[str, str], dict[str, Any]]:
    """What the migrations of ``loader`` say of each model."""
    return {key: dict(_of(model)) for key, model in loader.project_state().models.items()}


def _of(model: ModelState) -> Iterator[tuple[str, Any]]:
    for name, field in model.fields.items():
        yield name, field.deconstruct()[1:]
    for name, value in model.options.items():
        if name in {"constraints", "indexes"}:
            value = sorted((one.name, one.deconstruct()) for one in value)
        yield f"Meta.{name}", value


def test_the_squashed_migrations_say_what_all_steps_say() -> None:
    squashed, stepped = _said(MigrationLoader(None)), _said(EveryStep(None))
    assert len(squashed) > 80
    assert squashed == stepped


def test_a_new_database_takes_none_of_the_steps() -> None:
    loader = MigrationLoader(None)
    replaced = {tuple(old) for one in loader.disk_migrations.values() for old in one.replaces}
    assert len(replaced) > 50
    assert not replaced & set(loader.graph.nodes)
