"""Reports with an order and an outcome, sanctions, appeals, prewritten reasons and staff notes. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


TEXTS = (
    ("Insults", "You insulted or threatened somebody. Say what you like about the weather; leave people alone."),
    ("Spam", "You sent the same thing, or an advertisement, to people who did not ask for it."),
    ("Fraud", "You took, or tried to take, gold or items from somebody by a lie."),
    ("Pretends to be staff", "You let somebody believe that you speak for the staff. The staff never ask for a password, gold or items."),
    ("Bot", "Your account was played by a program in a way that the rules of the API do not allow."),
    ("Name", "The name that you chose would hurt people, or look like somebody else's."),
    ("False reports", "You reported people again and again who had done nothing wrong."),
)


def write_texts(apps, schema_editor):
    text = apps.get_model("game", "SanctionText")
    text.objects.bulk_create(text(title=title, text=words) for title, words in TEXTS)


# The epoch in hours, by 12, as rules/report_score.py computes it. The version before writes 0, which comes first in the queue.
SCORE = """UPDATE game_report SET trust = reporters,
    urgency = reporters * CASE reason WHEN 'staff' THEN 2.0 WHEN 'fraud' THEN 1.5 WHEN 'insult' THEN 1.5 ELSE 1.0 END
        - extract(epoch FROM first_at) / 43200
WHERE state = 'open'"""
# What holds already has a row, so that it can be appealed.
SANCTIONS = """INSERT INTO game_sanction (user_id, kind, reason, starts_at, ends_at, lifted_why)
SELECT id, CASE WHEN banned_until >= '9999-01-01' THEN 'ban' ELSE 'suspension' END, left(ban_reason, 300), now(),
    CASE WHEN banned_until < '9999-01-01' THEN banned_until END, ''
FROM accounts_user WHERE banned_until > now() + interval '1 minute' AND erased_at IS NULL
UNION ALL SELECT id, 'mute', '', now(), CASE WHEN muted_until < '9999-01-01' THEN muted_until END, ''
FROM accounts_user WHERE muted_until > now() + interval '1 minute' AND erased_at IS NULL"""


class Migration(migrations.Migration):

    dependencies = [
        ('game', "0035_notices_of_friends"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('state', models.CharField(choices=[('open', 'waits for an answer'), ('upheld', 'upheld'), ('dismissed', 'dismissed')], default='open', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'warning'), ('mute', 'mute'), ('suspension', 'suspension'), ('ban', 'ban'), ('no_reports', 'ban from reporting')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('starts_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ends_at', models.DateTimeField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_why', models.CharField(blank=True, choices=[('appeal', 'after an appeal'), ('staff', 'by the staff'), ('replaced', 'replaced by another')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='SanctionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60)),
                ('text', models.CharField(max_length=300)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('retired_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name='report',
            name='claimed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_claimed', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='claimed_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='outcome',
            field=models.CharField(blank=True, choices=[('upheld', 'upheld'), ('dismissed', 'dismissed')], db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='report',
            name='quote',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='report',
            name='trust',
            field=models.FloatField(db_default=0.0, default=0.0),
        ),
        migrations.AddField(
            model_name='report',
            name='urgency',
            field=models.FloatField(db_default=0.0, default=0.0),
        ),
        migrations.AddField(
            model_name='reportfiling',
            name='trust',
            field=models.FloatField(db_default=1.0, default=1.0),
        ),
        migrations.AlterField(
            model_name='report',
            name='reason',
            field=models.CharField(choices=[('insult', 'insult or threat'), ('spam', 'spam or advertising'), ('fraud', 'fraud or begging'), ('staff', 'pretends to be staff'), ('cheat', 'cheating, or a bot'), ('other', 'something else')], max_length=20),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals_decided', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='sanctioned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions_lifted', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='report',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='game.report'),
        ),
        migrations.AddField(
            model_name='sanction',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions_imposed', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='user',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='sanction',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='game.sanction'),
        ),
        migrations.AddField(
            model_name='sanctiontext',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='text',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='game.sanctiontext'),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staffnote',
            name='user',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='staff_notes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['id'], name='appeals_open'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), ('sanctioned_by__isnull', True), models.Q(('decided_by', models.F('sanctioned_by')), _negated=True), _connector='OR'), name='nobody_judges_an_appeal_against_themselves'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='a_decided_appeal_says_when'),
        ),
        migrations.AddConstraint(
            model_name='sanctiontext',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('title',), name='one_prewritten_text_per_title'),
        ),
        migrations.AddIndex(
            model_name='sanction',
            index=models.Index(fields=['user', '-id'], name='sanctions_of_user'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['warning', 'mute', 'suspension', 'ban', 'no_reports'])), name='sanction_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('warning', 'ban')), _negated=True), ('ends_at__isnull', True), _connector='OR'), name='warnings_and_bans_have_no_end'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'suspension'), _negated=True), ('ends_at__isnull', False), _connector='OR'), name='a_suspension_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='a_sanction_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='a_lifted_sanction_says_why'),
        ),
        migrations.AddIndex(
            model_name='staffnote',
            index=models.Index(fields=['user', '-id'], name='staff_notes_of_user'),
        ),
        migrations.RunPython(write_texts, migrations.RunPython.noop),
        migrations.RunSQL(SCORE, migrations.RunSQL.noop),
        migrations.RunSQL(SANCTIONS, migrations.RunSQL.noop),
    ]
