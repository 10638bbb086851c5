"""Accounts lend items: whose property an item is that a character has. Only adds; until the version before is gone, nothing is lent."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("game", "0026_together")]

    operations = [
        migrations.AddField(
            model_name='holding',
            name='lent_by',
            field=models.ForeignKey(db_index=False, help_text='The account whose property it is. The character can wear it, and it moves only back there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lent', to='game.ledgeraccount'),
        ),
        AddConstraintNotValid(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('lent_by__isnull', True), models.Q(('character__isnull', False), ('stacked', False)), _connector='OR'), name='a_lent_item_only_goes_back'),
        ),
    ]
