"""What clans buy for themselves, and what they do together in raids."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0005_webhook'),
        ('game', '0026_together'),
    ]

    operations = [
        migrations.AddField(
            model_name='clan',
            name='perks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.CreateModel(
            name='ClanRaidShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.PositiveIntegerField()),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='raid_shares', to='clans.clan')),
                ('raid', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.raid')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('clan', 'raid'), name='one_share_per_raid_and_clan')],
            },
        ),
    ]
