"""programmes as it stands after 0013_rehearsals, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('programmes', '0001_initial'), ('programmes', '0002_evening_guests'), ('programmes', '0003_nobody_is_named_unasked'), ('programmes', '0004_last_day_and_consent_asked'), ('programmes', '0005_date_rules'), ('programmes', '0006_policy_goals_and_voices'), ('programmes', '0007_order_of_evenings'), ('programmes', '0008_questions_and_theme_rounds'), ('programmes', '0009_from_when'), ('programmes', '0010_blueprints'), ('programmes', '0011_closing'), ('programmes', '0012_setup_step'), ('programmes', '0013_rehearsals')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0009_mail_rhythm'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='accounts.organisation')),
            ],
            options={
                'ordering': ['-starts_on', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), name='agreement_name_once', violation_error_message='There is an agreement with this name already.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='agreement_ends_after_it_begins', violation_error_message='An agreement ends after it begins.')],
            },
        ),
        migrations.CreateModel(
            name='Blueprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('key', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('plan', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blueprints', to='accounts.organisation')),
            ],
            options={
                'ordering': ['organisation', 'key', '-version'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key', 'version'), name='one_blueprint_per_version'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='blueprint_versions_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='BlueprintDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('key', models.CharField(max_length=40)),
                ('plan', models.JSONField()),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blueprint_drafts', to='accounts.organisation')),
            ],
            options={
                'ordering': ['organisation', 'key'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='one_draft_per_blueprint')],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('audience', models.CharField(choices=[('closed', 'nobody now'), ('own', 'our own people'), ('public', 'everybody')], default='closed', max_length=6)),
                ('weeks', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(26)], verbose_name='weeks until an answer')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='intake', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('weeks__gte', 1), ('weeks__lte', 26)), name='intake_answers_within_half_a_year', violation_error_message='Choose between 1 and 26 weeks.')],
            },
        ),
        migrations.CreateModel(
            name='Moment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('start', 'start'), ('phase', 'phase'), ('session', 'evening'), ('homework', 'homework'), ('reminder', 'reminder'), ('milestone', 'milestone'), ('end', 'end')], max_length=10)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('offset_days', models.SmallIntegerField(default=0)),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('nth', models.SmallIntegerField(default=0)),
                ('skips_free_days', models.BooleanField(default=False)),
                ('shifted_days', models.SmallIntegerField(default=0)),
                ('keeps_order', models.BooleanField(default=False)),
                ('clock', models.TimeField(default=datetime.time(9, 0))),
                ('at', models.DateTimeField(db_index=True)),
                ('day_kept', models.BooleanField(default=False)),
                ('anchor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='programmes.moment')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('anchor', models.F('pk')), _negated=True), name='moment_is_not_its_own_anchor'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('weekday__isnull', True), ('nth', 0)), models.Q(models.Q(('weekday__isnull', True), _negated=True), models.Q(('nth', 0), _negated=True)), _connector='OR'), models.Q(('weekday__isnull', True), ('weekday__lte', 6), _connector='OR')), name='moment_counts_weekdays_it_names'), models.CheckConstraint(condition=models.Q(('anchor__isnull', False), models.Q(('shifted_days', 0), ('skips_free_days', False), ('weekday__isnull', True)), _connector='OR'), name='moment_with_a_rule_has_an_anchor'), models.CheckConstraint(condition=models.Q(('shifted_days', 0), ('weekday__isnull', False), ('skips_free_days', True), _connector='OR'), name='moment_without_a_rule_is_not_shifted')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('role', models.CharField(choices=[('facilitator', 'facilitator'), ('coach', 'coach'), ('participant', 'participant'), ('observer', 'observer'), ('supporter', 'supporter'), ('client', 'client'), ('guest', 'guest')], max_length=12, verbose_name='role')),
                ('consent', models.CharField(choices=[('name', 'with my name'), ('function', 'with my function only'), ('anonymous', 'anonymously')], default='anonymous', max_length=10, verbose_name='how you are named')),
                ('consent_asked_at', models.DateTimeField(blank=True, null=True)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='takes part from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='takes part until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'until'], name='participation_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='participation_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='participation_has_its_days_in_order', violation_error_message='The last day comes before the first.'), models.CheckConstraint(condition=models.Q(('consent', 'anonymous'), ('consent_asked_at__isnull', False), _connector='OR'), name='nobody_is_named_unasked')],
            },
        ),
        migrations.CreateModel(
            name='PastRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('facilitator', 'facilitator'), ('coach', 'coach'), ('participant', 'participant'), ('observer', 'observer'), ('supporter', 'supporter'), ('client', 'client'), ('guest', 'guest')], max_length=12)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_roles', to='programmes.participation')),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='past_role_has_its_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('stage', models.CharField(choices=[('preparing', 'preparing'), ('collecting', 'collecting'), ('clustering', 'bundling'), ('deciding', 'choosing'), ('sharing', 'sharing'), ('closed', 'closed')], max_length=10)),
                ('starts', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='phase', to='programmes.moment')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='PolicyGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='goal')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='programmes.agreement')),
            ],
            options={
                'ordering': ['agreement', 'number'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='goal_number_once'), models.UniqueConstraint(models.F('agreement'), django.db.models.functions.text.Lower('text'), name='goal_text_once', violation_error_message='This goal stands in the agreement already.')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=160, validators=[django.core.validators.MinLengthValidator(3)], verbose_name='name')),
                ('question', models.TextField(blank=True, max_length=2000, verbose_name='question')),
                ('kind', models.CharField(choices=[('theme_teams', 'theme teams'), ('doetank', 'Doetank'), ('course', 'course programme'), ('leading_group', 'leading group'), ('learning', 'learning from what works'), ('open', 'open')], default='open', max_length=20, verbose_name='way of working')),
                ('state', models.CharField(choices=[('concept', 'concept'), ('running', 'running'), ('closed', 'closed')], default='concept', max_length=10)),
                ('mandate', models.TextField(blank=True, max_length=2000, verbose_name='mandate')),
                ('starts_on', models.DateField(verbose_name='start date')),
                ('region', models.CharField(choices=[('all', 'the whole country'), ('noord', 'north'), ('midden', 'middle'), ('zuid', 'south')], default='all', max_length=6, verbose_name='school holidays')),
                ('accent', models.CharField(choices=[('water', 'water'), ('polder', 'polder'), ('klei', 'clay'), ('heide', 'heather'), ('zon', 'sun'), ('kers', 'cherry'), ('riet', 'reed'), ('nacht', 'night')], default='water', max_length=10)),
                ('blueprint', models.JSONField(default=dict)),
                ('setup_step', models.CharField(choices=[('question', 'Question'), ('themes', 'Themes'), ('calendar', 'Calendar'), ('people', 'People'), ('review', 'Check')], default='themes', max_length=10)),
                ('is_rehearsal', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closing', models.TextField(blank=True, max_length=1000, verbose_name='why the rest goes no further')),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commissioned_programmes', to='accounts.organisation')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_programmes', to='accounts.organisation')),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.phase')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'concept'), ('started_at__isnull', False), _connector='OR'), name='running_programme_was_started', violation_error_message='A programme that runs was started at some moment.'), models.CheckConstraint(condition=models.Q(('is_rehearsal', False), ('state', 'concept'), _connector='OR'), name='a_rehearsal_never_starts'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), _negated=True)), _connector='OR'), name='closed_programme_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='PlanChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('before', models.DateTimeField()),
                ('after', models.DateTimeField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('back', models.TextField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='programmes.moment')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_changes', to='programmes.programme')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['programme', '-made_at'], name='plan_change_of_programme')],
            },
        ),
        migrations.AddField(
            model_name='phase',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='participation',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='moment',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moments', to='programmes.programme'),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('question', 'question'), ('story', 'story')], default='question', max_length=8)),
                ('title', models.CharField(max_length=160, validators=[django.core.validators.MinLengthValidator(3)], verbose_name='title')),
                ('text', models.TextField(max_length=4000, verbose_name='text')),
                ('effect', models.TextField(blank=True, max_length=1000, verbose_name='for whom')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('may_be_named', models.BooleanField(default=False)),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2)),
                ('page_key', models.CharField(default=core.identifiers.new_public_id, max_length=12)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('note', models.TextField(blank=True, max_length=4000, verbose_name='note')),
                ('verdict', models.CharField(blank=True, choices=[('taken', 'taken up'), ('merged', 'merged with another'), ('not_now', 'not now')], max_length=8)),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='programmes.question')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='accounts.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='begun_from', to='programmes.programme')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'created_at'], name='question_by_age')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'page_key'), name='one_question_per_page'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='question_has_a_title'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), models.Q(('email', ''), _negated=True), _connector='OR'), name='confirmed_question_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('verdict', '')), models.Q(models.Q(('answered_at__isnull', True), _negated=True), models.Q(('verdict', ''), _negated=True)), _connector='OR'), name='answered_question_has_a_verdict'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('verdict', 'merged'), _connector='OR'), name='merged_question_was_merged'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='question_is_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('extra_text', models.TextField(blank=True, max_length=2000, verbose_name='your own words')),
                ('is_on', models.BooleanField(default=True)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('moment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminder', to='programmes.moment')),
            ],
        ),
        migrations.CreateModel(
            name='ServedGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='because')),
                ('said_at', models.DateTimeField(blank=True, null=True)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='served', to='programmes.policygoal')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='served_goals', to='programmes.programme')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['goal__agreement', 'goal__number'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'goal'), name='goal_served_once'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('because', ''), _negated=True), ('said_at__isnull', False)), models.Q(('because', ''), models.Q(('said_at__isnull', False), _negated=True)), _connector='OR'), name='goal_left_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='StakeholderGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=80, verbose_name='name of the group')),
                ('kinds', models.JSONField(blank=True, default=list)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stakeholder_groups', to='programmes.programme')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('programme'), django.db.models.functions.text.Lower('name'), condition=models.Q(('removed_at__isnull', True)), name='group_name_once', violation_error_message='There is a group with this name already.')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('goals', models.ManyToManyField(blank=True, related_name='themes', to='programmes.policygoal')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='programmes.programme')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='theme_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('heard', 'heard'), ('planned', 'planned'), ('left', 'left out on purpose')], max_length=7)),
                ('what', models.CharField(blank=True, max_length=300, verbose_name='in your own words')),
                ('on', models.DateField(blank=True, null=True, verbose_name='on')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='programmes.moment')),
                ('asks', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.participation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='programmes.programme')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='programmes.stakeholdergroup')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='programmes.theme')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'left'), ('moment__isnull', True), ('on__isnull', True), models.Q(('what', ''), _negated=True)), models.Q(models.Q(('kind', 'left'), _negated=True), models.Q(('moment__isnull', False), models.Q(('on__isnull', False), models.Q(('what', ''), _negated=True)), _connector='OR')), _connector='OR'), name='hearing_says_what_and_when', violation_error_message='Say at which moment, or what it was and on which day.'), models.UniqueConstraint(condition=models.Q(('kind', 'left'), ('removed_at__isnull', True), ('theme__isnull', False)), fields=('group', 'theme'), name='left_out_once'), models.UniqueConstraint(condition=models.Q(('kind', 'left'), ('removed_at__isnull', True), ('theme__isnull', True)), fields=('group',), name='left_out_of_all_once')],
            },
        ),
        migrations.CreateModel(
            name='ThemeRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('proposing_until', models.DateTimeField()),
                ('weighing_until', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_rounds', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('programme',), name='one_open_theme_round', violation_error_message='A round about themes is open already.'), models.CheckConstraint(condition=models.Q(('weighing_until__isnull', True), ('weighing_until__gte', models.F('proposing_until')), _connector='OR'), name='themes_are_weighed_after_they_are_named')],
            },
        ),
        migrations.CreateModel(
            name='ThemeProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(max_length=120, validators=[django.core.validators.MinLengthValidator(3)], verbose_name='theme')),
                ('why', models.TextField(blank=True, max_length=500, verbose_name='why')),
                ('new_title', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='programmes.themeproposal')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_proposals', to='programmes.participation')),
                ('theme', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='programmes.theme')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='programmes.themeround')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(models.F('round'), models.F('proposer'), django.db.models.functions.text.Lower('title'), name='theme_proposed_once', violation_error_message='You named this theme already.'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='theme_is_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='ThemeWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_important', models.BooleanField(default=False)),
                ('wants_to_work', models.BooleanField(default=False)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_wishes', to='programmes.participation')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='programmes.themeproposal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('proposal', 'participation'), name='one_wish_per_theme'), models.CheckConstraint(condition=models.Q(('is_important', True), ('wants_to_work', True), _connector='OR'), name='wish_says_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('programme', 'position'), name='phase_position_once'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('programme', 'person'), name='one_active_participation', violation_error_message='This person takes part already.'),
        ),
    ]
