"""How people come into clans: applications, invitations and links."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0001_clans'),
        ('game', '0026_together'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('pending', 'pending'), ('accepted', 'accepted'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('lapsed', 'lapsed')], default='pending', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clan_applications', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='clans.clan')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['clan', 'id'], name='applications_of_clan'), models.Index(fields=['character', '-id'], name='applications_of_character')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('character', 'clan'), name='one_pending_application_per_clan'), models.CheckConstraint(condition=models.Q(('state', 'pending'), ('decided_at__isnull', False), _connector='XOR'), name='an_ended_application_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'pending'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn'), ('lapsed', 'lapsed')], default='pending', max_length=10)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ended_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clan_invitations', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='clans.clan')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
            options={
                'indexes': [models.Index(fields=['clan', '-id'], name='invitations_of_clan'), models.Index(fields=['character', '-id'], name='invitations_of_character')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('character', 'clan'), name='one_pending_invitation_per_clan'), models.CheckConstraint(condition=models.Q(('state', 'pending'), ('ended_at__isnull', False), _connector='XOR'), name='an_ended_invitation_says_when')],
            },
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('expires_at', models.DateTimeField()),
                ('uses', models.PositiveIntegerField(default=0)),
                ('uses_most', models.PositiveIntegerField(default=25)),
                ('ended_at', models.DateTimeField(null=True)),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='clans.clan')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['clan', '-id'], name='links_of_clan')],
                'constraints': [models.CheckConstraint(condition=models.Q(('uses__lte', models.F('uses_most'))), name='a_link_is_not_used_too_often')],
            },
        ),
    ]
