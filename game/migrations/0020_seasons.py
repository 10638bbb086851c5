"""How seasons ended: results, the hall of fame and rewards. Foreign keys of a million rows are not checked one by one."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0019_boards"),
    ]

    operations = [
        migrations.AddField(
            model_name='season',
            name='boards',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AlterField(
            model_name='seasonbaseline',
            name='character',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.character'),
        ),
        migrations.AlterField(
            model_name='seasonbaseline',
            name='season',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.season'),
        ),
        migrations.CreateModel(
            name='SeasonRank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.CharField(max_length=20)),
                ('rank', models.PositiveSmallIntegerField()),
                ('name', models.CharField(blank=True, max_length=20)),
                ('score', models.BigIntegerField()),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='season_ranks', to='game.character')),
                ('season', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ranks', to='game.season')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('season', 'board', 'rank'), name='one_character_per_season_place'), models.UniqueConstraint(fields=('character', 'season', 'board'), name='one_season_place_per_board'), models.CheckConstraint(condition=models.Q(('rank__range', (1, 100))), name='season_place_within_the_first_hundred'), models.CheckConstraint(condition=models.Q(('score__gt', 0)), name='season_score_is_above_nothing')],
            },
        ),
        migrations.CreateModel(
            name='SeasonResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ranks', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(null=True), size=None)),
                ('scores', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('character', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='season_results', to='game.character')),
                ('season', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='game.season')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('character', 'season'), name='one_result_per_season')],
            },
        ),
        migrations.CreateModel(
            name='SeasonReward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.CharField(max_length=20)),
                ('rank', models.PositiveSmallIntegerField()),
                ('gold', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=40)),
                ('paid_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='season_rewards', to='game.character')),
                ('season', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rewards', to='game.season')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('paid_at__isnull', True)), fields=['id'], name='season_rewards_to_pay')],
                'constraints': [models.UniqueConstraint(fields=('character', 'season', 'board'), name='one_season_reward_per_board'), models.UniqueConstraint(fields=('season', 'board', 'rank'), name='one_season_reward_per_place'), models.CheckConstraint(condition=models.Q(('gold__gt', 0)), name='a_season_reward_is_something')],
            },
        ),
    ]
