"""How often a run failed, and when it last succeeded: its last result alone does not say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]
    operations = [
        migrations.AddField("jobrun", "failures", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("jobrun", "succeeded_at", models.DateTimeField(null=True)),
    ]
