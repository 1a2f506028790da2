"""homework as it stands after 0002_talked_with, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('homework', '0001_initial'), ('homework', '0002_talked_with')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('creative_sessions', '0001_squashed_0010_mixed_rooms'),
        ('programmes', '0001_squashed_0013_rehearsals'),
        ('teams', '0001_squashed_0004_days_of_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('recipe', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('instructions', models.TextField(max_length=4000, verbose_name='instructions')),
                ('fields', models.JSONField(default=list)),
                ('visibility', models.CharField(choices=[('at_once', 'at once'), ('after_own', "after handing in one's own"), ('from_evening', 'from the evening on')], default='after_own', max_length=12, verbose_name='seen by the others')),
                ('evening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assignments', to='creative_sessions.session')),
                ('moment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='assignment', to='programmes.moment')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='programmes.programme')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='teams.team')),
            ],
            options={
                'ordering': ['moment__at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('state', models.CharField(choices=[('draft', 'draft'), ('handed_in', 'handed in')], default='draft', max_length=9)),
                ('outcome', models.CharField(choices=[('done', 'done'), ('learned', 'did not work out, and this is what I learned')], default='done', max_length=7)),
                ('answers', models.JSONField(default=dict)),
                ('learned', models.TextField(blank=True, max_length=5000, verbose_name='what I learned from it')),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('reply', models.TextField(blank=True, max_length=3000, verbose_name='answer of the coach')),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='homework.assignment')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='programmes.participation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='programmes.programme')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('talked_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='talks', to='programmes.stakeholdergroup')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='teams.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assignment', 'author'), name='one_submission_per_person'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('handed_in_at__isnull', False), _connector='OR'), name='handed_in_submission_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('image', models.ImageField(height_field='height', upload_to='homework', width_field='width')),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='what is to be seen')),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='homework.submission')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'sha256'), name='same_picture_once')],
            },
        ),
    ]
