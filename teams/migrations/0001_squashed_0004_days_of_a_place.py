"""teams as it stands after 0004_days_of_a_place, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ._places import guard, let_go


class Migration(migrations.Migration):

    replaces = [('teams', '0001_initial'), ('teams', '0002_evening_guests'), ('teams', '0003_contact'), ('teams', '0004_days_of_a_place')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programmes', '0001_squashed_0013_rehearsals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('letter', models.CharField(max_length=3)),
                ('ideas_given', models.PositiveIntegerField(default=0)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='programmes.programme')),
                ('theme', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='team', to='programmes.theme')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='team_name_once'), models.UniqueConstraint(fields=('programme', 'letter'), name='team_letter_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('facilitator', 'facilitator'), ('coach', 'coach'), ('participant', 'participant'), ('observer', 'observer'), ('supporter', 'supporter'), ('client', 'client'), ('guest', 'guest')], default='participant', max_length=12, verbose_name='role')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='programmes.participation')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='teams.team')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_has_its_days_in_order', violation_error_message='The last day comes before the first.'), models.CheckConstraint(condition=models.Q(('role__in', ['coach', 'participant', 'observer'])), name='membership_role_is_of_a_team')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_writing', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('rests_until', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='programmes.participation')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('rests_until__gte', models.F('at'))), name='contact_rests_after_it_was_made')],
            },
        ),
        migrations.RunPython(
            code=guard,
            reverse_code=let_go,
        ),
    ]
