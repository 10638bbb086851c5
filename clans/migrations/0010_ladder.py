"""Indexes of the list of clans."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0008_wars'),
        ('game', '0026_together'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='clan',
            index=models.Index(condition=models.Q(('disbanded_at__isnull', True)), fields=['-level', '-contribution', 'id'], name='ladder_by_level'),
        ),
        migrations.AddIndex(
            model_name='clan',
            index=models.Index(condition=models.Q(('disbanded_at__isnull', True)), fields=['-size', '-contribution', 'id'], name='ladder_by_size'),
        ),
    ]
