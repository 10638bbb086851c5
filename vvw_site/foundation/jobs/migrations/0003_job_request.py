"""Runs that the staff asked for: one new table, so that a job is not queued twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_failures")]
    operations = [
        migrations.CreateModel(
            name="JobRequest",
            fields=[
                ("job", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
    ]
