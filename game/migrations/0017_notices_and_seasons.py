"""Notices with kinds and numbers, what players choose about them, seasons, and the damage of paid raids on each character."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('game', '0016_raids'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('channel', models.CharField(max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='NoticeSequence',
            fields=[
                ('character', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='game.character')),
                ('last', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Season',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SeasonBaseline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('experience', models.BigIntegerField()),
                ('kills', models.BigIntegerField()),
                ('gold_earned', models.BigIntegerField()),
                ('raid_damage', models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='character',
            name='raid_damage',
            field=models.BigIntegerField(db_default=0, default=0, help_text='Damage in raids that were paid for.'),
        ),
        migrations.RunSQL(
            """UPDATE game_character c SET raid_damage = r.damage
            FROM (SELECT character_id, sum(damage) AS damage FROM game_raidreward WHERE paid_at IS NOT NULL GROUP BY 1) r
            WHERE r.character_id = c.id""",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name='notice',
            name='kind',
            field=models.CharField(db_default='staff', default='staff', max_length=20),
        ),
        migrations.AddField(
            model_name='notice',
            name='number',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='noticechoice',
            name='user',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='season',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('starts_at__lt', models.F('ends_at'))), name='season_times_in_order'),
        ),
        migrations.AddConstraint(
            model_name='season',
            constraint=models.UniqueConstraint(models.Value(1), condition=models.Q(('ended_at__isnull', True)), name='one_season_is_on'),
        ),
        migrations.AddField(
            model_name='seasonbaseline',
            name='character',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.character'),
        ),
        migrations.AddField(
            model_name='seasonbaseline',
            name='season',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.season'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='one_choice_per_kind_of_notice'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ('page', 'mail', 'none'))), name='notice_channel_is_known'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.CheckConstraint(condition=models.Q(('channel', 'none'), ('kind', 'staff'), _negated=True), name='notices_of_staff_are_always_shown'),
        ),
        migrations.AddConstraint(
            model_name='seasonbaseline',
            constraint=models.UniqueConstraint(fields=('character', 'season'), name='one_baseline_per_season'),
        ),
    ]
