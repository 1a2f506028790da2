"""reports as it stands after 0008_endorsements_and_agenda, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ._editions import freeze, thaw


class Migration(migrations.Migration):

    replaces = [('reports', '0001_initial'), ('reports', '0002_editions_never_change'), ('reports', '0003_front_matter'), ('reports', '0004_sections_of_goals_and_blind_spots'), ('reports', '0005_all_ideas_at_the_back'), ('reports', '0006_verslag'), ('reports', '0007_examples_taken_up'), ('reports', '0008_endorsements_and_agenda')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('creative_sessions', '0001_squashed_0010_mixed_rooms'),
        ('homework', '0001_squashed_0002_talked_with'),
        ('ideas', '0001_squashed_0005_moderation_and_paper'),
        ('outcomes', '0001_squashed_0004_conference'),
        ('programmes', '0001_squashed_0013_rehearsals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Koersdocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('subtitle', models.CharField(blank=True, max_length=200, verbose_name='subtitle')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('foreword', models.CharField(blank=True, max_length=240, verbose_name='opening sentence')),
                ('foreword_by', models.CharField(blank=True, max_length=160, verbose_name='said by')),
                ('lead', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                ('course', models.TextField(blank=True, max_length=1000, verbose_name='the course in sentences')),
                ('thanks', models.TextField(blank=True, max_length=2000, verbose_name='word of thanks')),
                ('all_ideas', models.BooleanField(default=True, verbose_name='all ideas at the back')),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='koersdocument', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('concept', 'concept'), ('checked', 'checked'), ('final', 'final')], max_length=7)),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('pdf', models.FileField(blank=True, upload_to='editions')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('koersdocument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='reports.koersdocument')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('koersdocument', 'number'), name='edition_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('text', 'text'), ('ideas', 'ideas and bundles'), ('lessons', 'lessons and homework'), ('proposals', 'proposals'), ('decisions', 'decisions'), ('goals', 'policy goals'), ('blind_spots', 'who was heard, and who was not'), ('endorsed', 'who endorses it'), ('agenda', 'regional agenda')], default='text', max_length=12, verbose_name='gathers')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
                ('text', models.TextField(blank=True, max_length=50000, verbose_name='text')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('koersdocument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.koersdocument')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Inclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('position', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='ideas.cluster')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='outcomes.decision')),
                ('example', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='outcomes.example')),
                ('idea', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='ideas.idea')),
                ('lesson', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='outcomes.lesson')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='ideas.proposal')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='homework.submission')),
                ('koersdocument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='reports.koersdocument')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inclusions', to='reports.section')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cluster__isnull', True), ('decision__isnull', True), ('example__isnull', True), ('idea__isnull', False), ('lesson__isnull', True), ('proposal__isnull', True), ('submission__isnull', True)), models.Q(('cluster__isnull', False), ('decision__isnull', True), ('example__isnull', True), ('idea__isnull', True), ('lesson__isnull', True), ('proposal__isnull', True), ('submission__isnull', True)), models.Q(('cluster__isnull', True), ('decision__isnull', True), ('example__isnull', True), ('idea__isnull', True), ('lesson__isnull', True), ('proposal__isnull', False), ('submission__isnull', True)), models.Q(('cluster__isnull', True), ('decision__isnull', False), ('example__isnull', True), ('idea__isnull', True), ('lesson__isnull', True), ('proposal__isnull', True), ('submission__isnull', True)), models.Q(('cluster__isnull', True), ('decision__isnull', True), ('example__isnull', True), ('idea__isnull', True), ('lesson__isnull', False), ('proposal__isnull', True), ('submission__isnull', True)), models.Q(('cluster__isnull', True), ('decision__isnull', True), ('example__isnull', True), ('idea__isnull', True), ('lesson__isnull', True), ('proposal__isnull', True), ('submission__isnull', False)), models.Q(('cluster__isnull', True), ('decision__isnull', True), ('example__isnull', False), ('idea__isnull', True), ('lesson__isnull', True), ('proposal__isnull', True), ('submission__isnull', True)), _connector='OR'), name='inclusion_of_exactly_one_result'), models.UniqueConstraint(condition=models.Q(('idea__isnull', False)), fields=('koersdocument', 'idea'), name='idea_included_once'), models.UniqueConstraint(condition=models.Q(('cluster__isnull', False)), fields=('koersdocument', 'cluster'), name='cluster_included_once'), models.UniqueConstraint(condition=models.Q(('proposal__isnull', False)), fields=('koersdocument', 'proposal'), name='proposal_included_once'), models.UniqueConstraint(condition=models.Q(('decision__isnull', False)), fields=('koersdocument', 'decision'), name='decision_included_once'), models.UniqueConstraint(condition=models.Q(('lesson__isnull', False)), fields=('koersdocument', 'lesson'), name='lesson_included_once'), models.UniqueConstraint(condition=models.Q(('submission__isnull', False)), fields=('koersdocument', 'submission'), name='submission_included_once'), models.UniqueConstraint(condition=models.Q(('example__isnull', False)), fields=('koersdocument', 'example'), name='example_included_once')],
            },
        ),
        migrations.CreateModel(
            name='Verslag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='heading')),
                ('introduction', models.TextField(blank=True, max_length=5000, verbose_name='introduction')),
                ('agreed', models.TextField(blank=True, max_length=3000, verbose_name='agreements')),
                ('points', models.TextField(blank=True, max_length=3000, verbose_name='who does what')),
                ('left_out', models.JSONField(default=list)),
                ('remarks', models.JSONField(default=dict)),
                ('happened', models.JSONField(default=dict)),
                ('gathered_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('times_sent', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('evening', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='verslag', to='creative_sessions.session')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('times_sent__gt', 0), ('sent_at__isnull', False)), models.Q(models.Q(('times_sent__gt', 0), _negated=True), models.Q(('sent_at__isnull', False), _negated=True)), _connector='OR'), name='sent_verslag_knows_when')],
            },
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=12)),
                ('shown_as', models.CharField(max_length=300)),
                ('participation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.participation')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='contributor_key_once')],
            },
        ),
        migrations.CreateModel(
            name='EditionPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('image', models.FileField(upload_to='edition-pictures')),
                ('sha256', models.CharField(max_length=64)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='reports.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='edition_picture_once')],
            },
        ),
        migrations.RunPython(
            code=freeze,
            reverse_code=thaw,
        ),
    ]
