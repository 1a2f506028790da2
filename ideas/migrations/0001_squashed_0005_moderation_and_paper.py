"""ideas as it stands after 0005_moderation_and_paper, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('ideas', '0001_initial'), ('ideas', '0002_bundle_changes'), ('ideas', '0003_goals_of_proposals'), ('ideas', '0004_choosing'), ('ideas', '0005_moderation_and_paper')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('creative_sessions', '0001_squashed_0010_mixed_rooms'),
        ('homework', '0001_squashed_0002_talked_with'),
        ('programmes', '0001_squashed_0013_rehearsals'),
        ('teams', '0001_squashed_0004_days_of_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('budget', models.PositiveSmallIntegerField()),
                ('spent', models.PositiveSmallIntegerField(default=0)),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='programmes.participation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('spent__lte', models.F('budget'))), name='ballot_within_budget')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('consent', 'consent round'), ('scores', 'scores'), ('ranking', 'order of bundles')], max_length=8)),
                ('title', models.CharField(max_length=300, verbose_name='what is asked')),
                ('second', models.CharField(blank=True, max_length=160, verbose_name='second question')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed')], default='open', max_length=6)),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='next_round', to='ideas.choice')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='teams.team')),
            ],
            options={
                'ordering': ['-opened_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('team',), name='one_open_choice_per_team', violation_error_message='This team is choosing already. Close that first.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), _negated=True)), _connector='OR'), name='closed_choice_knows_when'), models.CheckConstraint(condition=models.Q(('agreed_at__isnull', True), models.Q(('kind', 'consent'), ('state', 'closed')), _connector='OR'), name='agreed_choice_is_a_closed_consent_round'), models.CheckConstraint(condition=models.Q(('second', ''), ('kind', 'scores'), _connector='OR'), name='second_question_of_scores')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(blank=True, choices=[('consent', 'I consent'), ('remark', 'I consent, with a remark'), ('objection', 'I have an objection')], max_length=9)),
                ('remark', models.TextField(blank=True, max_length=500)),
                ('wish', models.TextField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now=True)),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choice_answers', to='programmes.participation')),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='ideas.choice')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('choice', 'voter'), name='one_answer_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('stance__in', ['remark', 'objection']), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='answer_says_what_it_is_about', violation_error_message='Say in a few words what it is about.')],
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(max_length=160, verbose_name='name of the bundle')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_gone', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clusters', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='teams.team')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_gone', False)), fields=('team', 'title'), name='cluster_title_once', violation_error_message='This team has a bundle with this name already.')],
            },
        ),
        migrations.AddField(
            model_name='choice',
            name='clusters',
            field=models.ManyToManyField(blank=True, related_name='choices', to='ideas.cluster'),
        ),
        migrations.CreateModel(
            name='ClusterChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('make', 'made a bundle'), ('rename', 'gave a bundle another name'), ('fill', 'put ideas into a bundle'), ('merge', 'joined two bundles'), ('split', 'split a bundle'), ('empty', 'emptied a bundle'), ('remove', 'took a bundle away'), ('reorder', 'changed the order of the bundles')], max_length=8)),
                ('differences', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cluster_changes', to='teams.team')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='idea')),
                ('draft_key', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('open', 'open'), ('not_further', 'not further, because …'), ('merged', 'joined with another idea')], default='open', max_length=12)),
                ('ending', models.CharField(blank=True, max_length=500, verbose_name='not further, because')),
                ('covered_at', models.DateTimeField(blank=True, null=True)),
                ('covered_because', models.CharField(blank=True, max_length=300, verbose_name='why it is not shown')),
                ('coverings', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to='programmes.participation')),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to='ideas.cluster')),
                ('evening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='creative_sessions.session')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='ideas.idea')),
                ('others', models.ManyToManyField(blank=True, related_name='shared_ideas', to='programmes.participation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='programmes.programme')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='homework.submission')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='teams.team')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['team', '-number'], name='ideas_of_team')],
                'constraints': [models.UniqueConstraint(fields=('team', 'number'), name='idea_code_once'), models.UniqueConstraint(condition=models.Q(('draft_key', ''), _negated=True), fields=('author', 'draft_key'), name='one_idea_per_draft'), models.UniqueConstraint(condition=models.Q(('draft_key', ''), _negated=True), fields=('written_by', 'draft_key'), name='one_idea_per_draft_of_scribe'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_further'), _negated=True), models.Q(('ending', ''), _negated=True), _connector='OR'), name='idea_not_further_says_why', violation_error_message='Say why this idea goes no further.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'merged'), ('merged_into__isnull', False)), models.Q(models.Q(('state', 'merged'), _negated=True), models.Q(('merged_into__isnull', False), _negated=True)), _connector='OR'), name='merged_idea_names_its_heir'), models.CheckConstraint(condition=models.Q(('covered_at__isnull', False), ('covered_because', ''), _connector='OR'), name='only_a_covered_idea_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='two_ideas_are_apart_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='the_older_of_two_ideas_comes_first')],
            },
        ),
        migrations.CreateModel(
            name='IdeaReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='what is wrong with it')),
                ('state', models.CharField(choices=[('open', 'not looked at yet'), ('covered', 'not shown any more'), ('stands', 'may stand')], default='open', max_length=7)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='ideas.idea')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('idea', 'by'), name='one_report_per_person'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), models.Q(('state', 'open'), models.Q(('decided_at__isnull', False), _negated=True)), _connector='OR'), name='report_that_is_decided_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.PositiveSmallIntegerField(default=1)),
                ('value', models.PositiveSmallIntegerField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='ideas.answer')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='ideas.cluster')),
            ],
            options={
                'ordering': ['value', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'cluster', 'question'), name='one_mark_per_question'), models.CheckConstraint(condition=models.Q(('question__in', [1, 2])), name='first_or_second_question'), models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 7)), name='mark_within_range')],
            },
        ),
        migrations.CreateModel(
            name='Printing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printings', to='creative_sessions.session')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('code', models.CharField(max_length=6)),
                ('dots', models.JSONField(blank=True, null=True)),
                ('entered_at', models.DateTimeField(blank=True, null=True)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='creative_sessions.session')),
                ('idea', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='paper', to='ideas.idea')),
                ('printing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='ideas.printing')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('evening', 'code'), name='one_paper_per_code'), models.CheckConstraint(condition=models.Q(models.Q(('entered_at__isnull', False), models.Q(('idea__isnull', False), ('dots__isnull', False), _connector='OR')), models.Q(models.Q(('entered_at__isnull', False), _negated=True), models.Q(('idea__isnull', False), ('dots__isnull', False), _connector='OR', _negated=True)), _connector='OR'), name='paper_that_was_typed_holds_an_idea_or_dots')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('form', models.CharField(choices=[('text', 'text'), ('film', 'film'), ('wiki', 'wiki page'), ('poster', 'poster'), ('audio', 'audio'), ('scene', 'scene'), ('letter', 'letter from the future')], default='text', max_length=6, verbose_name='form')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link to the film or page')),
                ('what', models.TextField(blank=True, max_length=4000, verbose_name='What do you propose?')),
                ('for_whom', models.TextField(blank=True, max_length=2000, verbose_name='For whom?')),
                ('society_notices', models.TextField(blank=True, max_length=2000, verbose_name='What does society notice of it?')),
                ('first_step', models.TextField(blank=True, max_length=2000, verbose_name='What is the first step?')),
                ('who_is_needed', models.TextField(blank=True, max_length=2000, verbose_name='Who is needed?')),
                ('which_goal', models.TextField(blank=True, max_length=2000, verbose_name='Which goal does it serve?')),
                ('state', models.CharField(choices=[('draft', 'being written'), ('agreed', 'agreed by the team')], default='draft', max_length=6)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='ideas.cluster')),
                ('goals', models.ManyToManyField(blank=True, related_name='proposals', to='programmes.policygoal')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='teams.team')),
            ],
            options={
                'ordering': ['team__position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), ('agreed_at__isnull', False)), models.Q(models.Q(('state', 'agreed'), _negated=True), models.Q(('agreed_at__isnull', False), _negated=True)), _connector='OR'), name='agreed_proposal_knows_when')],
            },
        ),
        migrations.AddField(
            model_name='choice',
            name='proposal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='choices', to='ideas.proposal'),
        ),
        migrations.CreateModel(
            name='ProposalVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='ideas.proposal')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'number'), name='proposal_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dots', models.PositiveSmallIntegerField(default=0)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='ideas.ballot')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='ideas.cluster')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ballot', 'cluster'), name='one_vote_per_bundle')],
            },
        ),
        migrations.CreateModel(
            name='VotingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('budget', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='dots per person')),
                ('own_ideas', models.BooleanField(default=True, verbose_name='dots on own ideas')),
                ('paper_ballots', models.PositiveSmallIntegerField(default=0, verbose_name='ballots on paper')),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed')], default='open', max_length=6)),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='programmes.programme')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='teams.team')),
            ],
            options={
                'ordering': ['-opened_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('team',), name='one_open_round_per_team', violation_error_message='This team has an open round already.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), _negated=True)), _connector='OR'), name='closed_round_knows_when')],
            },
        ),
        migrations.AddField(
            model_name='printing',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='printings', to='ideas.votinground'),
        ),
        migrations.CreateModel(
            name='PaperDots',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dots', models.PositiveSmallIntegerField(default=0)),
                ('entered_at', models.DateTimeField(auto_now=True)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_dots', to='ideas.cluster')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper', to='ideas.votinground')),
            ],
            options={
                'ordering': ['entered_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('round', 'cluster'), name='one_count_of_paper_per_bundle')],
            },
        ),
        migrations.AddField(
            model_name='ballot',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='ideas.votinground'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('round', 'voter'), name='one_ballot_per_person'),
        ),
    ]
