"""Where a clan wants movements of its bank reported, and the outbox of these reports."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan


class Webhook(models.Model):
    """secret: encrypted (actions/webhook_secret.py); it signs each report, and is shown once (shown_at). threshold: what a movement must be
    worth to be reported. disabled_at: it failed too often, and gets nothing until it is set again."""

    clan = models.OneToOneField(Clan, on_delete=models.CASCADE, related_name="webhook")
    url = models.CharField("URL", max_length=300)
    secret = models.TextField(editable=False)
    threshold = models.BigIntegerField()
    set_by = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField(db_default=Now())
    shown_at = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="a_webhook_is_encrypted"),
            models.CheckConstraint(condition=Q(threshold__gte=0), name="webhook_threshold_never_negative"),
        ]

    def __str__(self) -> str:
        return f"webhook of clan {self.clan_id}"


class WebhookReport(models.Model):
    """A movement to be reported. moves: asset and quantity of each. leases: how often a sender took it; only the last one may mark it as
    failed. failed_at: it is not tried again. status: of the last answer."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="reports", db_index=False)
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    moves = models.JSONField()
    worth = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    leases = models.PositiveIntegerField(default=0, db_default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=200, blank=True, db_default="", default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="a_sent_report_has_not_failed"
            )
        ]
        indexes = [
            # actions/webhook_send.py: what is due
            models.Index(fields=["due_at"], name="reports_due", condition=Q(sent_at__isnull=True, failed_at__isnull=True)),
            # queries/webhook.py: the newest of a clan
            models.Index(fields=["webhook", "-id"], name="reports_of_webhook"),
            # actions/webhook_send.py: what is swept
            models.Index(fields=["created_at"], name="reports_by_age"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
