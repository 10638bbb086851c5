"""What must leave the house after a commit: written in the transaction, sent by a task, never lost."""

from django.db import models

ATTEMPTS = 12
"""So often a mail is tried; then it is given up."""


class OutboxMessage(models.Model):
    """kind "mail": payload holds subject, to, from, and the words, encrypted (actions/outbox.py). A sent one keeps its time and loses its payload."""

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
