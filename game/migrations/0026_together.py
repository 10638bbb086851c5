"""Blocks between accounts, and what other people add to a character: its clan's tag and bonus, a mentor's bonus, a title. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0025_season_end_requested"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='character',
            name='clan_bonus',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Percent more XP, from its clan.'),
        ),
        migrations.AddField(
            model_name='character',
            name='clan_tag',
            field=models.CharField(blank=True, db_default='', default='', help_text='Written by clans, above this app.', max_length=3),
        ),
        migrations.AddField(
            model_name='character',
            name='mentor_bonus',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Percent more XP, as a mentor.'),
        ),
        migrations.AddField(
            model_name='character',
            name='title',
            field=models.CharField(blank=True, db_default='', default='', help_text='The title that it wears, by slug.', max_length=60),
        ),
        AddConstraintNotValid(
            model_name='character',
            constraint=models.CheckConstraint(condition=models.Q(('clan_bonus__lte', 15), ('mentor_bonus__lte', 15)), name='bonuses_within_15_percent'),
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to=settings.AUTH_USER_MODEL)),
                ('blocked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocked_by', to=settings.AUTH_USER_MODEL)),
                ('character', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blocks_of', to='game.character')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'blocked'), name='one_block_per_pair'),
                    models.CheckConstraint(condition=models.Q(('user', models.F('blocked')), _negated=True), name='nobody_blocks_themselves'),
                ],
            },
        ),
    ]
