"""The database refuses to write for an erased account: no change of its row, and no new row that belongs to it.

The insert locks the account's row FOR SHARE, so that it comes before an erasure, which then finds the row and deletes it, or
after, and is refused.
"""

from django.db import migrations

TABLES = (
    "account_emailaddress", "mfa_authenticator", "usersessions_usersession", "socialaccount_socialaccount",
    "accounts_totpuse", "accounts_user_groups", "accounts_user_user_permissions",
)  # fmt: skip

FORWARD = """
CREATE FUNCTION refuse_row_of_erased_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gone timestamptz;
BEGIN
    SELECT erased_at INTO gone FROM accounts_user WHERE id = NEW.user_id FOR SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'account % was erased', NEW.user_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_for_an_erased_account', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION refuse_change_of_erased_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'account % was erased', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_for_an_erased_account', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER erased_account_stays_erased BEFORE UPDATE ON accounts_user
    FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_erased_account();
""" + "".join(
    f"""CREATE TRIGGER nothing_for_an_erased_account BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_row_of_erased_account();
"""
    for table in TABLES
)
BACK = (
    "DROP FUNCTION refuse_row_of_erased_account() CASCADE; DROP FUNCTION refuse_change_of_erased_account() CASCADE;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_limits_and_codes"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
