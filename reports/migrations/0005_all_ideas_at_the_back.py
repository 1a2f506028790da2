from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_sections_of_goals_and_blind_spots")]
    operations = [
        migrations.AddField(
            "koersdocument",
            "all_ideas",
            models.BooleanField(default=True, verbose_name="all ideas at the back"),
        ),
    ]
