"""creative_sessions as it stands after 0010_mixed_rooms, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('creative_sessions', '0001_initial'), ('creative_sessions', '0002_live_evening'), ('creative_sessions', '0003_evening_guests'), ('creative_sessions', '0004_date_polls_and_evenings_off'), ('creative_sessions', '0005_draaiboek_and_own_methods'), ('creative_sessions', '0006_coming_and_tables'), ('creative_sessions', '0007_live_evenings'), ('creative_sessions', '0008_words_of_blocks'), ('creative_sessions', '0009_catching_together'), ('creative_sessions', '0010_mixed_rooms')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0009_mail_rhythm'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('programmes', '0001_squashed_0013_rehearsals'),
        ('teams', '0001_squashed_0004_days_of_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='DatePoll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('closes_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), ('forgotten_at__gte', models.F('made_at')), _connector='OR'), name='date_poll_forgets_after_it_is_made')],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2)),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('participation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='creative_sessions.datepoll')),
            ],
            options={
                'verbose_name': 'person who is asked',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('participation__isnull', False)), fields=('poll', 'participation'), name='person_asked_once'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('poll', 'email'), name='address_asked_once'), models.CheckConstraint(condition=models.Q(('participation__isnull', True), ('email', ''), _connector='OR'), name='asked_person_or_address')],
            },
        ),
        migrations.CreateModel(
            name='OwnMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('like', models.CharField(max_length=40, verbose_name='what the screens do')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('purpose', models.CharField(max_length=300, verbose_name='what it is for')),
                ('steps', models.TextField(max_length=3000, verbose_name='how it goes')),
                ('when_not', models.TextField(blank=True, max_length=1000, verbose_name='when not to')),
                ('material', models.CharField(blank=True, max_length=300, verbose_name='material')),
                ('minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(480)], verbose_name='minutes')),
                ('least', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1)], verbose_name='at least so many people')),
                ('most', models.PositiveSmallIntegerField(default=40, validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='at most so many people')),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_methods', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('least__gte', 1), ('most__gte', models.F('least'))), name='own_method_has_room_for_somebody', violation_error_message='The largest group is not smaller than the smallest.'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='own_method_takes_time'), models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('organisation', 'name'), name='one_own_method_of_a_name', violation_error_message='Your organisation has a method of this name already.')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveSmallIntegerField()),
                ('method', models.CharField(max_length=40, verbose_name='method')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(480)], verbose_name='minutes')),
                ('question', models.CharField(blank=True, max_length=200, verbose_name='the question on the wall')),
                ('notes', models.TextField(blank=True, max_length=3000, verbose_name='notes')),
                ('material', models.CharField(blank=True, max_length=300, verbose_name='material')),
                ('leader', models.CharField(blank=True, max_length=120, verbose_name='who leads')),
                ('tables', models.CharField(blank=True, max_length=120, verbose_name='for which tables')),
                ('catching', models.CharField(choices=[('alone', 'everybody alone'), ('pairs', 'in pairs'), ('tables', 'by table')], default='alone', max_length=6, verbose_name='how people write ideas')),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('skipped_at', models.DateTimeField(blank=True, null=True)),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('own_method', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='creative_sessions.ownmethod')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='agenda_item_takes_time')],
            },
        ),
        migrations.CreateModel(
            name='PollDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('starts_at', models.DateTimeField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='creative_sessions.datepoll')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'starts_at'), name='poll_day_once')],
            },
        ),
        migrations.CreateModel(
            name='DayAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('yes', 'yes'), ('maybe', 'if need be'), ('no', 'no')], max_length=5)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='creative_sessions.asked')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='creative_sessions.pollday')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asked', 'day'), name='one_answer_per_day')],
            },
        ),
        migrations.AddField(
            model_name='datepoll',
            name='chosen',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='creative_sessions.pollday'),
        ),
        migrations.CreateModel(
            name='Seating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('tables', 'tables'), ('pairs', 'pairs')], max_length=6)),
                ('seed', models.PositiveIntegerField()),
                ('shown_at', models.DateTimeField(blank=True, null=True)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=0)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SeatingPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.PositiveSmallIntegerField()),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('seating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='creative_sessions.seating')),
            ],
            options={
                'ordering': ['table', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('seating', 'participation'), name='everybody_sits_once'), models.CheckConstraint(condition=models.Q(('table__gte', 1)), name='tables_are_counted_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('creative_evening', 'creative evening'), ('network_cafe', 'network café'), ('grand_cafe', 'grand café'), ('conversation', 'conversation'), ('excursion', 'excursion'), ('conference', 'conference'), ('closing', 'closing meeting')], default='creative_evening', max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('goal', models.TextField(blank=True, max_length=1000, verbose_name='goal')),
                ('minutes', models.PositiveSmallIntegerField(default=150, validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(720)], verbose_name='length in minutes')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('practical', models.CharField(blank=True, max_length=300, verbose_name='practical')),
                ('places', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='places')),
                ('closes_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(60)])),
                ('route_url', models.URLField(blank=True, max_length=300, verbose_name='route')),
                ('meeting_url', models.URLField(blank=True, max_length=300, verbose_name='meeting link')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('running', 'running'), ('closed', 'closed'), ('off', 'off')], default='planned', max_length=8)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('off_at', models.DateTimeField(blank=True, null=True)),
                ('off_reason', models.CharField(blank=True, max_length=300, verbose_name='why it does not take place')),
                ('homework_back', models.TextField(blank=True)),
                ('revealed_at', models.DateTimeField(blank=True, null=True)),
                ('item_ends_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('paused_until', models.DateTimeField(blank=True, null=True)),
                ('door_code', models.CharField(blank=True, max_length=6)),
                ('door_opened_at', models.DateTimeField(blank=True, null=True)),
                ('door_closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('phone_version', models.PositiveIntegerField(default=0)),
                ('ics_sequence', models.PositiveIntegerField(default=0)),
                ('current_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='creative_sessions.agendaitem')),
                ('moment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='session', to='programmes.moment')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programmes.programme')),
                ('rehearsal_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rehearsals', to='creative_sessions.session')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='teams.team')),
            ],
            options={
                'ordering': ['moment__at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'off')), ('opened_at__isnull', False), _connector='OR'), name='running_evening_was_opened', violation_error_message='An evening that runs was opened at some moment.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), _negated=True)), _connector='OR'), name='closed_evening_knows_when', violation_error_message='An evening that is over was closed at some moment.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'off'), ('off_at__isnull', False), models.Q(('off_reason', ''), _negated=True)), models.Q(models.Q(('state', 'off'), _negated=True), models.Q(('off_at__isnull', False), models.Q(('off_reason', ''), _negated=True), _negated=True)), _connector='OR'), name='evening_that_is_off_says_since_when_and_why', violation_error_message='An evening that is off says why.'), models.CheckConstraint(condition=models.Q(('paused_at__isnull', True), ('state', 'running'), _connector='OR'), name='only_an_evening_that_runs_is_paused'), models.CheckConstraint(condition=models.Q(('paused_until__isnull', True), ('paused_at__isnull', False), _connector='OR'), name='a_pause_with_a_time_has_begun'), models.CheckConstraint(condition=models.Q(('minutes__gte', 15)), name='evening_takes_time'), models.CheckConstraint(condition=models.Q(('places__isnull', True), ('places__gte', 1), _connector='OR'), name='evening_has_a_place_or_no_limit'), models.CheckConstraint(condition=models.Q(('door_code', ''), models.Q(('door_closed_at__isnull', True), ('door_opened_at__isnull', False)), _connector='OR'), name='open_door_was_opened'), models.UniqueConstraint(condition=models.Q(('door_code', ''), _negated=True), fields=('door_code',), name='one_evening_per_door_code')],
            },
        ),
        migrations.AddField(
            model_name='seating',
            name='evening',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seatings', to='creative_sessions.session'),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('key', models.CharField(blank=True, max_length=64)),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('participation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='seat', to='programmes.participation')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='teams.team')),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='creative_sessions.session')),
            ],
            options={
                'ordering': ['taken_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('evening', 'key'), name='one_seat_per_form'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('taken_at')), _connector='OR'), name='seat_ends_after_it_is_taken')],
            },
        ),
        migrations.CreateModel(
            name='Scribe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('by_link', models.BooleanField(default=False)),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.team')),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scribes', to='creative_sessions.session')),
            ],
            options={
                'verbose_name': 'scribe',
                'ordering': ['noted_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('evening', 'participation'), name='scribe_of_an_evening_once'), models.CheckConstraint(condition=models.Q(('by_link', False), ('team__isnull', True), _connector='OR'), name='scribe_of_the_link_has_no_table')],
            },
        ),
        migrations.AddField(
            model_name='datepoll',
            name='evening',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='date_polls', to='creative_sessions.session'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('answer', models.CharField(choices=[('none', 'no answer yet'), ('yes', 'yes'), ('maybe', 'maybe'), ('no', 'no'), ('waits', 'on the waiting list')], default='none', max_length=5, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('wishes', models.CharField(blank=True, max_length=300, verbose_name='food and access wishes')),
                ('wants', models.CharField(blank=True, choices=[('none', 'no answer yet'), ('yes', 'yes'), ('maybe', 'maybe'), ('no', 'no'), ('waits', 'on the waiting list')], max_length=5)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('by_link', models.BooleanField(default=False)),
                ('is_present', models.BooleanField(blank=True, null=True)),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='programmes.participation')),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='creative_sessions.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evening', 'participation'), name='one_attendance'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('wants', ''), _negated=True), ('asked_at__isnull', False)), models.Q(('wants', ''), models.Q(('asked_at__isnull', False), _negated=True)), _connector='OR'), name='asked_answer_knows_since_when'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'waits'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='who_waits_said_so_at_some_moment')],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='evening',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='creative_sessions.session'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='taken_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='creative_sessions.session'),
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('text', models.CharField(blank=True, max_length=80, verbose_name='words')),
                ('said_at', models.DateTimeField(auto_now=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='creative_sessions.agendaitem')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='programmes.participation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('item', 'participation'), name='one_word_per_person_and_block')],
            },
        ),
        migrations.AddConstraint(
            model_name='seating',
            constraint=models.UniqueConstraint(fields=('evening', 'kind'), name='one_seating_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='datepoll',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('evening',), name='one_date_poll_at_a_time', violation_error_message='People are asked about days for this evening already.'),
        ),
        migrations.AddConstraint(
            model_name='datepoll',
            constraint=models.CheckConstraint(condition=models.Q(('chosen__isnull', True), ('ended_at__isnull', False), _connector='OR'), name='date_poll_with_a_chosen_day_has_ended'),
        ),
    ]
