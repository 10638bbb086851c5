"""Log-ins, failed ones too, with keyed hashes in the place of addresses. Only adds."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_outbox_lease'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoginEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('method', models.CharField(choices=[('password', 'password'), ('code', 'second factor'), ('google', 'Google'), ('guest', 'as a guest'), ('api', 'by the API'), ('other', 'another way')], max_length=10)),
                ('succeeded', models.BooleanField()),
                ('network', models.CharField(blank=True, max_length=20)),
                ('browser', models.CharField(blank=True, max_length=40)),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='login_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-at'], name='logins_of_user'), models.Index(condition=models.Q(('succeeded', True), models.Q(('network', ''), _negated=True)), fields=['network', 'user'], name='logins_of_network'), models.Index(fields=['at'], name='logins_by_age')],
            },
        ),
        # As in 0008: an erased account gets no row any more.
        migrations.RunSQL(
            """CREATE TRIGGER nothing_for_an_erased_account BEFORE INSERT ON accounts_loginevent
            FOR EACH ROW EXECUTE FUNCTION refuse_row_of_erased_account()""",
            "DROP TRIGGER IF EXISTS nothing_for_an_erased_account ON accounts_loginevent",
        ),
    ]
