"""A token dies with the password that it was issued for."""

from django.db import migrations, models

AS_THEY_ARE = """
UPDATE game_apitoken t SET credentials = encode(sha256(convert_to(u.login_version || ':' || u.password, 'UTF8')), 'hex')
FROM accounts_user u WHERE u.id = t.user_id
"""


class Migration(migrations.Migration):
    dependencies = [("game", "0007_encrypted_seeds"), ("accounts", "0004_login_version")]
    operations = [
        migrations.AddField(
            "apitoken", "credentials", models.CharField(max_length=64, editable=False, default=""), preserve_default=False
        ),
        migrations.RunSQL(AS_THEY_ARE, migrations.RunSQL.noop),
    ]
