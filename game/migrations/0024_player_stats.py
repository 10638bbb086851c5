"""Statistics that players ask for: one new table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0023_archive"),
    ]

    operations = [
        migrations.CreateModel(
            name='PlayerStats',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'pending'), ('running', 'running'), ('done', 'done'), ('failed', 'failed')], max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('computed_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('counted_to', models.BigIntegerField(default=0)),
                ('progress', models.JSONField(default=dict)),
                ('data', models.JSONField(default=dict)),
                ('character', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='own_stats', to='game.character')),
            ],
            options={
                'verbose_name_plural': 'player stats',
                'indexes': [models.Index(condition=models.Q(('state__in', ['pending', 'running'])), fields=['asked_at', 'id'], name='stats_to_compute')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'running', 'done', 'failed'])), name='stats_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('leased_until__isnull', False), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('leased_until__isnull', True)), _connector='OR'), name='running_stats_are_leased'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('computed_at__isnull', False), _connector='OR'), name='done_stats_say_when')],
            },
        ),
    ]
