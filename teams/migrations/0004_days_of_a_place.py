"""From which day until which a place in a team holds; and that nobody has two at a time in one team."""

from django.db import migrations, models

from ._places import guard, let_go


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_contact")]
    operations = [
        migrations.RemoveConstraint("membership", "one_active_membership"),
        migrations.AddField("membership", "starts_on", models.DateField(blank=True, null=True)),
        migrations.AddField("membership", "ends_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                name="membership_has_its_days_in_order",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The last day comes before the first.",
            ),
        ),
        migrations.RunPython(guard, let_go),
    ]
