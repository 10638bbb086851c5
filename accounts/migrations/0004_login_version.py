"""All log-ins of an account can end at once, by a number that never goes down."""

from django.db import migrations, models

NEVER_LOWER = """
CREATE FUNCTION keep_login_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.login_version := OLD.login_version;
    RETURN NEW;
END $$;
CREATE TRIGGER login_version_never_falls BEFORE UPDATE ON accounts_user
    FOR EACH ROW WHEN (NEW.login_version < OLD.login_version) EXECUTE FUNCTION keep_login_version();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_audit_key")]
    operations = [
        migrations.AddField(
            "user", "login_version", models.PositiveIntegerField(default=0, db_default=0, editable=False)
        ),
        migrations.RunSQL(
            NEVER_LOWER, "DROP TRIGGER login_version_never_falls ON accounts_user; DROP FUNCTION keep_login_version()"
        ),
    ]
