"""What is counted while Redis is away, and which code of an authenticator app was used last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_encrypted_secrets")]
    operations = [
        migrations.CreateModel(
            name="TotpUse",
            fields=[
                ("user_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("step", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LimitCount",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["ends_at"], name="limit_ended")]},
        ),
    ]
