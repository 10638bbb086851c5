"""Drafts of letters, and letters to many. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("game", "0033_friends")]

    operations = [
        migrations.CreateModel(
            name='StoredDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('character', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='game.character')),
                ('number', models.PositiveSmallIntegerField()),
                ('to', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=400)),
                ('text', models.CharField(max_length=10000)),
                ('answers', models.BigIntegerField(null=True)),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('character', 'number'), name='a_draft_has_a_number_of_its_own'),
                    models.CheckConstraint(condition=models.Q(('number__range', (1, 10))), name='a_character_keeps_few_drafts'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Circular',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='circulars', to='game.character')),
                ('about', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=80)),
                ('letters', models.PositiveIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'indexes': [models.Index(fields=['sender', '-at'], name='circulars_of_the_day')],
            },
        ),
        migrations.AddField(
            model_name='letter',
            name='is_circular',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
