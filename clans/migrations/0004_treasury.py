"""The bank of a clan: large withdrawals and their signatures, dues, and when a rank could last take out more. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


NOTE_BANK_RIGHTS = """
CREATE FUNCTION clans_note_bank_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.daily_gold > OLD.daily_gold
        OR ('withdraw' = ANY (NEW.capabilities) AND NOT 'withdraw' = ANY (OLD.capabilities)) THEN
        NEW.bank_rights_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bank_rights_are_noted BEFORE UPDATE ON clans_rankrights FOR EACH ROW EXECUTE FUNCTION clans_note_bank_rights();
"""
BACK = """
DROP TRIGGER bank_rights_are_noted ON clans_rankrights;
DROP FUNCTION clans_note_bank_rights();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('clans', '0002_joining'),
        ('game', '0028_lent_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='rankrights',
            name='bank_rights_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asset', models.CharField(max_length=60)),
                ('quantity', models.BigIntegerField()),
                ('holding', models.BigIntegerField(null=True)),
                ('state', models.CharField(choices=[('asked', 'needs signatures'), ('waiting', 'signed, waits'), ('paid', 'paid'), ('stopped', 'stopped'), ('void', 'came to nothing')], default='asked', max_length=10)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='clans.clan')),
                ('ended_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
        ),
        migrations.CreateModel(
            name='WithdrawalSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('character', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='game.character')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to=settings.AUTH_USER_MODEL)),
                ('withdrawal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='clans.withdrawal')),
            ],
        ),
        migrations.CreateModel(
            name='Dues',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gold', models.BigIntegerField()),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('clan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dues', to='clans.clan')),
                ('set_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='game.character')),
            ],
            options={
                'verbose_name_plural': 'dues',
                'constraints': [models.CheckConstraint(condition=models.Q(('gold__range', (0, 10000))), name='dues_within_bounds')],
            },
        ),
        migrations.CreateModel(
            name='DuesPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('owed', models.BigIntegerField()),
                ('paid', models.BigIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('character', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_payments', to='game.character')),
                ('clan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='dues_payments', to='clans.clan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('clan', 'week', 'character'), name='dues_once_per_week_and_member'), models.CheckConstraint(condition=models.Q(('paid', 0), ('paid', models.F('owed')), _connector='OR'), name='dues_are_paid_whole')],
            },
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['clan', '-id'], name='withdrawals_of_clan'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='withdrawals_due'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['asked_at'], name='withdrawals_unsigned'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['asked_by', '-id'], name='withdrawals_of_character'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'waiting', 'paid', 'stopped', 'void'])), name='withdrawal_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='a_withdrawal_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('state', 'asked'), _negated=True), models.Q(('due_at__isnull', True), ('state__in', ['waiting', 'paid']), _negated=True)), name='a_signed_withdrawal_says_when_it_is_due'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['asked', 'waiting'])), models.Q(('ended_at__isnull', False), ('state__in', ['paid', 'stopped', 'void'])), _connector='OR'), name='an_ended_withdrawal_says_when'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'waiting'])), fields=('asked_by',), name='one_open_withdrawal_per_member'),
        ),
        migrations.AddConstraint(
            model_name='withdrawalsignature',
            constraint=models.UniqueConstraint(fields=('withdrawal', 'user'), name='one_signature_per_account'),
        ),
        migrations.RunSQL(NOTE_BANK_RIGHTS, BACK),
    ]
