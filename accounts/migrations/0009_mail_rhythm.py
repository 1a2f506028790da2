"""How often mail comes, in the place of whether somebody reads mail that can be declined."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who declined gets only what is needed."""
    apps.get_model("accounts", "User").objects.filter(reads_extra_mail=False).update(mail_rhythm="needed")


def carry_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who gets only what is needed declined."""
    apps.get_model("accounts", "User").objects.filter(mail_rhythm="needed").update(reads_extra_mail=False)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_picture_of_a_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="mail_rhythm",
            field=models.CharField(
                choices=[
                    ("at_once", "At once: as it comes"),
                    ("daily", "Once a day: what can wait comes in one mail, at 7:30"),
                    ("needed", "Only what I need: no reminders and overviews"),
                ],
                default="at_once",
                max_length=7,
                verbose_name="how often mail comes",
            ),
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField(model_name="user", name="reads_extra_mail"),
    ]
