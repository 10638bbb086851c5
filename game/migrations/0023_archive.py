"""The archive of battles and hits in raids that are older than 90 days: two new tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0022_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchivedBattle',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=60)),
                ('monster', models.CharField(max_length=60)),
                ('won', models.BooleanField()),
                ('xp', models.PositiveIntegerField()),
                ('gold', models.PositiveIntegerField()),
                ('levels', models.PositiveSmallIntegerField(default=0, help_text='Levels won by it.')),
                ('nonce', models.PositiveIntegerField()),
                ('rules_version', models.PositiveSmallIntegerField()),
                ('content_hash', models.CharField(max_length=16)),
                ('inputs', models.JSONField()),
                ('outcome', models.JSONField()),
                ('at', models.DateTimeField()),
                ('character', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_battles', to='game.character')),
                ('seed', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_battles', to='game.diceseed')),
            ],
            options={
                'indexes': [models.Index(fields=['character', '-id'], name='archived_battles_of_character')],
                'constraints': [models.UniqueConstraint(fields=('seed', 'nonce'), name='an_archived_nonce_is_used_once')],
            },
        ),
        migrations.CreateModel(
            name='ArchivedRaidHit',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('damage', models.PositiveIntegerField()),
                ('lost', models.PositiveIntegerField(default=0)),
                ('outcome', models.CharField(max_length=10)),
                ('nonce', models.PositiveIntegerField()),
                ('inputs', models.JSONField()),
                ('at', models.DateTimeField()),
                ('number', models.PositiveIntegerField()),
                ('counted', models.PositiveIntegerField()),
                ('hp_after', models.BigIntegerField()),
                ('late', models.BooleanField(default=False)),
                ('refunded_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_hits', to='game.character')),
                ('raid', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_hits', to='game.raid')),
                ('seed', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_hits', to='game.diceseed')),
            ],
            options={
                'indexes': [models.Index(fields=['character', '-id'], name='archived_hits_of_character')],
                'constraints': [models.UniqueConstraint(fields=('raid', 'number'), name='an_archived_hit_has_its_number'), models.UniqueConstraint(fields=('seed', 'nonce'), name='an_archived_nonce_is_used_for_one_hit'), models.CheckConstraint(condition=models.Q(('late', False), ('refunded_at__isnull', False), _connector='OR'), name='an_archived_hit_owes_no_energy')],
            },
        ),
    ]
