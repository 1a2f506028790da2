"""accounts as it stands after 0009_mail_rhythm, in one step: what a new database takes.

A database that has some of the older ones goes along those; they go when there is none left (docs/decisions/0037-squashed-migrations.md).
"""

import core.identifiers
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from ._trail import freeze, thaw


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_house_style'), ('accounts', '0003_mail_domains_and_sign_on'), ('accounts', '0004_evening_guests'), ('accounts', '0005_devices'), ('accounts', '0006_audit_seals'), ('accounts', '0007_trail_never_changes'), ('accounts', '0008_picture_of_a_person'), ('accounts', '0009_mail_rhythm')]

    initial = True

    dependencies = [
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('public_id', core.identifiers.PublicIdField()),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('function', models.CharField(blank=True, max_length=200, verbose_name='function')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('picture', models.ImageField(blank=True, upload_to='people', verbose_name='picture')),
                ('mail_rhythm', models.CharField(choices=[('at_once', 'At once: as it comes'), ('daily', 'Once a day: what can wait comes in one mail, at 7:30'), ('needed', 'Only what I need: no reminders and overviews')], default='at_once', max_length=7, verbose_name='how often mail comes')),
                ('is_active', models.BooleanField(default=True)),
                ('is_guest', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('access_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_in_lower_case'), models.CheckConstraint(condition=models.Q(models.Q(('is_guest', True), ('email__endswith', '@guest.invalid')), models.Q(models.Q(('is_guest', True), _negated=True), models.Q(('email__endswith', '@guest.invalid'), _negated=True)), _connector='OR'), name='guest_has_no_address', violation_error_message='This is no address to which mail can be sent.')],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_at', models.DateTimeField()),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('previous_digest', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('browser', models.CharField(blank=True, max_length=30)),
                ('system', models.CharField(blank=True, max_length=30)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='device', to='sessions.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', core.identifiers.PublicIdField()),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('ministry', 'ministry'), ('province', 'province'), ('municipality', 'municipality'), ('water_authority', 'water authority'), ('agency', 'agency'), ('knowledge_institute', 'knowledge institute'), ('civil_society', 'civil-society organisation'), ('company', 'company'), ('residents', "residents' group"), ('other', 'other')], default='other', max_length=20, verbose_name='kind')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='organisation_name_once', violation_error_message='There is an organisation with this name already.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name')],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.organisation', verbose_name='organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationAdmin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='admins', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='administers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'user'), name='administrator_once')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationStyle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worn', models.BooleanField(default=False)),
                ('look', models.CharField(choices=[('voorbeeld', 'Voorbeeld'), ('mooi-en-anders', 'Mooi & Anders'), ('own', 'Your own theme')], default='voorbeeld', max_length=20)),
                ('own_name', models.CharField(blank=True, max_length=100)),
                ('own_theme', models.JSONField(blank=True, null=True)),
                ('logo', models.FileField(blank=True, upload_to='house-styles/')),
                ('logo_alt', models.CharField(blank=True, max_length=200)),
                ('logo_width', models.PositiveSmallIntegerField(default=0)),
                ('logo_height', models.PositiveSmallIntegerField(default=0)),
                ('heading_family', models.CharField(blank=True, max_length=60)),
                ('heading_file', models.FileField(blank=True, upload_to='house-styles/')),
                ('body_family', models.CharField(blank=True, max_length=60)),
                ('body_file', models.FileField(blank=True, upload_to='house-styles/')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='style', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('look', 'own'), ('own_theme__isnull', True), ('worn', True), _negated=True), name='own_look_has_a_theme'), models.CheckConstraint(condition=models.Q(('logo', ''), models.Q(('logo_alt', ''), _negated=True), _connector='OR'), name='logo_says_what_it_is')],
            },
        ),
        migrations.CreateModel(
            name='PersonalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('sign_in', 'sign in')], default='sign_in', max_length=10)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('leads_to', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=200, verbose_name='address of the provider')),
                ('client_id', models.CharField(max_length=190, verbose_name='client id')),
                ('sealed_secret', models.TextField()),
                ('is_on', models.BooleanField(default=False)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sign_on', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('issuer', ''), _negated=True), models.Q(('client_id', ''), _negated=True), models.Q(('sealed_secret', ''), _negated=True)), name='sign_on_is_complete')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('by_key', models.BigIntegerField(blank=True, db_index=True, null=True)),
                ('for_whom_key', models.BigIntegerField(blank=True, null=True)),
                ('role', models.CharField(blank=True, max_length=20)),
                ('verb', models.CharField(max_length=60)),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('scope', models.CharField(blank=True, max_length=60)),
                ('keys', models.JSONField(default=dict)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('for_whom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='accounts.auditseal')),
            ],
            options={
                'indexes': [models.Index(fields=['scope', '-at'], name='audit_by_scope')],
            },
        ),
        migrations.CreateModel(
            name='MailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=253, unique=True, verbose_name='domain')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='accounts.organisation')),
            ],
            options={
                'ordering': ['domain'],
                'constraints': [models.CheckConstraint(condition=models.Q(('domain', django.db.models.functions.text.Lower('domain')), ('domain__contains', '.')), name='mail_domain_in_lower_case')],
            },
        ),
        migrations.RunPython(
            code=freeze,
            reverse_code=thaw,
        ),
    ]
