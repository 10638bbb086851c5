"""A mail is leased by its sender, waits for a server without counting an attempt, and a refusal is final."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0008_erased_stays_erased")]
    operations = [
        migrations.AddField("outboxmessage", "failed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("outboxmessage", "leased_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("outboxmessage", "leases", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("outboxmessage", "deferrals", models.PositiveSmallIntegerField(default=0, db_default=0)),
        AddConstraintNotValid(
            "outboxmessage",
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="a_sent_mail_has_not_failed"
            ),
        ),
        ValidateConstraint("outboxmessage", "a_sent_mail_has_not_failed"),
        AddIndexConcurrently(
            "outboxmessage",
            models.Index(
                F("kind").desc(), F("due_at"), name="outbox_next", condition=Q(sent_at__isnull=True, failed_at__isnull=True)
            ),
        ),
    ]
