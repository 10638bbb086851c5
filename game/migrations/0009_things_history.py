"""Where a thing has been: its movements from their own index. Made beside play, which goes on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("game", "0008_token_credentials")]

    operations = [
        AddIndexConcurrently(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("holding__isnull", False)), fields=["holding", "id"], name="transfer_of_a_thing"
            ),
        ),
    ]
