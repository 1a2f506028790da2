"""Until somebody says how to be named, nobody is: what was never asked begins again at the most careful way."""

from django.db import migrations, models


def unname(apps, schema_editor):
    participations = apps.get_model("programmes", "Participation").objects
    participations.filter(consent_asked_at__isnull=True).update(consent="anonymous")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_evening_guests")]

    operations = [
        migrations.AlterField(
            model_name="participation",
            name="consent",
            field=models.CharField(
                choices=[
                    ("name", "with my name"),
                    ("function", "with my function only"),
                    ("anonymous", "anonymously"),
                ],
                default="anonymous",
                max_length=10,
                verbose_name="how you are named",
            ),
        ),
        migrations.RunPython(unname, migrations.RunPython.noop),
    ]
