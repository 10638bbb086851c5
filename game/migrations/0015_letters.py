"""Letters between characters, and reports of what people wrote."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("game", "0014_holders_indexes"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=80)),
                ('text', models.CharField(max_length=2000)),
                ('attachments', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('plain', 'nothing attached'), ('open', 'unclaimed'), ('claimed', 'claimed'), ('taken_back', 'taken back by the sender'), ('returned', 'returned to the sender'), ('passed_on', 'given to the recipient, because the sender is gone')], default='plain', max_length=10)),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('expires_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('deleted_by_sender_at', models.DateTimeField(null=True)),
                ('deleted_by_recipient_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=60)),
                ('reason', models.CharField(choices=[('insult', 'insult or threat'), ('spam', 'spam or advertising'), ('fraud', 'fraud or begging'), ('staff', 'pretends to be staff'), ('other', 'something else')], max_length=20)),
                ('day', models.PositiveIntegerField()),
                ('reporters', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed')], default='open', max_length=10)),
                ('first_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReportFiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remark', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name='letter',
            name='answers',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='game.letter'),
        ),
        migrations.AddField(
            model_name='letter',
            name='escrow',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='game.ledgeraccount'),
        ),
        migrations.AddField(
            model_name='letter',
            name='recipient',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='game.character'),
        ),
        migrations.AddField(
            model_name='letter',
            name='sender',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_sent', to='game.character'),
        ),
        migrations.AddField(
            model_name='report',
            name='about',
            field=models.ForeignKey(help_text='Who wrote it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_about', to='game.character'),
        ),
        migrations.AddField(
            model_name='report',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_closed', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportfiling',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filings', to='game.report'),
        ),
        migrations.AddField(
            model_name='reportfiling',
            name='reporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_filed', to='game.character'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('deleted_by_recipient_at__isnull', True)), fields=['recipient', '-id'], name='letters_received'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('deleted_by_sender_at__isnull', True)), fields=['sender', '-id'], name='letters_sent'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('deleted_by_recipient_at__isnull', True), ('read_at__isnull', True)), fields=['recipient'], name='letters_unread'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['sender', 'recipient'], name='letters_between'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['sender', '-sent_at'], name='letters_of_the_day'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['recipient'], name='letters_to'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['expires_at'], name='letters_unclaimed'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('deleted_by_recipient_at__isnull', False), models.Q(('sender__isnull', True), ('deleted_by_sender_at__isnull', False), _connector='OR')), fields=['id'], name='letters_unseen'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('sender__isnull', True), models.Q(('sender', models.F('recipient')), _negated=True), _connector='OR'), name='nobody_writes_to_themselves'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('escrow__isnull', True), ('expires_at__isnull', True), ('state', 'plain')), models.Q(models.Q(('state', 'plain'), _negated=True), ('escrow__isnull', False), ('expires_at__isnull', False)), _connector='OR'), name='attachments_lie_in_an_escrow'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['plain', 'open']), ('settled_at__isnull', True)), models.Q(models.Q(('state__in', ['plain', 'open']), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='a_settled_letter_says_when'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('deleted_by_recipient_at__isnull', True), ('deleted_by_sender_at__isnull', True)), _connector='OR'), name='unclaimed_letters_are_not_deleted'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['-reporters', 'id'], name='reports_open'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('target', 'reason', 'day'), name='one_report_per_target_reason_and_day'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='a_closed_report_says_when'),
        ),
        migrations.AddConstraint(
            model_name='reportfiling',
            constraint=models.UniqueConstraint(fields=('report', 'reporter'), name='one_filing_per_reporter'),
        ),
    ]
