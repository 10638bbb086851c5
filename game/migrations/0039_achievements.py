"""Achievements, what is counted for them, how far the fold is, and how rare each is: new tables only."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0037_reports_by_urgency"),
    ]

    operations = [
        migrations.CreateModel(
            name='AchievementProgress',
            fields=[
                ('character', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='achievement_progress', serialize=False, to='game.character')),
                ('counts', models.JSONField(default=dict)),
                ('positions', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='AchievementRarity',
            fields=[
                ('achievement', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('holders', models.PositiveIntegerField()),
                ('players', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name_plural': 'achievement rarities',
            },
        ),
        migrations.CreateModel(
            name='AchievementFold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('horizon', models.BigIntegerField(null=True)),
                ('walk_horizon', models.BigIntegerField(null=True)),
                ('after', models.BigIntegerField(db_default=0, default=0)),
                ('content', models.CharField(blank=True, db_default='', default='', max_length=16)),
                ('walked_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.Value(1), name='one_fold_of_achievements')],
            },
        ),
        migrations.CreateModel(
            name='EarnedAchievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('achievement', models.CharField(max_length=60)),
                ('earned_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('gold', models.PositiveIntegerField(db_default=0, default=0)),
                ('paid_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='game.character')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('gold__gt', 0), ('paid_at__isnull', True)), fields=['id'], name='achievements_to_pay')],
                'constraints': [models.UniqueConstraint(fields=('character', 'achievement'), name='an_achievement_is_earned_once')],
            },
        ),
    ]
