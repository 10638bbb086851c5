"""Escrows and clans have balances, an item outlives its sale, and users have receipts. Only adds: the version
before goes on playing beside it (docs/releases.md)."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("game", "0012_daily_mission"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='LedgerAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('escrow', 'Escrow'), ('clan', 'Clan')], max_length=10)),
                ('gold', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='receipt',
            name='user',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='holding',
            name='character',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='game.character'),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='character',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='game.character'),
        ),
        AddConstraintNotValid(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('character__isnull', True), ('user__isnull', False)), models.Q(('character__isnull', False), ('user__isnull', True)), _connector='OR'), name='a_receipt_has_one_actor'),
        ),
        migrations.AddConstraint(
            model_name='ledgeraccount',
            constraint=models.CheckConstraint(condition=models.Q(('gold__gte', 0)), name='account_gold_never_negative'),
        ),
        migrations.AddConstraint(
            model_name='ledgeraccount',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['escrow', 'clan'])), name='account_kind_is_known'),
        ),
        migrations.AddField(
            model_name='holding',
            name='account',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='game.ledgeraccount'),
        ),
        AddConstraintNotValid(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('character__isnull', True), ('account__isnull', True), _connector='OR'), name='an_item_has_one_holder'),
        ),
        AddConstraintNotValid(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('stacked', False), ('character__isnull', False), ('account__isnull', False), _connector='OR'), name='a_stack_has_a_holder'),
        ),
        AddConstraintNotValid(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('slot__isnull', True), ('character__isnull', False), _connector='OR'), name='only_characters_wear'),
        ),
    ]
