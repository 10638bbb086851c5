"""Events of the world."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0020_seasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GameEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('blood_moon', 'Blood Moon'), ('staff', 'by the staff')], max_length=12)),
                ('title', models.CharField(max_length=60)),
                ('text', models.CharField(blank=True, max_length=400)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('stopped_at', models.DateTimeField(null=True)),
                ('xp_percent', models.PositiveSmallIntegerField(default=100)),
                ('gold_percent', models.PositiveSmallIntegerField(default=100)),
                ('drop_percent', models.PositiveSmallIntegerField(default=100)),
                ('marked', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('changed_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('stopped_at__isnull', True)), fields=['ends_at', 'starts_at'], name='events_not_over'), models.Index(fields=['-starts_at'], name='events_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['blood_moon', 'staff'])), name='event_kind_is_known'), models.CheckConstraint(condition=models.Q(('starts_at__lt', models.F('ends_at'))), name='event_times_in_order'), models.CheckConstraint(condition=models.Q(('drop_percent__range', (50, 300)), ('gold_percent__range', (50, 300)), ('xp_percent__range', (50, 300))), name='event_percents_in_bounds'), models.CheckConstraint(condition=models.Q(('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('starts_at'), '+', models.Value(datetime.timedelta(days=31))))), name='an_event_lasts_a_month_at_most'), models.UniqueConstraint(condition=models.Q(('kind', 'blood_moon')), fields=('kind', 'starts_at'), name='a_blood_moon_rises_once')],
            },
        ),
    ]
