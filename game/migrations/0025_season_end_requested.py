"""The staff ask for the end of a season, and the job ends it: when they asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("game", "0024_player_stats")]
    operations = [migrations.AddField("season", "end_requested_at", models.DateTimeField(null=True))]
