"""Which versions of the terms and of the privacy page an account has agreed to, and when."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0013_audit_network")]

    operations = [
        migrations.AddField(
            "user", "terms_version", models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            "user", "privacy_version", models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField("user", "agreed_at", models.DateTimeField(blank=True, editable=False, null=True)),
    ]
