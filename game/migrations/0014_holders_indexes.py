"""Indexes and checks of 0013, made beside play, which goes on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("game", "0013_holders")]

    operations = [
        AddIndexConcurrently(
            model_name='transfer',
            index=models.Index(condition=models.Q(('source__startswith', 'escrow:'), ('source__startswith', 'clan:'), _connector='OR'), fields=['source', '-id'], name='transfer_from_account'),
        ),
        AddIndexConcurrently(
            model_name='transfer',
            index=models.Index(condition=models.Q(('destination__startswith', 'escrow:'), ('destination__startswith', 'clan:'), _connector='OR'), fields=['destination', '-id'], name='transfer_to_account'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY one_answer_per_key_of_user ON game_receipt (user_id, key) WHERE user_id IS NOT NULL",
                    "DROP INDEX CONCURRENTLY IF EXISTS one_answer_per_key_of_user",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name='receipt',
                    constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'key'), name='one_answer_per_key_of_user'),
                ),
            ],
        ),
        ValidateConstraint(model_name='receipt', name='a_receipt_has_one_actor'),
        AddIndexConcurrently(
            model_name='holding',
            index=models.Index(condition=models.Q(('account__isnull', False)), fields=['account', 'item'], name='holding_of_account'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY one_stack_per_item_of_account ON game_holding (account_id, item) WHERE account_id IS NOT NULL AND stacked",
                    "DROP INDEX CONCURRENTLY IF EXISTS one_stack_per_item_of_account",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name='holding',
                    constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False), ('stacked', True)), fields=('account', 'item'), name='one_stack_per_item_of_account'),
                ),
            ],
        ),
        ValidateConstraint(model_name='holding', name='an_item_has_one_holder'),
        ValidateConstraint(model_name='holding', name='a_stack_has_a_holder'),
        ValidateConstraint(model_name='holding', name='only_characters_wear'),
    ]
