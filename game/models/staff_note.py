"""What the staff note about an account for each other. Players do not read it; docs/security.md says how it is disclosed."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class StaffNote(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_notes", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="staff_notes_of_user")]  # queries/staff_notes.py

    def __str__(self) -> str:
        return f"note {self.pk}"
