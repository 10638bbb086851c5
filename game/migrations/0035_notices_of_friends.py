"""The index by which an erasure finds the notices of friends that name a character, made beside play."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("game", "0034_drafts")]

    operations = [
        AddIndexConcurrently(
            model_name='notice',
            index=models.Index(condition=models.Q(('kind', 'friend')), fields=['link'], name='notices_of_friends'),
        ),
    ]
