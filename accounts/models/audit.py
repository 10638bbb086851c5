"""The audit log of what staff and account holders did. Append-only, like the ledger."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """actor None: the site itself. target: "user:12", "character:7"; detail: what changed, never a secret."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="audited")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)
    """Written by versions before; actions/forget_addresses.py replaces it by the network."""
    network = models.CharField(max_length=20, blank=True, default="", db_default="")
    """Of staff only: rules/networks.py."""
    key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    """The key of the staff form that caused it: the same form sent twice acts once."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["target", "-at"], name="audit_of_target"),
            models.Index(fields=["-at"], name="audit_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}".strip()
