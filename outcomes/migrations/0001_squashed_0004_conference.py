"""outcomes as it stands after 0004_conference, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('outcomes', '0001_initial'), ('outcomes', '0002_follow_up'), ('outcomes', '0003_examples_and_reflections'), ('outcomes', '0004_conference')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('creative_sessions', '0001_squashed_0010_mixed_rooms'),
        ('homework', '0001_squashed_0002_talked_with'),
        ('ideas', '0001_squashed_0005_moderation_and_paper'),
        ('programmes', '0001_squashed_0013_rehearsals'),
        ('teams', '0001_squashed_0004_days_of_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=160, verbose_name='organisation')),
                ('speaker_name', models.CharField(blank=True, max_length=120, verbose_name='who speaks for it')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='in which capacity')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='programmes.programme')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speaks_for', to='programmes.participation')),
            ],
            options={
                'verbose_name': 'organisation that takes part',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('programme'), name='body_once_per_programme', violation_error_message='This organisation is on the list already.'), models.CheckConstraint(condition=models.Q(('speaker__isnull', True), ('speaker_name', ''), _connector='OR'), name='one_speaker_for_a_body')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('body', models.CharField(max_length=160, verbose_name='which body decided')),
                ('decided_on', models.DateField(verbose_name='date')),
                ('verdict', models.CharField(choices=[('adopted', 'adopted'), ('changed', 'adopted with changes'), ('postponed', 'postponed'), ('rejected', 'not adopted')], default='adopted', max_length=10, verbose_name='decision')),
                ('how', models.CharField(choices=[('unanimous', 'unanimously'), ('majority', 'by majority'), ('consent', 'by consent')], default='unanimous', max_length=10, verbose_name='how')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('owner', models.CharField(blank=True, max_length=160, verbose_name='who takes it on')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='look back on')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='programmes.programme')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='ideas.proposal')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['decided_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('follow_up_on__isnull', True), ('follow_up_on__gte', models.F('decided_on')), _connector='OR'), name='follow_up_after_decision', violation_error_message='Looking back happens after the decision.')],
            },
        ),
        migrations.CreateModel(
            name='Example',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('good', 'this time it worked'), ('less_good', 'this time it did not')], max_length=9, verbose_name='kind')),
                ('what', models.TextField(max_length=1000, verbose_name='what happened')),
                ('where', models.CharField(blank=True, max_length=160, verbose_name='where and when')),
                ('why', models.TextField(blank=True, max_length=600, verbose_name='what helped or hindered')),
                ('draft_key', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('told', 'told'), ('taken_back', 'taken back'), ('hidden', 'hidden')], default='told', max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='examples', to='programmes.participation')),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examples', to='creative_sessions.session')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='examples', to='creative_sessions.agendaitem')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examples', to='teams.team')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['team', 'kind'], name='examples_of_team')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('draft_key', ''), _negated=True), fields=('draft_key',), name='one_example_per_draft')],
            },
        ),
        migrations.CreateModel(
            name='ExampleQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('text', models.CharField(max_length=400, verbose_name='question')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('asker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.participation')),
                ('example', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='outcomes.example')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), models.Q(('answer', ''), models.Q(('answered_at__isnull', False), _negated=True)), _connector='OR'), name='answered_question_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('worked', 'from what worked'), ('did_not_work', 'from what did not work')], max_length=12, verbose_name='where it comes from')),
                ('text', models.TextField(max_length=2000, verbose_name='lesson')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('evening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='creative_sessions.session')),
                ('examples', models.ManyToManyField(blank=True, related_name='lessons', to='outcomes.example')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='programmes.programme')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='homework.submission')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='teams.team')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('submission__isnull', False), ('evening__isnull', False), _connector='OR'), name='lesson_has_an_origin', violation_error_message='Say where this lesson comes from: homework or an evening.')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='programmes.programme')),
                ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='outcomes.decision')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='programmes.programme')),
                ('proposals', models.ManyToManyField(related_name='brought_to', to='ideas.proposal')),
                ('lessons', models.ManyToManyField(related_name='brought_to', to='outcomes.lesson')),
            ],
            options={
                'ordering': ['begun_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('programme', models.F('before')), _negated=True), name='nothing_follows_itself')],
            },
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=200, verbose_name='point')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='text')),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points', to='outcomes.decision')),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='creative_sessions.session')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='programmes.programme')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points', to='ideas.proposal')),
            ],
            options={
                'verbose_name': 'point to endorse',
                'ordering': ['evening', 'position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('proposal__isnull', True), ('decision__isnull', True), _connector='OR'), name='point_is_about_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('stance', models.CharField(choices=[('endorses', 'endorses it'), ('remark', 'endorses it, with a remark'), ('declines', 'does not endorse it'), ('home', 'takes it home for a decision')], max_length=8)),
                ('remark', models.TextField(blank=True, max_length=500, verbose_name='remark')),
                ('decide_by', models.DateField(blank=True, null=True, verbose_name='decides before')),
                ('speaker_name', models.CharField(blank=True, max_length=120, verbose_name='who said it')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='in which capacity')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('is_late', models.BooleanField(default=False)),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='why it is corrected')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endorsements', to='outcomes.body')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='next_one', to='outcomes.endorsement')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='endorsements', to='programmes.participation')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='endorsements', to='outcomes.point')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('point', 'body'), name='body_says_one_thing_of_a_point'), models.CheckConstraint(condition=models.Q(models.Q(('stance', 'remark'), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='endorsement_with_a_remark_has_one', violation_error_message='Write the remark.'), models.CheckConstraint(condition=models.Q(models.Q(('stance', 'home'), ('decide_by__isnull', False)), models.Q(models.Q(('stance', 'home'), _negated=True), models.Q(('decide_by__isnull', False), _negated=True)), _connector='OR'), name='taken_home_until_a_day', violation_error_message='Say by which day the organisation decides.'), models.CheckConstraint(condition=models.Q(('because', ''), ('follows__isnull', False), _connector='OR'), name='correction_follows_something'), models.CheckConstraint(condition=models.Q(('follows', models.F('pk')), _negated=True), name='endorsement_follows_another')],
            },
        ),
        migrations.CreateModel(
            name='Presentation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='what is presented')),
                ('speaker', models.CharField(blank=True, max_length=160, verbose_name='who presents')),
                ('minutes', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='minutes')),
                ('is_on', models.BooleanField(default=False)),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('reactions_shown_at', models.DateTimeField(blank=True, null=True)),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presentations', to='creative_sessions.session')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='presentations', to='ideas.proposal')),
            ],
            options={
                'ordering': ['evening', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_on', True)), fields=('evening',), name='one_presentation_on_the_wall'), models.UniqueConstraint(condition=models.Q(('proposal__isnull', False)), fields=('evening', 'proposal'), name='proposal_presented_once_an_evening', violation_error_message='This proposal is in the order already.'), models.CheckConstraint(condition=models.Q(('proposal__isnull', False), models.Q(('title', ''), _negated=True), _connector='OR'), name='presentation_has_a_name'), models.CheckConstraint(condition=models.Q(('is_on', False), ('began_at__isnull', False), _connector='OR'), name='what_is_on_the_wall_began')],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('word', 'a word'), ('question', 'a question')], default='word', max_length=8)),
                ('text', models.CharField(max_length=280, verbose_name='your reaction')),
                ('at', models.DateTimeField(auto_now=True)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='programmes.participation')),
                ('presentation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='outcomes.presentation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('presentation', 'participation'), name='one_reaction_per_person'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reaction_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('learned', models.TextField(blank=True, max_length=2000, verbose_name='what I learned')),
                ('differently', models.TextField(blank=True, max_length=2000, verbose_name='what I will do differently')),
                ('shared_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='creative_sessions.session')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reflections', to='programmes.participation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('evening', 'participation'), name='one_reflection_per_evening'), models.CheckConstraint(condition=models.Q(models.Q(('learned', ''), _negated=True), models.Q(('differently', ''), _negated=True), _connector='OR'), name='reflection_says_something', violation_error_message='Write at least one answer.')],
            },
        ),
        migrations.CreateModel(
            name='RegionalTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('what', models.CharField(max_length=200, verbose_name='task')),
                ('why', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                ('pulled_by', models.CharField(blank=True, max_length=120, verbose_name='who')),
                ('form', models.CharField(choices=[('existing', 'existing organisation'), ('network', 'network'), ('promise', 'agreement'), ('project', 'project group'), ('new', 'new organisation together'), ('open', 'to be decided')], default='open', max_length=8, verbose_name='form of organisation')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from when')),
                ('first_step', models.CharField(blank=True, max_length=300, verbose_name='first step')),
                ('first_on', models.DateField(blank=True, null=True, verbose_name='first date')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='regional_tasks', to='outcomes.decision')),
                ('evening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='regional_tasks', to='creative_sessions.session')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='regional_tasks', to='programmes.policygoal')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='regional_tasks', to='programmes.programme')),
                ('puller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pulled_tasks', to='outcomes.body')),
            ],
            options={
                'verbose_name': 'task of the regional agenda',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='task_says_what')],
            },
        ),
        migrations.CreateModel(
            name='TaskShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gives', models.CharField(blank=True, max_length=300, verbose_name='gives')),
                ('asks', models.CharField(blank=True, max_length=300, verbose_name='asks')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='outcomes.body')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='outcomes.regionaltask')),
            ],
            options={
                'ordering': ['body__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('task', 'body'), name='body_takes_part_in_a_task_once')],
            },
        ),
    ]
