"""The queue of reports is ordered by urgency. The version before reads it without an index for a while; it is short."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("game", "0036_reports_and_sanctions")]

    operations = [
        AddIndexConcurrently(
            "report",
            models.Index(fields=["-urgency", "id"], name="reports_by_urgency", condition=models.Q(("state", "open"))),
        ),
        RemoveIndexConcurrently("report", "reports_open"),
    ]
