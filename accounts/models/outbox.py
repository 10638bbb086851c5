"""The outbox: mails are written in the transaction that causes them, and a task sends them after the commit."""

from django.db import models
from django.db.models import F, Q

MAX_ATTEMPTS = 12
"""After this many errors of ours a mail is not tried again."""


class OutboxMessage(models.Model):
    """The payload holds subject, to, from, and the encrypted body (actions/outbox.py). When a message is sent, its payload is emptied;
    its times stay.

    kind: somebody waits for a "mail"; "bulk" is one of many and leaves after them. attempts: errors of ours; an outage does not
    count. deferrals: how often it had to wait for a server. leased_until: until then one sender has it. leases: how often a sender
    took it; the last one alone may mark it as failed. failed_at: it is not tried again, and keeps its body until it is swept.
    """

    MAIL, BULK = "mail", "bulk"

    kind = models.CharField(max_length=20, default="mail")
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    leases = models.PositiveIntegerField(default=0, db_default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    deferrals = models.PositiveSmallIntegerField(default=0, db_default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="outbox_waiting", condition=Q(sent_at__isnull=True)),
            models.Index(
                F("kind").desc(), F("due_at"), name="outbox_next", condition=Q(sent_at__isnull=True, failed_at__isnull=True)
            ),
            models.Index(fields=["sent_at"], name="outbox_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="a_sent_mail_has_not_failed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
