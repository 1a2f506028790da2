"""outbox as it stands after 0002_daily_post, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('outbox', '0001_initial'), ('outbox', '0002_daily_post')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannerRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planner', models.CharField(max_length=80, unique=True)),
                ('planned_until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(max_length=40)),
                ('dedupe_key', models.CharField(max_length=200, unique=True)),
                ('batch', models.CharField(db_index=True, max_length=120)),
                ('scope', models.CharField(blank=True, max_length=60)),
                ('recipient', models.EmailField(max_length=254, verbose_name='to')),
                ('language', models.CharField(default='nl', max_length=2)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('sender_name', models.CharField(blank=True, max_length=200)),
                ('urgency', models.CharField(choices=[('now', 'at once'), ('soon', 'at its time, outside the quiet hours'), ('digest', 'in the daily post')], max_length=6)),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('action_label', models.CharField(blank=True, max_length=80)),
                ('action_path', models.CharField(blank=True, max_length=300)),
                ('layout', models.JSONField(default=dict)),
                ('why', models.CharField(max_length=300)),
                ('params', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('sending', 'being sent'), ('sent', 'sent'), ('skipped', 'skipped'), ('failed', 'not delivered')], default='planned', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('due_at', models.DateTimeField()),
                ('claim', models.CharField(blank=True, max_length=12)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('unsure', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('daily_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gathered', to='outbox.message')),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='outbox_due'), models.Index(condition=models.Q(('claim', ''), _negated=True), fields=['claim'], name='outbox_claimed'), models.Index(fields=['scope', 'state', 'due_at'], name='outbox_of_scope')],
                'constraints': [models.CheckConstraint(condition=models.Q(('dedupe_key', ''), _negated=True), name='message_has_a_dedupe_key'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), ('sent_at__isnull', False)), models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('sent_at__isnull', False), _negated=True)), _connector='OR'), name='sent_message_knows_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), models.Q(('claim', ''), _negated=True), ('leased_until__isnull', False)), models.Q(models.Q(('state', 'sending'), _negated=True), models.Q(models.Q(('claim', ''), _negated=True), ('leased_until__isnull', False), _negated=True)), _connector='OR'), name='message_being_sent_has_a_holder')],
            },
        ),
    ]
