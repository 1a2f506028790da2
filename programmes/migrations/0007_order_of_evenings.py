"""Evenings and phases of a blueprint keep their order, whatever they hang on: so far those that hang on the start."""

from typing import Any

from django.db import migrations, models


def mark(apps: Any, schema_editor: Any) -> None:
    """Mark the phases and evenings that hang on a start."""
    moments = apps.get_model("programmes", "Moment").objects.using(schema_editor.connection.alias)
    starts = moments.filter(kind="start").values("pk")
    moments.filter(kind__in=["phase", "session"], anchor__in=starts).update(keeps_order=True)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_policy_goals_and_voices")]

    operations = [
        migrations.AddField(
            model_name="moment", name="keeps_order", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
