"""The outbox: mails are written in the transaction that causes them, and a task sends them after the commit."""

from django.db import models

MAX_ATTEMPTS = 12
"""After this many failures a mail is not tried again."""


class OutboxMessage(models.Model):
    """kind "mail": the payload holds subject, to, from, and the encrypted body (actions/outbox.py). When a
    message is sent, its payload is emptied; its times stay."""

    kind = models.CharField(max_length=20, default="mail")
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="outbox_waiting", condition=models.Q(sent_at__isnull=True)),
            models.Index(fields=["sent_at"], name="outbox_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
