"""The index and the check of 0027, made beside play, which goes on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("game", "0027_lent")]

    operations = [
        ValidateConstraint(model_name='holding', name='a_lent_item_only_goes_back'),
        AddIndexConcurrently(
            model_name='holding',
            index=models.Index(condition=models.Q(('lent_by__isnull', False)), fields=['lent_by', 'character'], name='holding_lent'),
        ),
    ]
