from django.db import migrations, models

ROLES = [
    ("facilitator", "facilitator"),
    ("coach", "coach"),
    ("participant", "participant"),
    ("observer", "observer"),
    ("supporter", "supporter"),
    ("client", "client"),
    ("guest", "guest"),
]


class Migration(migrations.Migration):
    dependencies = [("programmes", "0008_questions_and_theme_rounds")]
    operations = [
        migrations.AddField(
            "participation",
            "starts_on",
            models.DateField(blank=True, null=True, verbose_name="takes part from"),
        ),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                name="participation_has_its_days_in_order",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The last day comes before the first.",
            ),
        ),
        migrations.CreateModel(
            name="PastRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(choices=ROLES, max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="past_roles",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        name="past_role_has_its_days_in_order",
                        condition=models.Q(ends_on__gte=models.F("starts_on")),
                    )
                ],
            },
        ),
    ]
