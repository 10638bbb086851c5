"""Mail digests of notices, reminders of missions, and indexes for pages of one kind and of unread notices."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("game", "0021_events"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="NoticeDigest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("notices", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("user", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("user", "day"), name="one_digest_a_day")]},
        ),
        migrations.AddField(
            model_name="noticesequence",
            name="mailed",
            field=models.BigIntegerField(db_default=0, default=0, help_text="Mail digests have looked at all notices up to this number."),
        ),
        migrations.AddField(
            model_name="dailymission",
            name="reminded_at",
            field=models.DateTimeField(blank=True, help_text="When the evening's notice told of the reward.", null=True),
        ),
        AddIndexConcurrently(
            model_name="notice", index=models.Index(fields=["character", "kind", "-id"], name="notices_of_kind"),
        ),
        # The index of the same name as before gets the order of the page. The version before uses either one.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE INDEX CONCURRENTLY notices_unread_newest ON game_notice (character_id, id DESC) WHERE read_at IS NULL",
                    "DROP INDEX CONCURRENTLY IF EXISTS notices_unread_newest",
                ),
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS notices_unread",
                    "CREATE INDEX CONCURRENTLY notices_unread ON game_notice (character_id) WHERE read_at IS NULL",
                ),
                migrations.RunSQL(
                    "ALTER INDEX notices_unread_newest RENAME TO notices_unread",
                    "ALTER INDEX notices_unread RENAME TO notices_unread_newest",
                ),
            ],
            state_operations=[
                migrations.RemoveIndex(model_name="notice", name="notices_unread"),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(fields=["character", "-id"], name="notices_unread", condition=Q(read_at__isnull=True)),
                ),
            ],
        ),
    ]
