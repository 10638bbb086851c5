"""Clans, their members, what the ranks may do, and the log. A clan always has exactly one leader: a trigger checks it at each commit."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models


FORWARD = """
CREATE FUNCTION check_clan_leader() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint;
BEGIN
    IF TG_TABLE_NAME = 'clans_clan' THEN wanted := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN wanted := OLD.clan_id;
    ELSE wanted := NEW.clan_id;
    END IF;
    IF EXISTS (
        SELECT FROM clans_clan c WHERE c.id = wanted AND CASE WHEN c.disbanded_at IS NULL
            THEN NOT EXISTS (SELECT FROM clans_member m WHERE m.clan_id = c.id AND m.rank = 'leader' AND m.character_id = c.leader_id)
            ELSE EXISTS (SELECT FROM clans_member m WHERE m.clan_id = c.id) END
    ) THEN
        RAISE EXCEPTION 'clan % has no leader, or members after its end', wanted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_clan_has_one_leader', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_clan_has_one_leader AFTER INSERT OR UPDATE OF leader_id, disbanded_at ON clans_clan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_clan_leader();
CREATE CONSTRAINT TRIGGER a_clan_has_one_leader AFTER INSERT OR DELETE OR UPDATE OF clan_id, rank, character_id ON clans_member
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_clan_leader();
"""
BACK = "DROP FUNCTION check_clan_leader() CASCADE"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('game', '0026_together'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('skeleton', models.CharField(help_text='The name with look-alike letters folded together.', max_length=40)),
                ('tag', models.CharField(max_length=3)),
                ('faction', models.CharField(choices=[('vampire', 'Vampire'), ('werewolf', 'Werewolf')], max_length=10)),
                ('admission', models.CharField(choices=[('open', 'Everybody of the faction may join.'), ('application', 'People apply, and the clan decides.'), ('invitation', 'People join by invitation only.')], default='application', max_length=12)),
                ('crest', models.JSONField(default=dict)),
                ('charter', models.TextField(blank=True)),
                ('charter_html', models.TextField(blank=True)),
                ('size', models.PositiveIntegerField(default=1)),
                ('level', models.PositiveSmallIntegerField(default=1)),
                ('contribution', models.BigIntegerField(default=0)),
                ('founded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('disbanded_at', models.DateTimeField(null=True)),
                ('holds_names', models.BooleanField(default=True)),
                ('leader_warned_at', models.DateTimeField(null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clan', to='game.ledgeraccount')),
                ('founder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='founded', to='game.character')),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='game.character')),
            ],
        ),
        migrations.CreateModel(
            name='ClanLogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('detail', models.JSONField(default=dict)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='log', to='clans.clan')),
                ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
            options={
                'verbose_name_plural': 'clan log entries',
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.CharField(choices=[('leader', 'Leader'), ('officer', 'Officer'), ('veteran', 'Veteran'), ('initiate', 'Initiate')], max_length=10)),
                ('joined_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('rank_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('character', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clan_member', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='clans.clan')),
            ],
        ),
        migrations.CreateModel(
            name='RankRights',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.CharField(choices=[('officer', 'Officer'), ('veteran', 'Veteran'), ('initiate', 'Initiate')], max_length=10)),
                ('capabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('daily_gold', models.BigIntegerField(default=0)),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rights', to='clans.clan')),
            ],
            options={
                'verbose_name_plural': 'rank rights',
            },
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(('holds_names', True)), name='clan_name_unique_without_case'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.UniqueConstraint(condition=models.Q(('holds_names', True)), fields=('skeleton',), name='clan_name_has_no_look_alike'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.UniqueConstraint(condition=models.Q(('holds_names', True)), fields=('tag',), name='clan_tag_unique'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('tag__regex', '^[A-Z]{3}$')), name='clan_tag_has_three_letters'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('faction__in', ['vampire', 'werewolf'])), name='clan_faction_is_known'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('admission__in', ['open', 'application', 'invitation'])), name='clan_admission_is_known'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 20))), name='clan_level_within_bounds'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('contribution__gte', 0)), name='clan_contribution_never_negative'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disbanded_at__isnull', True), ('leader__isnull', False), ('size__gte', 1)), models.Q(('disbanded_at__isnull', False), ('leader__isnull', True), ('size', 0)), _connector='OR'), name='a_clan_has_a_leader_until_it_is_disbanded'),
        ),
        migrations.AddConstraint(
            model_name='clan',
            constraint=models.CheckConstraint(condition=models.Q(('holds_names', True), ('disbanded_at__isnull', False), _connector='OR'), name='a_living_clan_holds_its_names'),
        ),
        migrations.AddIndex(
            model_name='clanlogentry',
            index=models.Index(fields=['clan', '-id'], name='log_of_clan'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['clan', 'id'], name='members_of_clan'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('rank', 'leader')), fields=('clan',), name='one_leader_per_clan'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ('leader', 'officer', 'veteran', 'initiate'))), name='member_rank_is_known'),
        ),
        migrations.AddConstraint(
            model_name='rankrights',
            constraint=models.UniqueConstraint(fields=('clan', 'rank'), name='rights_once_per_rank'),
        ),
        migrations.AddConstraint(
            model_name='rankrights',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ('officer', 'veteran', 'initiate'))), name='rights_of_a_chosen_rank'),
        ),
        migrations.AddConstraint(
            model_name='rankrights',
            constraint=models.CheckConstraint(condition=models.Q(('capabilities__contained_by', ['invite', 'accept', 'expel', 'promote', 'charter', 'admission', 'ranks', 'circular', 'ledger', 'withdraw', 'lend', 'sign', 'stop', 'dues', 'perks', 'war', 'webhook'])), name='capabilities_are_known'),
        ),
        migrations.AddConstraint(
            model_name='rankrights',
            constraint=models.CheckConstraint(condition=models.Q(('daily_gold__gte', 0)), name='daily_gold_never_negative'),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
