"""Wars of clans."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0007_clan_level'),
        ('game', '0026_together'),
    ]

    operations = [
        migrations.CreateModel(
            name='War',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Open'), ('ended', 'Ended')], default='open', max_length=10)),
                ('fee', models.PositiveIntegerField()),
                ('places', models.PositiveSmallIntegerField()),
                ('declared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(null=True)),
                ('counted_to', models.DateTimeField()),
                ('floors', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('attacker', 'Attacker'), ('defender', 'Defender'), ('draw', 'Draw'), ('cancelled', 'Cancelled')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('escrow', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='war', to='game.ledgeraccount')),
            ],
        ),
        migrations.CreateModel(
            name='WarScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('attacker', models.BigIntegerField()),
                ('defender', models.BigIntegerField()),
                ('war', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='curve', to='clans.war')),
            ],
        ),
        migrations.CreateModel(
            name='WarSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('attacker', 'Attacker'), ('defender', 'Defender')], max_length=10)),
                ('is_open', models.BooleanField(default=True)),
                ('paid', models.PositiveIntegerField(default=0)),
                ('got', models.PositiveIntegerField(default=0)),
                ('fighters', models.PositiveSmallIntegerField()),
                ('level', models.PositiveSmallIntegerField()),
                ('score', models.BigIntegerField(default=0)),
                ('rating_before', models.IntegerField(null=True)),
                ('rating_after', models.IntegerField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='war_sides', to='clans.clan')),
                ('war', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='clans.war')),
            ],
        ),
        migrations.CreateModel(
            name='WarFighter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.BigIntegerField(default=0)),
                ('left_at', models.DateTimeField(null=True)),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='wars', to='game.character')),
                ('war', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fighters', to='clans.war')),
                ('side', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='clans.warside')),
            ],
        ),
        migrations.CreateModel(
            name='WarStanding',
            fields=[
                ('clan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='clans.clan')),
                ('rating', models.IntegerField()),
                ('wins', models.PositiveIntegerField(default=0)),
                ('losses', models.PositiveIntegerField(default=0)),
                ('draws', models.PositiveIntegerField(default=0)),
                ('points', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['-rating', 'clan'], name='clans_by_rating')],
                'constraints': [models.CheckConstraint(condition=models.Q(('rating__gte', 0)), name='a_rating_is_never_negative')],
            },
        ),
        migrations.AddIndex(
            model_name='war',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['ends_at'], name='open_wars'),
        ),
        migrations.AddConstraint(
            model_name='war',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('outcome', ''), ('state', 'open')), models.Q(('ended_at__isnull', False), ('outcome__in', ('attacker', 'defender', 'draw', 'cancelled')), ('state', 'ended')), _connector='OR'), name='an_ended_war_has_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='war',
            constraint=models.CheckConstraint(condition=models.Q(('begins_at__gt', models.F('declared_at')), ('ends_at__gt', models.F('begins_at'))), name='a_war_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='war',
            constraint=models.CheckConstraint(condition=models.Q(('fee__gt', 0)), name='a_war_has_a_fee'),
        ),
        migrations.AddConstraint(
            model_name='warscore',
            constraint=models.UniqueConstraint(fields=('war', 'at'), name='one_score_per_moment'),
        ),
        migrations.AddIndex(
            model_name='warside',
            index=models.Index(fields=['clan', '-war'], name='wars_of_clan'),
        ),
        migrations.AddConstraint(
            model_name='warside',
            constraint=models.UniqueConstraint(fields=('war', 'side'), name='a_war_has_one_clan_on_each_side'),
        ),
        migrations.AddConstraint(
            model_name='warside',
            constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('clan',), name='one_open_war_per_clan'),
        ),
        migrations.AddConstraint(
            model_name='warside',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ('attacker', 'defender'))), name='war_side_is_known'),
        ),
        migrations.AddIndex(
            model_name='warfighter',
            index=models.Index(fields=['war', '-points'], name='fighters_of_war'),
        ),
        migrations.AddConstraint(
            model_name='warfighter',
            constraint=models.UniqueConstraint(fields=('character', 'war'), name='one_side_per_fighter'),
        ),
    ]
