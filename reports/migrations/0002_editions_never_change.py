"""Triggers that keep a published edition as it is, whatever path the change takes (promise F)."""

from django.db import migrations

from ._editions import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
