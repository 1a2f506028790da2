from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now


def say_when_it_closed(apps, schema_editor):
    """Programmes that were closed before this was kept: since today, as far as we know."""
    Programme = apps.get_model("programmes", "Programme")
    Programme.objects.filter(state="closed").update(closed_at=Coalesce(F("closed_at"), Now()))


class Migration(migrations.Migration):
    dependencies = [("programmes", "0010_blueprints")]
    operations = [
        migrations.AddField("programme", "closed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "programme",
            "closing",
            models.TextField(blank=True, max_length=1000, verbose_name="why the rest goes no further"),
        ),
        migrations.RunPython(say_when_it_closed, migrations.RunPython.noop),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                name="closed_programme_knows_when",
                condition=(Q(state="closed") & Q(closed_at__isnull=False))
                | (~Q(state="closed") & ~Q(closed_at__isnull=False)),
            ),
        ),
    ]
