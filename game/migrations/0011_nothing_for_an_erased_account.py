"""No character and no token for an erased account: see the migration of accounts that makes the function."""

from django.db import migrations

TABLES = ("game_character", "game_apitoken")
FORWARD = "".join(
    f"""CREATE TRIGGER nothing_for_an_erased_account BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_row_of_erased_account();
"""
    for table in TABLES
)
BACK = "".join(f"DROP TRIGGER IF EXISTS nothing_for_an_erased_account ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("game", "0010_pending_grant"), ("accounts", "0008_erased_stays_erased")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
