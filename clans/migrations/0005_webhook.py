"""Webhooks of clans, and the outbox of what they report. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0004_treasury'),
        ('game', '0028_lent_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=300)),
                ('secret', models.TextField(editable=False)),
                ('threshold', models.BigIntegerField()),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('shown_at', models.DateTimeField(null=True)),
                ('disabled_at', models.DateTimeField(null=True)),
                ('clan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='webhook', to='clans.clan')),
                ('set_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
        ),
        migrations.CreateModel(
            name='WebhookReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('moves', models.JSONField()),
                ('worth', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('leases', models.PositiveIntegerField(db_default=0, default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('error', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
                ('webhook', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='clans.webhook')),
            ],
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('url__startswith', 'https://')), name='a_webhook_is_encrypted'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('threshold__gte', 0)), name='webhook_threshold_never_negative'),
        ),
        migrations.AddIndex(
            model_name='webhookreport',
            index=models.Index(condition=models.Q(('failed_at__isnull', True), ('sent_at__isnull', True)), fields=['due_at'], name='reports_due'),
        ),
        migrations.AddIndex(
            model_name='webhookreport',
            index=models.Index(fields=['webhook', '-id'], name='reports_of_webhook'),
        ),
        migrations.AddIndex(
            model_name='webhookreport',
            index=models.Index(fields=['created_at'], name='reports_by_age'),
        ),
        migrations.AddConstraint(
            model_name='webhookreport',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('failed_at__isnull', True), _connector='OR'), name='a_sent_report_has_not_failed'),
        ),
    ]
