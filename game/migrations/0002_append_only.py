"""The database itself refuses to change or delete a line of the ledger."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger rows are never changed or deleted: post a counter-entry (%)', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON game_transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER ledger_is_not_truncated BEFORE TRUNCATE ON game_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();
"""
BACK = """
DROP TRIGGER ledger_is_append_only ON game_transfer;
DROP TRIGGER ledger_is_not_truncated ON game_transfer;
DROP FUNCTION refuse_change_of_ledger();
"""


class Migration(migrations.Migration):
    dependencies = [("game", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
