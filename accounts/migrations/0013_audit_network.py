"""The audit holds the hash of a network in the place of an address. Its trigger lets one change pass: an address becomes that hash.

The version before writes addresses while it runs beside this one; actions/forget_addresses.py replaces them each night.
"""

from django.db import migrations, models

REFUSE = """CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
%s    RAISE EXCEPTION 'audit entries are never changed or deleted (%%)', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""
LET_PASS = """    IF TG_OP = 'UPDATE' AND OLD.address IS NOT NULL AND NEW.address IS NULL AND OLD.network = ''
        AND to_jsonb(NEW) - 'address' - 'network' = to_jsonb(OLD) - 'address' - 'network' THEN
        RETURN NEW;
    END IF;
"""


class Migration(migrations.Migration):

    dependencies = [("accounts", "0012_login_history")]

    operations = [
        migrations.AddField(
            "auditentry", "network", models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.RunSQL(REFUSE % LET_PASS, REFUSE % ""),
    ]
