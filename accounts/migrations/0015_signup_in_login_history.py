"""A sign-up is a kind of its own in the history of log-ins. No statement: choices are not in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0014_agreements")]

    operations = [
        migrations.AlterField(
            "loginevent", "method",
            models.CharField(max_length=10, choices=[
                ("password", "password"), ("code", "second factor"), ("google", "Google"), ("guest", "as a guest"),
                ("api", "by the API"), ("signup", "sign-up"), ("other", "another way"),
            ]),
        ),
    ]
