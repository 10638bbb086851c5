"""A number of its own for each notice of a character. Built without a lock, because the table can be large."""

from django.db import migrations, models
from django.db.models import Q

NAME = "a_notice_has_a_number_of_its_own"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("game", "0017_notices_and_seasons")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"""DROP INDEX IF EXISTS {NAME}; CREATE UNIQUE INDEX CONCURRENTLY {NAME}
                    ON game_notice (character_id, number) WHERE number IS NOT NULL""".split("; "),
                    f"DROP INDEX {NAME}",
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.UniqueConstraint(
                        fields=["character", "number"], name=NAME, condition=Q(number__isnull=False)
                    ),
                )
            ],
        )
    ]
