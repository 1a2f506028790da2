"""Give the entries that stand the key of who made them, and keep the trail as it is written."""

from django.db import migrations
from django.db.models import F

from ._trail import freeze, thaw


def name_keys(apps, schema_editor):
    entries = apps.get_model("accounts", "AuditEntry")._base_manager
    entries.filter(by_key=None).update(by_key=F("by_id"), for_whom_key=F("for_whom_id"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_audit_seals")]
    operations = [
        migrations.RunPython(name_keys, migrations.RunPython.noop),
        migrations.RunPython(freeze, thaw),
    ]
